"""SARIF 2.1.0 (OASIS standard), as code-scanning services read it."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, quote_from_bytes

import msgspec

from scope_lint import __version__
from scope_lint.findings import CheckReport, Finding, Fix, Incomplete, Related, Severity, StackFrame
from scope_lint.report.clean import encodable
from scope_lint.report.excerpts import Sources
from scope_lint.report.rule_page import rule_page

if TYPE_CHECKING:
    from scope_lint.rules.base import Rule

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}
_ROOT = "SRCROOT"

Json = dict[str, Any]


def check_sarif(report: CheckReport, rules: Sequence[Rule]) -> str:
    """One run with all rules' help, a result for each finding and a notification for each place not followed."""
    index = {rule.code: position for position, rule in enumerate(rules)}
    sources, seen = Sources(report.overlay), Counter[str]()
    run = {
        "tool": {
            "driver": {
                "name": "scope-lint",
                "version": __version__,
                "semanticVersion": __version__,
                "rules": [_rule(rule) for rule in rules],
            }
        },
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"uri": Path.cwd().as_uri().rstrip("/") + "/"}},
        "invocations": [
            {
                "executionSuccessful": not report.left_out(),
                "toolExecutionNotifications": [_notification(entry) for entry in report.incomplete],
            }
        ],
        "results": [_result(finding, index, sources, seen) for finding in report.findings],
        "properties": _tensorflow(report),
    }
    return msgspec.json.encode({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}).decode()


def _tensorflow(report: CheckReport) -> Json:
    said: Json = {"tensorflow": report.tf_version, "tensorflowFrom": report.tf_version_from or "default"}
    others = [{"tensorflow": other.version, "tensorflowFrom": other.origin or "default"} for other in report.other_versions]
    return said | ({"others": others} if others else {})


def _rule(rule: Rule) -> Json:
    page = rule_page(rule)
    return {
        "id": rule.code,
        "name": "".join(part.capitalize() for part in rule.name.split("-")),
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.sections()[""]},
        "help": {"text": page, "markdown": page},
        "defaultConfiguration": {"level": _LEVELS[rule.severity], "enabled": rule.severity != "info"},
    }


def _result(finding: Finding, index: dict[str, int], sources: Sources, seen: Counter[str]) -> Json:
    message = f"{finding.message}\n{finding.help}" if finding.help else finding.message
    result: Json = {
        "ruleId": finding.code,
        "level": _LEVELS[finding.severity],
        "message": {"text": encodable(_in_cell(finding.cell, finding.line) + message)},
        "locations": [{"physicalLocation": _physical(finding.path, _region(finding), finding.cell)}],
        "partialFingerprints": {"scopeLint/v1": _fingerprint(finding, sources, seen)},
        "properties": {"certainty": finding.certainty},
    }
    if finding.code in index:
        result["ruleIndex"] = index[finding.code]
    if finding.variable is not None:
        result["properties"]["variable"] = encodable(finding.variable)
    if finding.related:
        result["relatedLocations"] = [
            {"id": number, **_location(related, related.message)}
            for number, related in enumerate(finding.related, 1)
        ]
    if finding.stack:
        steps = [
            {"location": _location(frame, f"in {frame.function}"), "nestingLevel": depth}
            for depth, frame in enumerate(finding.stack)
        ]
        result["codeFlows"] = [{"threadFlows": [{"locations": steps}]}]
    if finding.fix is not None:
        result["fixes"] = [_fix(finding, finding.fix)]
    return result


def _fix(finding: Finding, fix: Fix) -> Json:
    replacements = [
        {
            "deletedRegion": {
                "startLine": edit.line, "startColumn": edit.column, "endLine": edit.end_line, "endColumn": edit.end_column
            },
            "insertedContent": {"text": encodable(edit.text)},
        }
        for edit in fix.edits
    ]  # fmt: skip
    change = {"artifactLocation": _artifact(finding.path), "replacements": replacements}
    return {"description": {"text": encodable(fix.message)}, "artifactChanges": [change], "properties": {"safe": fix.safe}}


def _notification(entry: Incomplete) -> Json:
    return {
        "level": "note",
        "message": {"text": encodable(entry.reason)},
        "locations": [{"physicalLocation": _physical(entry.path, {"startLine": max(entry.line, 1)})}],
    }


def _location(place: Related | StackFrame, message: str) -> Json:
    region = {"startLine": place.line, "endLine": place.end_line}
    text = _in_cell(place.cell, place.line) + message
    return {"physicalLocation": _physical(place.path, region, place.cell), "message": {"text": encodable(text)}}


def _physical(path: str, region: Json, cell: int | None = None) -> Json:
    """A notebook's file has lines of its own, which are not those of its cells: no region, but the message says the cell."""
    return {"artifactLocation": _artifact(path)} | ({"region": region} if cell is None else {})


def _in_cell(cell: int | None, line: int) -> str:
    return "" if cell is None else f"cell {cell}, line {line}: "


def _artifact(path: str) -> Json:
    if os.path.isabs(path):
        return {"uri": "file://" + quote_from_bytes(os.fsencode(path))}
    return {"uri": quote(os.fsencode(path.replace(os.sep, "/"))), "uriBaseId": _ROOT}


def _region(finding: Finding) -> Json:
    return {
        "startLine": finding.line,
        "startColumn": finding.column,
        "endLine": finding.end_line,
        "endColumn": finding.end_column,
    }


def _fingerprint(finding: Finding, sources: Sources, seen: Counter[str]) -> str:
    """The same as long as rule, file, variable and the line's text are, wherever the line moves."""
    line = " ".join((sources.line(finding.path, finding.line, finding.cell) or "").split())
    text = "\0".join([finding.code, finding.path.replace(os.sep, "/"), finding.variable or "", line])
    digest = hashlib.sha256(os.fsencode(text)).hexdigest()[:32]
    seen[digest] += 1
    return f"{digest}:{seen[digest]}"
