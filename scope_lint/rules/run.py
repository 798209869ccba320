"""From the events of a project to its findings: every rule over every entry, and each cause said once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from scope_lint.events import EntryResult
from scope_lint.findings import Finding
from scope_lint.options import Options
from scope_lint.rules import all_rules
from scope_lint.rules._view import RunView

_SURENESS = {"definite": 0, "possible": 1}
_WEIGHT = {"error": 0, "warning": 1, "info": 2}


def findings_of(results: Sequence[EntryResult], select: Iterable[str] = (), ignore: Iterable[str] = ()) -> list[Finding]:
    """The findings of a project, in the order of their places.

    ``select`` and ``ignore`` are prefixes of codes, with the meaning that they have in Options.
    """
    options = Options(select=tuple(select), ignore=tuple(ignore))
    runs = [RunView(result) for result in results]
    families = {rule.code: rule.family or rule.code for rule in all_rules()}
    found = [
        finding
        for rule in all_rules()
        for finding in rule.check_project(runs)
        if options.enabled(finding.code, finding.severity)
    ]
    kept = _merge(_without_explained(found), families)
    return sorted(kept, key=lambda f: (f.path, f.cell or 0, f.line, f.column, f.code, f.message))


def _merge(found: list[Finding], families: dict[str, str]) -> list[Finding]:
    """Of the findings at one place about one thing, the surest; of equally sure ones, that about most variables."""
    best: dict[tuple[object, ...], Finding] = {}
    for finding in found:
        key = (finding.path, finding.cell, finding.line, finding.column, families[finding.code])
        known = best.get(key)
        if known is None or _rank(finding) < _rank(known):
            best[key] = finding
    return list(best.values())


def _rank(finding: Finding) -> tuple[object, ...]:
    holes = "{" in (finding.variable or "")
    return (_SURENESS[finding.certainty], _WEIGHT[finding.severity], holes, -finding.count, len(finding.stack), finding.message)


def _without_explained(found: list[Finding]) -> list[Finding]:
    """Leaves out warnings about a place that an error names as its cause."""
    causes = {(place.path, place.cell, place.line) for f in found if f.severity == "error" for place in f.related}
    causes |= {(f.path, f.cell, f.line) for f in found if f.severity == "error"}
    silent = ("TFS1", "TFS4")
    return [f for f in found if f.severity == "error" or not f.code.startswith(silent) or (f.path, f.cell, f.line) not in causes]
