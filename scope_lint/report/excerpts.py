"""Lines of the analysed files, to be shown beside what is said about them."""

from __future__ import annotations

import io
import re
import tokenize
from pathlib import Path

from scope_lint.source.file import Overlay, read_bytes
from scope_lint.source.notebook import cell_lines
from scope_lint.source.problem import SourceError


class Sources:
    """Reads each file once; a file that cannot be read has no lines. In a notebook, each cell has lines of its own."""

    def __init__(self, overlay: Overlay | None = None) -> None:
        self._overlay = overlay or {}
        self._files: dict[str, dict[int | None, list[str]]] = {}

    def line(self, path: str, number: int, cell: int | None = None) -> str | None:
        """Line ``number`` (from 1) without its line break; None where there is none."""
        lines = self.lines(path, cell)
        return lines[number - 1] if 0 < number <= len(lines) else None

    def lines(self, path: str, cell: int | None = None) -> list[str]:
        """All lines, without their line breaks."""
        if path not in self._files:
            self._files[path] = _read(path, self._overlay)
        return self._files[path].get(cell, [])


def _read(path: str, overlay: Overlay) -> dict[int | None, list[str]]:
    try:
        data = read_bytes(Path(path), overlay)
        if path.endswith(".ipynb"):
            return {number: lines for number, lines in cell_lines(data).items()}
        encoding, _ = tokenize.detect_encoding(io.BytesIO(data).readline)
        text = data.decode(encoding, "replace")
    except (SourceError, SyntaxError, LookupError, ValueError):
        return {}
    return {None: re.split("\r\n|\r|\n", text.removeprefix("\ufeff"))}
