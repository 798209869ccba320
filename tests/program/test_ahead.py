"""After an edit the functions of files are run beside the scripts, which most likely reach what they reached before."""

from __future__ import annotations

from pathlib import Path

import pytest

from scope_lint import api, runs
from scope_lint.findings import CheckReport
from scope_lint.jobs import Job
from scope_lint.options import Options
from tests.program.edits import replace, rerun

LAYERS = """import tensorflow as tf


def dense(x):
    with tf.variable_scope("dense"):
        return tf.get_variable("w", [1])
"""
MODEL = """import tensorflow as tf
import layers


def first(x):
    with tf.variable_scope("first"):
        return layers.dense(x)


def second(x):
    with tf.variable_scope("second"):
        return layers.dense(x)
"""
MAIN = """import tensorflow as tf
import model

model.first(1)
"""


@pytest.fixture
def project(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in {"layers.py": LAYERS, "model.py": MODEL, "main.py": MAIN}.items():
        (folder / name).write_text(text)
    check()
    monkeypatch.setattr(runs, "SECONDS", 0)
    return folder


def check(no_cache: bool = False) -> CheckReport:
    return api.check(["."], Options(no_cache=no_cache))


@pytest.fixture
def together(project: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is begun together, each time: scripts, and functions of files other than those on the lines that scripts reached."""
    found: list[str] = []
    real = runs.Runs._run

    def noted(self: runs.Runs, todo: list[Job], more: list[Job]) -> object:
        names = [job.path.name if job.reached is None else f"{job.path.name} but {sorted(job.reached)}" for job in [*todo, *more]]
        found.append(", ".join(names))
        return real(self, todo, more)

    monkeypatch.setattr(runs.Runs, "_run", noted)
    return found


def test_functions_are_run_beside_the_scripts_that_reach_what_they_reached(together: list[str]) -> None:
    replace("layers.py", '"w", [1]', '"v", [1]')
    assert rerun(check, together) == {"main.py, model.py but [5], layers.py but [4]"}


def test_lines_that_moved_are_known(together: list[str]) -> None:
    replace("model.py", "first\"):\n        return layers.dense(x)", "first\"):\n        return 1")
    replace("model.py", "import layers\n", "import layers\n\n")
    assert rerun(check, together) == {"model.py, main.py, model.py but [6]", "layers.py but []"}


def test_functions_are_run_again_where_the_scripts_reach_others(together: list[str]) -> None:
    replace("main.py", "model.first(1)", "model.second(1)")
    replace("layers.py", '"w", [1]', '"v", [1]')
    assert rerun(check, together) == {"main.py, model.py but [5], layers.py but [4]", "model.py but [10]"}


def test_nothing_is_expected_of_a_script_that_was_not_run_before(together: list[str]) -> None:
    Path("other.py").write_text(MAIN.replace("first", "second"))
    replace("layers.py", '"w", [1]', '"v", [1]')
    assert rerun(check, together) == {"other.py, main.py", "model.py but [5, 10], layers.py but [4]"}
