"""TFS502."""

from __future__ import annotations

from collections.abc import Iterator

from scope_lint.events import ErrorEvent, OpEvent, VariableEvent
from scope_lint.findings import Finding
from scope_lint.rules._places import related
from scope_lint.rules._view import RunView
from scope_lint.rules.base import Example, Rule


class NoSuchTensor(Rule):
    """A tensor or operation is looked up by a name that the graph does not have, and KeyError is raised.

    What:
        graph.get_tensor_by_name, get_operation_by_name or as_graph_element is given a name that nothing has.

    Why:
        A variable_scope that is entered a second time opens a new name scope: its operations are ``test_1/v2`` while its
        variables stay ``test/…``. Unnamed and repeated operations are numbered too. It is safer to keep the tensor than its name.

    How sure:
        Definite where all names of the graph are known.
    """

    code = "TFS502"
    name = "no-such-tensor"
    severity = "error"
    summary = "get_tensor_by_name asks for a name that the graph does not have"
    examples = [
        Example(
            "bad",
            """\
import tensorflow as tf

with tf.variable_scope("test"):
    v1 = tf.placeholder(tf.float32, [2], name="v1")
with tf.variable_scope("test"):
    v2 = tf.placeholder(tf.float32, [2], name="v2")
found = tf.get_default_graph().get_tensor_by_name("test/v2:0")  # error: TFS502
""",
        ),
        Example(
            "good",
            """\
import tensorflow as tf

with tf.variable_scope("test"):
    v1 = tf.placeholder(tf.float32, [2], name="v1")
with tf.variable_scope("test"):
    v2 = tf.placeholder(tf.float32, [2], name="v2")
found = tf.get_default_graph().get_tensor_by_name("test_1/v2:0")
""",
        ),
    ]

    def check(self, run: RunView) -> Iterator[Finding]:
        for error in run.errors_of(self.code):
            if error.cause == "other-graph":
                text = f"{error.variable} belongs to another graph than the session: open it with tf.Session(graph=graph)"
                yield self.finding(error, text, variable=error.variable)
                continue
            meant = str(error.meant) if error.meant is not None else None
            text = f"there is no {error.variable} in the graph" if error.cause == "no-such-tensor" else _form(str(error.variable))
            hint = f"; {'write' if error.cause == 'tensor-name' else 'the graph has'} {meant}" if meant else _naming(str(error.variable))
            made = _made(run, error, meant.partition(":")[0]) if meant else None
            places = related(made.stack[-1], f"{made.name} is made here") if made else ()
            yield self.finding(error, text + hint, variable=error.variable, related=places)


def _form(name: str) -> str:
    if ":" in name:
        return f"{name!r} is the name of a tensor, not of an operation" if name.rpartition(":")[2].isdigit() else f"{name!r} is no name of a tensor"
    return f"{name!r} is the name of an operation, not of a tensor, whose name ends with the number of the output"


def _made(run: RunView, error: ErrorEvent, name: str) -> OpEvent | VariableEvent | None:
    """Where the program makes the op of that name, or the layer that has it."""
    made: list[OpEvent | VariableEvent] = [*run.ops, *run.created]
    scope = name.rpartition("/")[0]
    here = [e for e in made if e.seq < error.seq and e.stack]
    own = next((e for e in here if str(e.name) == name), None)
    return own or next((e for e in here if scope and str(e.name).rpartition("/")[0] == scope and e.via), None)


def _naming(name: str) -> str:
    """How an op gets the name."""
    last = name.partition(":")[0].rpartition("/")[2]
    return f"; pass name={last!r} to the op, or tf.identity(tensor, name={last!r})"
