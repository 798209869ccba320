"""Mutants of a script: one reuse argument, scope, name or call removed or flipped at a time, with every line left where it was."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

SCOPES = {"variable_scope", "name_scope", "variable_op_scope", "op_scope"}
NAMES = {"name", "scope", "name_or_scope"}
LAYERS = {"dense", "conv1d", "conv2d", "conv2d_transpose", "separable_conv2d", "batch_normalization", "fully_connected", "batch_norm", "layer_norm"}
"""Functions that take ``reuse``, beside ``variable_scope``."""


@dataclass(frozen=True)
class Mutant:
    what: str
    """The kind of mutation, as in ``drop-reuse``."""
    line: int
    source: str


class Text:
    """A source whose parts can be replaced by the places of its syntax tree (whose columns count bytes)."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.data = source.encode()
        self.starts = [0]
        for line in self.data.splitlines(keepends=True):
            self.starts.append(self.starts[-1] + len(line))

    def span(self, node: ast.AST) -> tuple[int, int]:
        place = node
        first = self.starts[place.lineno - 1] + place.col_offset  # type: ignore[attr-defined]
        last = self.starts[place.end_lineno - 1] + place.end_col_offset  # type: ignore[attr-defined]
        return first, last

    def replaced(self, first: int, last: int, new: str) -> str | None:
        """The source with bytes first to last replaced, the lines after them left where they were; None where that is no Python."""
        if "\n" in new:
            return None
        new += "\n" * self.data[first:last].count(b"\n")
        text = (self.data[:first] + new.encode() + self.data[last:]).decode()
        try:
            compile(text, "mutant", "exec", dont_inherit=True)
        except (SyntaxError, ValueError):
            return None
        return text


def mutants_of(source: str) -> Iterator[Mutant]:
    """All mutants of a script, in the order of its syntax tree; none for what Python 3 cannot parse."""
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return
    text = Text(source)
    seen = {source}
    for node in ast.walk(tree):
        for what, place, (first, last), new in edits_of(node, text):
            mutated = text.replaced(first, last, new)
            if mutated is not None and mutated not in seen:
                seen.add(mutated)
                yield Mutant(what, place.lineno, mutated)  # type: ignore[attr-defined]


Edit = tuple[str, ast.AST, tuple[int, int], str]


def edits_of(node: ast.AST, text: Text) -> Iterator[Edit]:
    """The single changes at one node of the tree."""
    if isinstance(node, ast.Call):
        yield from of_call(node, text)
    elif isinstance(node, (ast.With, ast.AsyncWith)):
        yield from of_with(node, text)
    elif isinstance(node, (ast.Expr, ast.Assign, ast.Return)):
        yield from of_statement(node, text)
    elif isinstance(node, ast.FunctionDef):
        yield from of_defaults(node, text)
    for field in ("body", "orelse", "finalbody"):
        if isinstance(block := getattr(node, field, None), list):
            yield from of_block(block, text)
    if isinstance(node, ast.Module):
        yield from of_names(node, text)


def of_call(call: ast.Call, text: Text) -> Iterator[Edit]:
    """Reuse, names and kinds of scopes."""
    given = {keyword.arg for keyword in call.keywords}
    for keyword in call.keywords:
        if keyword.arg == "reuse":
            yield "drop-reuse", keyword, argument(keyword, text), ""
            yield from ((f"reuse-{short(new)}", keyword, text.span(keyword.value), new) for new in flipped(keyword.value))
        elif keyword.arg in NAMES:
            yield "drop-name", keyword, argument(keyword, text), ""
            yield from renamed(keyword.value, text)
        elif isinstance(keyword.value, ast.Constant) and isinstance(keyword.value.value, bool):
            yield "flip-argument", keyword, text.span(keyword.value), str(not keyword.value.value)
    if called(call) in SCOPES | LAYERS | {"get_variable", "make_template"} and call.args:
        yield from renamed(call.args[0], text)
    elif called(call) not in {"placeholder", "Variable"}:
        for value in call.args:
            if isinstance(value, ast.Constant) and isinstance(value.value, bool):
                yield "flip-argument", value, text.span(value), str(not value.value)
    if called(call) in LAYERS | {"variable_scope"} and "reuse" not in given and isinstance(call.func, ast.Attribute):
        yield from (("add-reuse", call, *added(call, f"reuse={new}", text)) for new in ("True", "tf.AUTO_REUSE"))
    if called(call) == "variable_scope" and len(call.args) == 1 and isinstance(call.args[0], ast.Constant) and "default_name" not in given:
        first, _ = text.span(call.args[0])
        yield "default-name", call, (first, first), "None, "
    if called(call) in {"variable_scope", "name_scope"} and isinstance(call.func, ast.Attribute):
        other = "name_scope" if called(call) == "variable_scope" else "variable_scope"
        first, last = text.span(call.func)
        yield "other-scope", call, (last - len(call.func.attr), last), other


