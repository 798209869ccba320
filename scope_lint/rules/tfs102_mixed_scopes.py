"""TFS102."""

from __future__ import annotations

from collections.abc import Iterator

from scope_lint.findings import Finding
from scope_lint.rules._places import related
from scope_lint.rules._view import RunView
from scope_lint.rules.base import Example, Rule


class MixedScopes(Rule):
    """A variable_scope inside a name_scope: its operations and its variables have different prefixes.

    What:
        tf.variable_scope("bar") is entered directly inside tf.name_scope("foo"): operations are named ``foo/bar/…``,
        variables ``bar/…``.

    Why:
        It is allowed and at times meant (towers that share variables), but the graph and the checkpoint then do not show the
        same structure.

    How sure:
        Certain; it is a matter of style and off by default.
    """

    code = "TFS102"
    name = "mixed-scopes"
    severity = "info"
    summary = "A variable_scope inside a name_scope names operations and variables differently"
    examples = [
        Example(
            "bad",
            """\
import tensorflow as tf

with tf.name_scope("foo"):
    with tf.variable_scope("bar"):  # error: TFS102
        w = tf.get_variable("w", [2])
""",
        ),
        Example(
            "good",
            """\
import tensorflow as tf

with tf.variable_scope("foo"):
    with tf.variable_scope("bar"):
        w = tf.get_variable("w", [2])
""",
        ),
    ]

    def check(self, run: RunView) -> Iterator[Finding]:
        for entry in run.scopes:
            outer = next((s for s in reversed(entry.scopes) if s.by_user), None)
            if entry.kind != "variable_scope" or not entry.by_user or outer is None or outer.kind != "name_scope":
                continue
            if not entry.stack or not str(outer.full_name) or not str(entry.full_name):
                continue
            text = f"operations are {entry.op_name}/…, variables {entry.full_name}/…"
            yield self.finding(
                entry, f"variable_scope inside name_scope {str(outer.full_name)!r}: {text}",
                related=related(outer.frame, "the name_scope"),
            )  # fmt: skip
