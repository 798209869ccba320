"""Edits of a text: outside of them, each of its characters and line breaks stays as it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from scope_lint.findings import Edit

BREAK = re.compile(r"\r\n|\r|\n")
"""What ends a line."""


def applied(text: str, edits: Iterable[Edit]) -> str:
    """The text with the edits made; they lie apart, or are the same. The lines of ``text`` end in ``\\n``, ``\\r\\n`` or ``\\r``, also mixed."""
    starts, breaks = _lines(text)
    pieces: list[str] = []
    done = 0
    for edit in sorted(set(edits), key=place_of):
        start, end = starts[edit.line - 1] + edit.column - 1, starts[edit.end_line - 1] + edit.end_column - 1
        if not done <= start <= end <= len(text):
            raise ValueError(f"overlapping or misplaced edit: {edit}")
        ending = next((b for b in (breaks[edit.line - 1], *breaks) if b), "\n")
        pieces += [text[done:start], edit.text.replace("\n", ending)]
        done = end
    return "".join([*pieces, text[done:]])


def overlap(one: Sequence[Edit], other: Sequence[Edit]) -> bool:
    """Whether two fixes touch the same piece of text, but for what they do alike."""
    return any(a != b and _span(a)[0] <= _span(b)[1] and _span(b)[0] <= _span(a)[1] for a in one for b in other)


def _lines(text: str) -> tuple[list[int], list[str]]:
    """Where each line starts, and how it ends."""
    found = list(BREAK.finditer(text))
    return [0, *(b.end() for b in found)], [*(b[0] for b in found), ""]


def place_of(edit: Edit) -> tuple[int, int, int, int]:
    """Where an edit stands, to sort by."""
    return (edit.line, edit.column, edit.end_line, edit.end_column)


def _span(edit: Edit) -> tuple[tuple[int, int], tuple[int, int]]:
    return ((edit.line, edit.column), (edit.end_line, edit.end_column))
