"""TFS303."""

from __future__ import annotations

from collections.abc import Iterator

from scope_lint.events import ErrorEvent
from scope_lint.findings import Finding
from scope_lint.rules._clash import clash
from scope_lint.rules._via import is_layer
from scope_lint.rules._view import RunView
from scope_lint.rules._words import line_of
from scope_lint.rules.base import Example, Rule


class ShapeMismatch(Rule):
    """A variable is shared, but was made with another shape (or other partitions), and ValueError is raised.

    What:
        Under reuse, tf.get_variable asks for a shape that does not fit the variable of that name.

    Why:
        Weights take their shape from the layer's input: two inputs of different sizes cannot share them. Or the two are
        different layers that got one name, or the model is built anew with other sizes in a graph that was not reset.

    How sure:
        Definite where both shapes are known in the dimensions that differ.
    """

    code = "TFS303"
    name = "shape-mismatch"
    severity = "error"
    summary = "The shared variable was made with another shape"
    examples = [
        Example(
            "bad",
            """\
import tensorflow as tf


def score(image, reuse=None):
    return tf.layers.dense(tf.layers.flatten(image), 1, name="score", reuse=reuse)


real = score(tf.placeholder(tf.float32, [None, 28, 28]))
fake = score(tf.placeholder(tf.float32, [None, 32, 32]), reuse=True)  # error: TFS303
""",
        ),
        Example(
            "good",
            """\
import tensorflow as tf


def score(image, reuse=None):
    return tf.layers.dense(tf.layers.flatten(image), 1, name="score", reuse=reuse)


real = score(tf.placeholder(tf.float32, [None, 28, 28]))
fake = score(tf.placeholder(tf.float32, [None, 28, 28]), reuse=True)
""",
        ),
    ]

    def check(self, run: RunView) -> Iterator[Finding]:
        for error in run.errors_of(self.code):
            found, here = clash(run, error), error.stack[-1]
            first = error.first.stack[-1] if error.first is not None and error.first.stack else None
            if is_layer(error.via) and first is not None and (first.path, first.function) == (here.path, here.function) and first.line != here.line:
                hint = f"this is not the layer{line_of(first)}, but has its name: pass another name="
            elif elsewhere := _called_elsewhere(error):
                hint = f"The object was called in scope {elsewhere!r} before, and has its weights there{line_of(first)}: make another one for this call"
            elif found.callee is not None:
                hint = f"{found.callee} gets another input or size here than at the first call"
            elif found.apart is not None and found.apart.loop:
                hint = "it has another size in each round of the loop"
            else:
                hint = "two different layers have this name, or the graph was not reset in between"
            yield self.finding(
                error, f"{error.message} {hint}", at=found.place, variable=error.variable, related=found.related
            )


def _called_elsewhere(error: ErrorEvent) -> str | None:
    """The scope that a layer or cell object remembers from its first call, where that is not the scope it is called in now."""
    scopes = [str(s.full_name) for s in error.scopes if s.kind == "variable_scope"]
    if len(scopes) < 2 or not scopes[-2] or scopes[-1] == scopes[-2] or scopes[-1].startswith(scopes[-2] + "/"):
        return None
    return scopes[-1].rpartition("/")[0] or None
