"""TFS302."""

from __future__ import annotations

from collections.abc import Iterator

from scope_lint.events import ErrorEvent, VariableEvent
from scope_lint.findings import Finding, Related
from scope_lint.rules._places import related
from scope_lint.rules._reuse import describe, source_of_reuse
from scope_lint.rules._via import is_layer
from scope_lint.rules._view import RunView
from scope_lint.rules._words import auto_reuse
from scope_lint.rules.base import Example, Rule


class VariableDoesNotExist(Rule):
    """tf.get_variable is asked to reuse a variable that nothing created before, and raises ValueError.

    What:
        A scope reuses (reuse=True, reuse_variables(), a captured scope that was reusing), and in it a variable is asked for
        that does not exist in this graph under that name. The message says what turned reuse on, and which variable was
        probably meant: of another prefix, of another graph, made by tf.Variable.

    Why:
        reuse=True forbids to create anything. reuse_variables() on the root scope never ends, reuse=False does not undo
        either of them from TensorFlow 1.1 on, and tf.Variable is not known to tf.get_variable.

    How sure:
        Definite where the program surely gets there, and all that was created before is known.
    """

    code = "TFS302"
    name = "variable-does-not-exist"
    severity = "error"
    summary = "A variable is to be reused, but nothing creates it before"
    examples = [
        Example(
            "bad",
            """\
import tensorflow as tf


def linear(x, share=None):
    with tf.variable_scope("linear", reuse=share):
        return tf.matmul(x, tf.get_variable("w", [3, 2]))


for x in [tf.placeholder(tf.float32, [4, 3]) for _ in range(2)]:
    linear(x, share=True)  # error: TFS302
""",
        ),
        Example(
            "bad",
            """\
import tensorflow as tf

with tf.variable_scope("a", reuse=True) as scope:
    pass
with tf.variable_scope(scope, reuse=False):  # error: TFS302
    w = tf.get_variable("w", [2])
""",
        ),
        Example(
            "good",
            """\
import tensorflow as tf


def linear(x, share=None):
    with tf.variable_scope("linear", reuse=share):
        return tf.matmul(x, tf.get_variable("w", [3, 2]))


for i, x in enumerate([tf.placeholder(tf.float32, [4, 3]) for _ in range(2)]):
    linear(x, share=i > 0)
""",
        ),
    ]

    def check(self, run: RunView) -> Iterator[Finding]:
        for error in run.errors_of(self.code):
            source = source_of_reuse(run, error)
            text = f"Variable {error.variable} does not exist"
            text += f", and {describe(source, error)}" if source else " when it is to be reused"
            hint, places = _meant(run, error)
            remedy = f"create it first, or use {auto_reuse(run.version)}" if run.version >= (1, 4) else "create it first"
            if source and source.captured:
                remedy = "enter the scope by its name to create new variables in it"
            yield self.finding(
                error, f"{text}; {hint or remedy}", at=source.frame if source and not source.root else None,
                variable=error.variable, related=(*(source.related if source else ()), *places),
            )  # fmt: skip


def _meant(run: RunView, error: ErrorEvent) -> tuple[str, tuple[Related, ...]]:
    """The existing variable that the author probably means, in words and with its place."""
    wanted = str(error.variable)
    made = [v for v in run.created if v.seq < error.seq and v.stack]
    same = [v for v in made if str(v.name) == wanted]
    if found := next((v for v in same if v.api == "Variable" and v.graph == error.graph), None):
        return "it was made by tf.Variable, which cannot be shared: use tf.get_variable there", _place(found)
    if found := next((v for v in same if v.graph != error.graph), None):
        return "it lives in another graph, and graphs share nothing: build both in one", _place(found)
    last = wanted.rsplit("/", 1)[-1]
    near = [v for v in made if v.graph == error.graph and str(v.name).rsplit("/", 1)[-1] == last]
    if best := max(near, key=lambda v: _alike(str(v.name), wanted), default=None):
        if is_layer(best.via) and str(best.name).rsplit("/", 2)[0::2] == wanted.rsplit("/", 1):
            return f"the layer's variable is {best.name}", _place(best)
        if _alike(str(best.name), wanted) > 1:
            return f"there is {best.name}: the scopes around the two differ", _place(best)
    return "", ()


def _alike(name: str, wanted: str) -> int:
    """How many of the last parts of two names agree."""
    a, b = name.split("/")[::-1], wanted.split("/")[::-1]
    return next((i for i, (x, y) in enumerate(zip(a, b)) if x != y), min(len(a), len(b)))


def _place(variable: VariableEvent) -> tuple[Related, ...]:
    return related(variable.stack[-1], f"{variable.name} is created here")
