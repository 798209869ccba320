"""How many findings a run has so far, for those who watch it."""

from __future__ import annotations

from collections.abc import Iterable

from scope_lint.comments import Comments
from scope_lint.findings import Finding
from scope_lint.options import Options
from scope_lint.rules.run import Judged
from scope_lint.selection import Selector


class Tally:
    """Counts places once, of the findings that are wanted and that no comment suppresses.

    The report may have fewer: one finding explains another there, and a baseline may know it.
    """

    def __init__(self, options: Options) -> None:
        self._selector = Selector(options)
        self._comments = Comments(options) if options.noqa else None
        self._seen: set[tuple[str, int | None, int, int, str]] = set()
        self._count = 0

    def add(self, entries: Iterable[Judged]) -> int:
        """Counts what entries say besides; how many there are now."""
        for entry in entries:
            for findings in entry.findings.values():
                self._count += sum(map(self._new, findings))
        return self._count

    def _new(self, finding: Finding) -> bool:
        key = (finding.path, finding.cell, finding.line, finding.column, finding.code)
        if key in self._seen:
            return False
        self._seen.add(key)
        return self._selector.wants(finding) and not (self._comments is not None and self._comments.suppress(finding))
