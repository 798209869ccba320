"""Which findings the user asked for: ``select``, ``ignore`` and ``per-file-ignores``."""

from __future__ import annotations

import os
from collections.abc import Iterable

import pathspec

from scope_lint.findings import Finding
from scope_lint.options import UNREADABLE, Options, OptionsByFolder, PerFileIgnore


class Selector:
    """Answers, for each finding of a run, whether the options of its file ask for it."""

    def __init__(self, options: Options) -> None:
        self._near = OptionsByFolder(options)
        self._specs: dict[PerFileIgnore, pathspec.GitIgnoreSpec] = {}

    def wants(self, finding: Finding) -> bool:
        """True where the finding's rule is on, for its file too."""
        options = self._near.of(finding.path)
        if not options.enabled(finding.code, finding.severity):
            return False
        return finding.code == UNREADABLE or not finding.code.startswith(self._ignored_in(finding.path, options))

    def keep(self, findings: Iterable[Finding]) -> list[Finding]:
        """The findings that are wanted, in their order."""
        return [finding for finding in findings if self.wants(finding)]

    def _ignored_in(self, path: str, options: Options) -> tuple[str, ...]:
        codes: list[str] = []
        for ignore in options.per_file_ignores:
            relative = os.path.relpath(path, ignore.root)
            if not relative.startswith(os.pardir + os.sep) and self._spec(ignore).match_file(relative):
                codes += ["" if code == "ALL" else code for code in ignore.codes]
        return tuple(codes)

    def _spec(self, ignore: PerFileIgnore) -> pathspec.GitIgnoreSpec:
        if ignore not in self._specs:
            self._specs[ignore] = pathspec.GitIgnoreSpec.from_lines([ignore.pattern])
        return self._specs[ignore]
