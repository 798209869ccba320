"""TFS401."""

from __future__ import annotations

from collections.abc import Iterator

from scope_lint.events import VariableEvent
from scope_lint.findings import Finding
from scope_lint.rules._places import parting, related
from scope_lint.rules._sharing import asks_to_share, repeated
from scope_lint.rules._untrained import untrained_copies
from scope_lint.rules._via import is_layer
from scope_lint.rules._view import RunView
from scope_lint.rules._words import call, more
from scope_lint.rules.base import Example, Rule


class VariableNotShared(Rule):
    """A scope asks to share, but the request makes a new variable.

    What:
        The same line creates a tf.Variable a second time under reuse=True (or in another entry of a scope with AUTO_REUSE):
        each call has weights of its own, ``v`` and ``v_1``. Or a function that makes a tf.Variable is called for training and again
        for the data to test it on: what the second call makes is never trained. Or tf.get_variable("kernel") under AUTO_REUSE is to fetch the
        weights of a layer, but the layer's are one scope further in, and a new variable is made.

    Why:
        tf.Variable knows nothing of variable scopes' reuse; only tf.get_variable shares. AUTO_REUSE makes a new variable where a
        name is not quite right, in silence.

    How sure:
        Definite that nothing is shared. It is reported for trainable variables, and only where the scope of both requests is
        the same and the second one says that it reuses; for a layer's weights, only if name, shape and scope fit; for weights
        that nothing trains, only in a program that could be followed to its end, if an optimizer trains those of the first call,
        and nothing assigns or restores the copy.
    """

    code = "TFS401"
    name = "variable-not-shared"
    severity = "warning"
    summary = "tf.Variable ignores reuse: a new variable is made"
    examples = [
        Example(
            "bad",
            """\
import tensorflow as tf


def model(x):
    w = tf.Variable(tf.random_normal([3, 1]), name="w")
    return tf.matmul(x, w)


loss = tf.reduce_mean(tf.square(model(tf.placeholder(tf.float32, [None, 3]))))
train_op = tf.train.AdamOptimizer().minimize(loss)
tested = model(tf.placeholder(tf.float32, [None, 3]))  # error: TFS401
""",
        ),
        Example(
            "bad",
            """\
import tensorflow as tf


def energy(x, reuse=False):
    with tf.variable_scope("energy", reuse=reuse):
        q = tf.Variable(tf.zeros([3, 1]), name="q")
        return tf.matmul(x, q)


seen = energy(tf.placeholder(tf.float32, [None, 3]))
made = energy(tf.placeholder(tf.float32, [None, 3]), reuse=True)  # error: TFS401
""",
        ),
        Example(
            "bad",
            """\
import tensorflow as tf

x = tf.placeholder(tf.float32, [None, 3])
with tf.variable_scope("logit", reuse=tf.AUTO_REUSE):
    y = tf.layers.dense(x, 1)
    w = tf.get_variable("kernel", [3, 1])  # error: TFS401
""",
        ),
        Example(
            "good",
            """\
import tensorflow as tf


def energy(x, reuse=False):
    with tf.variable_scope("energy", reuse=reuse):
        q = tf.get_variable("q", [3, 1], initializer=tf.zeros_initializer())
        return tf.matmul(x, q)


seen = energy(tf.placeholder(tf.float32, [None, 3]))
made = energy(tf.placeholder(tf.float32, [None, 3]), reuse=True)
""",
        ),
    ]

    def check(self, run: RunView) -> Iterator[Finding]:
        for error in run.errors_of(self.code):
            text = "a tf.Variable is made again at each call of the template; use tf.get_variable"
            new = next((v.name for v in reversed(run.created) if v.seq < error.seq and v.api == "Variable"), error.variable)
            yield self.finding(error, f"{error.message.partition(':')[0]}: {text}", variable=new, severity="error")
        groups: dict[tuple[str, int, int], list[tuple[VariableEvent, VariableEvent]]] = {}
        for event, first in repeated(run):
            if event.api == "Variable" and not event.via and event.trainable is not False and asks_to_share(run, event, first):
                place = parting(first.stack, event.stack).place
                groups.setdefault((place.path, place.line, place.column), []).append((event, first))
        for pairs in groups.values():
            event, first = pairs[0]
            text = f"{event.name}{more(len(pairs))} is new: tf.Variable ignores reuse and does not share {first.name}"
            yield self.finding(
                event, f"{text}; use tf.get_variable", at=parting(first.stack, event.stack).place, variable=event.name,
                count=len(pairs), related=(*related(event.stack[-1], "tf.Variable makes a new one at each call"),),
            )  # fmt: skip
        yield from self._untrained(run, set(groups))
        yield from self._beside_layer(run)

    def _untrained(self, run: RunView, told: set[tuple[str, int, int]]) -> Iterator[Finding]:
        for pairs in untrained_copies(run):
            event, first = pairs[0]
            found = parting(first.stack, event.stack)
            if event.api == "Variable" and not event.via and (found.place.path, found.place.line, found.place.column) not in told:
                text = f"{event.name}{more(len(pairs))} is a copy of {first.name} that nothing trains: "
                text += f"{call(found.inside[0].function)} makes its variables anew"
                yield self.finding(
                    event, f"{text}; use tf.get_variable, in a tf.variable_scope with reuse=tf.AUTO_REUSE", at=found.place, variable=event.name,
                    count=len(pairs), related=related(event.stack[-1], "tf.Variable makes a new one at each call"),
                )  # fmt: skip

    def _beside_layer(self, run: RunView) -> Iterator[Finding]:
        layers: dict[tuple[int, str, str], VariableEvent] = {}
        for event in run.variables:
            outer, _, last = str(event.name).rpartition("/")
            if is_layer(event.via) and event.status == "created":
                layers[event.graph, outer.rpartition("/")[0], last] = event
            elif event.status == "created" and event.reuse == "AUTO_REUSE" and not event.via and event.api == "get_variable":
                layer = layers.get((event.graph, outer, last))
                if layer is not None and layer.shape == event.shape and layer.dtype == event.dtype:
                    text = f"get_variable({last!r}) makes {event.name}; the layer's variable is {layer.name}"
                    yield self.finding(
                        event, f"{text}: ask for it in the layer's scope", variable=event.name,
                        related=related(layer.stack[-1], f"{layer.name} is created here"),
                    )  # fmt: skip
