"""``check --statistics``: how many findings each rule has, in place of them."""

from __future__ import annotations

import json

import pytest

from scope_lint.findings import Fix
from tests.report.samples import check_report, clash, unreadable


def fixable(finding, safe=True):
    finding.fix, finding.fixable = Fix(message="Do it", safe=safe, edits=()), True
    return finding


def other(code, name, **changes):
    finding = clash()
    finding.code, finding.name = code, name
    for key, value in changes.items():
        setattr(finding, key, value)
    return finding


def test_one_line_a_rule_the_most_frequent_first(run, fake_api):
    findings = [clash(), *(other("TFS201", "deprecated-op-scope", severity="warning") for _ in range(1200)), other("TFS109", "default-name-split")]
    fake_api.check_answer = check_report(*findings)
    outcome = run("check", "--statistics")
    lines = outcome.out.split("\n")
    assert lines[:4] == [
        "1,200  TFS201  deprecated-op-scope", "    1  TFS109  default-name-split", f"    1  {clash().code}  {clash().name}", "",
    ]  # fmt: skip
    assert lines[4].startswith("Found 2 errors and 1,200 warnings in 12 files")
    assert (outcome.status, outcome.err) == (1, "")


def test_a_mark_for_what_fix_puts_right(run, fake_api):
    fake_api.check_answer = check_report(
        fixable(other("TFS201", "a")), fixable(other("TFS202", "b")), other("TFS202", "b"), fixable(other("TFS203", "c"), safe=False)
    )
    assert run("check", "--statistics", "-q").out == "2  TFS202  [-] b\n1  TFS201  [*] a\n1  TFS203      c\n"


def test_nothing_found(run, fake_api):
    outcome = run("check", "--statistics")
    assert outcome.out == "Nothing found in 1 file (TensorFlow 1.15).\n"
    assert run("check", "--statistics", "--quiet").out == ""


def test_json(run, fake_api):
    fake_api.check_answer = check_report(fixable(clash()), clash(), unreadable())
    outcome = run("check", "--statistics", "--format", "json")
    assert json.loads(outcome.out) == {
        "schema": 1, "tf_version": "1.15", "files": 12, "statistics": [
            {"code": clash().code, "name": clash().name, "severity": "error", "count": 2, "fixable": 1},
            {"code": "TFS000", "name": "syntax-error", "severity": "error", "count": 1, "fixable": 0},
        ],
    }  # fmt: skip
    assert outcome.status == 2


def test_what_was_left_out_is_said_on_standard_error_too(run, fake_api):
    fake_api.check_answer = check_report(unreadable("a.py", 3))
    outcome = run("check", "--statistics")
    assert outcome.err == "a.py:3: unexpected indent\n"
    assert outcome.out.startswith("1  TFS000  syntax-error\n") and "1 file could not be analysed." in outcome.out


@pytest.mark.parametrize("format", ["sarif", "github", "html"])
def test_other_formats_have_no_place_for_them(run, fake_api, format):
    outcome = run("check", "--statistics", "--format", format)
    assert (outcome.status, outcome.out) == (2, "")
    assert outcome.err == f"scope-lint: --statistics are written as text or json, not as {format}\n"
