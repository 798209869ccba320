"""Expressions to IR."""

from __future__ import annotations

import ast
from typing import Any

import pytest

from scope_lint.syntax import ir
from scope_lint.syntax.lower import lower


def expr(text: str) -> Any:
    statement = lower(f"_ = {text}").body[0]
    assert isinstance(statement, ir.Assign)
    return statement.value


def plain(node: Any) -> Any:
    """A node as nested tuples, without spans."""
    if isinstance(node, ir.Node):
        fields = [plain(getattr(node, field)) for field in node.__struct_fields__ if field != "at"]
        return (type(node).__name__, *fields)
    if isinstance(node, list):
        return [plain(item) for item in node]
    return node


A, B, C = ("Name", "a"), ("Name", "b"), ("Name", "c")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("None", ("Const", None)),
        ("1", ("Const", 1)),
        ("2.5", ("Const", 2.5)),
        ("True", ("Const", True)),
        ("u'é' 'b'", ("Const", "éb")),
        ("b'\\xff'", ("Bytes", b"\xff")),
        ("a.b", ("Attribute", A, "b")),
        ("a[b]", ("Subscript", A, B)),
        ("a[b:c]", ("Subscript", A, ("Slice", B, C, None))),
        ("a[::b, c]", ("Subscript", A, ("TupleExpr", [("Slice", None, None, B), C]))),
        (
            "a(b, *c, k=1, **a)",
            ("Call", A, [B, ("Starred", C)], [("Keyword", "k", ("Const", 1)), ("Keyword", None, A)]),
        ),
        ("a + b - c", ("BinOp", "-", ("BinOp", "+", A, B), C)),
        ("a ** -b", ("BinOp", "**", A, ("UnaryOp", "-", B))),
        ("not a", ("UnaryOp", "not", A)),
        ("a and b and c", ("BoolOp", "and", [A, B, C])),
        ("a or b", ("BoolOp", "or", [A, B])),
        ("a < b is not c", ("Compare", A, ["<", "is not"], [B, C])),
        ("a not in b", ("Compare", A, ["not in"], [B])),
        ("a if b else c", ("IfExp", B, A, C)),
        ("[a, *b]", ("ListExpr", [A, ("Starred", B)])),
        ("()", ("TupleExpr", [])),
        ("{a}", ("SetExpr", [A])),
        ("{a: b, **c}", ("DictExpr", [A, None], [B, C])),
        ("[a for b in c if a]", ("Comprehension", "list", A, None, [("Generator", B, C, [A])])),
        ("{a: b for c in c}", ("Comprehension", "dict", A, B, [("Generator", C, C, [])])),
        ("(a for a in b for b in c)", ("Comprehension", "generator", A, None,
                                       [("Generator", A, B, []), ("Generator", B, C, [])])),
        ("f'x{a!r:>{b}}y'", ("FString", [("Const", "x"), ("Formatted", A, "r",
                             ("FString", [("Const", ">"), ("Formatted", B, "", None)])), ("Const", "y")])),
        ("(a := b)", ("NamedExpr", "a", B)),
    ],
)  # fmt: skip
def test_lowered(text: str, expected: Any) -> None:
    assert plain(expr(text)) == expected


@pytest.mark.parametrize("text", ["9223372036854775808", "1" + "0" * 400, "3j", "...", "1e999", "1e999j", "'\\ud800'"])
def test_literal_means_what_the_text_means(text: str) -> None:
    node = expr(f"({text})")
    assert isinstance(node, ir.Literal)
    assert ast.literal_eval(node.text) == ast.literal_eval(text)


def test_lambda() -> None:
    node = expr("lambda a, /, b=1, *c, d, e=2, **f: (yield)")
    assert isinstance(node, ir.Lambda)
    code = node.code
    assert [(p.name, p.kind, p.default is not None) for p in code.params] == [
        ("a", "positional", False),
        ("b", "normal", True),
        ("c", "star", False),
        ("d", "keyword", False),
        ("e", "keyword", True),
        ("f", "doublestar", False),
    ]
    assert code.name == "<lambda>"
    assert code.is_generator
    assert isinstance(code.body[0], ir.Return)
    assert code.locals == list("abcdef")


def test_a_long_sum_is_not_nested_too_deeply() -> None:
    node = expr(" + ".join(["a"] * 900))
    depth = 0
    while isinstance(node, ir.BinOp):
        node, depth = node.left, depth + 1
    assert depth == 899
