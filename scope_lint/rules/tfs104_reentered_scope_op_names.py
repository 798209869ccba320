"""TFS104."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scope_lint.findings import Finding
from scope_lint.rules._view import RunView
from scope_lint.rules.base import Example, Rule


class ReenteredScopeOpNames(Rule):
    """Entering a captured scope again opens a new name scope for operations.

    What:
        tf.variable_scope(scope) with a scope object: variables go on as ``scope/…``, operations become ``scope_1/…``.

    Why:
        Whoever looks an operation up by name, or reads the graph in TensorBoard, finds two groups. From TensorFlow 1.5 on,
        tf.variable_scope(scope, auxiliary_name_scope=False) with tf.name_scope(scope.original_name_scope) keeps them in one.

    How sure:
        Certain; the variables are right, so it is off by default.
    """

    code = "TFS104"
    name = "reentered-scope-op-names"
    severity = "info"
    summary = "A captured scope that is entered again puts its operations under scope_1/"
    examples = [
        Example(
            "bad",
            """\
import tensorflow as tf

with tf.variable_scope("model") as scope:
    w = tf.get_variable("w", [2])
with tf.variable_scope(scope, reuse=True):  # error: TFS104
    again = tf.get_variable("w", [2])
""",
        ),
        Example(
            "good",
            """\
import tensorflow as tf

with tf.variable_scope("model") as scope:
    w = tf.get_variable("w", [2])
with tf.variable_scope(scope, reuse=True, auxiliary_name_scope=False):
    with tf.name_scope(scope.original_name_scope):
        again = tf.get_variable("w", [2])
""",
        ),
    ]

    def check(self, run: RunView) -> Iterator[Finding]:
        for entry in run.scopes:
            if not (entry.by_object and entry.by_user and entry.kind == "variable_scope" and entry.stack):
                continue
            last, op_last = (str(name).rsplit("/", 1)[-1] for name in (entry.full_name, entry.op_name))
            if last and re.fullmatch(re.escape(last) + r"_\d+", op_last):
                yield self.finding(entry, f"operations of scope {entry.full_name} go on under {entry.op_name}/")
