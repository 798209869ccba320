"""TFS502."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scope_lint.events import ErrorEvent, Event, OpEvent, VariableEvent
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
            found = _meant(run, error)
            hint = f"; the graph has {found[0]}" if found else ""
            places = related(found[1].stack[-1], f"{found[0]} is made here") if found else ()
            text = f"there is no {error.variable} in the graph" if error.variable else error.message
            yield self.finding(error, text + hint, variable=error.variable or _quoted(error.message), related=places)


def _meant(run: RunView, error: ErrorEvent) -> tuple[str, Event] | None:
    """The operation whose name differs by numbers only."""
    wanted = _plain(str(error.variable or "").partition(":")[0])
    made: list[OpEvent | VariableEvent] = [*run.ops, *run.created]
    for event in made:
        if event.seq < error.seq and event.graph == error.graph and event.stack and _plain(str(event.name)) == wanted:
            return f"{event.name}:0", event
    return None


def _quoted(message: str) -> str | None:
    """The name that a message of TensorFlow's is about."""
    found = re.match(r"The name '([^']+)' refers to", message)
    return found[1] if found else None


def _plain(name: str) -> str:
    return "/".join(re.sub(r"_\d+$", "", part) for part in name.split("/"))
