"""TFS405."""

from __future__ import annotations

from collections.abc import Iterator

from scope_lint.events import VariableEvent
from scope_lint.findings import Finding
from scope_lint.rules._places import parting, related
from scope_lint.rules._sharing import asks_to_share, repeated
from scope_lint.rules._via import api_of, is_keras
from scope_lint.rules._view import RunView
from scope_lint.rules._words import more
from scope_lint.rules.base import Example, Rule


class KerasIgnoresReuse(Rule):
    """Keras layers do not obey the reuse of a variable scope: each layer object has its own weights.

    What:
        A function makes tf.keras layers under a variable_scope, and runs a second time with reuse=True or AUTO_REUSE: it creates
        a second set of variables (``net_1/conv/kernel``).

    Why:
        Keras layers share by object, not by name, and do not go through tf.get_variable (from TensorFlow 1.9 on, when they left
        tf.layers). Make the layer once and call it twice, or use tf.layers.

    How sure:
        Definite that nothing is shared; reported where the second run is told to reuse.
    """

    code = "TFS405"
    name = "keras-ignores-reuse"
    severity = "warning"
    summary = "Keras layers do not obey a variable_scope's reuse"
    examples = [
        Example(
            "bad",
            """\
import tensorflow as tf


def infer(x, reuse):
    with tf.variable_scope("net", reuse=reuse):
        return tf.keras.layers.Dense(3, name="fc")(x)


train = infer(tf.placeholder(tf.float32, [2, 4]), False)
test = infer(tf.placeholder(tf.float32, [2, 4]), True)  # error: TFS405
""",
        ),
        Example(
            "good",
            """\
import tensorflow as tf

fc = tf.keras.layers.Dense(3, name="fc")


def infer(x):
    with tf.variable_scope("net"):
        return fc(x)


train = infer(tf.placeholder(tf.float32, [2, 4]))
test = infer(tf.placeholder(tf.float32, [2, 4]))
""",
        ),
    ]

    def check(self, run: RunView) -> Iterator[Finding]:
        groups: dict[tuple[str, int, int], list[tuple[VariableEvent, VariableEvent]]] = {}
        for event, first in repeated(run):
            if is_keras(event.via) and event.api == "Variable" and asks_to_share(run, event, first):
                place = parting(first.stack, event.stack).place
                groups.setdefault((place.path, place.line, place.column), []).append((event, first))
        for pairs in groups.values():
            event, first = pairs[0]
            text = f"{event.name}{more(len(pairs))} is new: {_layer(event)} does not share {first.name}"
            yield self.finding(
                event, f"{text} under reuse; make the layer once and call it twice",
                at=parting(first.stack, event.stack).place, variable=event.name, count=len(pairs),
                related=related(event.stack[-1], "each layer object has its own variables"),
            )  # fmt: skip


def _layer(event: VariableEvent) -> str:
    """The layer as the program knows it: its own class, where that asks for the weight."""
    if event.via[0].endswith((".add_weight", ".add_variable")) and "." in event.stack[-1].function:
        return event.stack[-1].function.rpartition(".")[0]
    return api_of(event.via, "a Keras layer")
