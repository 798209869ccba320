"""``scope-lint check``: what it asks of the analysis, what it writes where, and its exit status."""

from __future__ import annotations

import json

import pytest

from scope_lint.findings import Incomplete
from scope_lint.options import Exclude
from tests.report.samples import check_report, clash, unreadable


def test_without_a_path_it_takes_the_working_directory(run, fake_api):
    run("check")
    assert fake_api.paths == ["."]


def test_arguments_reach_the_options(run, fake_api, tmp_path, monkeypatch):
    (tmp_path / "lib").mkdir()
    monkeypatch.chdir(tmp_path)
    run(
        "check", "a.py", "--select", "TFS3,TFS101", "--select", "TFS4", "--ignore", "TFS311", "--tf-version", "1.4.1",
        "--src", "lib", "--exclude", "old/", "--no-cache", "--cache-dir", "c", "--stub-path", "lib",
    )  # fmt: skip
    options = fake_api.options
    assert fake_api.paths == ["a.py"]
    assert options.select == ("TFS3", "TFS101", "TFS4")
    assert options.ignore == ("TFS311",)
    assert (options.tf_version, options.version) == ("1.4", (1, 4))
    assert (options.src, options.stub_path, options.exclude) == (("lib",), ("lib",), (Exclude(str(tmp_path), "old/"),))
    assert (options.no_cache, options.cache_dir, options.noqa, options.ops) == (True, "c", True, False)


@pytest.mark.parametrize(
    "findings, arguments, status",
    [
        ([], [], 0),
        ([clash()], [], 1),
        ([clash()], ["--exit-zero"], 0),
        ([unreadable()], [], 2),
        ([clash(), unreadable()], [], 2),
        ([unreadable()], ["--exit-zero"], 2),
    ],
)
@pytest.mark.parametrize("format", ["text", "json", "sarif", "github"])
def test_exit_status(run, fake_api, findings, arguments, status, format):
    fake_api.check_answer = check_report(*findings)
    assert run("check", *arguments, "--format", format).status == status


def test_text_says_what_was_left_out_on_standard_error(run, fake_api):
    fake_api.check_answer = check_report(clash(), unreadable("a.py", 3), unreadable("b.py", 1))
    outcome = run("check")
    assert outcome.err == "a.py:3: unexpected indent\nb.py:1: unexpected indent\n"
    assert "TFS000" not in outcome.out
    assert "2 files could not be analysed." in outcome.out
    assert "Found 1 error in 12 files (TensorFlow 1.15)." in outcome.out


def test_json_is_one_object_and_nothing_else(run, fake_api):
    fake_api.check_answer = check_report(clash(), unreadable())
    outcome = run("check", "--format", "json")
    assert outcome.err == ""
    assert [finding["code"] for finding in json.loads(outcome.out)["findings"]] == ["TFS301", "TFS000"]


def test_verbose_lists_what_was_not_followed(run, fake_api):
    fake_api.check_answer = check_report(incomplete=(Incomplete("a.py", 7, "call depth"),))
    assert "1 place could not be followed; -v lists them." in run("check").out
    assert "  a.py:7: call depth" in run("check", "-v").out


def test_color_only_on_request_in_a_pipe(run, fake_api, monkeypatch):
    fake_api.check_answer = check_report(clash())
    assert "\x1b[" not in run("check").out
    assert "\x1b[" in run("check", "--color", "always").out
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[" in run("check").out
    assert "\x1b[" not in run("check", "--color", "never").out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in run("check").out


def test_a_defect_of_ours_is_not_a_finding(run, fake_api):
    fake_api.error = RuntimeError("boom")
    outcome = run("check")
    assert outcome.status == 2
    assert "RuntimeError: boom" in outcome.err
    assert "defect in scope-lint itself" in outcome.err


def test_interrupted(run, fake_api):
    fake_api.error = KeyboardInterrupt()
    outcome = run("check")
    assert (outcome.status, outcome.err) == (130, "scope-lint: interrupted\n")
