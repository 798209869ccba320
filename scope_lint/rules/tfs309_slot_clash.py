"""TFS309."""

from __future__ import annotations

from collections.abc import Iterator

from scope_lint.events import ErrorEvent
from scope_lint.findings import Finding
from scope_lint.rules._clash import clash
from scope_lint.rules._messages import named_variable
from scope_lint.rules._reuse import describe, source_of_reuse
from scope_lint.rules._via import is_average
from scope_lint.rules._view import RunView
from scope_lint.rules.base import Example, Rule


class SlotClash(Rule):
    """An optimizer or a moving average cannot create its own variables, because the scope reuses or they are there already.

    What:
        minimize() or apply() is called while the variable scope reuses, so that ``w/Adam`` "does not exist"; or it is called
        a second time for the same variables in a scope that was entered again, so that it "already exists".

    Why:
        Adam, Momentum, RMSProp … and ExponentialMovingAverage keep variables of their own, made by tf.get_variable in the
        scope that is open when minimize() or apply() runs. Mostly, reuse_variables() was called on the root scope, which
        never stops to reuse; from TensorFlow 1.1 on, reuse=False around minimize() does not help.

    How sure:
        Definite where the program surely gets there.
    """

    code = "TFS309"
    name = "slot-clash"
    severity = "error"
    summary = "An optimizer or moving average creates its variables under a reusing scope, or twice"
    family = "exists"
    examples = [
        Example(
            "bad",
            """\
import tensorflow as tf


def score(x, reuse=False):
    if reuse:
        tf.get_variable_scope().reuse_variables()
    return tf.matmul(x, tf.get_variable("w", [3, 1]))


real = score(tf.placeholder(tf.float32, [4, 3]))
fake = score(tf.placeholder(tf.float32, [4, 3]), reuse=True)
train = tf.train.AdamOptimizer().minimize(tf.reduce_mean(real - fake))  # error: TFS309
""",
        ),
        Example(
            "good",
            """\
import tensorflow as tf


def score(x, reuse=False):
    with tf.variable_scope("score", reuse=reuse):
        return tf.matmul(x, tf.get_variable("w", [3, 1]))


real = score(tf.placeholder(tf.float32, [4, 3]))
fake = score(tf.placeholder(tf.float32, [4, 3]), reuse=True)
train = tf.train.AdamOptimizer().minimize(tf.reduce_mean(real - fake))
""",
        ),
    ]

    def check(self, run: RunView) -> Iterator[Finding]:
        for error in run.errors_of(self.code):
            yield self._missing(run, error) if error.kind == "missing" else self._exists(run, error)

    def _missing(self, run: RunView, error: ErrorEvent) -> Finding:
        source = source_of_reuse(run, error)
        who = "a moving average" if is_average(error.via) else "the optimizer"
        why = f": {describe(source, error)}" if source else ""
        where = "keep reuse inside a variable_scope that ends before"
        if is_average(error.via):
            where = "create the averages where nothing reuses, or keep them in tf.get_variable"
        text = f"{who} cannot create {error.variable} while the scope reuses{why}; {where}"
        return self.finding(error, text, variable=error.variable, related=source.related if source else ())

    def _exists(self, run: RunView, error: ErrorEvent) -> Finding:
        found = clash(run, error)
        text = f"Variable {named_variable(error)} already exists: the same variables get an optimizer or average a second time here"
        return self.finding(
            error, f"{text}; make it once, or outside the scope that is entered again", at=found.place,
            variable=named_variable(error), related=found.related,
        )  # fmt: skip
