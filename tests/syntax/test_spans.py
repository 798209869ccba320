"""Spans: in characters of the author's text, headers only for compound statements."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scope_lint.source.file import read
from scope_lint.source.problem import SourceError
from scope_lint.syntax import ir
from scope_lint.syntax.lower import SyntaxProblem, lower


def nodes(node: Any) -> Iterator[ir.Node]:
    if isinstance(node, list):
        for item in node:
            yield from nodes(item)
    elif isinstance(node, ir.Node):
        yield node
        for field in node.__struct_fields__:
            yield from nodes(getattr(node, field))


def cut(text: str, at: ir.Span) -> str:
    lines = text.split("\n")
    line, column, end_line, end_column = at
    if line == end_line:
        return lines[line - 1][column - 1 : end_column - 1]
    middle = lines[line : end_line - 1]
    return "\n".join([lines[line - 1][column - 1 :], *middle, lines[end_line - 1][: end_column - 1]])


def cuts(text: str, kind: type[ir.Node]) -> list[str]:
    return [cut(text, node.at) for node in nodes(lower(text)) if isinstance(node, kind)]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("x = 'é' + f(a)\n", ir.Call, "f(a)"),
        ("'😀é'; b.c\n", ir.Attribute, "b.c"),
        ("f(a,\n  é)\n", ir.Call, "f(a,\n  é)"),
        ("f(é=é, k=1)\n", ir.Keyword, "é=é"),
        ("if a:\n    b\n", ir.If, "if a"),
        ("if (a and\n    b) :  # x: y\n    c\n", ir.If, "if (a and\n    b) "),
        ("while x[1:2]: pass\n", ir.While, "while x[1:2]"),
        ("for a in b:\n    pass\nelse:\n    c\n", ir.For, "for a in b"),
        ("with a(b) as c, d as e:\n    pass\n", ir.With, "with a(b) as c, d as e"),
        ("with (\n    a as b,  # é: x\n):\n    pass\n", ir.With, "with (\n    a as b,  # é: x\n)"),
        ("try:\n    a\nexcept B:\n    pass\n", ir.Try, "try"),
        ("try:\n    a\nexcept (B, C) as d:\n    pass\n", ir.Handler, "except (B, C) as d"),
        ("@d(1)\ndef f(a, b: int = {1: 2}) -> x[1:2]:\n    pass\n", ir.FunctionDef,
         "def f(a, b: int = {1: 2}) -> x[1:2]"),
        ("def f(  # a comment: here\n):\n    pass\n", ir.FunctionDef, "def f(  # a comment: here\n)"),
        ("def f(a=lambda: 1, *b, c=lambda: 2, **d): pass\n", ir.FunctionDef,
         "def f(a=lambda: 1, *b, c=lambda: 2, **d)"),
        ("@d\nclass é(b, c=lambda: d):\n    pass\n", ir.ClassDef, "class é(b, c=lambda: d)"),
        ("class A:\n    x = 1\n", ir.ClassDef, "class A"),
        ("async def f():\n    pass\n", ir.FunctionDef, "async def f()"),
        ("a: int = 3\n", ir.Assign, "a: int = 3"),
        ("from a import (b,\n  c)\n", ir.ImportFrom, "from a import (b,\n  c)"),
        ("x = 1\x0cy\n".replace("\x0c", "\n\x0c"), ir.ExprStmt, "y"),
    ],
)  # fmt: skip
def test_span(text: str, kind: type[ir.Node], expected: str) -> None:
    assert cuts(text, kind)[0] == expected


def test_lines_do_not_depend_on_newlines() -> None:
    text = "a\nb('x')\n\nc\n"
    spans = [node.at for node in lower(text).body]
    assert [node.at for node in lower(text.replace("\n", "\r\n")).body] == spans
    assert [node.at for node in lower(text.replace("\n", "\r")).body] == spans


def test_an_f_string_of_several_lines() -> None:
    text = 'x = (f"é{a}"\n     f"""é\n  {b + c}""")\n'
    for node in nodes(lower(text)):
        at = getattr(node, "at", None)
        if at is not None:
            assert cut(text, at)


_PIECES = st.sampled_from(
    ["a", "é", "'😀'", "f'é{a}'", "f'''{a\n}'''", "(", ")", "[", "]", ",", " ", "\n", "\n    ", ":", "=", "+", "1", "if ",
     "def f", "with ", " as ", "lambda ", "class C", "for ", " in ", "#é", "\\\n", "\t", "yield ", "return ", "@", "print "]
)  # fmt: skip


@given(st.lists(_PIECES, max_size=12).map("".join))
def test_spans_lie_in_any_text(text: str) -> None:
    try:
        module = lower(text)
    except SyntaxProblem as problem:
        assert problem.line >= 1
        assert problem.column >= 1
        assert problem.reason
        return
    check_spans(text, module)


def check_spans(text: str, module: ir.Module) -> None:
    lines = text.split("\n")
    for node in nodes(module):
        at = getattr(node, "at", None)
        if at is not None:
            line, column, end_line, end_column = at
            assert (line, column) <= (end_line, end_column)
            assert 1 <= line <= end_line <= len(lines)
            assert 1 <= column <= len(lines[line - 1]) + 1
            assert 1 <= end_column <= len(lines[end_line - 1]) + 1


STANDARD_LIBRARY = sorted(Path(ast.__file__).parent.glob("*.py"))


@pytest.mark.parametrize("path", STANDARD_LIBRARY[::5], ids=lambda path: path.name)
def test_real_files(path: Path) -> None:
    """Spans inside the text, and the same IR again after a round through msgpack."""
    try:
        source = read(path)
    except SourceError:
        pytest.skip("not in UTF-8")
    module = lower(source.text)
    check_spans(source.text, module)
    encoded = msgspec.msgpack.encode(module)
    decoded = msgspec.msgpack.decode(encoded, type=ir.Module)
    assert msgspec.msgpack.encode(decoded) == encoded
    assert repr(decoded) == repr(module)
