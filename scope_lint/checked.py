"""From the results of all entries to the report of ``check``: what is wanted, and what is suppressed."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from scope_lint.analysis import ProjectResult
from scope_lint.findings import CheckReport, Finding, Incomplete
from scope_lint.options import UNREADABLE, Options
from scope_lint.rules.run import findings_of
from scope_lint.selection import Selector
from scope_lint.source.file import read
from scope_lint.source.noqa import Suppressions
from scope_lint.source.problem import SourceError
from scope_lint.suppression.baseline import without_known
from scope_lint.suppression.unused import unused_comments


def report_of(project: ProjectResult, options: Options) -> CheckReport:
    """The findings that the options ask for, and what could not be followed or read."""
    selector = Selector(options)
    found = selector.keep(findings_of(project.results, ("ALL",)))
    if options.noqa:
        noqa = Comments(options)
        found = [f for f in found if not noqa.suppress(f)]
        found += selector.keep(unused_comments(project.paths, noqa.of, options))
    new, stale = without_known(found, project.paths, options)
    known, found = len(found) - len(new), new
    found += [unreadable(i) for i in project.left_out.values()]
    incomplete = {(i.path, i.line, i.reason): Incomplete(i.path, i.line, i.reason) for r in project.results for i in r.incomplete}
    main, *others = project.versions
    return CheckReport(
        tf_version=main.version, tf_version_from=main.origin, other_versions=others, files=len(project.paths),
        findings=sorted(found, key=lambda f: (f.path, f.cell or 0, f.line, f.column, f.code)),
        incomplete=sorted(incomplete.values(), key=lambda i: (i.path, i.line, i.reason)), overlay=options.overlay, known=known, stale=stale,
    )  # fmt: skip


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


def unreadable(left_out: Incomplete) -> Finding:
    """TFS000: a file that was left out."""
    return Finding(
        code=UNREADABLE, name="syntax-error", severity="error", certainty="definite", message=left_out.reason, path=left_out.path,
        line=left_out.line, column=1, end_line=left_out.line, end_column=2,
    )  # fmt: skip
