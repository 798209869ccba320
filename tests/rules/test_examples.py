"""Every example is predicted as TensorFlow ran it, and gives the findings that it is marked with."""

import json
import pathlib

import pytest

from scope_lint.events import EntryResult, ErrorEvent, VariableEvent
from scope_lint.rules import all_rules
from scope_lint.rules.base import Example
from scope_lint.rules.run import findings_of

api = pytest.importorskip("scope_lint.api")

RECORDED = json.loads((pathlib.Path(__file__).resolve().parents[2] / "fixtures" / "rules" / "examples.json").read_text())
EXAMPLES = [
    pytest.param(key, example, id=key.replace(" ", "-"))
    for rule in all_rules() if rule.code not in ("TFS000", "TFS001")
    for key, example in rule.numbered()
]  # fmt: skip


def run(example: Example) -> EntryResult:
    major, minor = map(int, example.tf_version.split("."))
    return api.run_source(example.source, "example.py", (major, minor))


@pytest.mark.parametrize(("key", "example"), EXAMPLES)
def test_findings(key: str, example: Example) -> None:
    result = run(example)
    found = findings_of([result], select=["ALL"] if key.split()[0] in ("TFS102", "TFS104") else ["TFS", key.split()[0]])
    if key.split()[0] not in ("TFS102", "TFS104"):
        found = [finding for finding in found if finding.severity != "info"]
    assert [(f.line, f.code) for f in found] == example.expected


@pytest.mark.parametrize(("key", "example"), EXAMPLES)
def test_predicted_as_recorded(key: str, example: Example) -> None:
    result = run(example)
    truth = RECORDED[key]
    made = [(str(e.name), e.status, e.stack[-1].line) for e in result.events if isinstance(e, VariableEvent)]
    assert made == [(name, status, line) for name, status, _, _, _, line, *_ in truth["variables"]]
    ended = next((e for e in result.events if isinstance(e, ErrorEvent) and not e.caught), None)
    if key.startswith("TFS501"):  # raised when the session runs, which the analysis does not
        return
    assert (ended and (ended.type, ended.stack[-1].line)) == (truth["exit"] and (truth["exit"]["type"], truth["exit"]["line"]))
