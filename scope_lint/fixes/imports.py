"""Imports that nothing needs any more after a fix."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from scope_lint.findings import Edit
from scope_lint.fixes.edits import BREAK, applied

PACKAGE = "tensorflow"

Place = tuple[int, int]
"""A line, and an offset of bytes in it, as ast counts."""


def without_idle(before: str, after: str) -> str:
    """A text after its fixes, without the names that it imports from TensorFlow and used before them only.

    A name that is also written as a string stays: it may be one of ``__all__``. So does what a comment stands in the way of.
    """
    try:
        old, new = ast.parse(before), ast.parse(after)
    except (SyntaxError, ValueError, RecursionError):
        return after
    idle = _names(old) - _names(new) - {node.value for node in ast.walk(new) if isinstance(node, ast.Constant)}
    return applied(after, _Removals(new, after, idle).edits()) if idle else after


def _names(tree: ast.Module) -> set[object]:
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}


def _bodies(tree: ast.Module) -> Iterator[list[ast.stmt]]:
    for node in ast.walk(tree):
        for name in ("body", "orelse", "finalbody"):
            body = getattr(node, name, None)
            if isinstance(body, list):
                yield body


class _Removals:
    """The edits that take names out of the imports of a text."""

    def __init__(self, tree: ast.Module, text: str, idle: set[object]) -> None:
        self._tree, self._idle = tree, idle
        self._lines = BREAK.split(text)

    def edits(self) -> Iterator[Edit]:
        for body in _bodies(self._tree):
            for statement in body:
                if isinstance(statement, ast.ImportFrom) and not statement.level and (statement.module or "").split(".")[0] == PACKAGE:
                    yield from self._names_of(statement) or self._whole(statement, body)

    def _names_of(self, statement: ast.ImportFrom) -> list[Edit]:
        """Those for some of its names; none where all of them go."""
        names = statement.names
        stay = [at for at, alias in enumerate(names) if (alias.asname or alias.name) not in self._idle]
        if not stay:
            return []
        edits = [self._removal(_start(names[at]), _start(names[at + 1])) for at in range(stay[-1]) if at not in stay]
        edits += [self._removal(_end(names[at - 1]), _end(names[at])) for at in range(stay[-1] + 1, len(names))]
        return [edit for edit in edits if edit is not None]

    def _whole(self, statement: ast.ImportFrom, body: list[ast.stmt]) -> Iterator[Edit]:
        """That for a statement with its line, where it has one of its own; the first of a block takes the empty ones after it along."""
        names = {alias.asname or alias.name for alias in statement.names}
        first, last = _start(statement), _end(statement)
        around = self._lines[first[0] - 1][: self._column(first) - 1] + self._lines[last[0] - 1][self._column(last) - 1 :]
        if names <= self._idle and len(body) > 1 and not around.strip() and last[0] < len(self._lines):
            end = last[0]
            while first[1] and body[0] is statement and end + 1 < len(self._lines) and not self._lines[end].strip():
                end += 1
            edit = self._removal((first[0], 0), (end + 1, 0))
            if edit is not None:
                yield edit

    def _removal(self, start: Place, end: Place) -> Edit | None:
        edit = Edit(start[0], self._column(start), end[0], self._column(end), "")
        lines = self._lines[edit.line - 1 : edit.end_line]
        lines[-1] = lines[-1][: edit.end_column - 1]
        return None if "#" in "\n".join(lines)[edit.column - 1 :] else edit

    def _column(self, place: Place) -> int:
        return len(self._lines[place[0] - 1].encode()[: place[1]].decode()) + 1


def _start(node: ast.alias | ast.stmt) -> Place:
    return node.lineno, node.col_offset


def _end(node: ast.alias | ast.stmt) -> Place:
    return node.end_lineno or node.lineno, node.end_col_offset or node.col_offset
