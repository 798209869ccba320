"""TFS305."""

from __future__ import annotations

from collections.abc import Iterator

from scope_lint.findings import Finding
from scope_lint.rules._view import RunView
from scope_lint.rules.base import Example, Rule


class ReuseNeedsName(Rule):
    """A scope is to reuse, but has only a default name, and ValueError is raised.

    What:
        tf.variable_scope(None, default_name="net", reuse=True) (or AUTO_REUSE), often as a layer with reuse=True and no scope=.

    Why:
        default_name is made unique at each entry, so there would never be anything to reuse.

    How sure:
        Definite: the name is surely None and the flag surely set.
    """

    code = "TFS305"
    name = "reuse-needs-name"
    severity = "error"
    summary = "reuse=True needs a name, not only default_name"
    examples = [
        Example(
            "bad",
            """\
import tensorflow as tf

with tf.variable_scope(None, default_name="net", reuse=True):  # error: TFS305
    w = tf.get_variable("w", [2])
""",
        ),
        Example(
            "good",
            """\
import tensorflow as tf

with tf.variable_scope(None, default_name="net"):
    w = tf.get_variable("w", [2])
with tf.variable_scope("net", reuse=True):
    again = tf.get_variable("w", [2])
""",
        ),
    ]

    def check(self, run: RunView) -> Iterator[Finding]:
        for error in run.errors_of(self.code):
            yield self.finding(error, f"{error.message} (give the scope a name: default_name is made unique each time)", variable=error.variable)
