"""From the results of all entries to the report of ``check``: what is wanted, and what is suppressed."""

from __future__ import annotations

from scope_lint.analysis import ProjectResult
from scope_lint.comments import Comments
from scope_lint.findings import CheckReport, Finding, Incomplete
from scope_lint.options import UNREADABLE, Options
from scope_lint.rules.run import conclude
from scope_lint.selection import Selector
from scope_lint.suppression.baseline import without_known
from scope_lint.suppression.unused import unused_comments
from scope_lint.timings import CLOCK


def report_of(project: ProjectResult, options: Options) -> CheckReport:
    """The findings that the options ask for, and what could not be followed or read."""
    selector = Selector(options)
    with CLOCK.phase("rules"):
        found = selector.keep(conclude(project.entries()))
    with CLOCK.phase("report"):
        return _reported(project, found, options, selector)


def _reported(project: ProjectResult, found: list[Finding], options: Options, selector: Selector) -> CheckReport:
    if options.noqa:
        noqa = Comments(options)
        found = [f for f in found if not noqa.suppress(f)]
        found += selector.keep(unused_comments(project.paths, noqa.of, options))
    new, stale = without_known(found, project.paths, options)
    known, found = len(found) - len(new), new
    found += [unreadable(i) for i in project.left_out.values()]
    incomplete = {(i.path, i.line, i.reason): Incomplete(i.path, i.line, i.reason) for e in project.entries() for i in e.incomplete}
    main, *others = project.versions
    return CheckReport(
        tf_version=main.version, tf_version_from=main.origin, other_versions=others, files=len(project.paths),
        findings=sorted(found, key=lambda f: (f.path, f.cell or 0, f.line, f.column, f.code)),
        incomplete=sorted(incomplete.values(), key=lambda i: (i.path, i.line, i.reason)), overlay=options.overlay, known=known, stale=stale,
    )  # fmt: skip


def unreadable(left_out: Incomplete) -> Finding:
    """TFS000: a file that was left out."""
    return Finding(
        code=UNREADABLE, name="syntax-error", severity="error", certainty="definite", message=left_out.reason, path=left_out.path,
        line=left_out.line, column=1, end_line=left_out.line, end_column=2,
    )  # fmt: skip
