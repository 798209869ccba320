"""TFS402."""

from __future__ import annotations

from collections.abc import Iterator

from scope_lint.events import ReuseVariablesEvent, VariableEvent
from scope_lint.findings import Finding
from scope_lint.rules._places import related
from scope_lint.rules._view import RunView
from scope_lint.rules._words import line_of
from scope_lint.rules.base import Example, Rule


class RootReuseLeak(Rule):
    """reuse_variables() on the root scope never ends, and later code shares by it.

    What:
        tf.get_variable_scope().reuse_variables() is called outside any variable_scope, and code that is run after the
        function which called it gets existing variables where it would create its own.

    Why:
        Reuse set by reuse_variables() ends with the ``with`` block of its scope. The root scope has none: from there on nothing
        can be created in this graph, neither variables nor the slots of an optimizer.

    How sure:
        Definite that the root reuses from there on. Where TensorFlow raises because of it, TFS302 or TFS309 says so; where
        nothing is asked for afterwards it does no harm, and nothing is said.
    """

    code = "TFS402"
    name = "root-reuse-leak"
    severity = "warning"
    summary = "reuse_variables() on the root scope never ends"
    examples = [
        Example(
            "bad",
            """\
import tensorflow as tf


def score(x, reuse=False):
    if reuse:
        tf.get_variable_scope().reuse_variables()  # error: TFS402
    return tf.matmul(x, tf.get_variable("w", [3, 1]))


def value(x):
    return tf.matmul(x, tf.get_variable("w", [3, 1]))


x = tf.placeholder(tf.float32, [None, 3])
real, fake = score(x), score(x, reuse=True)
critic = value(x)
""",
        ),
        Example(
            "good",
            """\
import tensorflow as tf


def score(x, reuse=False):
    with tf.variable_scope("score", reuse=reuse):
        return tf.matmul(x, tf.get_variable("w", [3, 1]))


def value(x):
    with tf.variable_scope("value"):
        return tf.matmul(x, tf.get_variable("w", [3, 1]))


x = tf.placeholder(tf.float32, [None, 3])
real, fake = score(x), score(x, reuse=True)
critic = value(x)
""",
        ),
    ]

    def check(self, run: RunView) -> Iterator[Finding]:
        for leak in run.reuse_calls:
            if not leak.is_root or leak.already or not leak.stack:
                continue
            caught = next((v for v in run.variables if v.seq > leak.seq and _caught(leak, v)), None)
            if caught is not None:
                text = "reuse_variables() on the root scope never ends"
                yield self.finding(
                    leak, f"{text}: {caught.name}{line_of(caught.stack[-1])} is shared because of it; call it inside a "
                    "variable_scope", variable=caught.name,
                    related=related(caught.stack[-1], f"{caught.name} is shared here"),
                )  # fmt: skip


def _caught(leak: ReuseVariablesEvent, event: VariableEvent) -> bool:
    """Whether another place than before gets a variable that exists, after the function that leaks has ended."""
    if event.status != "reused" or event.graph != leak.graph or event.reuse is not True or not event.stack or not event.first:
        return False
    outer = leak.stack[:-1]
    inside = bool(outer) and event.stack[: len(outer)] == outer
    return not inside and len(leak.stack) > 1 and event.stack[-1].function != event.first.stack[-1].function
