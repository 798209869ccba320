"""TFS311."""

from __future__ import annotations

from collections.abc import Iterator

from scope_lint.findings import Finding
from scope_lint.rules._clash import clash
from scope_lint.rules._view import RunView
from scope_lint.rules._words import more
from scope_lint.rules.base import Example, Rule
from scope_lint.symbolic.conditions import describe


class VariableMayExist(Rule):
    """On a path that may run, a variable is created that exists already.

    What:
        As TFS301, but under a condition that is not known before the program runs; the message names it.

    Why:
        See TFS301. Code that is right for one setting of a flag raises for another.

    How sure:
        Possible: the condition may never hold. Conditions that exclude each other never clash.
    """

    code = "TFS311"
    name = "variable-may-exist"
    severity = "error"
    summary = "A variable may be created a second time without reuse"
    family = "exists"
    examples = [
        Example(
            "bad",
            """\
import tensorflow as tf


def net(x):
    with tf.variable_scope("net"):
        return tf.layers.dense(x, 2, name="out")


y = net(tf.placeholder(tf.float32, [None, 4]))
if tf.gfile.Exists("/"):
    z = net(tf.placeholder(tf.float32, [None, 4]))  # error: TFS311
""",
        ),
        Example(
            "good",
            """\
import tensorflow as tf


def net(x, reuse=None):
    with tf.variable_scope("net", reuse=reuse):
        return tf.layers.dense(x, 2, name="out")


y = net(tf.placeholder(tf.float32, [None, 4]))
if tf.gfile.Exists("/"):
    z = net(tf.placeholder(tf.float32, [None, 4]), reuse=True)
""",
        ),
    ]

    def check(self, run: RunView) -> Iterator[Finding]:
        for error in run.errors_of(self.code):
            found = clash(run, error)
            known = tuple(literal for literal in error.path if "?" not in literal[0].text)[:3]
            when = f" if {describe(known)}" if known else ""
            text = f"Variable {error.variable}{more(found.count)} may already exist{when}: {found.again}; {found.remedy}"
            yield self.finding(
                error, text, at=found.place, variable=error.variable, related=found.related, count=found.count
            )
