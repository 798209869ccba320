"""Where a node of ``ast`` stands: its span in lines and characters from 1, whatever the bytes of the text."""

from __future__ import annotations

import ast
from bisect import bisect_right
from typing import Any, Protocol

from .ir import Span


class Located(Protocol):
    """A node that carries a position."""

    lineno: int
    col_offset: int
    end_lineno: int | None
    end_col_offset: int | None


class Positions:
    """Spans in one text; its lines end in ``\\n`` only."""

    def __init__(self, text: str) -> None:
        self._lines = text.split("\n")
        self._ascii = text.isascii()
        self._starts: dict[int, list[int]] = {}

    def span(self, node: Any) -> Span:
        """The span of a node."""
        if self._ascii:
            return (node.lineno, node.col_offset + 1, node.end_lineno, node.end_col_offset + 1)
        return (
            node.lineno,
            self._column(node.lineno, node.col_offset),
            node.end_lineno,
            self._column(node.end_lineno, node.end_col_offset),
        )

    def _column(self, line: int, offset: int) -> int:
        """The column of a UTF-8 offset, which is what ``ast`` gives."""
        text = self._lines[line - 1]
        if text.isascii():
            return offset + 1
        starts = self._starts.get(line)
        if starts is None:
            starts = [0]
            for char in text:
                starts.append(starts[-1] + len(char.encode("utf-8", "surrogatepass")))
            self._starts[line] = starts
        return bisect_right(starts, offset)

    def header(self, node: Located, *parts: ast.AST | None) -> Span:
        """The span of a compound statement's header: from its keyword up to the colon that ends it.

        ``parts`` are the expressions of the header in the order of the text; the colon is the first one after the last.
        """
        start_line, start_column, _, _ = self.span(node)
        line, column = start_line, start_column
        for part in reversed(parts):
            if part is not None:
                _, _, line, column = self.span(part)
                break
        while line <= len(self._lines):
            text = self._lines[line - 1]
            colon = text.find(":", column - 1)
            comment = text.find("#", column - 1)
            if colon >= 0 and (comment < 0 or colon < comment):
                return (start_line, start_column, line, colon + 1)
            line, column = line + 1, 1
        return self.span(node)
