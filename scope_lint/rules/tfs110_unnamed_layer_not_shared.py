"""TFS110."""

from __future__ import annotations

from collections.abc import Iterator

from scope_lint.events import ErrorEvent, VariableEvent
from scope_lint.findings import Finding
from scope_lint.rules._causes import split_scope
from scope_lint.rules._places import parting, related
from scope_lint.rules._sharing import meant_to_share, same_place, twin_name
from scope_lint.rules._untrained import untrained_copies
from scope_lint.rules._via import api_of, is_layer
from scope_lint.rules._view import RunView
from scope_lint.rules._words import call, more
from scope_lint.rules.base import Example, Rule


class UnnamedLayerNotShared(Rule):
    """A layer without a name is numbered, so under a reusing scope it is not the layer that it should share.

    What:
        tf.layers and contrib layers without a name (and layer objects even with one) take the next free name: ``conv2d``,
        ``conv2d_1``. Under reuse=True the second one does not exist and ValueError is raised; under AUTO_REUSE it is silently
        created beside the first. So it is where nothing reuses: a model that is called once for training and once for the data to
        test it on has two sets of weights, of which one is never trained.

    Why:
        The numbering starts again when a scope is left and entered again, not within one entry of it. To call a layer twice
        in one scope, give it a name, or make one layer object and call that twice.

    How sure:
        Definite where TensorFlow raises. Under AUTO_REUSE, only if the scope with AUTO_REUSE is entered once in the whole
        program, so that it can only be meant for this, the same line makes both with equal shapes, and their inputs have nothing
        in common, or are different parts of the data that no layer has seen: layers that follow each other, and layers side by side
        on one input, are left alone. Without reuse, only in a program that could be followed to its end, if an optimizer trains
        what the first call made, and nothing trains, assigns or restores the copy.
    """

    code = "TFS110"
    name = "unnamed-layer-not-shared"
    severity = "warning"
    summary = "An unnamed layer under a reusing scope is numbered, and not shared"
    examples = [
        Example(
            "bad",
            """\
import tensorflow as tf


def model(x):
    hidden = tf.layers.dense(x, 8, activation=tf.nn.relu)
    return tf.layers.dense(hidden, 1)


loss = tf.reduce_mean(tf.square(model(tf.placeholder(tf.float32, [None, 3]))))
train_op = tf.train.AdamOptimizer().minimize(loss)
tested = model(tf.placeholder(tf.float32, [None, 3]))  # error: TFS110
""",
        ),
        Example(
            "good",
            """\
import tensorflow as tf


def model(x):
    with tf.variable_scope("model", reuse=tf.AUTO_REUSE):
        hidden = tf.layers.dense(x, 8, activation=tf.nn.relu, name="hidden")
        return tf.layers.dense(hidden, 1, name="out")


loss = tf.reduce_mean(tf.square(model(tf.placeholder(tf.float32, [None, 3]))))
train_op = tf.train.AdamOptimizer().minimize(loss)
tested = model(tf.placeholder(tf.float32, [None, 3]))
""",
        ),
        Example(
            "bad",
            """\
import tensorflow as tf


def features(image):
    return tf.layers.conv2d(image, 4, 3)


left = tf.placeholder(tf.float32, [None, 8, 8, 3])
right = tf.placeholder(tf.float32, [None, 8, 8, 3])
a = features(left)
with tf.variable_scope(tf.get_variable_scope(), reuse=True):
    b = features(right)  # error: TFS110
""",
        ),
        Example(
            "bad",
            """\
import tensorflow as tf


def features(image):
    return tf.layers.conv2d(image, 4, 3)


left = tf.placeholder(tf.float32, [None, 8, 8, 3])
right = tf.placeholder(tf.float32, [None, 8, 8, 3])
with tf.variable_scope("siamese", reuse=tf.AUTO_REUSE):
    a = features(left)
    b = features(right)  # error: TFS110
""",
        ),
        Example(
            "good",
            """\
import tensorflow as tf


def features(image):
    return tf.layers.conv2d(image, 4, 3, name="features")


left = tf.placeholder(tf.float32, [None, 8, 8, 3])
right = tf.placeholder(tf.float32, [None, 8, 8, 3])
with tf.variable_scope("siamese", reuse=tf.AUTO_REUSE):
    a = features(left)
    b = features(right)
""",
        ),
    ]

    def check(self, run: RunView) -> Iterator[Finding]:
        names = {(v.graph, str(v.name)): v for v in reversed(run.created)}
        for error in run.errors_of(self.code):
            twin = _twin(run, error, names)
            layer = api_of(error.via, "the layer")
            text = f"Variable {error.variable} does not exist: {layer} without a shared name is numbered"
            yield self.finding(
                error, f"{text}; pass name= to it, or call one layer object twice",
                at=parting(twin.stack, error.stack).place if twin else None, variable=error.variable, severity="error",
                related=related(twin.stack[-1], f"{twin.name} is created here") if twin else (),
            )  # fmt: skip
        yield from self._untrained(run)
        seen = set()
        for event in run.created:
            if event.reuse != "AUTO_REUSE" or not is_layer(event.via) or not run.result.arguments_known:
                continue
            twin = _twin(run, event, names)
            if twin is None or not same_place(twin, event) or twin.shape != event.shape or not meant_to_share(run, event, twin):
                continue
            apart = parting(twin.stack, event.stack)
            if (apart.place.path, apart.place.line) not in seen:
                seen.add((apart.place.path, apart.place.line))
                text = f"{event.name} is created beside {twin.name}: AUTO_REUSE does not share a layer without a name"
                yield self.finding(
                    event, f"{text}; pass name= to {api_of(event.via, 'it')}", at=apart.place, variable=event.name,
                    related=related(twin.stack[-1], f"{twin.name} is created here"),
                )  # fmt: skip

    def _untrained(self, run: RunView) -> Iterator[Finding]:
        for pairs in untrained_copies(run):
            copy, first = pairs[0]
            if is_layer(copy.via):
                found = parting(first.stack, copy.stack)
                text = f"{copy.name}{more(len(pairs))} is a copy of {first.name} that nothing trains: "
                text += f"{call(found.inside[0].function)} makes its layers anew"
                yield self.finding(
                    copy, f"{text}; give them names, in a tf.variable_scope with reuse=tf.AUTO_REUSE", at=found.place, variable=copy.name,
                    count=len(pairs), related=related(first.stack[-1], f"{first.name} is created here") + related(copy.stack[-1], "the layer"),
                )  # fmt: skip


def _twin(
    run: RunView, event: VariableEvent | ErrorEvent, names: dict[tuple[int, str], VariableEvent]
) -> VariableEvent | None:
    """The variable that the event would have shared, had its layer not been numbered."""
    entry = split_scope(run, event)
    if entry is not None and entry.by_user and isinstance(event, VariableEvent):
        return None  # the author's own scope, not that of a layer: TFS109
    name = event.variable if isinstance(event, ErrorEvent) else event.name
    return None if entry is None else names.get((event.graph, twin_name(entry, name)))
