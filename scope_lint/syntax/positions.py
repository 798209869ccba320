"""Where a node of ``ast`` stands: its span in lines and characters from 1, in the text as its author wrote it."""

from __future__ import annotations

import ast
from bisect import bisect_right
from collections.abc import Callable
from difflib import SequenceMatcher
from typing import Any, Final

_COMPARED: Final = 500
"""Characters of a changed line within which columns are followed; beyond, they are only kept inside the line."""


_NUMBERS: Final[list[Any]] = list(range(2_000))
"""The numbers of lines, each one object: a large repository has a million spans."""


class Positions:
    """Spans in one text, whose lines end in ``\\n`` only.

    ``parsed`` is the text that the tree was made from, ``written`` the author's: another one where the first was
    converted from Python 2, which changes columns but no lines.
    """

    def __init__(self, parsed: str, written: str | None = None) -> None:
        self._lines = parsed.split("\n")
        self._written = self._lines if written is None or written == parsed else written.split("\n")
        self._columns: dict[int, Callable[[int], int]] = {}
        self._plain = parsed.isascii() and self._written is self._lines
        if len(_NUMBERS) < len(self._lines) + 2:
            _NUMBERS.extend(range(len(_NUMBERS), 2 * len(self._lines) + 2))

    def span(self, node: Any) -> Any:
        """The span of a node."""
        if not self._plain:
            start = self.column(node.lineno, node.col_offset)
            return (_NUMBERS[node.lineno], start, _NUMBERS[node.end_lineno], self.column(node.end_lineno, node.end_col_offset))
        return (_NUMBERS[node.lineno], node.col_offset + 1, _NUMBERS[node.end_lineno], node.end_col_offset + 1)

    def header(self, node: ast.stmt | ast.ExceptHandler, *parts: ast.AST | None) -> Any:
        """The span of a compound statement's header: from its keyword up to the colon that ends it.

        ``parts`` are the expressions of the header in the order of the text; the colon is the first one after the last.
        """
        line, offset = node.lineno, node.col_offset
        for part in reversed(parts):
            if part is not None:
                line, offset = part.end_lineno, part.end_col_offset  # type: ignore[attr-defined]
                break
        start_line, start_column, end_line, end_column = self.span(node)
        while line <= len(self._lines):
            text = self._lines[line - 1]
            # A text and its UTF-8 may differ in length; a search that begins too early would find another colon.
            begin = offset if text.isascii() else len(text.encode()[:offset].decode())
            colon = text.find(":", begin)
            comment = text.find("#", begin)
            if colon >= 0 and (comment < 0 or colon < comment):
                end = colon if text.isascii() else len(text[:colon].encode())
                return (start_line, start_column, _NUMBERS[line], self.column(line, end))
            line, offset = line + 1, 0
        return (start_line, start_column, end_line, end_column)

    def column(self, line: int, offset: int) -> int:
        """The column of a UTF-8 offset, which is what ``ast`` gives."""
        column = self._columns.get(line)
        if column is None:
            column = self._columns[line] = self._columns_of(line)
        return column(offset)

    def _columns_of(self, line: int) -> Callable[[int], int]:
        parsed, written = self._lines[line - 1], self._written[line - 1]
        characters = _characters(parsed)
        if parsed == written:
            return lambda offset: characters(offset) + 1
        origin = _origins(parsed, written)
        return lambda offset: origin(characters(offset)) + 1


def _characters(text: str) -> Callable[[int], int]:
    """From an offset in a text's UTF-8 to one in the text."""
    if text.isascii():
        return lambda offset: offset
    starts = [0]
    for char in text:
        starts.append(starts[-1] + len(char.encode()))
    return lambda offset: bisect_right(starts, offset) - 1


def _origins(parsed: str, written: str) -> Callable[[int], int]:
    """From an offset in a converted line to the one in the line it was made from."""
    if max(len(parsed), len(written)) > _COMPARED:
        return lambda offset: min(offset, len(written))
    blocks = SequenceMatcher(None, parsed, written, autojunk=False).get_matching_blocks()

    def origin(offset: int) -> int:
        parsed_end = written_end = 0  # of the last block that is the same in both
        for parsed_start, written_start, size in blocks:
            if offset < parsed_start:
                return min(written_end + offset - parsed_end, written_start)
            if offset <= parsed_start + size:
                return written_start + offset - parsed_start
            parsed_end, written_end = parsed_start + size, written_start + size
        return len(written)

    return origin
