"""Lines of the analysed files, to be shown beside what is said about them."""

from __future__ import annotations

import io
import re
import tokenize
from pathlib import Path

from scope_lint.source.file import Overlay, read_bytes
from scope_lint.source.problem import SourceError


class Sources:
    """Reads each file once; a file that cannot be read has no lines."""

    def __init__(self, overlay: Overlay | None = None) -> None:
        self._overlay = overlay or {}
        self._files: dict[str, list[str]] = {}

    def line(self, path: str, number: int) -> str | None:
        """Line ``number`` (from 1) without its line break; None where there is none."""
        lines = self.lines(path)
        return lines[number - 1] if 0 < number <= len(lines) else None

    def lines(self, path: str) -> list[str]:
        """All lines, without their line breaks."""
        if path not in self._files:
            self._files[path] = _read(path, self._overlay)
        return self._files[path]


def _read(path: str, overlay: Overlay) -> list[str]:
    if path.endswith(".ipynb"):  # its lines are those of JSON
        return []
    try:
        data = read_bytes(Path(path), overlay)
        encoding, _ = tokenize.detect_encoding(io.BytesIO(data).readline)
        text = data.decode(encoding, "replace")
    except (SourceError, SyntaxError, LookupError, ValueError):
        return []
    return re.split("\r\n|\r|\n", text.removeprefix("\ufeff"))
