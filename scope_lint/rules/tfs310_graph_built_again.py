"""TFS310."""

from __future__ import annotations

from collections.abc import Iterator

from scope_lint.findings import Finding
from scope_lint.rules._clash import Clash, clash
from scope_lint.rules._places import related
from scope_lint.rules._view import RunView
from scope_lint.rules._words import more
from scope_lint.rules.base import Example, Rule


class GraphBuiltAgain(Rule):
    """A whole model is built again in the same graph, and its variables exist already.

    What:
        The function or class that builds the model runs a second time: for training and again for testing, for each request or
        file in a loop, as a second instance, after import_meta_graph, or as a notebook cell that is run again.

    Why:
        tf.get_variable adds to the default graph, which lives as long as the process. A model is built once and then run; a
        second one needs a graph of its own (tf.Graph().as_default(), tf.reset_default_graph()) or must share the variables.

    How sure:
        It is this rule, and not TFS301, when the first run created all the variables there are, and the function constructs an
        object, makes its own placeholders or optimizer, or runs in a loop. For notebooks, possible: a cell that creates
        variables and neither resets the graph nor makes one raises only when it is run again; that is a warning.
    """

    code = "TFS310"
    name = "graph-built-again"
    severity = "error"
    summary = "The whole model is built again in one graph"
    family = "exists"
    examples = [
        Example(
            "bad",
            """\
import tensorflow as tf


class Model:
    def __init__(self):
        self.x = tf.placeholder(tf.float32, [None, 4])
        self.y = tf.layers.dense(self.x, 2, name="out")


def predict(rows):
    model = Model()
    return model.y


predict([[1.0, 2.0, 3.0, 4.0]])
predict([[5.0, 6.0, 7.0, 8.0]])  # error: TFS310
""",
        ),
        Example(
            "good",
            """\
import tensorflow as tf


class Model:
    def __init__(self):
        self.x = tf.placeholder(tf.float32, [None, 4])
        self.y = tf.layers.dense(self.x, 2, name="out")


model = Model()


def predict(rows):
    return model.y


predict([[1.0, 2.0, 3.0, 4.0]])
predict([[5.0, 6.0, 7.0, 8.0]])
""",
        ),
    ]

    def check(self, run: RunView) -> Iterator[Finding]:
        for error in run.errors_of(self.code):
            if error.kind == "exists":
                found = clash(run, error)
                text = f"{_what(found)} in the same graph: variable {error.variable}{more(found.count)} already exists"
                remedy = f"build it once, or use a new graph each time (tf.Graph, tf.reset_default_graph); {found.remedy}"
                yield self.finding(
                    error, f"{text}; {remedy} to share", at=found.place, variable=error.variable, related=found.related,
                    count=found.count,
                )  # fmt: skip
            else:
                text = f"{error.message}: it is in the graph twice; import or build it into a graph of its own"
                first = related(error.first.stack[-1], f"{error.variable} is created here") if error.first else ()
                yield self.finding(error, text, variable=error.variable, related=first)
        yield from self._cells(run)

    def _cells(self, run: RunView) -> Iterator[Finding]:
        """Notebook cells that can be run only once."""
        reported = {e.stack[0].cell for e in run.errors}
        fresh = {g.stack[0].cell for g in run.graphs if g.stack and g.action in ("enter", "reset")}
        for variable in run.created:
            cell = variable.stack[0].cell if variable.stack else None
            if cell is None or cell in fresh | reported or variable.api != "get_variable" or variable.reuse is not False:
                continue
            reported.add(cell)
            text = f"running cell {cell} again raises: variable {variable.name} already exists then"
            yield self.finding(
                variable, f"{text}; call tf.reset_default_graph() at its beginning", at=variable.stack[0],
                variable=variable.name, severity="warning", certainty="possible",
            )  # fmt: skip


def _what(found: Clash) -> str:
    if found.callee is None:
        return "the loop builds the model again"
    function = found.callee.removesuffix("()")
    again = "once more in the loop" if found.apart is not None and found.apart.loop else "a second time"
    if function[:1].isupper() and "." not in function:
        return f"{function} is constructed {again}"
    return f"{found.callee} builds the model {again}"
