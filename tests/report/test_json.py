"""Schema 1 of the JSON: exactly these keys, as other programs read them."""

from __future__ import annotations

import json

from scope_lint.findings import Incomplete
from scope_lint.report.json import check_json, names_json
from tests.report.samples import check_report, clash, names_report


def test_check():
    data = json.loads(check_json(check_report(clash(), incomplete=(Incomplete("a.py", 3, "why"),))))
    assert list(data) == ["schema", "tf_version", "files", "findings", "incomplete"]
    assert (data["schema"], data["tf_version"], data["files"]) == (1, "1.15", 12)
    assert data["incomplete"] == [{"path": "a.py", "line": 3, "reason": "why"}]
    (finding,) = data["findings"]
    assert list(finding) == [
        "code", "name", "severity", "certainty", "message", "variable", "path", "line", "column", "end_line", "end_column",
        "stack", "related", "fixable", "fix",
    ]  # fmt: skip
    assert finding["variable"] == "discriminator/conv1/kernel"
    assert finding["stack"][0] == {"path": "fixtures/example/gan.py", "line": 59, "end_line": 59, "function": "<module>"}
    assert finding["related"][0] == {
        "path": "fixtures/example/gan.py", "line": 44, "end_line": 44, "message": "first created here",
    }  # fmt: skip
    assert finding["fixable"] is False


def test_names():
    report = names_report()
    report.left_out.append(Incomplete("b.py", 1, "does not exist"))
    data = json.loads(names_json(report))
    assert list(data) == ["schema", "tf_version", "variables", "ops", "errors", "incomplete"]
    assert list(data["variables"][0]) == [
        "name", "exact", "api", "status", "certainty", "shape", "dtype", "trainable", "path", "line", "column", "end_line",
        "end_column", "target", "stack",
    ]  # fmt: skip
    assert data["variables"][3]["shape"] == [None]
    assert list(data["ops"][0]) == ["name", "exact", "type", "certainty", "path", "line", "end_line"]
    assert list(data["errors"][0]) == [
        "kind", "type", "message", "variable", "certainty", "path", "line", "end_line", "target", "stack",
    ]  # fmt: skip
    assert [entry["path"] for entry in data["incomplete"]] == ["b.py", "fixtures/example/gan.py"]


def test_a_file_name_that_is_not_utf8():
    data = json.loads(check_json(check_report(clash(path="caf\udce9.py", message="é ok"))))
    assert data["findings"][0]["path"] == r"caf\udce9.py"
    assert data["findings"][0]["message"] == "é ok"
