"""The methods of a class that nothing calls share one instance: each finds it as its constructor left it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from scope_lint.analysis import make_program
from scope_lint.interpreter import constructed, session
from scope_lint.interpreter.session import Session
from scope_lint.options import Options
from scope_lint.rules.run import judge
from scope_lint.symbolic.conditions import describe

APART = ("seq", "graph", "first", "path")

MODEL = '''import tensorflow as tf

MADE = []
SIZES = {"a": 1}


def size(name):
    total = 0
    for i in range(40):
        total += i * SIZES[name]
    return total


def check():
    tf.get_variable('check_%d' % size('a'), [1])


class Model(object):
    def __init__(self, rate):
        CONSTRUCTOR

    METHODS
'''
PROGRAMS = {
    "attributes": (
        "self.layers = []; self.n = 1; self.w = tf.get_variable('w', [1])",
        "def one(self): self.layers.append(1); self.n += 1; tf.get_variable('one_%d_%d' % (self.n, len(self.layers)), [1])",
        "def two(self): self.layers.append(1); self.n += 1; tf.get_variable('two_%d_%d' % (self.n, len(self.layers)), [1])",
        "def three(self): del self.n; self.layers = None; tf.get_variable('w', [1])",
    ),
    "names in use": (
        "self.x = tf.Variable(1.0)",
        "def one(self): tf.Variable(1.0); tf.add(self.x, 1.0, name='sum')",
        "def two(self): tf.Variable(1.0); tf.add(self.x, 1.0, name='sum')",
    ),
    "graphs": (
        "self.graph = tf.Graph()",
        "def one(self):\n        with self.graph.as_default(): tf.get_variable('v', [1])",
        "def two(self):\n        with self.graph.as_default(): tf.get_variable('v', [1])",
        "def three(self): tf.reset_default_graph(); tf.get_variable('v', [1])",
    ),
    "what is noted of a variable": (
        "self.w = tf.get_variable('w', [1]); self.loss = tf.reduce_sum(self.w)",
        "def one(self): tf.get_variable('x', [1])",
        "def two(self): tf.train.GradientDescentOptimizer(0.1).minimize(self.loss)",
        "def three(self): self.w.assign([2.0])",
        "def four(self): tf.get_variable('y', [1])",
    ),
    "a scope that waits": (
        "self.scope = tf.variable_scope('s'); tf.variable_scope('never')",
        "def one(self):\n        with self.scope: tf.get_variable('v', [1])",
        "def two(self): tf.get_variable('v', [1])",
        "def three(self): return self.scope",
    ),
    "an iterator": (
        "self.numbers = iter([1, 2, 3])",
        "def one(self): tf.get_variable('one_%d' % next(self.numbers), [1])",
        "def two(self): tf.get_variable('two_%d' % next(self.numbers), [1])",
    ),
    "a generator out of sight": (
        "numbers = (i for i in [1, 2, 3]); self.take = lambda: next(numbers)",
        "def one(self): tf.get_variable('one_%d' % self.take(), [1])",
        "def two(self): tf.get_variable('two_%d' % self.take(), [1])",
    ),
    "what modules hold": (
        "MADE.append(self); self.before = size('a'); SIZES['a'] += 1; self.size = size('a')",
        "def one(self): tf.get_variable('one_%d_%d_%d' % (self.size, size('a'), len(MADE)), [1])",
        "def two(self): tf.get_variable('two_%d_%d_%d' % (self.size, size('a'), len(MADE)), [1]); MADE.append(1)",
        "def three(self): SIZES['a'] += 1; tf.get_variable('three_%d_%d' % (size('a'), len(MADE)), [1])",
    ),
    "a constructor that is ended": (
        "tf.get_variable('w', [1]); tf.get_variable('w', [1]); tf.get_variable('late', [1])",
        "def one(self): tf.get_variable('one', [1])",
        "def two(self): tf.get_variable('two', [1])",
    ),
    "a constructor that raises": (
        "tf.variable_scope('never'); raise ValueError('no')",
        "def one(self): tf.get_variable('one', [1])",
        "def two(self): tf.get_variable('two', [1])",
    ),
    "a constructor without end": (
        "for i in range(10): tf.get_variable('w_%d' % i, [1])\n        for i in range(100000): self.x = i",
        "def one(self): tf.get_variable('one', [1])",
        "def two(self): tf.get_variable('two', [1])",
    ),
    "not known": (
        "self.x = None; self.rate = rate\n        if rate: tf.get_variable('w', [1])",
        "def one(self):\n        if self.rate: tf.get_variable('one', [1])\n        if self.x is None: tf.get_variable('x', [1])",
        "def two(self):\n        if self.rate: raise ValueError\n        tf.get_variable('two', [1])",
        "def three(self): helper = __import__('somewhere'); helper.build(self); tf.get_variable('w', [1])",
    ),
}  # fmt: skip


def results(path: Path) -> list[Any]:
    """All of each entry but what only tells one object from another."""
    session = Session(make_program([path.parent], Options(no_cache=True), None), (1, 15))
    out: list[Any] = []
    for line, result, _ in session.run_unreached(path):
        if result is not None:
            events = [(type(e).__name__, describe(e.path), {f: repr(getattr(e, f)) for f in e.__struct_fields__ if f not in APART}) for e in result.events]
            out.append((line, result.target, events, set(result.incomplete), result.steps, result.parameters, judge(result).findings))
    return out


def written(folder: Path, name: str) -> Path:
    constructor, *methods = PROGRAMS[name]
    path = folder / "model.py"
    path.write_text(MODEL.replace("CONSTRUCTOR", constructor).replace("METHODS", "\n\n    ".join(methods)))
    return path


@pytest.mark.parametrize("name", PROGRAMS)
def test_as_if_each_had_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    path = written(tmp_path, name)
    results(path)  # what of TensorFlow's models is made once in a process counts for nobody
    shared = results(path)

    class Anew(constructed.Constructed):
        def __init__(self, *args: Any) -> None:
            super().__init__(*args)
            self.serves_again = False

    monkeypatch.setattr(session, "Constructed", Anew)
    assert results(path) == shared
    assert sum("Model::" in target for _, target, *_ in shared) == len(PROGRAMS[name])


def test_the_constructor_runs_once_for_each_class(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[object] = []
    real = constructed.make_instance

    def make_instance(*args: Any, **options: Any) -> object:
        made.append(args)
        return real(*args, **options)

    monkeypatch.setattr(constructed, "make_instance", make_instance)
    path = written(tmp_path, "attributes")
    text = path.read_text()
    path.write_text(text + text[text.index("class") :].replace("Model", "Other"))
    results(path)
    assert len(made) == 2


@pytest.mark.parametrize("name", ["an iterator", "a generator out of sight"])
def test_what_was_taken_from_an_iterator_is_gone_for_no_other(tmp_path: Path, name: str) -> None:
    path = written(tmp_path, name)
    found = [events for _, target, events, *_ in results(path) if "Model::" in target]
    names = [fields["name"] for events in found for kind, _, fields in events if kind == "VariableEvent"]
    assert names == ["'two_1'", "'one_1'"]


def test_results_that_are_kept_hang_on_what_the_constructor_wrote(tmp_path: Path) -> None:
    found = [events for *_, target, events, _, _, _, _ in results(written(tmp_path, "what modules hold")) if target.endswith("::check")]
    assert [fields["name"] for events in found for kind, _, fields in events if kind == "VariableEvent"] == ["'check_780'"]
