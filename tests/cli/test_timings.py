"""``check --timings``: that all is there and nothing in the way of the report; how long things take is no matter of tests."""

from __future__ import annotations

import json
import re

import pytest

from scope_lint.timings import CLOCK, PHASES, Timings

CLASH = "import tensorflow as tf\n\n\ndef f():\n    tf.get_variable('v', [1])\n\n\ntf.get_variable('w', [1])\ntf.get_variable('w', [1])\n"
ROW = re.compile(r" +\d+\.\d{3} +\d+%  (.*)")


def listed(text):
    """The rows below each heading, without their numbers."""
    found = {}
    for line in text.split("\n")[:-1]:
        row = ROW.fullmatch(line)
        if row is None:
            found[line] = rows = []
        else:
            rows.append(row[1])
    return found


@pytest.fixture
def project(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SCOPE_LINT_CACHE_DIR", str(tmp_path / "cache"))
    return tmp_path


@pytest.mark.parametrize("files", [1, 30])
def test_phases_rules_and_files(run, project, files):
    """30 files are run in worker processes."""
    for number in range(files):
        (project / f"m{number}.py").write_text(CLASH)
    plain = run("check", "--format", "json")
    for case in ("kept", "fresh"):
        outcome = run("check", "--format", "json", "--timings", *(["--no-cache"] if case == "fresh" else []))
        assert outcome.out == plain.out and len(json.loads(outcome.out)["findings"]) == files
        sections = listed(outcome.err)
        headings = list(sections)
        assert re.fullmatch(r"Took \d+\.\d\d s\. Seconds by phase, of all processes together:", headings[0])
        assert sections[headings[0]] == list(PHASES)
        assert re.fullmatch(r"Seconds by rule(, the slowest 10 of \d+)?:", headings[1])
        assert all(re.fullmatch(r"TFS\d{3}", code) for code in sections[headings[1]])
        if case == "fresh":
            assert re.fullmatch(r"Seconds by file \(its script and functions\)(, the slowest 10 of 30)?:", headings[2])
            assert len(sections[headings[2]]) == min(files, 10) and set(sections[headings[2]]) <= {f"m{n}.py" for n in range(files)}
        else:
            assert len(headings) == 2  # nothing was run


def test_nothing_is_measured_unasked(run, project):
    (project / "a.py").write_text(CLASH)
    run("check")
    assert not CLOCK.on and CLOCK.take() == Timings()


def test_written_when_the_run_fails_too(run, project):
    outcome = run("check", "--timings", "--statistics", "--format", "sarif")
    assert outcome.status == 2 and outcome.err.startswith("Took ") and outcome.err.endswith("not as sarif\n")


def test_a_phase_does_not_count_for_the_one_around_it(monkeypatch):
    now = [0.0]
    monkeypatch.setattr("time.perf_counter", lambda: now[0])
    CLOCK.start()
    with CLOCK.phase("run scripts"), CLOCK.file("a.py"):
        now[0] += 1
        for _ in range(2):
            with CLOCK.phase("lower"):
                now[0] += 10
        with CLOCK.phase("rules"), CLOCK.rule("TFS301"):
            now[0] += 100
    CLOCK.add(Timings({"lower": 1000.0}, {"TFS301": 2000.0}))
    timings = CLOCK.stop()
    assert timings.phases == {"run scripts": 1.0, "lower": 1020.0, "rules": 100.0}
    assert (timings.rules, timings.files) == ({"TFS301": 2100.0}, {"a.py": 121.0})
