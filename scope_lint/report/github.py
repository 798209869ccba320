"""Annotations for GitHub Actions: one ``::error …`` command a finding, which GitHub shows in the changed files."""

from __future__ import annotations

from collections.abc import Sequence

from scope_lint.findings import CheckReport, Finding
from scope_lint.report.clean import clean

_LEVELS = {"error": "error", "warning": "warning", "info": "notice"}


def check_github(report: CheckReport) -> str:
    """The findings as workflow commands, one a line."""
    return "\n".join(_annotation(finding) for finding in report.findings)


def _annotation(finding: Finding) -> str:
    properties = {"file": finding.path, "line": finding.line, "endLine": finding.end_line}
    if finding.line == finding.end_line:  # GitHub takes columns only within one line, and the end as the last column
        properties |= {"col": finding.column, "endColumn": max(finding.end_column - 1, finding.column)}
    properties["title"] = f"{finding.code} {finding.name} ({finding.certainty})"
    lines = [finding.message, *(f"{place.path}:{place.line}: {place.message}" for place in finding.related)]
    lines += finding.help.split("\n") if finding.help else []
    listed = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    return f"::{_LEVELS[finding.severity]} {listed}::{_data(lines)}"


def _data(lines: Sequence[str]) -> str:
    return "%0A".join(clean(line).replace("%", "%25") for line in lines)


def _property(text: str) -> str:
    return _data([text]).replace(":", "%3A").replace(",", "%2C")
