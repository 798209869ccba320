"""``scope-lint names``."""

from __future__ import annotations

import json

from scope_lint.findings import Incomplete, NamesReport
from tests.report.samples import names_report, variable


def test_targets_and_options(run, fake_api):
    run("names", "a.py", "b.py::Model::build", "--ops", "--tf-version", "compat.v1")
    assert fake_api.paths == ["a.py", "b.py::Model::build"]
    assert fake_api.options.ops
    assert fake_api.options.tf_version == "1.15"


def test_status_0_where_the_program_runs_through(run, fake_api):
    fake_api.names_answer = NamesReport(tf_version="1.15", variables=[variable("w")], ops=[], errors=[], incomplete=[])
    assert run("names", "a.py").status == 0


def test_status_1_where_the_program_ends_in_an_error(run, fake_api):
    fake_api.names_answer = names_report()
    assert run("names", "a.py").status == 1


def test_status_2_where_a_target_is_left_out(run, fake_api):
    fake_api.names_answer = NamesReport(
        tf_version="1.15", variables=[], ops=[], errors=[], incomplete=[], left_out=[Incomplete("a.py", 1, "no function 'f'")]
    )
    outcome = run("names", "a.py::f")
    assert (outcome.status, outcome.err) == (2, "a.py:1: no function 'f'\n")
    outcome = run("names", "a.py::f", "--format", "json")
    assert (outcome.status, outcome.err) == (2, "")
    assert json.loads(outcome.out)["incomplete"] == [{"path": "a.py", "line": 1, "reason": "no function 'f'"}]


def test_tree(run, fake_api):
    fake_api.names_answer = names_report()
    assert "├── discriminator/" in run("names", "a.py", "--tree").out
