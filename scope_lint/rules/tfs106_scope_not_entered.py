"""TFS106."""

from __future__ import annotations

from collections.abc import Iterator

from scope_lint.findings import Finding
from scope_lint.rules._view import RunView
from scope_lint.rules.base import Example, Rule


class ScopeNotEntered(Rule):
    """A scope is made but never entered, so it has no effect.

    What:
        tf.variable_scope(…) or tf.name_scope(…) is called, and its result is not used in a ``with`` statement.

    Why:
        The call only makes a context manager. Names, reuse and initializers of the scope hold inside ``with`` alone.

    How sure:
        Definite where the result is dropped on a path that surely runs. A scope that is returned or stored for other code to
        enter is not reported.
    """

    code = "TFS106"
    name = "scope-not-entered"
    severity = "warning"
    summary = "A scope's call without `with` has no effect"
    examples = [
        Example(
            "bad",
            """\
import tensorflow as tf

tf.variable_scope("model")  # error: TFS106
w = tf.get_variable("w", [2])
""",
        ),
        Example(
            "good",
            """\
import tensorflow as tf

with tf.variable_scope("model"):
    w = tf.get_variable("w", [2])
""",
        ),
    ]

    def check(self, run: RunView) -> Iterator[Finding]:
        for scope in run.unused_scopes:
            if scope.stack and not scope.escaped:
                given = "" if scope.requested is None else repr(str(scope.requested))
                yield self.finding(scope, f"{scope.api}({given}) is not entered: write `with tf.{scope.api}({given}):`")
