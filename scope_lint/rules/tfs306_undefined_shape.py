"""TFS306."""

from __future__ import annotations

from collections.abc import Iterator

from scope_lint.findings import Finding
from scope_lint.rules._view import RunView
from scope_lint.rules.base import Example, Rule


class UndefinedShape(Rule):
    """A variable is created without a fully known shape, and ValueError is raised.

    What:
        tf.get_variable gets no shape, or one with a None in it, and an initializer that needs one.

    Why:
        The size of a variable is fixed when the graph is built. A dimension that is only known when data arrives (the batch size, the
        length of a sequence, the flattened width of an image of unknown size) cannot be part of it.

    How sure:
        Definite where the shape is known to be incomplete, not merely unknown to the analysis.
    """

    code = "TFS306"
    name = "undefined-shape"
    severity = "error"
    summary = "A new variable needs a fully known shape"
    examples = [
        Example(
            "bad",
            """\
import tensorflow as tf

x = tf.placeholder(tf.float32, [None, None])
w = tf.get_variable("w", [x.get_shape()[1], 8])  # error: TFS306
""",
        ),
        Example(
            "good",
            """\
import tensorflow as tf

x = tf.placeholder(tf.float32, [None, 4])
w = tf.get_variable("w", [x.get_shape()[1], 8])
""",
        ),
    ]

    def check(self, run: RunView) -> Iterator[Finding]:
        for error in run.errors_of(self.code):
            said = error.message.split(". ", 1)[0].rstrip(".")
            text = f"Variable {error.variable} is created without a fully known shape ({error.type}: {said})"
            advice = "give every dimension of it, by a placeholder's shape or by x.set_shape() where an op loses it, or an initial value"
            yield self.finding(error, f"{text}; {advice}", variable=error.variable)
