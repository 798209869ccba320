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
from scope_lint.findings import CheckReport, Finding, Fix, Incomplete, Severity
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
        "properties": {"tensorflow": report.tf_version, "tensorflowFrom": report.tf_version_from or "default"},
    }
    return msgspec.json.encode({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}).decode()


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
    result: Json = {
        "ruleId": finding.code,
        "level": _LEVELS[finding.severity],
        "message": {"text": encodable(f"{finding.message}\n{finding.help}" if finding.help else finding.message)},
        "locations": [{"physicalLocation": _physical(finding.path, _region(finding))}],
        "partialFingerprints": {"scopeLint/v1": _fingerprint(finding, sources, seen)},
        "properties": {"certainty": finding.certainty},
    }
    if finding.code in index:
        result["ruleIndex"] = index[finding.code]
    if finding.variable is not None:
        result["properties"]["variable"] = encodable(finding.variable)
    if finding.related:
        result["relatedLocations"] = [
            {"id": number, **_location(related.path, related.line, related.end_line, related.message)}
            for number, related in enumerate(finding.related, 1)
        ]
    if finding.stack:
        steps = [
            {"location": _location(frame.path, frame.line, frame.end_line, f"in {frame.function}"), "nestingLevel": depth}
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


def _location(path: str, line: int, end_line: int, message: str) -> Json:
    region = {"startLine": line, "endLine": end_line}
    return {"physicalLocation": _physical(path, region), "message": {"text": encodable(message)}}


def _physical(path: str, region: Json) -> Json:
    return {"artifactLocation": _artifact(path), "region": region}


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
    line = " ".join((sources.line(finding.path, finding.line) or "").split())
    text = "\0".join([finding.code, finding.path.replace(os.sep, "/"), finding.variable or "", line])
    digest = hashlib.sha256(os.fsencode(text)).hexdigest()[:32]
    seen[digest] += 1
    return f"{digest}:{seen[digest]}"
