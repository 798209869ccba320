"""Every bug case is found where it can be put right, and its corrected twin is quiet. Truth: case.json, recorded from real TensorFlow."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from scope_lint import api
from scope_lint.findings import Finding, StackFrame
from tests.bugs.known_misses import MISSING, reason_of

FOLDER = Path(__file__).parents[2] / "fixtures" / "bugs"
CASES = sorted(path.parent.name for path in FOLDER.glob("*/case.json"))


def case_of(name: str) -> dict[str, Any]:
    case: dict[str, Any] = json.loads((FOLDER / name / "case.json").read_text(encoding="utf-8"))
    return case


def findings(name: str, file: str) -> list[Finding]:
    """The findings in one file of a case, under the version it was recorded with."""
    version = ".".join(case_of(name)["tf"].split(".")[:2])
    path = FOLDER / name / file
    return api.check([str(path)], api.Options(tf_version=version, no_cache=True)).findings


def places(finding: Finding) -> Iterator[tuple[int, int]]:
    """The lines that a finding speaks of: its own, those of its stack, and the related ones."""
    yield finding.line, finding.end_line
    frames: tuple[StackFrame | Any, ...] = (*finding.stack, *finding.related)
    for frame in frames:
        if frame.path.endswith("case.py"):
            yield frame.line, frame.end_line


def hits(name: str) -> list[Finding]:
    """The findings that catch a case: of severity error for one that raises, and over its lines or the line of its cause."""
    case = case_of(name)
    spans = [tuple(case["span"])] + ([(case["cause_line"],) * 2] if "cause_line" in case else [])
    wanted = [f for f in findings(name, "case.py") if case["kind"] == "silent" or f.severity == "error"]
    return [f for f in wanted if any(first <= e and s <= last for first, last in places(f) for s, e in spans)]


def marked(name: str) -> Any:
    reason = reason_of(name)
    return pytest.param(name, marks=pytest.mark.xfail(reason=reason, strict=True)) if reason else name


@pytest.mark.parametrize("name", [marked(name) for name in CASES])
def test_bug_is_caught_and_its_variable_named(name: str) -> None:
    found = hits(name)
    assert found, [f"{f.code} {f.severity} line {f.line}: {f.message}" for f in findings(name, "case.py")]
    variable = case_of(name)["variable"]
    assert variable is None or variable in {f.variable for f in found}, [f.variable for f in found]


@pytest.mark.parametrize("name", CASES)
def test_corrected_twin_is_quiet(name: str) -> None:
    noise = [f"{f.code} line {f.line}: {f.message}" for f in findings(name, "case_fixed.py") if f.severity == "error"]
    assert not noise


def test_known_misses_are_cases() -> None:
    assert {case for cases in MISSING.values() for case in cases} <= set(CASES)
