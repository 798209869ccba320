"""TFS403."""

from __future__ import annotations

from collections.abc import Iterator

from scope_lint.events import ScopeEvent
from scope_lint.findings import Finding
from scope_lint.rules._places import related
from scope_lint.rules._view import RunView
from scope_lint.rules.base import Example, Rule


class ReuseFalseNoEffect(Rule):
    """reuse=False does not end the reuse that a scope inherits or carries.

    What:
        A scope is entered with a literal reuse=False, goes on reusing all the same, and variables in it are shared.

    Why:
        From TensorFlow 1.1 on reuse=False means the same as None: inherit. Reuse of an enclosing scope, or of a captured scope
        object, can only be left by leaving the scope, or by entering a scope object that does not reuse.

    How sure:
        Definite that it has no effect. It is reported where False is written at the call itself; a default of a parameter that
        is passed on says nothing about what its author wants. Where TensorFlow raises because of it, TFS302 or TFS309 says so.
    """

    code = "TFS403"
    name = "reuse-false-no-effect"
    severity = "warning"
    summary = "reuse=False does not end inherited or captured reuse (TF 1.1 and later)"
    examples = [
        Example(
            "bad",
            """\
import tensorflow as tf

with tf.variable_scope("a"):
    w = tf.get_variable("w", [2])
with tf.variable_scope("a", reuse=True) as scope:
    again = tf.get_variable("w", [2])
with tf.variable_scope(scope, reuse=False):  # error: TFS403
    other = tf.get_variable("w", [2])
""",
        ),
        Example(
            "good",
            """\
import tensorflow as tf

with tf.variable_scope("a"):
    w = tf.get_variable("w", [2])
with tf.variable_scope("a", reuse=True) as scope:
    again = tf.get_variable("w", [2])
with tf.variable_scope("b", reuse=False):
    other = tf.get_variable("w", [2])
""",
        ),
    ]

    def check(self, run: RunView) -> Iterator[Finding]:
        for entry in run.scopes:
            if entry.kind != "variable_scope" or entry.reuse_argument is not False or not entry.by_user or not entry.stack:
                continue
            if entry.reuse not in (True, "AUTO_REUSE") or run.version < (1, 1) or not _literal(run, entry):
                continue
            shared = next((v for v in run.variables if v.seq > entry.seq and v.status == "reused" and any(
                run.entry_of(s, v) is entry for s in v.scopes if s.full_name == entry.full_name)), None)  # fmt: skip
            if shared is not None:
                why = "the captured scope carries its reuse" if entry.by_object else "reuse is inherited from outside"
                yield self.finding(
                    entry, f"reuse=False has no effect, since {why}: {shared.name} is shared", variable=shared.name,
                    related=related(shared.stack[-1], f"{shared.name} is shared here"),
                )  # fmt: skip


def _literal(run: RunView, entry: ScopeEvent) -> bool:
    call = run.call_of(entry)
    return call is not None and any(a.parameter == "reuse" and a.text == "False" for a in call.arguments)
