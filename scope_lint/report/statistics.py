"""How many findings each rule has."""

from __future__ import annotations

import msgspec

from scope_lint.findings import CheckReport, Severity
from scope_lint.report.console import Output
from scope_lint.report.text_check import MARK, STYLES, CheckText


class Statistic(msgspec.Struct, kw_only=True):
    """The findings of one rule."""

    code: str
    name: str
    severity: Severity
    """The gravest of them."""
    count: int = 0
    fixable: int = 0
    """How many ``--fix`` puts right."""


_GRAVITY = {"error": 0, "warning": 1, "info": 2}


def statistics(report: CheckReport) -> list[Statistic]:
    """One for each rule that has findings, that with the most first."""
    found: dict[str, Statistic] = {}
    for finding in report.findings:
        one = found.setdefault(finding.code, Statistic(code=finding.code, name=finding.name, severity=finding.severity))
        one.severity = min(one.severity, finding.severity, key=lambda severity: _GRAVITY[severity])
        one.count += 1
        one.fixable += finding.fix is not None and finding.fix.safe
    return sorted(found.values(), key=lambda one: (-one.count, one.code))


def statistics_json(report: CheckReport) -> str:
    """One object on one line, as ``check`` writes it, with ``statistics`` in place of the findings."""
    data = {"schema": report.schema, "tf_version": report.tf_version, "files": report.files, "statistics": statistics(report)}
    return msgspec.json.encode(data).decode()


class StatisticsText:
    """Writes one line for each rule, as ruff does: count, code, a mark where --fix puts all of them right, name."""

    def __init__(self, output: Output) -> None:
        self._out = output

    def report(self, report: CheckReport, quiet: bool = False) -> None:
        """The lines, and the summary that ``check`` ends with."""
        rows = statistics(report)
        wide = max((len(f"{one.count:,}") for one in rows), default=0)
        marked = any(one.fixable for one in rows)
        for one in rows:
            mark = (MARK if one.fixable == one.count else "[-] " if one.fixable else " " * len(MARK)) if marked else ""
            self._out.line((f"{one.count:>{wide},}", "bold"), "  ", (one.code, STYLES[one.severity]), f"  {mark}{one.name}")
        if not quiet:
            if rows:
                self._out.line("")
            CheckText(self._out).summary(report)
