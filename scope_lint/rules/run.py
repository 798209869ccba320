"""From events to findings: every rule over every entry, then over the project, and each cause said once.

The first step (``judge``) sees one entry only, so that it runs where the entry did, in whatever process, and its answer can be kept
on disk or sent to another machine. The second (``conclude``) sees no events: what a rule has to know of other entries, it notes
in the first.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from scope_lint.events import EntryResult, IncompleteEvent
from scope_lint.findings import Finding
from scope_lint.options import Options
from scope_lint.rules import all_rules
from scope_lint.rules._view import RunView
from scope_lint.timings import CLOCK

_SURENESS = {"definite": 0, "possible": 1}
_WEIGHT = {"error": 0, "warning": 1, "info": 2}
_ALL = Options(select=("ALL",))


class Judged(msgspec.Struct, array_like=True):
    """What the rules say of one entry, and what they noted of it."""

    target: str
    findings: dict[str, list[Finding]]
    """By the rule's code; none of those that found nothing."""
    notes: dict[str, bytes]
    incomplete: list[IncompleteEvent]


def judge(result: EntryResult) -> Judged:
    """One entry, as every rule sees it: in its events. Most have none."""
    run = RunView(result)
    findings: dict[str, list[Finding]] = {}
    notes: dict[str, bytes] = {}
    for rule in all_rules() if result.events else ():
        with CLOCK.rule(rule.code):
            if found := list(rule.check(run)):
                findings[rule.code] = found
            try:
                if note := rule.note(run):
                    notes[rule.code] = note
            except UnicodeError:  # a path that is not UTF-8: the entry is judged by itself
                pass
    return Judged(result.target, findings, notes, result.incomplete)


def conclude(entries: Iterable[Judged], options: Options = _ALL) -> list[Finding]:
    """The findings in a project, in the order of their places; those of rules that are not selected explain no others."""
    families = {rule.code: rule.family or rule.code for rule in all_rules()}
    entries = list(entries)
    found: list[Finding] = []
    for rule in all_rules():
        told = [(e.findings.get(rule.code, []), e.notes.get(rule.code, b"")) for e in entries if rule.code in e.findings or rule.code in e.notes]
        if told:
            with CLOCK.rule(rule.code):
                found += [finding for finding in rule.conclude(told) if options.enabled(finding.code, finding.severity)]
    kept = _merge(_without_explained(found), families)
    return sorted(kept, key=lambda f: (f.path, f.cell or 0, f.line, f.column, f.code, f.message))


def findings_of(results: Sequence[EntryResult], select: Iterable[str] = (), ignore: Iterable[str] = ()) -> list[Finding]:
    """The findings in some entries. ``select`` and ``ignore`` are prefixes of codes, with the meaning that they have in Options."""
    return conclude(map(judge, results), Options(select=tuple(select), ignore=tuple(ignore)))


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
