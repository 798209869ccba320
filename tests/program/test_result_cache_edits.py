"""Results kept between runs hang on what an edit changes, not on the file that it changes; what is found is as without a cache, always."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scope_lint import api
from scope_lint.findings import Finding, Incomplete
from scope_lint.options import Options
from tests.program.edits import replace, rerun

LAYERS = '''"""Layers."""

import functools

import tensorflow as tf

WIDTH = 8


def scoped(make):
    @functools.wraps(make)
    def wrapper(x, name):
        with tf.variable_scope(name):
            return make(x)

    return wrapper


# A layer.
@scoped
def dense(x):
    w = tf.get_variable("w", [4, WIDTH])
    return tf.matmul(x, w)


class Block(object):
    """A block."""

    size = 3

    def __init__(self, name, reuse=None):
        self.name = name
        self.reuse = reuse

    def __call__(self, x):
        def inner(y):
            return tf.layers.dense(y, self.size, name="inner")

        with tf.variable_scope(self.name, reuse=self.reuse):
            return inner(x)


def unused(x):
    with tf.name_scope("n"):
        tf.get_variable("not_in_it", [1])
    return unknown_thing(x)


if WIDTH > 2:
    def late(x):
        return tf.get_variable("late", [2])
'''
MODEL = '''import tensorflow as tf

import layers
from layers import Block, dense


def model(x, reuse=None):
    y = dense(x, "first")
    z = Block("block", reuse)(x)
    return y, z, layers.late(x)
'''
TRAIN = '''import tensorflow as tf

from model import model

x = tf.placeholder(tf.float32, [2, 4])
model(x)
model(x)
'''
EVALUATE = '''import tensorflow as tf

from layers import Block

x = tf.placeholder(tf.float32, [2, 4])
Block("a")(x)
Block("a", reuse=True)(x)
'''
FILES = {"layers.py": LAYERS, "model.py": MODEL, "train.py": TRAIN, "evaluate.py": EVALUATE}


@pytest.fixture(autouse=True)
def project(folder: Path) -> None:
    """All files, whose results are kept."""
    for name, text in FILES.items():
        (folder / name).write_text(text)
    assert {finding.path for finding in check()[0]} == {"train.py"}


def check(**options: bool) -> tuple[list[Finding], list[Incomplete]]:
    report = api.check(["."], Options(**options))  # type: ignore[arg-type]
    return report.findings, report.incomplete


def edit(name: str, old: str, new: str, ran: list[str]) -> set[str]:
    """What is run after an edit; twice the same, and as without a cache."""
    replace(name, old, new)
    return rerun(check, ran)


def test_a_comment_at_the_end(ran: list[str]) -> None:
    assert edit("layers.py", LAYERS, LAYERS + "\n# The end.\n", ran) == set()


def test_a_comment_in_place_of_another(ran: list[str]) -> None:
    assert edit("layers.py", "# A layer.", "# Another comment.", ran) == set()


def test_the_body_of_a_function_that_few_call(ran: list[str]) -> None:
    """evaluate.py calls Block only."""
    assert edit("layers.py", '"w", [4, WIDTH]', '"v", [4, WIDTH]', ran) == {"train.py"}


def test_a_method(ran: list[str]) -> None:
    assert edit("layers.py", 'name="inner"', 'name="within"', ran) == {"train.py", "evaluate.py"}


def test_the_body_of_a_function_that_nothing_calls(ran: list[str]) -> None:
    assert edit("layers.py", '"not_in_it"', '"in_it"', ran) == {"functions of layers.py"}


def test_what_an_import_runs(ran: list[str]) -> None:
    everything = {"layers.py", "functions of layers.py", "model.py", "functions of model.py", "train.py", "evaluate.py"}
    assert edit("layers.py", "WIDTH = 8", "WIDTH = 9", ran) >= everything - {"functions of model.py"}
    assert edit("layers.py", "reuse=None", "reuse=True", ran) >= everything - {"functions of model.py"}


def test_functions_that_moved(ran: list[str]) -> None:
    """The results of train.py and evaluate.py name lines of layers.py: they name the new ones."""
    jobs = edit("layers.py", "# A layer.", "\n\n# A layer,\n# further down.", ran)
    assert jobs == {"layers.py", "functions of layers.py"}


def test_the_body_of_a_function_in_a_branch(ran: list[str]) -> None:
    assert edit("layers.py", '"late", [2]', '"late", [3]', ran) == {"train.py"}


EDITS = st.tuples(st.sampled_from(sorted(FILES)), st.integers(0, 60), st.sampled_from(["out", "double", "comment", "blank", "deeper", "rename"]))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(EDITS, min_size=1, max_size=3))
def test_any_edits(edits: list[tuple[str, int, str]]) -> None:
    """Lines left out, doubled, indented or put in, one edit after the other: what is found is what is found without a cache."""
    for name, text in FILES.items():
        Path(name).write_text(text)
    for name, number, change in edits:
        lines = Path(name).read_text().splitlines(keepends=True) or ["\n"]
        at = number % len(lines)
        line = lines[at]
        new = {
            "out": [], "double": [line, line], "comment": ["# A comment.\n", line], "blank": ["\n", line], "deeper": ["    " + line],
            "rename": [line.replace("first", "block").replace("name", "other").replace("x", "y")],
        }[change]  # fmt: skip
        Path(name).write_text("".join([*lines[:at], *new, *lines[at + 1 :]]))
        assert check() == check(no_cache=True)
