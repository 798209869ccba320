"""TFS202."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from scope_lint.findings import Finding, Fix
from scope_lint.rules._remedies import moved_calls, note_calls, with_remedies
from scope_lint.rules._view import RunView
from scope_lint.rules.base import Example, Noted, Rule

if TYPE_CHECKING:
    from scope_lint.fixes.code import Code


class DeprecatedVariableOpScope(Rule):
    """tf.variable_op_scope is deprecated; its arguments come in another order than those of tf.variable_scope.

    What:
        tf.variable_op_scope(values, name, default_name) is called.

    Why:
        It logs a warning at each call and is gone in TensorFlow 2. Use
        tf.variable_scope(name, default_name, values): the name comes first.

    How sure:
        Definite.

    Fix:
        Safe: tf.variable_scope with the arguments in its order, by keyword where one of them is left out, has a comment of its
        own or must be evaluated in its turn.
    """

    code = "TFS202"
    name = "deprecated-variable-op-scope"
    severity = "warning"
    summary = "tf.variable_op_scope is deprecated: use tf.variable_scope(name, default_name, values)"
    examples = [
        Example(
            "bad",
            """\
import tensorflow as tf

x = tf.constant(1.0)
with tf.variable_op_scope([x], None, "double"):  # error: TFS202
    y = x * tf.get_variable("w", [2])
""",
        ),
        Example(
            "good",
            """\
import tensorflow as tf

x = tf.constant(1.0)
with tf.variable_scope(None, "double", [x]):
    y = x * tf.get_variable("w", [2])
""",
        ),
    ]

    def check(self, run: RunView) -> Iterator[Finding]:
        for call in run.calls:
            if call.api == "variable_op_scope" and call.stack:
                text = "tf.variable_op_scope is deprecated: write tf.variable_scope(name, default_name, values)"
                yield self.finding(call, text)

    def note(self, run: RunView) -> bytes:
        return note_calls(run, ("variable_op_scope",), lambda call, there: True)

    def moved(self, note: bytes, line: Callable[[str, int], int]) -> bytes:
        return moved_calls(note, line)

    def conclude(self, entries: Sequence[Noted]) -> Iterator[Finding]:
        return with_remedies(entries)

    def fix(self, finding: Finding, code: Code) -> Fix | None:
        from scope_lint.fixes.functions import with_new_scope

        return with_new_scope(code, finding.remedy, "variable_op_scope", "variable_scope")
