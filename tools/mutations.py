"""Mutants of a script: one reuse argument, scope, name or call removed or flipped at a time, with every line left where it was."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

SCOPES = {"variable_scope", "name_scope", "variable_op_scope", "op_scope"}
NAMES = {"name", "scope", "name_or_scope"}


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
        place = node  # type: ignore[assignment]
        first = self.starts[place.lineno - 1] + place.col_offset  # type: ignore[attr-defined]
        last = self.starts[place.end_lineno - 1] + place.end_col_offset  # type: ignore[attr-defined]
        return first, last

    def replaced(self, first: int, last: int, new: str) -> str | None:
        """The source with bytes first to last replaced; None where it is no Python or has another number of lines."""
        if b"\n" in self.data[first:last]:
            return None
        text = (self.data[:first] + new.encode() + self.data[last:]).decode()
        try:
            compile(text, "mutant", "exec", dont_inherit=True)
        except (SyntaxError, ValueError):
            return None
        return text


def mutants_of(source: str) -> Iterator[Mutant]:
    """All mutants of a script, in the order of its syntax tree; none for what Python 3 cannot parse."""
    text = Text(source)
    seen = {source}
    for node in ast.walk(ast.parse(source)):
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
    elif isinstance(node, (ast.Expr, ast.Assign)):
        yield from of_statement(node, text)
    elif isinstance(node, ast.FunctionDef):
        yield from of_defaults(node, text)


def of_call(call: ast.Call, text: Text) -> Iterator[Edit]:
    for keyword in call.keywords:
        if keyword.arg == "reuse":
            yield "drop-reuse", keyword, argument(keyword, text), ""
            yield from ((f"reuse-{new.lower()}", keyword, text.span(keyword.value), new) for new in flipped(keyword.value))
        elif keyword.arg in NAMES:
            yield "drop-name", keyword, argument(keyword, text), ""
            yield from renamed(keyword.value, text)
    if called(call) in SCOPES | {"get_variable", "dense", "conv2d", "make_template"} and call.args:
        yield from renamed(call.args[0], text)
    elif called(call) not in {"placeholder", "Variable"}:
        for value in call.args:
            if isinstance(value, ast.Constant) and isinstance(value.value, bool):
                yield "flip-argument", value, text.span(value), str(not value.value)
    if called(call) in {"variable_scope", "name_scope"} and isinstance(call.func, ast.Attribute):
        other = "name_scope" if called(call) == "variable_scope" else "variable_scope"
        first, last = text.span(call.func)
        yield "other-scope", call, (last - len(call.func.attr), last), other


def of_with(node: ast.With | ast.AsyncWith, text: Text) -> Iterator[Edit]:
    item = node.items[0].context_expr
    if len(node.items) == 1 and node.items[0].optional_vars is None and isinstance(item, ast.Call):
        if called(item) in SCOPES | {"arg_scope", "as_default"}:
            first, _ = text.span(node)
            yield "drop-scope", node, (first, text.span(item)[1]), "if True"


def of_statement(node: ast.Expr | ast.Assign, text: Text) -> Iterator[Edit]:
    if isinstance(node.value, ast.Call) and node.lineno == node.end_lineno:
        first, last = text.span(node)
        if isinstance(node, ast.Expr):
            yield "drop-call", node, (first, last), "pass"
        yield "double-call", node, (last, last), "; " + text.data[first:last].decode()


def of_defaults(node: ast.FunctionDef, text: Text) -> Iterator[Edit]:
    positional = [*node.args.posonlyargs, *node.args.args]
    for argument_, default in zip(positional[len(positional) - len(node.args.defaults) :], node.args.defaults):
        if argument_.arg == "reuse":
            yield from ((f"default-{new.lower()}", default, text.span(default), new) for new in flipped(default))


def flipped(value: ast.expr) -> list[str]:
    """What a reuse argument is set to instead."""
    if isinstance(value, ast.Constant):
        return ["False"] if value.value is True else ["True"]
    return ["True", "False"]


def renamed(value: ast.expr, text: Text) -> Iterator[Edit]:
    if isinstance(value, ast.Constant) and isinstance(value.value, str) and value.value:
        yield "rename", value, text.span(value), repr(value.value + "_m")


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
