"""TFS304."""

from __future__ import annotations

from collections.abc import Iterator

from scope_lint.events import ErrorEvent
from scope_lint.findings import Finding
from scope_lint.rules._clash import clash
from scope_lint.rules._view import RunView
from scope_lint.rules.base import Example, Rule


class DtypeMismatch(Rule):
    """A variable is shared, but was made with another dtype, or its initializer makes no values of its dtype.

    What:
        Under reuse, tf.get_variable asks for a dtype that is not that of the variable; or a new variable's dtype= is not that of
        its initial value, or is no float where its initializer draws floats.

    Why:
        tf.layers, slim's layers and the RNN cells take the dtype of their input (an image's bytes are tf.uint8); tf.get_variable
        takes float32 unless dtype= (or the scope's dtype=) says otherwise, even for a variable that was made as an integer.

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
            if error.first is None:
                yield self.finding(error, _of_a_new_one(error), variable=error.variable)
                continue
            found = clash(run, error)
            hint = f"{found.callee} gets an input of another dtype here" if found.callee else "give both the same dtype="
            yield self.finding(
                error, f"{error.message} {hint}", at=found.place, variable=error.variable, related=found.related
            )


def _of_a_new_one(error: ErrorEvent) -> str:
    """What is wrong with the initializer of a variable that nothing shares."""
    if error.cause == "initializer-makes-floats":
        hint = "Its type, that of what the layer is given or of dtype=, is no float: cast the input, tf.cast(x, tf.float32)"
    elif "'string'" in error.message.partition(" and explicit")[0]:
        hint = "A string is taken for the value itself: pass an initializer object, as tf.keras.initializers.get(name) gives it"
    else:
        hint = "Give an initial value of that dtype, np.array(value, dtype), or leave dtype= out"
    return f"{error.type} for {error.variable}: {error.message} {hint}"
