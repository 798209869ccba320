"""SARIF 2.1.0, held against its schema."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from scope_lint.api import check
from scope_lint.findings import Edit, Fix, Incomplete
from scope_lint.options import Options
from scope_lint.report.sarif import check_sarif
from scope_lint.rules import all_rules
from tests.environments import ROOT
from tests.report.samples import check_report, clash, unreadable


@cache
def schema() -> jsonschema.Draft4Validator:
    text = (Path(__file__).parent / "schemas" / "sarif-schema-2.1.0.json").read_text(encoding="utf-8")
    return jsonschema.Draft4Validator(json.loads(text), format_checker=jsonschema.Draft4Validator.FORMAT_CHECKER)


def run_of(*findings: Any, **others: Any) -> dict[str, Any]:
    """The one run of the log, which is valid."""
    log = json.loads(check_sarif(check_report(*findings, **others), all_rules()))
    schema().validate(log)
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("/sarif-schema-2.1.0.json")
    (run,) = log["runs"]
    return run


def test_each_rule_has_help():
    rules = run_of()["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [rule.code for rule in all_rules()]
    for rule in rules:
        assert rule["help"]["markdown"].startswith(f"# {rule['id']} ")
        assert rule["shortDescription"]["text"]
        assert rule["defaultConfiguration"]["level"] in {"error", "warning", "note"}
    clashes = next(rule for rule in rules if rule["id"] == "TFS301")
    assert clashes["name"] == "VariableAlreadyExists"


def test_result():
    run = run_of(clash())
    (result,) = run["results"]
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == "TFS301"
    assert result["level"] == "error"
    assert result["properties"] == {"certainty": "definite", "variable": "discriminator/conv1/kernel"}
    (location,) = result["locations"]
    assert location["physicalLocation"] == {
        "artifactLocation": {"uri": "fixtures/example/gan.py", "uriBaseId": "SRCROOT"},
        "region": {"startLine": 45, "startColumn": 12, "endLine": 45, "endColumn": 43},
    }
    assert [place["message"]["text"] for place in result["relatedLocations"]] == ["first created here", 'get_variable("kernel")']
    (flow,) = result["codeFlows"][0]["threadFlows"]
    assert [step["location"]["message"]["text"] for step in flow["locations"]][:2] == ["in <module>", "in main"]
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["originalUriBaseIds"]["SRCROOT"]["uri"].endswith("/")


def test_levels():
    results = run_of(clash(severity="warning"), clash(severity="info"))["results"]
    assert [result["level"] for result in results] == ["warning", "note"]


def test_uris():
    def uri(path: str) -> dict[str, str]:
        return run_of(clash(path=path))["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]

    assert uri("a dir/é%.py") == {"uri": "a%20dir/%C3%A9%25.py", "uriBaseId": "SRCROOT"}
    assert uri("../a.py") == {"uri": "../a.py", "uriBaseId": "SRCROOT"}
    assert uri("/tmp/a b.py") == {"uri": "file:///tmp/a%20b.py"}
    assert uri("caf\udce9.py")["uri"] == "caf%E9.py"


def test_what_was_left_out_and_not_followed():
    run = run_of(unreadable(), incomplete=(Incomplete("a.py", 7, "call depth"),))
    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"] is False
    (note,) = invocation["toolExecutionNotifications"]
    assert note["message"]["text"] == "call depth"
    assert run_of()["invocations"][0]["executionSuccessful"] is True


def test_fingerprints_survive_a_move(tmp_path):
    def prints(text: str, *lines: int) -> list[str]:
        (tmp_path / "m.py").write_text(text)
        findings = [clash(path=str(tmp_path / "m.py"), line=line) for line in lines]
        return [result["partialFingerprints"]["scopeLint/v1"] for result in run_of(*findings)["results"]]

    first = prints("build()\n", 1)
    assert prints("import x\n\n  build()\n", 3) == first
    assert prints("train()\n", 1) != first
    twice = prints("build()\nbuild()\n", 1, 2)
    assert twice[0] == first[0]
    assert twice[1] != first[0]


def test_the_schema_is_not_blind():
    log = json.loads(check_sarif(check_report(clash()), all_rules()))
    log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] = 0
    with pytest.raises(jsonschema.ValidationError):
        schema().validate(log)


def test_fixes():
    edits = (Edit(45, 12, 45, 25, "tf.name_scope"), Edit(46, 1, 46, 1, "x\n"))
    fix = Fix(message="Write tf.name_scope", safe=False, edits=edits)
    (found,) = run_of(clash(fix=fix, fixable=True))["results"][0]["fixes"]
    assert found["description"]["text"] == "Write tf.name_scope"
    assert found["properties"] == {"safe": False}
    (change,) = found["artifactChanges"]
    assert change["artifactLocation"] == {"uri": "fixtures/example/gan.py", "uriBaseId": "SRCROOT"}
    assert change["replacements"] == [
        {
            "deletedRegion": {"startLine": 45, "startColumn": 12, "endLine": 45, "endColumn": 25},
            "insertedContent": {"text": "tf.name_scope"},
        },
        {"deletedRegion": {"startLine": 46, "startColumn": 1, "endLine": 46, "endColumn": 1}, "insertedContent": {"text": "x\n"}},
    ]


def test_a_real_log_is_valid(monkeypatch):
    monkeypatch.chdir(ROOT)
    report = check(["fixtures/example", "fixtures/bugs"], Options(select=("ALL",), no_cache=True))
    log = json.loads(check_sarif(report, all_rules()))
    schema().validate(log)
    results = log["runs"][0]["results"]
    assert len({result["ruleId"] for result in results}) > 20
    prints = [result["partialFingerprints"]["scopeLint/v1"] for result in results]
    assert len(set(prints)) == len(prints)
