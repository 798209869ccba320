"""TFS203."""

from __future__ import annotations

from collections.abc import Iterator

from scope_lint.events import VariableEvent
from scope_lint.findings import Finding
from scope_lint.rules._places import parting, related
from scope_lint.rules._via import api_of, is_contrib_layer
from scope_lint.rules._view import RunView
from scope_lint.rules._words import more
from scope_lint.rules.base import Example, Rule


class VersionDependent(Rule):
    """Code that another version of TensorFlow reads in another way, or not at all.

    What:
        A function or argument is used that the version in use does not have: tf.AUTO_REUSE (from 1.4),
        auxiliary_name_scope= (from 1.5), … Or the code relies on what later versions changed: reuse=False that ends the reuse of
        a captured scope (until 1.0), contrib layers that share without being asked to (1.0 only).

    Why:
        The missing ones raise AttributeError or TypeError. The changed ones run in one version and raise, or build another
        model, in the next.

    How sure:
        Definite for the version given by --tf-version.
    """

    code = "TFS203"
    name = "version-dependent"
    severity = "warning"
    summary = "Works otherwise, or not at all, in another TensorFlow version"
    examples = [
        Example(
            "bad",
            """\
import tensorflow as tf

with tf.variable_scope("net", reuse=tf.AUTO_REUSE):  # error: TFS203
    w = tf.get_variable("w", [2])
""",
            tf_version="1.0",
        ),
        Example(
            "bad",
            """\
import tensorflow as tf


def net(x):
    with tf.variable_scope("net"):
        return tf.contrib.layers.fully_connected(x, 3)


a = net(tf.placeholder(tf.float32, [2, 4]))
b = net(tf.placeholder(tf.float32, [2, 4]))  # error: TFS203
""",
            tf_version="1.0",
        ),
        Example(
            "good",
            """\
import tensorflow as tf


def net(x, reuse=None):
    with tf.variable_scope("net", reuse=reuse):
        return tf.contrib.layers.fully_connected(x, 3, scope="fc")


a = net(tf.placeholder(tf.float32, [2, 4]))
b = net(tf.placeholder(tf.float32, [2, 4]), reuse=True)
""",
            tf_version="1.0",
        ),
    ]

    def check(self, run: RunView) -> Iterator[Finding]:
        for error in run.errors_of(self.code):
            text = f"TensorFlow {run.result.tf_version} does not know this: {error.type}: {error.message}"
            yield self.finding(error, text, variable=error.variable, severity="error")
        if run.version < (1, 1):
            yield from self._shared_unasked(run)
            for entry in run.scopes:
                if entry.by_object and entry.by_user and entry.object_reuse is True and entry.reuse is False and entry.stack:
                    text = "reuse=False ends the reuse of the captured scope only before TensorFlow 1.1"
                    yield self.finding(entry, f"{text}; later versions go on reusing: enter the scope by its name")

    def _shared_unasked(self, run: RunView) -> Iterator[Finding]:
        places: dict[object, list[tuple[object, Finding]]] = {}
        for event in run.variables:
            if event.status != "reused" or not is_contrib_layer(event.via) or event.first is None or not _unasked(run, event):
                continue
            place = parting(event.first.stack, event.stack).place
            text = f"{api_of(event.via, 'the layer')} shares it without reuse only in TensorFlow 1.0, later versions raise"
            found = self.finding(
                event, text, at=place, variable=event.name,
                related=(*related(event.first.stack[-1], f"{event.name} is created here"),),
            )  # fmt: skip
            places.setdefault((place.path, place.line, place.column), []).append((event.name, found))
        for group in places.values():
            first, count = group[0][1], len({name for name, _ in group})
            first.message = f"{first.variable}{more(count)} is shared: {first.message}; pass reuse=True"
            first.count = count
            yield first


def _unasked(run: RunView, event: VariableEvent) -> bool:
    """Whether the layer that got the variable was not told to reuse: neither by the scope around it nor by its own argument."""
    entries = [s for s in run.scopes if s.seq < event.seq and not s.by_user and all(around.by_user for around in s.scopes)]
    return bool(entries) and entries[-1].reuse is False
