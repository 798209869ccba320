"""Annotations for GitHub Actions: one ``::error …`` command a finding, which GitHub shows in the changed files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from scope_lint.findings import CheckReport, Finding
from scope_lint.report.clean import clean
from scope_lint.report.words import place, plural

_LEVELS = {"error": "error", "warning": "warning", "info": "notice"}

SHOWN = 10
"""GitHub shows so many annotations of each level that a step makes ("Usage limits" of its documentation)."""
LONGEST = 4000
"""Characters of a message: GitHub takes 64 KB, nobody reads them."""
LONGEST_TITLE = 250


def check_github(report: CheckReport) -> str:
    """The findings as workflow commands, one a line: the surest first, as GitHub shows only the first of each level."""
    found = sorted(report.findings, key=lambda finding: finding.certainty != "definite")
    lines = [_annotation(finding) for finding in found]
    for level, count in Counter(_LEVELS[finding.severity] for finding in found).items():
        if count > SHOWN:
            lines.append(f"scope-lint: {plural(count, level)}; GitHub shows the first {SHOWN} of a step beside the code.")
    return "\n".join(lines)


def _annotation(finding: Finding) -> str:
    properties: dict[str, object] = {"file": finding.path}
    if finding.cell is None:  # the lines of a notebook's cells are none of its file
        properties |= {"line": finding.line, "endLine": finding.end_line}
    if finding.cell is None and finding.line == finding.end_line:  # GitHub takes columns only within one line, and the end as the last column
        properties |= {"col": finding.column, "endColumn": max(finding.end_column - 1, finding.column)}
    properties["title"] = f"{finding.code} {finding.name} ({finding.certainty})"[:LONGEST_TITLE]
    where = "" if finding.cell is None else f"cell {finding.cell}, line {finding.line}: "
    related = [f"{place(other.path, other.line, other.cell)}: {other.message}" for other in finding.related]
    lines = [where + finding.message, *related]
    lines += finding.help.split("\n") if finding.help else []
    listed = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    return f"::{_LEVELS[finding.severity]} {listed}::{_data(_cut(lines))}"


def _cut(lines: Sequence[str]) -> Sequence[str]:
    text = "\n".join(clean(line) for line in lines)
    return lines if len(text) <= LONGEST else [*text[:LONGEST].split("\n")[:-1], text[:LONGEST].split("\n")[-1] + "…"]


def _data(lines: Sequence[str]) -> str:
    return "%0A".join(clean(line).replace("%", "%25") for line in lines)


def _property(text: str) -> str:
    return _data([text]).replace(":", "%3A").replace(",", "%2C")
