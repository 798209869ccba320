"""Results of functions that only make values are kept between the entries of a file; what is found is what is found without."""

from __future__ import annotations

from pathlib import Path

import pytest

from scope_lint import api
from scope_lint.interpreter import memo
from scope_lint.options import Options

SETTINGS = """import itertools
import random

import tensorflow as tf

NUMBERS = itertools.count()
STATE = {"name": "w", "list": []}
BUSY = "x = 0\\n"


class Settings(object):
    def __init__(self, **kwargs):
        self.names = {}
        self.tags = [["a"], {"b": {"c"}}]
        for name, value in kwargs.items():
            self.add(name, value)

    def add(self, name, value):
        if getattr(self, name, None) is not None:
            raise ValueError("twice: %s" % name)
        self.names[name] = type(value)
        setattr(self, name, value)


def waste():
    total = 0
    for i in range(40):
        total += i
    return total


def base():
    return Settings(name="w", width=4, depth=2, rate=0.1, kind="relu", size=8, bias=True, steps=3, beam=1, seed=None)


def variant():
    settings = base()
    settings.name = "v"
    settings.tags[0].append("more")
    settings.tags[1]["d"] = settings.tags[0]
    return settings


def from_state():
    waste()
    return STATE["name"]


def count():
    waste()
    return next(NUMBERS)


def chance():
    waste()
    return random.random()


def in_graph():
    waste()
    return tf.get_variable_scope().name


def variable():
    waste()
    return tf.get_variable("made", [1])


def remember():
    waste()
    STATE["list"].append(1)
    return len(STATE["list"])


def fails():
    waste()
    raise ValueError("no")
"""
USES = """import tensorflow as tf

import settings
from settings import base, variant


def build(scope, s):
    with tf.variable_scope(scope + "_".join(s.tags[0])):
        return tf.get_variable(s.name, [s.width])


def copies_are_copies():
    a, b, c = base(), variant(), variant()
    b.width = 5
    build("a", a)
    build("b", b)
    build("c", c)
    c.tags[0].append("c")
    build("c", c)
    assert c.tags[1]["d"] is c.tags[0]
    with tf.variable_scope("d_%d_%d_%d" % (len(a.tags[0]), len(b.tags[0]), len(c.tags[1]["d"]))):
        tf.get_variable("w", [1])
        tf.get_variable("w", [1])


def state_changes():
    with tf.variable_scope("x_" + settings.from_state()):
        tf.get_variable("w", [1])
    settings.STATE["name"] = "u"
    with tf.variable_scope("x_" + settings.from_state()):
        tf.get_variable("w", [1])


def counts():
    with tf.variable_scope("n_%d" % settings.count()):
        tf.get_variable("w", [1])
    with tf.variable_scope("n_%d" % settings.count()):
        tf.get_variable("w", [1])


def chances():
    with tf.variable_scope("c_%s" % settings.chance()):
        tf.get_variable("w", [1])
    with tf.variable_scope("c_%s" % settings.chance()):
        tf.get_variable("w", [1])


def graphs():
    for name in ("a", "b"):
        with tf.variable_scope(name):
            with tf.variable_scope("in_" + settings.in_graph()):
                tf.get_variable("w", [1])


def variables():
    settings.variable()
    settings.variable()


def remembers():
    for _ in range(2):
        with tf.variable_scope("r_%d" % settings.remember()):
            tf.get_variable("w", [1])


def failures():
    for _ in range(2):
        try:
            settings.fails()
        except ValueError:
            with tf.variable_scope("f"):
                tf.get_variable("w", [1])


def again():
    copies_are_copies()
    state_changes()


if __name__ == "__main__":
    again()
"""


def findings() -> list[tuple[str, int, str, str]]:
    return sorted((f.path, f.line, f.code, f.message) for f in api.check(["."], Options(no_cache=True)).findings)


def test_with_and_without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "settings.py").write_text(SETTINGS)
    (tmp_path / "uses.py").write_text(USES)
    recalled: list[object] = []
    real = memo.Memo.recall

    def recall(self: memo.Memo, m: object, key: object) -> object:
        found = real(self, m, key)  # type: ignore[arg-type]
        if found is not memo.MISSING:
            recalled.append(key)
        return found

    monkeypatch.setattr(memo.Memo, "recall", recall)
    found = findings()
    assert len(recalled) > 3
    monkeypatch.setattr(memo.Memo, "recall", lambda self, m, key: memo.MISSING)
    assert findings() == found
    # As TensorFlow 1.15 ends them: copies_are_copies at line 23, variables (in settings.py, below line 57), failures at line 72, others not.
    assert {(path, line, code) for path, line, code, _ in found} == {
        ("uses.py", 23, "TFS301"), ("uses.py", 57, "TFS311"), ("uses.py", 72, "TFS311"),
    }  # fmt: skip
