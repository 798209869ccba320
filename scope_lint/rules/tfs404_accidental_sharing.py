"""TFS404."""

from __future__ import annotations

from collections.abc import Iterator

from scope_lint.events import VariableEvent
from scope_lint.findings import Finding
from scope_lint.rules._causes import chained
from scope_lint.rules._places import parting, related
from scope_lint.rules._sharing import reuse_scope
from scope_lint.rules._via import is_layer
from scope_lint.rules._view import RunView
from scope_lint.rules._words import line_of
from scope_lint.rules.base import Example, Rule


class AccidentalSharing(Rule):
    """AUTO_REUSE makes two different layers share one variable.

    What:
        Two layer calls at different lines have one name under AUTO_REUSE, and the second is fed by the first: two layers in a
        row have the same weights.

    Why:
        Without AUTO_REUSE the second would raise "already exists". With it, a name that was copied, or a scope that was
        forgotten, trains a model that nobody designed.

    How sure:
        Definite that the weights are shared. Layers that run side by side (siamese networks), in a loop, or in another entry of
        the scope are taken for meant and not reported.
    """

    code = "TFS404"
    name = "accidental-sharing"
    severity = "warning"
    summary = "AUTO_REUSE makes two different layers share a variable"
    examples = [
        Example(
            "bad",
            """\
import tensorflow as tf

x = tf.placeholder(tf.float32, [None, 8])
with tf.variable_scope("net", reuse=tf.AUTO_REUSE):
    h = tf.layers.dense(x, 8, name="fc1")
    h = tf.layers.dense(h, 8, name="fc1")  # error: TFS404
""",
        ),
        Example(
            "good",
            """\
import tensorflow as tf

x = tf.placeholder(tf.float32, [None, 8])
with tf.variable_scope("net", reuse=tf.AUTO_REUSE):
    h = tf.layers.dense(x, 8, name="fc1")
    h = tf.layers.dense(h, 8, name="fc2")
""",
        ),
    ]

    def check(self, run: RunView) -> Iterator[Finding]:
        seen = set()
        for event in run.variables:
            first = event.first
            if event.status != "reused" or event.reuse != "AUTO_REUSE" or first is None or not is_layer(event.via):
                continue
            if not first.stack or not chained(event) or not _two_lines(run, event, first):
                continue
            place = parting(first.stack, event.stack).place
            if (place.path, place.line, place.column) not in seen:
                seen.add((place.path, place.line, place.column))
                text = f"{event.name} is shared by two layers in a row,{line_of(first.stack[-1])} and{line_of(event.stack[-1])}"
                yield self.finding(
                    event, f"{text}: give the second another name", at=place, variable=event.name,
                    related=related(first.stack[-1], f"{event.name} is created here"),
                )  # fmt: skip


def _two_lines(run: RunView, event: VariableEvent, first: VariableEvent) -> bool:
    """Two statements of one entry of the scope, not one that runs again."""
    apart = parting(first.stack, event.stack)
    return apart.callee is None and not apart.loop and reuse_scope(run, event) is reuse_scope(run, first)
