"""TFS109."""

from __future__ import annotations

from collections.abc import Iterator

from scope_lint.events import ScopeEvent, VariableEvent
from scope_lint.findings import Finding
from scope_lint.rules._causes import split_scope
from scope_lint.rules._places import parting, related
from scope_lint.rules._sharing import fed_apart, meant_to_share, same_place, twin_name
from scope_lint.rules._via import api_of, is_slot
from scope_lint.rules._view import RunView
from scope_lint.rules._words import line_of, more
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
        name, an exact copy of the variables of the first decoder; two decoders that are meant to be apart look the same. For
        other scopes, only if AUTO_REUSE around them can be meant for nothing else, and the inputs have nothing in common, or are
        different parts of the data that no layer has seen; for
        templates (tf.make_template), if each is made in the call that calls it.
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
        yield from self._silent(run, names)
        for entry in run.numbered_scopes:
            if any("dynamic_decode" in v for v in entry.via) and entry.stack:
                yield from self._decoder(run, entry, names)

    def _silent(self, run: RunView, names: dict[tuple[int, str], VariableEvent]) -> Iterator[Finding]:
        """Copies where one variable is meant: under an AUTO_REUSE that can be for nothing else, and of a template made for each call."""
        seen: dict[tuple[str, int, int], Finding] = {}
        for event in run.created if run.result.arguments_known else []:
            entry = split_scope(run, event)
            if entry is None or event.api != "get_variable" or is_slot(event.via) or not entry.stack:
                continue
            template = entry.via[-1:] == ("tf.template.Template.__call__",)
            twin = names.get((event.graph, twin_name(entry, event.name)))
            if twin is None or not (entry.by_user or template) or not same_place(twin, event) or twin.shape != event.shape:
                continue
            if not (_made_and_called(run, entry, twin) if template else event.reuse == "AUTO_REUSE" and meant_to_share(run, event, twin)):
                continue
            if template and not fed_apart(event, twin):
                continue
            place = parting(twin.stack, event.stack).place
            scope = place if template else entry.stack[-1]
            key = (scope.path, scope.line, scope.column)
            if key in seen:
                seen[key].count += 1
                continue
            what = f"the template {str(entry.default_name)!r} is made anew" if template else f"default_name {str(entry.default_name)!r} is made unique"
            remedy = "make it once, and call that" if template else "give the scope a name"
            seen[key] = self.finding(
                event, f"{event.name} is a copy beside {twin.name}: {what}{line_of(entry.stack[-1])}; {remedy}", at=place,
                variable=event.name,
                related=(*related(twin.stack[-1], f"{twin.name} is created here"), *related(entry.stack[-1], "the scope that gets a number")),
            )  # fmt: skip
        yield from seen.values()

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


def _made_and_called(run: RunView, entry: ScopeEvent, twin: VariableEvent) -> bool:
    """Whether each of two templates was made in the very call of a function that called it, and called once: nothing can share it."""
    before = next((s for s in run.scopes if str(s.full_name) == str(twin_name(entry, entry.full_name)) and s.graph == entry.graph), None)
    if before is None or before.stack[-1:] == () or before.via != entry.via:
        return False
    entered = [str(s.full_name) for s in run.scopes if s.graph == entry.graph]
    if entered.count(str(entry.full_name)) > 1 or entered.count(str(before.full_name)) > 1:
        return False
    made = {c.stack[:-1] for c in run.calls if c.api == "make_template"}
    return len(entry.stack) > 1 and entry.stack[:-1] in made and before.stack[:-1] in made and entry.stack[:-1] != before.stack[:-1]
