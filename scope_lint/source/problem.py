"""The one error of this package."""

from __future__ import annotations

import os
from pathlib import Path


class SourceError(Exception):
    """A file that could not be read; ``line`` (from 1) is where the trouble is."""

    def __init__(self, path: Path, line: int, reason: str) -> None:
        super().__init__(path, line, reason)
        self.path = path
        self.line = line
        self.reason = reason

    def __str__(self) -> str:
        return f"{os.fspath(self.path)}:{self.line}: {self.reason}"
