"""TFS201."""

from __future__ import annotations

from collections.abc import Iterator

from scope_lint.findings import Finding
from scope_lint.rules._view import RunView
from scope_lint.rules.base import Example, Rule


class DeprecatedOpScope(Rule):
    """tf.op_scope is deprecated; its arguments come in another order than those of tf.name_scope.

    What:
        tf.op_scope(values, name, default_name) is called.

    Why:
        It logs a warning at each call and is gone in TensorFlow 2. Use tf.name_scope(name, default_name, values): name first.

    How sure:
        Definite.
    """

    code = "TFS201"
    name = "deprecated-op-scope"
    severity = "warning"
    summary = "tf.op_scope is deprecated: use tf.name_scope(name, default_name, values)"
    examples = [
        Example(
            "bad",
            """\
import tensorflow as tf

x = tf.constant(1.0)
with tf.op_scope([x], None, "double"):  # error: TFS201
    y = x + x
""",
        ),
        Example(
            "good",
            """\
import tensorflow as tf

x = tf.constant(1.0)
with tf.name_scope(None, "double", [x]):
    y = x + x
""",
        ),
    ]

    def check(self, run: RunView) -> Iterator[Finding]:
        for call in run.calls:
            if call.api == "op_scope" and call.stack:
                yield self.finding(call, "tf.op_scope is deprecated: write tf.name_scope(name, default_name, values)")
