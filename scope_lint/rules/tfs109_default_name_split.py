"""TFS109."""

from __future__ import annotations

from collections.abc import Iterator

from scope_lint.events import ScopeEvent, VariableEvent
from scope_lint.findings import Finding
from scope_lint.rules._causes import split_scope
from scope_lint.rules._places import parting, related
from scope_lint.rules._sharing import twin_name
from scope_lint.rules._via import api_of, is_slot
from scope_lint.rules._view import RunView
from scope_lint.rules._words import more
from scope_lint.rules.base import Example, Rule


class DefaultNameSplit(Rule):
    """A scope without a name of its own is made unique the second time, so it shares nothing.

    What:
        A scope is entered by default_name (tf.variable_scope(None, "net"), dynamic_decode …) where that name is taken: it
        becomes ``net_1``, and what was made under ``net`` is not found. Under reuse=True that raises; a second decoder with
        cells of its own silently gets weights that are never trained.

    Why:
        default_name is there to keep parts apart. To share, a scope needs a name: the first argument, not the second.

    How sure:
        Definite where TensorFlow raises. Otherwise it is reported for dynamic_decode when the same code makes, under the new
        name, an exact copy of the variables of the first decoder; two decoders that are meant to be apart look the same.
    """

    code = "TFS109"
    name = "default-name-split"
    severity = "warning"
    summary = "default_name is made unique: the second entry makes scope_1 and shares nothing"
    examples = [
        Example(
            "bad",
            """\
import tensorflow as tf


def net(x):
    with tf.variable_scope(None, "net"):
        return x * tf.get_variable("w", [3])


x = tf.placeholder(tf.float32, [None, 3])
with tf.variable_scope("model") as scope:
    first = net(x)
    scope.reuse_variables()
    second = net(x)  # error: TFS109
""",
        ),
        Example(
            "good",
            """\
import tensorflow as tf


def net(x):
    with tf.variable_scope("net"):
        return x * tf.get_variable("w", [3])


x = tf.placeholder(tf.float32, [None, 3])
with tf.variable_scope("model") as scope:
    first = net(x)
    scope.reuse_variables()
    second = net(x)
""",
        ),
    ]

    def check(self, run: RunView) -> Iterator[Finding]:
        names = {(v.graph, str(v.name)): v for v in reversed(run.created)}
        for error in run.errors_of(self.code):
            entry = split_scope(run, error)
            assert entry is not None
            twin = names.get((error.graph, twin_name(entry, error.variable)))
            apart = parting(twin.stack, error.stack) if twin else None
            text = f"Variable {error.variable} does not exist: default_name {str(entry.default_name)!r} became {entry.full_name}"
            yield self.finding(
                error, f"{text}; give the scope a name to share {twin.name if twin else 'it'}",
                at=apart.place if apart else None, variable=error.variable, severity="error",
                related=related(twin.stack[-1], f"{twin.name} is created here") if twin else (),
            )  # fmt: skip
        for entry in run.numbered_scopes:
            if any("dynamic_decode" in v for v in entry.via) and entry.stack:
                yield from self._decoder(run, entry, names)

    def _decoder(self, run: RunView, entry: ScopeEvent, names: dict[tuple[int, str], VariableEvent]) -> Iterator[Finding]:
        below = f"{entry.full_name}/"
        made = [v for v in run.created if v.graph == entry.graph and str(v.name).startswith(below) and not is_slot(v.via)]
        pairs = [(v, names.get((v.graph, twin_name(entry, v.name)))) for v in made]
        copies = [(v, twin) for v, twin in pairs if twin is not None and twin.shape == v.shape]
        if not copies or len(copies) < len(pairs):
            return
        copy, twin = copies[0]
        assert twin is not None
        text = f"{copy.name}{more(len(copies))} copies {twin.name} instead of sharing it"
        yield self.finding(
            copy, f"{text}: {api_of(entry.via, 'the scope')} without scope= became {entry.full_name}; use the first cell again, "
            "or enter one variable_scope with reuse and pass scope=", at=parting(twin.stack, copy.stack).place,
            variable=copy.name, count=len(copies), related=related(twin.stack[-1], f"{twin.name} is created here"),
        )  # fmt: skip
