"""TFS312."""

from __future__ import annotations

from collections.abc import Iterator

from scope_lint.findings import Finding
from scope_lint.rules._places import related
from scope_lint.rules._view import RunView
from scope_lint.rules.base import Example, Rule


class ScopeError(Rule):
    """TensorFlow raises another error about scopes or variables.

    What:
        What no other rule is about: a missing scope name, an impossible partitioning, a tf.Variable in a template that is
        called again …

    Why:
        The message is TensorFlow's own.

    How sure:
        Definite where the program surely gets there.
    """

    code = "TFS312"
    name = "scope-error"
    severity = "error"
    summary = "TensorFlow raises another error about scopes or variables"
    examples = [
        Example(
            "bad",
            """\
import tensorflow as tf

with tf.variable_scope(None):  # error: TFS312
    w = tf.get_variable("w", [2])
""",
        ),
        Example(
            "good",
            """\
import tensorflow as tf

with tf.variable_scope(None, default_name="net"):
    w = tf.get_variable("w", [2])
""",
        ),
    ]

    def check(self, run: RunView) -> Iterator[Finding]:
        for error in run.errors_of(self.code):
            first = related(error.first.stack[-1], f"{error.variable} is created here") if error.first else ()
            yield self.finding(error, f"{error.type}: {error.message}", variable=error.variable, related=first)
