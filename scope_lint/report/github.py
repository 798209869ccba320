"""Annotations for GitHub Actions: one ``::error …`` command a finding, which GitHub shows in the changed files."""

from __future__ import annotations

from scope_lint.findings import CheckReport, Finding
from scope_lint.report.clean import encodable

_LEVELS = {"error": "error", "warning": "warning", "info": "notice"}


def check_github(report: CheckReport) -> str:
    """The findings as workflow commands, one a line."""
    return "\n".join(_annotation(finding) for finding in report.findings)


def _annotation(finding: Finding) -> str:
    properties = {"file": finding.path, "line": finding.line, "endLine": finding.end_line}
    if finding.line == finding.end_line:  # GitHub takes columns only within one line, and the end as the last column
        properties |= {"col": finding.column, "endColumn": max(finding.end_column - 1, finding.column)}
    properties["title"] = f"{finding.code} {finding.name} ({finding.certainty})"
    text = finding.message
    for related in finding.related:
        text += f"\n{related.path}:{related.line}: {related.message}"
    if finding.help:
        text += f"\n{finding.help}"
    listed = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    return f"::{_LEVELS[finding.severity]} {listed}::{_data(text)}"


def _data(text: str) -> str:
    return encodable(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
