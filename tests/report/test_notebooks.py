"""Findings in a notebook: each says its cell, and lines count within it."""

from __future__ import annotations

import json

import pytest

from scope_lint.api import check, names
from scope_lint.cli import main
from scope_lint.options import Options
from scope_lint.report.github import check_github
from scope_lint.report.html import check_html
from scope_lint.report.json import check_json, names_json
from scope_lint.report.sarif import check_sarif
from scope_lint.rules import all_rules
from tests.report.test_sarif import schema

CELLS = (
    "%matplotlib inline\nimport tensorflow as tf\n\ndef net(x, name):\n    return tf.layers.dense(x, 1, name=name)",
    "tf.get_variable('before', [1])\nx = tf.zeros([4, 2])\nnet(x, 'a')",
    "with tf.op_scope([x], None, 'one'):\n    pass",
    "with tf.op_scope([x], None, 'two'):\n    pass",
    "# a comment\n\nnet(x, 'a')",
)

OPTIONS = Options(no_cache=True, ignore=("TFS310",))  # a cell that is run again


@pytest.fixture
def notebook(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def write(*cells: str) -> str:
        described = [{"cell_type": "markdown", "source": "# Title"}]
        described += [{"cell_type": "code", "source": cell} for cell in cells]
        (tmp_path / "n.ipynb").write_text(json.dumps({"cells": described, "nbformat": 4}))
        return "n.ipynb"

    return write


def test_cells(notebook):
    found = check([notebook(*CELLS)], OPTIONS).findings
    assert [(f.code, f.cell, f.line) for f in found] == [("TFS201", 4, 1), ("TFS201", 5, 1), ("TFS301", 6, 3)]
    clash = found[-1]
    assert [(frame.cell, frame.line) for frame in clash.stack] == [(6, 3), (2, 5)]
    assert (3, 3) in {(place.cell, place.line) for place in clash.related}


def test_text(capsys, notebook):
    main(["check", "--no-cache", notebook(*CELLS)])
    out = capsys.readouterr().out
    assert "n.ipynb:cell 6:3:1: error TFS301" in out
    assert "  3 | net(x, 'a')\n    | ^^^" in out
    assert "n.ipynb:cell 2:5  in net       return tf.layers.dense(x, 1, name=name)" in out
    main(["names", "--no-cache", notebook(*CELLS)])
    out = capsys.readouterr().out
    assert "n.ipynb:cell 2:5: ValueError" in out
    assert "created  n.ipynb:cell 2:5" in out


def test_json(notebook):
    path = notebook(*CELLS)
    finding = json.loads(check_json(check([path], Options(no_cache=True))))["findings"][-1]
    assert (finding["cell"], finding["stack"][0]["cell"], {"cell", "line"} <= set(finding["related"][0])) == (6, 6, True)
    variable = json.loads(names_json(names([path], Options(no_cache=True))))["variables"][0]
    assert (variable["name"], variable["cell"], variable["line"]) == ("before", 3, 1)


def test_github_and_sarif_give_no_lines_of_the_file(notebook):
    report = check([notebook(*CELLS)], OPTIONS)
    last = check_github(report).split("\n")[-1]
    assert last.startswith("::error file=n.ipynb,title=TFS301 variable-already-exists (definite)::cell 6, line 3: Variable a/kernel")
    log = json.loads(check_sarif(report, all_rules()))
    schema().validate(log)
    result = log["runs"][0]["results"][-1]
    assert list(result["locations"][0]["physicalLocation"]) == ["artifactLocation"]
    assert result["message"]["text"].startswith("cell 6, line 3: ")


def test_html(notebook):
    source = check_html(check([notebook(*CELLS)], Options(no_cache=True, models=True)))
    assert "n.ipynb, cell 6</h3>" in source
    assert "<mark>net(x, &#x27;a&#x27;)</mark>" in source


def test_noqa_in_a_cell(notebook):
    cells = [*CELLS[:2], "with tf.op_scope([x], None, 'one'):  # noqa\n    pass", CELLS[3], "# a comment\n\nnet(x, 'a')  # noqa: TFS301"]
    found = check([notebook(*cells)], OPTIONS).findings
    assert [(f.code, f.cell, f.line) for f in found] == [("TFS201", 5, 1)]
