"""A file's functions that nothing calls are kept one by one: those that did not run what has changed are not run again."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scope_lint import api, workers
from scope_lint.findings import CheckReport
from scope_lint.options import Options
from tests.program.edits import replace, rerun

LAYERS = """import tensorflow as tf


def dense(x):
    with tf.variable_scope("dense"):
        return tf.get_variable("w", [1])


def conv(x):
    with tf.variable_scope("conv"):
        return tf.get_variable("w", [1])


def settings():
    return "settings"


NAME = settings()
"""
MODEL = """import tensorflow as tf
import layers


def first(x):
    a = layers.dense(x)
    return layers.dense(x)


def second(x):
    a = layers.conv(x)
    b = tf.get_variable("twice", [1])
    return tf.get_variable("twice", [1])


def third(x):
    return tf.get_variable(layers.NAME, [1])


def helper(x):
    return layers.conv(x)


def fourth(x):
    if layers.NAME == "settings":
        return layers.dense(helper(x))
    return x
"""


@pytest.fixture(autouse=True)
def project(folder: Path, run_again: list[str]) -> None:
    """Both files, whose results are kept."""
    Path("layers.py").write_text(LAYERS)
    Path("model.py").write_text(MODEL)
    assert [(f.path, f.line, f.code) for f in check().findings] == [("model.py", 7, "TFS311"), ("model.py", 13, "TFS311")]
    assert set(run_again) == {"first", "second", "third", "fourth"}
    run_again.clear()


@pytest.fixture
def run_again(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The functions of model.py that were run, not taken from the cache."""
    targets: list[str] = []
    real = workers._judged

    def noted(result: workers.EntryResult) -> object:
        file, *names = result.target.split("::")
        if file == "model.py":
            targets.extend(names)
        return real(result)

    monkeypatch.setattr(workers, "_judged", noted)
    return targets


def check(**options: bool) -> CheckReport:
    return api.check(["."], Options(**options))  # type: ignore[arg-type]


def edit(name: str, old: str, new: str) -> None:
    """Changes a file; what is found is the same as without a cache."""
    replace(name, old, new)
    found = check(models=True)
    uncached = check(models=True, no_cache=True)
    assert (found.findings, found.incomplete, found.variables) == (uncached.findings, uncached.incomplete, uncached.variables)


def ran(run_again: list[str], name: str, old: str, new: str) -> set[str]:
    """The functions that an edit makes run again. The variables that they make are no matter here: to know those all must run once."""
    replace(name, old, new)
    return rerun(check, run_again)


def test_only_what_ran_a_function_is_run_again(run_again: list[str]) -> None:
    assert ran(run_again, "layers.py", '"conv"', '"convolution"') == {"second", "fourth"}
    assert ran(run_again, "layers.py", '"dense"', '"fully_connected"') == {"first", "fourth"}
    assert ran(run_again, "layers.py", '"convolution"', '"conv"') == {"second", "fourth"}


def test_also_where_lines_move(run_again: list[str]) -> None:
    assert ran(run_again, "layers.py", "def dense(x):\n", "def dense(x):\n    y = x\n\n") == {"first", "fourth"}


def test_what_an_import_ran_counts_for_all(run_again: list[str]) -> None:
    assert ran(run_again, "layers.py", 'return "settings"', 'return "others"') == {"first", "second", "third", "helper", "fourth"}


def test_a_function_of_the_file_itself(run_again: list[str]) -> None:
    assert ran(run_again, "model.py", "layers.NAME, [1]", "layers.NAME, [2]") == {"third"}


def test_a_function_that_is_reached_no_more_is_run_by_itself(run_again: list[str]) -> None:
    assert ran(run_again, "model.py", "dense(helper(x))", "dense(x)") == {"fourth", "helper"}


def test_a_function_that_is_reached_now_is_not_run_by_itself(run_again: list[str]) -> None:
    assert ran(run_again, "model.py", "return x\n", "return second(x)\n") == {"fourth"}
    assert ran(run_again, "model.py", "return second(x)\n", "return first(x)\n") == {"fourth"}


def test_a_name_that_is_new_counts_for_all(run_again: list[str]) -> None:
    assert ran(run_again, "model.py", "def third", "def more(x):\n    return x\n\n\ndef third") >= {"first", "second", "third", "fourth", "more"}


def test_variables_are_kept_with_the_functions_that_make_them(run_again: list[str]) -> None:
    check(models=True)
    run_again.clear()
    edit("layers.py", '"conv"', '"convolution"')
    assert {v.name for v in check(models=True).variables or ()} >= {"dense/w", "convolution/w"}


def test_what_a_part_hung_on_is_still_known(run_again: list[str]) -> None:
    """The first run read a file that the second does not come to."""
    Path("data.txt").write_text("a")
    edit("model.py", "    return tf.get_variable(layers.NAME, [1])", '    return tf.get_variable(open("data.txt").read(), [1])')
    edit("layers.py", '"conv"', '"convolution"')
    Path("data.txt").write_text("b")
    assert check().findings == check(no_cache=True).findings


EDITS = {
    "layers.py": ['"dense"', '"conv"', "    return tf", "NAME", "def conv(x):\n", "[1]"],
    "model.py": ["layers.dense(x)", "helper(x)", "return x", '"twice"', "def second(x):\n", "[1]"],
}
NEW = ["conv(x)", '"other"', "x", "    y = x\n", "first(x)", "second(x)", "[2]", "\n\n"]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(sorted(EDITS)), st.integers(0, 5), st.sampled_from(NEW), st.booleans()), min_size=1, max_size=5))
def test_any_edits(edits: list[tuple[str, int, str, bool]]) -> None:
    Path("layers.py").write_text(LAYERS)
    Path("model.py").write_text(MODEL)
    check(models=True)
    for name, number, new, behind in edits:
        old = EDITS[name][number]
        if old in Path(name).read_text():
            edit(name, old, old + new if behind else new)
