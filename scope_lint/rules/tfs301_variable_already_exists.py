"""TFS301."""

from __future__ import annotations

from collections.abc import Iterator

from scope_lint.findings import Finding
from scope_lint.rules._clash import clash
from scope_lint.rules._view import RunView
from scope_lint.rules._words import line_of, more
from scope_lint.rules.base import Example, Rule


class VariableAlreadyExists(Rule):
    """tf.get_variable is asked to create a variable that exists, and raises ValueError.

    What:
        A variable is created at one place and created again through another, in the same graph, while the variable scope does
        not reuse. The finding stands at the call where the two ways part: the second call of a function, a loop, or a second
        statement with the same name.

    Why:
        tf.get_variable either creates (reuse=False) or shares (reuse=True); only reuse=tf.AUTO_REUSE does whichever is
        needed. A function that builds a part of a model can therefore run a second time only if the scope is told to reuse.

    How sure:
        Definite: the program surely gets there, and the name is fully known. Where that is not so, TFS311 reports it.
    """

    code = "TFS301"
    name = "variable-already-exists"
    severity = "error"
    summary = "A variable is created a second time without reuse"
    family = "exists"
    examples = [
        Example(
            "bad",
            """\
import tensorflow as tf


def discriminator(x):
    with tf.variable_scope("discriminator"):
        return tf.layers.dense(x, 1, name="logit")


real = tf.placeholder(tf.float32, [None, 8])
fake = tf.layers.dense(tf.placeholder(tf.float32, [None, 4]), 8, name="generator")
d_real = discriminator(real)
d_fake = discriminator(fake)  # error: TFS301
""",
        ),
        Example(
            "bad",
            """\
import tensorflow as tf

with tf.name_scope("actor"):
    mean = tf.get_variable("mean", [2])
with tf.name_scope("critic"):
    value = tf.get_variable("mean", [2])  # error: TFS301
""",
        ),
        Example(
            "good",
            """\
import tensorflow as tf


def discriminator(x, reuse=False):
    with tf.variable_scope("discriminator", reuse=reuse):
        return tf.layers.dense(x, 1, name="logit")


real = tf.placeholder(tf.float32, [None, 8])
fake = tf.layers.dense(tf.placeholder(tf.float32, [None, 4]), 8, name="generator")
d_real = discriminator(real)
d_fake = discriminator(fake, reuse=True)
""",
        ),
    ]

    def check(self, run: RunView) -> Iterator[Finding]:
        for error in run.errors_of(self.code):
            found = clash(run, error)
            text = f"Variable {error.variable}{more(found.count)} already exists: {found.again}; "
            if scope := found.name_scope:
                name = repr(str(scope.requested))
                text += f"tf.name_scope({name}){line_of(scope.frame)} does not prefix it: use tf.variable_scope({name})"
            else:
                text += found.remedy
            yield self.finding(
                error, text, at=found.place, variable=error.variable, related=found.related, count=found.count
            )
