"""The text of a file, as fixes see it: expressions by their places, and edits that put others there."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

import libcst as cst

from scope_lint.findings import Edit, Fix, Remedy, Span

_EMPTY = cst.Module([])

class Code:
    """One text, whose lines end in ``\\n``. Places are lines and columns from 1, ends exclusive."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = text.split("\n")

    @cached_property
    def _starts(self) -> list[int]:
        starts = [0]
        for line in self.lines:
            starts.append(starts[-1] + len(line) + 1)
        return starts

    def offset(self, line: int, column: int) -> int:
        """How many characters stand before a place."""
        return self._starts[line - 1] + column - 1

    def piece(self, span: Span) -> str:
        """The text of a span."""
        return self.text[self.offset(*span[:2]) : self.offset(*span[2:])]

    def after(self, span: Span) -> str:
        """What follows a span in its line."""
        return self.lines[span[2] - 1][span[3] - 1 :]

    def call(self, span: Span) -> cst.Call | None:
        """The call that stands there, with its layout; None where it is something else, or only whole in its surroundings."""
        try:
            found = cst.parse_expression(self.piece(span))
        except cst.ParserSyntaxError:
            return None
        return found if isinstance(found, cst.Call) else None

    def edit(self, span: Span, text: str) -> Edit | None:
        """Puts a text in place of a span, by no more than what differs; None where nothing does."""
        old = self.piece(span)
        if old == text:
            return None
        head = _common(old, text)
        tail = _common(old[head:][::-1], text[head:][::-1])
        start, end = self.offset(*span[:2]) + head, self.offset(*span[2:]) - tail
        return Edit(*self._place(start), *self._place(end), text[head : len(text) - tail])

    def fix(self, message: str, remedy: Remedy, change: Callable[[cst.Call], cst.Call | None]) -> Fix | None:
        """The fix that changes the calls that a remedy names; None where one of them cannot be changed."""
        edits = []
        for span in remedy.spans:
            call = self.call(span)
            changed = None if call is None else change(call)
            edit = None if changed is None else self.edit(span, code_of(changed))
            if edit is None:
                return None
            edits.append(edit)
        return Fix(message=message, safe=remedy.safe, edits=tuple(edits))

    def _place(self, offset: int) -> tuple[int, int]:
        line = self.text.count("\n", 0, offset) + 1
        return line, offset - self._starts[line - 1] + 1


def code_of(node: cst.CSTNode) -> str:
    """A node as source text."""
    return _EMPTY.code_for_node(node)


def _common(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    shorter = min(len(one), len(other))
    return next((i for i in range(shorter) if one[i] != other[i]), shorter)
