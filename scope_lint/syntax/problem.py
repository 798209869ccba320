"""The one error of this package."""

from __future__ import annotations


class SyntaxProblem(Exception):
    """A text that no parser could read: ``line`` and ``column`` (from 1) say where, ``reason`` why."""

    def __init__(self, line: int, column: int, reason: str) -> None:
        super().__init__(line, column, reason)
        self.line = line
        self.column = column
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.line}:{self.column}: {self.reason}"


TOO_DEEP = "nested too deeply to parse"
