"""Conditions on dimensions that are not known: a dimension is the same one each time it is asked for, and no other one."""

from __future__ import annotations

import gc

from scope_lint.api import run_source
from scope_lint.events import ErrorEvent
from scope_lint.symbolic.same import Same

SOURCE = """
import os
import tensorflow as tf

k, n = int(os.environ["k"]), int(os.environ["n"])
x = tf.placeholder(tf.float32, [None, k])
y = tf.placeholder(tf.float32, [None, int(os.environ["other"])])
if x.get_shape()[1] == n:
    tf.get_variable("v", [1])
if {second}:
    tf.get_variable("v", [1])
"""


def errors(second: str) -> list[str]:
    return [event.kind for event in run_source(SOURCE.format(second=second)).events if isinstance(event, ErrorEvent)]


def test_a_dimension_is_one_value() -> None:
    assert errors("x.get_shape()[1] != n") == []
    assert errors("x.get_shape()[1] == n") == ["exists"]


def test_another_dimension_is_another_value() -> None:
    assert errors("y.get_shape()[1] != n") == ["exists"]


def test_a_key_keeps_its_object() -> None:
    """CPython gives the memory of an object that is gone to the next one."""
    keys = set()
    for _ in range(100):
        keys.add(Same([]))
        gc.collect(0)
    assert len(keys) == 100
    held: list[int] = []
    assert Same(held) == Same(held) != Same([])
    assert hash(Same(held)) == hash(Same(held))
