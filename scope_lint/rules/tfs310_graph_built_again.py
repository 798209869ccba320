"""TFS310."""

from __future__ import annotations

from collections.abc import Iterator

from scope_lint.events import VariableEvent
from scope_lint.findings import Finding
from scope_lint.rules._clash import Clash, clash
from scope_lint.rules._messages import named_variable
from scope_lint.rules._places import related
from scope_lint.rules._view import RunView
from scope_lint.rules._words import call, more
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
        variables and neither resets the graph nor makes one raises only when it is run again; that is a warning, which
        notebooks that reset the graph in an earlier cell do not get.
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
                remedy = f"build it once, or each in its own graph (tf.Graph, tf.reset_default_graph), or {found.remedy}"
                if found.apart is not None and found.apart.imported:
                    remedy = found.remedy
                yield self.finding(
                    error, f"{text}; {remedy}", at=found.place, variable=error.variable, related=found.related,
                    count=found.count,
                )  # fmt: skip
            else:
                name = named_variable(error)
                first = next((v for v in run.created if str(v.name) == name and v.graph == error.graph and v.stack), None)
                places = related(first.stack[-1], f"{name} is created here") if first else ()
                text = f"{error.message}: it is in the graph twice; import or build it into a graph of its own"
                yield self.finding(error, text, variable=name, related=places)
        yield from self._cells(run)

    def _cells(self, run: RunView) -> Iterator[Finding]:
        """Notebook cells that can be run only once."""
        failing = [event for e in run.errors for event in (e, e.first) if event is not None and event.stack]
        reported = {event.stack[0].cell for event in failing}
        fresh = {g.stack[0].cell for g in run.graphs if g.stack and g.action in ("enter", "reset")}
        resets = [g.stack[0].cell or 0 for g in run.graphs if g.stack and g.action == "reset"]
        for variable in run.created:
            cell = variable.stack[0].cell if variable.stack else None
            if cell is None or cell in fresh | reported or variable.api != "get_variable" or variable.reuse is not False:
                continue
            if _numbered_anew(run, variable) or min(resets, default=cell) < cell:
                continue
            reported.add(cell)
            text = f"running cell {cell} again raises: variable {variable.name} already exists then"
            yield self.finding(
                variable, f"{text}; call tf.reset_default_graph() at its beginning", at=variable.stack[0],
                variable=variable.name, severity="warning", certainty="possible",
            )  # fmt: skip


def _numbered_anew(run: RunView, variable: VariableEvent) -> bool:
    """Whether the next run of a cell gives a variable another name: its outermost scope has a default name, which is made unique."""
    outer = next((s for s in variable.scopes if s.kind == "variable_scope"), None)
    return outer is not None and any(entry.used_default for entry in run.entries(outer.full_name, variable))


def _what(found: Clash) -> str:
    if found.builder is None:
        return "the loop builds the model again"
    again = "again in the loop" if found.apart is not None and found.apart.loop else "a second time"
    if found.builder.endswith(".__init__"):
        return f"{call(found.builder).removesuffix('()')} is constructed {again}"
    return f"{call(found.builder)} builds its variables {again}"
