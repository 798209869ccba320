"""TFS304."""

from __future__ import annotations

from collections.abc import Iterator

from scope_lint.findings import Finding
from scope_lint.rules._clash import clash
from scope_lint.rules._view import RunView
from scope_lint.rules.base import Example, Rule


class DtypeMismatch(Rule):
    """A variable is shared, but was made with another dtype, and ValueError is raised.

    What:
        Under reuse, tf.get_variable asks for a dtype that is not that of the variable.

    Why:
        tf.layers and the RNN cells take the dtype of their input; tf.get_variable takes float32 unless dtype= (or the scope's
        dtype=) says otherwise, even for a variable that was made as an integer.

    How sure:
        Definite where both dtypes are known.
    """

    code = "TFS304"
    name = "dtype-mismatch"
    severity = "error"
    summary = "The shared variable was made with another dtype"
    examples = [
        Example(
            "bad",
            """\
import tensorflow as tf


def shared(x, reuse=None):
    return tf.layers.dense(x, 8, name="shared", reuse=reuse)


a = shared(tf.placeholder(tf.float64, [None, 3]))
b = shared(tf.placeholder(tf.float32, [None, 3]), reuse=True)  # error: TFS304
""",
        ),
        Example(
            "good",
            """\
import tensorflow as tf


def shared(x, reuse=None):
    return tf.layers.dense(x, 8, name="shared", reuse=reuse)


a = shared(tf.placeholder(tf.float64, [None, 3]))
b = shared(tf.cast(tf.placeholder(tf.float32, [None, 3]), tf.float64), reuse=True)
""",
        ),
    ]

    def check(self, run: RunView) -> Iterator[Finding]:
        for error in run.errors_of(self.code):
            found = clash(run, error)
            hint = f"{found.callee} gets an input of another dtype here" if found.callee else "give both the same dtype="
            yield self.finding(
                error, f"{error.message} {hint}", at=found.place, variable=error.variable, related=found.related
            )
