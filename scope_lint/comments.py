"""The ``# noqa`` comments of a project, and which findings they suppress."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from scope_lint.findings import Finding
from scope_lint.options import Options
from scope_lint.source.file import read
from scope_lint.source.noqa import Suppressions
from scope_lint.source.problem import SourceError


class Comments:
    """The ``# noqa`` comments of the files that findings stand in, each read once."""

    def __init__(self, options: Options, texts: Mapping[str, str] | None = None) -> None:
        self._overlay = options.overlay
        self._texts = texts or {}
        self._known: dict[str, Suppressions] = {}
        self._lines: dict[tuple[str, int | None, int], int] = {}
        """Of notebooks: the line of the text that each line of a cell is."""

    def suppress(self, finding: Finding) -> bool:
        """Whether the author says that a finding is known."""
        comments = self.of(finding.path)
        return comments.suppresses(self._lines.get((os.path.abspath(finding.path), finding.cell, finding.line), finding.line), finding.code)

    def of(self, path: str) -> Suppressions:
        """The comments of one file; none where it cannot be read."""
        full = os.path.abspath(path)
        if full not in self._known:
            try:
                self._known[full] = Suppressions(self._texts.get(full) or self._text(full, Path(path)))
            except SourceError:
                self._known[full] = Suppressions("")
        return self._known[full]

    def _text(self, full: str, path: Path) -> str:
        source = read(path, self._overlay)
        for number, place in enumerate(source.places or (), 1):
            self._lines[full, place.cell, place.line] = number
        return source.text