def of_with(node: ast.With | ast.AsyncWith, text: Text) -> Iterator[Edit]:
    """A scope left out: no block where there is nothing else to open, the scope that is open already otherwise."""
    for item in node.items:
        call = item.context_expr
        if not isinstance(call, ast.Call):
            continue
        if len(node.items) == 1 and item.optional_vars is None and called(call) in SCOPES | {"arg_scope", "as_default"}:
            first, _ = text.span(node)
            yield "drop-scope", node, (first, text.span(call)[1]), "if True"
        elif called(call) == "variable_scope" and call.args:
            yield "drop-scope", node, text.span(call.args[0]), "tf.get_variable_scope()"


def of_statement(node: ast.Expr | ast.Assign | ast.Return, text: Text) -> Iterator[Edit]:
    """A call left out or made twice, and what remembers a reuse."""
    if isinstance(node.value, ast.Call):
        first, last = text.span(node)
        if isinstance(node, ast.Expr):
            yield "drop-call", node, (first, last), "pass"
        if isinstance(node, ast.Return):
            yield "double-call", node, (first, first), ast.unparse(node.value) + "; "
        else:
            yield "double-call", node, (last, last), "; " + ast.unparse(node)
    if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant) and "reuse" in ast.unparse(node.targets[0]):
        yield from ((f"reuse-{short(new)}", node, text.span(node.value), new) for new in flipped(node.value))


def of_block(block: list[ast.stmt], text: Text) -> Iterator[Edit]:
    """Two calls, one after the other, in the other order."""
    for one, two in zip(block, block[1:]):
        if all(isinstance(s, (ast.Expr, ast.Assign)) and isinstance(s.value, ast.Call) and s.lineno == s.end_lineno for s in (one, two)):
            if one.lineno + 1 == two.lineno:
                first, last = text.span(one)[0], text.span(two)[1]
                between = text.data[text.span(one)[1] : text.span(two)[0]].decode()
                if not between.strip():
                    yield "swap-calls", one, (first, last), ast.unparse(two) + "; " + ast.unparse(one)


def of_names(tree: ast.Module, text: Text) -> Iterator[Edit]:
    """A literal name replaced by the one before it of the same role: what was two becomes one."""
    last: dict[str, ast.Constant] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            wanted = [(k.arg or "", k.value) for k in node.keywords if k.arg in NAMES]
            if called(node) in SCOPES | {"get_variable"} and node.args:
                wanted.append((called(node), node.args[0]))
            for role, value in wanted:
                if isinstance(value, ast.Constant) and isinstance(value.value, str):
                    if role in last and last[role].value != value.value:
                        yield "same-name", value, text.span(value), repr(last[role].value)
                    last[role] = value


def of_defaults(node: ast.FunctionDef, text: Text) -> Iterator[Edit]:
    positional = [*node.args.posonlyargs, *node.args.args]
    for argument_, default in zip(positional[len(positional) - len(node.args.defaults) :], node.args.defaults):
        if argument_.arg == "reuse":
            yield from ((f"default-{short(new)}", default, text.span(default), new) for new in flipped(default))


def flipped(value: ast.expr) -> list[str]:
    """What a reuse argument is set to instead."""
    if isinstance(value, ast.Constant):
        return ["False" if value.value is True else "True", "tf.AUTO_REUSE"]
    return ["True", "False"]


def short(reuse: str) -> str:
    """A reuse as part of a mutation's name."""
    return {"True": "true", "False": "false"}.get(reuse, "auto")


def renamed(value: ast.expr, text: Text) -> Iterator[Edit]:
    if isinstance(value, ast.Constant) and isinstance(value.value, str) and value.value:
        yield "rename", value, text.span(value), repr(value.value + "_m")


def added(call: ast.Call, new: str, text: Text) -> tuple[tuple[int, int], str]:
    """The place of one more argument at the end of a call, and its text."""
    last = text.span(call)[1] - 1
    before = text.data[:last].rstrip()
    return (last, last), new if before.endswith((b",", b"(")) else ", " + new


def argument(keyword: ast.keyword, text: Text) -> tuple[int, int]:
    """The bytes of a keyword argument with the comma before it (or, for the first argument, after it)."""
    first, last = text.span(keyword)
    before = text.data[:first].rstrip()
    if before.endswith(b","):
        return len(before) - 1, last
    after = text.data[last:]
    bare = after.lstrip()
    return first, last + (len(after) - len(bare) + 1 if bare.startswith(b",") else 0)


def called(call: ast.Call) -> str:
    """The last part of the name that is called."""
    return call.func.attr if isinstance(call.func, ast.Attribute) else call.func.id if isinstance(call.func, ast.Name) else ""
