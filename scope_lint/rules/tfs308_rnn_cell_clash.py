"""TFS308."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from scope_lint.events import CallEvent, ErrorEvent
from scope_lint.findings import Finding, Fix, Remedy
from scope_lint.rules._clash import clash
from scope_lint.rules._messages import named_variable
from scope_lint.rules._places import related
from scope_lint.rules._remedies import span
from scope_lint.rules._view import RunView
from scope_lint.rules._words import more
from scope_lint.rules.base import Example, Rule

if TYPE_CHECKING:
    from scope_lint.fixes.code import Code


_ANGLES = re.compile(r"\{(\w+)\}")
"""An object in a message of TensorFlow's."""


class RnnCellClash(Rule):
    """Two RNN cells run in one scope, or one cell object stands for several layers.

    What:
        A second cell (a second dynamic_rnn, static_rnn …) runs in the scope of the first, and its weights exist already; or
        one cell object is used for all layers (``[cell] * n``), for both directions, or with inputs of another width.

    Why:
        The RNN functions use a fixed scope (``rnn``), and cells a fixed one below it (``basic_lstm_cell``), so each needs a
        variable_scope of its own. A cell owns its weights: ``[cell] * 3`` is three times the same layer.

    How sure:
        Definite where TensorFlow raises. A repeated cell that fits (equal widths, from TensorFlow 1.2 on) shares its weights
        in silence; it is a warning, since stacked layers and directions are hardly ever meant to be the same.

    Fix:
        For ``[cell] * n`` a list of new cells, made in the list or by a function made of the lines that made the one cell. Safe
        where TensorFlow raises as it is; else unsafe, since there are more variables then.
    """

    code = "TFS308"
    name = "rnn-cell-clash"
    severity = "error"
    summary = "Two RNN cells in one scope, or one cell for several layers"
    family = "exists"
    examples = [
        Example(
            "bad",
            """\
import tensorflow as tf

x = tf.placeholder(tf.float32, [None, 5, 3])
left, _ = tf.nn.dynamic_rnn(tf.nn.rnn_cell.GRUCell(4), x, dtype=tf.float32)
right, _ = tf.nn.dynamic_rnn(tf.nn.rnn_cell.GRUCell(4), x, dtype=tf.float32)  # error: TFS308
""",
        ),
        Example(
            "bad",
            """\
import tensorflow as tf

x = tf.placeholder(tf.float32, [None, 5, 3])
cell = tf.nn.rnn_cell.BasicLSTMCell(4)
stack = tf.nn.rnn_cell.MultiRNNCell([cell] * 2)
out, _ = tf.nn.dynamic_rnn(stack, x, dtype=tf.float32)  # error: TFS308
""",
            tf_version="1.2",
        ),
        Example(
            "good",
            """\
import tensorflow as tf

x = tf.placeholder(tf.float32, [None, 5, 3])
stack = tf.nn.rnn_cell.MultiRNNCell([tf.nn.rnn_cell.BasicLSTMCell(4) for _ in range(2)])
with tf.variable_scope("left"):
    left, _ = tf.nn.dynamic_rnn(stack, x, dtype=tf.float32)
with tf.variable_scope("right"):
    right, _ = tf.nn.dynamic_rnn(tf.nn.rnn_cell.GRUCell(4), x, dtype=tf.float32)
""",
        ),
    ]

    def check(self, run: RunView) -> Iterator[Finding]:
        for error in run.errors_of(self.code):
            yield self._error(run, error)
        failing = {(f.path, f.line) for e in run.errors_of(self.code) for f in e.stack}
        for call in run.calls:
            repeated = [a for a in call.arguments if a.repeats]
            if repeated and call.stack and (call.stack[-1].path, call.stack[-1].line) not in failing:
                yield from self._repeated(run, call)

    def _error(self, run: RunView, error: ErrorEvent) -> Finding:
        found = clash(run, error)
        calls = [c for c in run.calls if c.seq < error.seq and c.stack and any(a.repeats for a in c.arguments)] if _of_a_layer(error) else []
        if error.kind == "shape":
            text = f"{error.message} One cell object serves several layers: make a cell for each, [make_cell() for _ in range(n)]"
        elif error.kind == "exists":
            who = found.again if found.callee else "a second cell runs in the same scope"
            text = f"Variable {error.variable}{more(found.count)} already exists: {who}; give each cell its own variable_scope"
            text += f", or {found.remedy}" if found.callee else ""
        else:
            said = _ANGLES.sub(r"\1", error.message.split("; and", 1)[0].split(".  ", 1)[0])
            text = f"{said}; {_advice(error, calls)}"
        places = (*found.related, *(p for c in calls for p in related(c.stack[-1], "one cell object is used for several parts here")))
        return self.finding(
            error, text, at=found.place, variable=named_variable(error), related=places, count=found.count,
            remedy=_remedy(run, error, (found.place or error.stack[-1]).path),
        )  # fmt: skip

    def _repeated(self, run: RunView, call: CallEvent) -> Iterator[Finding]:
        if call.api.endswith("MultiRNNCell"):
            part, other, text = "cell_0", "cell_1", "one cell object stands for several layers, which share its weights: make a cell for each layer"
        elif "bidirectional" in call.api:
            part, other, text = "fw", "bw", "one cell object runs in both directions, which share its weights: make two"
        else:
            return
        made = [v for v in run.created if v.seq > call.seq]
        shared = next((v.name for v in made if part in str(v.name).split("/")), None)
        if shared is None or any(other in str(v.name).split("/") for v in made):
            return  # up to 1.0 a cell made variables of its own wherever it was called
        if any(e.seq > call.seq and (e.variable == shared or _of_a_layer(e)) for e in run.errors_of(self.code)):
            return  # the error says it
        fails = any(e.seq > call.seq and any(part in str(s.full_name).split("/") for s in e.scopes) for e in run.errors)
        remedy = Remedy(spans=(span(call.stack[-1]),), safe=fails) if part == "cell_0" else None
        yield self.finding(call, f"{call.api.rsplit('.', 1)[-1]}: {text}", variable=shared, severity="warning", remedy=remedy)

    def fix(self, finding: Finding, code: Code) -> Fix | None:
        from scope_lint.fixes.cells import new_cells

        remedy = finding.remedy
        assert remedy is not None
        edits = new_cells(code, remedy.spans[0])
        return Fix(message="Make a cell for each layer", safe=remedy.safe, edits=edits) if edits else None


def _remedy(run: RunView, error: ErrorEvent, path: str) -> Remedy | None:
    """The stack of one cell that the error comes from, where there is only one before it, in the finding's file."""
    calls = (c for c in run.calls if c.seq < error.seq and c.stack and c.api.endswith("MultiRNNCell"))
    stacks = {c.stack[-1] for c in calls if any(a.repeats for a in c.arguments)}
    frame = stacks.pop() if len(stacks) == 1 else None
    return Remedy(spans=(span(frame),), safe=True) if frame is not None and frame.path == path else None


def _of_a_layer(error: ErrorEvent) -> bool:
    """Whether one cell object was asked for variables in a second scope: as several layers, or both directions, have one each."""
    return "with a different variable scope" in error.message or error.kind == "shape"


def _advice(error: ErrorEvent, calls: list[CallEvent]) -> str:
    if calls:
        return "one cell object stands for several layers: make a cell for each, [make_cell() for _ in range(n)]"
    if _of_a_layer(error):
        return "make a second cell object, or call this one in the scope of its first use"
    return "give its constructor reuse=tf.get_variable_scope().reuse, or call the first cell object again"
