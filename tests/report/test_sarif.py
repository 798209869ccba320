"""SARIF 2.1.0, held against what its schema asks of the parts that are used."""

from __future__ import annotations

import json
from typing import Any

from scope_lint.findings import Incomplete
from scope_lint.report.sarif import check_sarif
from scope_lint.rules import all_rules
from tests.report.samples import check_report, clash, unreadable


def run_of(*findings: Any, **others: Any) -> dict[str, Any]:
    log = json.loads(check_sarif(check_report(*findings, **others), all_rules()))
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
