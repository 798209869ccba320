"""TFS307."""

from __future__ import annotations

from collections.abc import Iterator

from scope_lint.findings import Finding
from scope_lint.rules._view import RunView
from scope_lint.rules.base import Example, Rule


class ConstantInitializerShape(Rule):
    """tf.get_variable is given a tensor as initializer and a shape too, and ValueError is raised.

    What:
        initializer= is a tensor or an array (a value), and shape= is given beside it.

    Why:
        A value has a shape of its own. An initializer that needs a shape is a function: tf.constant_initializer(1.0),
        tf.zeros_initializer().

    How sure:
        Definite where the kind of the initializer is known.
    """

    code = "TFS307"
    name = "constant-initializer-shape"
    severity = "error"
    summary = "A constant initializer has its own shape: do not give one"
    examples = [
        Example(
            "bad",
            """\
import tensorflow as tf

w = tf.get_variable("w", shape=[2, 2], initializer=tf.ones([2, 2]))  # error: TFS307
""",
        ),
        Example(
            "good",
            """\
import tensorflow as tf

w = tf.get_variable("w", initializer=tf.ones([2, 2]))
v = tf.get_variable("v", shape=[2, 2], initializer=tf.ones_initializer())
""",
        ),
    ]

    def check(self, run: RunView) -> Iterator[Finding]:
        for error in run.errors_of(self.code):
            yield self.finding(error, f"Variable {error.variable}: {error.message} (drop shape=, or pass an initializer function such as tf.constant_initializer)", variable=error.variable)
