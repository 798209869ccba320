"""Which findings the user asked for: ``select``, ``ignore`` and ``per-file-ignores``."""

from __future__ import annotations

import os
from collections.abc import Iterable

import pathspec

from scope_lint.findings import Finding
from scope_lint.options import UNREADABLE, Options


class Selector:
    """Answers, for each finding of a run, whether the options ask for it."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._per_file = [
            (os.path.abspath(rule.root), pathspec.GitIgnoreSpec.from_lines([rule.pattern]), rule.codes)
            for rule in options.per_file_ignores
        ]

    def wants(self, finding: Finding) -> bool:
        """True where the finding's rule is on, for its file too."""
        if not self._options.enabled(finding.code, finding.severity):
            return False
        return finding.code == UNREADABLE or not finding.code.startswith(self._ignored_in(finding.path))

    def keep(self, findings: Iterable[Finding]) -> list[Finding]:
        """The findings that are wanted, in their order."""
        return [finding for finding in findings if self.wants(finding)]

    def _ignored_in(self, path: str) -> tuple[str, ...]:
        codes: list[str] = []
        for root, spec, ignored in self._per_file:
            relative = os.path.relpath(os.path.abspath(path), root)
            if not relative.startswith(os.pardir + os.sep) and spec.match_file(relative):
                codes += ["" if code == "ALL" else code for code in ignored]
        return tuple(codes)
