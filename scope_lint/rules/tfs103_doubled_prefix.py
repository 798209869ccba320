"""TFS103."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scope_lint.events import ScopeEvent, VariableEvent
from scope_lint.findings import Finding
from scope_lint.rules._places import related
from scope_lint.rules._via import api_of, is_layer
from scope_lint.rules._view import RunView
from scope_lint.rules.base import Example, Rule

_NAME_OF_SCOPE = re.compile(r"(scope\w*|\bvs|\bsc)\.name$", re.IGNORECASE)


class DoubledPrefix(Rule):
    """A scope or variable is given its whole name inside a scope, which puts its own prefix before it.

    What:
        tf.get_variable is given a name that begins with the name of the scope it stands in, or a scope is entered by
        ``scope.name`` inside another scope: ``a/a/w`` is made where ``a/w`` is meant.

    Why:
        Names of scopes and variables are relative to the open variable scope; ``scope.name`` is the whole name. A captured
        scope *object* is absolute: tf.variable_scope(scope) goes back to it from anywhere.

    How sure:
        Definite for a name that repeats the whole open scope. A nested scope that merely has the name of its parent is not
        reported, nor is a name that does not come from a scope.
    """

    code = "TFS103"
    name = "doubled-prefix"
    severity = "warning"
    summary = "A whole scope name inside a scope doubles the prefix: a/a/w"
    examples = [
        Example(
            "bad",
            """\
import tensorflow as tf

with tf.variable_scope("encoder") as scope:
    w = tf.get_variable(scope.name + "/w", [2])  # error: TFS103
""",
        ),
        Example(
            "bad",
            """\
import tensorflow as tf

with tf.variable_scope("encoder") as scope:
    w = tf.get_variable("w", [2])
with tf.variable_scope("decoder"):
    with tf.variable_scope(scope.name, reuse=tf.AUTO_REUSE):  # error: TFS103
        tied = tf.get_variable("w", [2])
""",
        ),
        Example(
            "bad",
            """\
import tensorflow as tf

x = tf.placeholder(tf.float32, [None, 3])
with tf.variable_scope("encoder") as scope:
    y = tf.layers.dense(x, 2, name=scope.name + "/fc")  # error: TFS103
""",
        ),
        Example(
            "good",
            """\
import tensorflow as tf

with tf.variable_scope("encoder") as scope:
    w = tf.get_variable("w", [2])
with tf.variable_scope("decoder"):
    with tf.variable_scope(scope, reuse=tf.AUTO_REUSE):
        tied = tf.get_variable("w", [2])
""",
        ),
    ]

    def check(self, run: RunView) -> Iterator[Finding]:
        for variable in run.created:
            outer = next((str(s.full_name) for s in reversed(variable.scopes) if s.kind == "variable_scope"), "")
            if variable.api == "get_variable" and not variable.via and outer and variable.stack:
                if str(variable.requested).startswith(outer + "/"):
                    text = f"get_variable({str(variable.requested)!r}) inside scope {outer!r} creates {variable.name}"
                    yield self.finding(variable, f"{text}: pass only the name below the scope", variable=variable.name)
        for entry in run.scopes:
            if entry.kind == "variable_scope" and str(entry.outer_name) and entry.stack and entry.requested and not entry.by_object:
                if (entry.by_user and self._by_name_of_scope(run, entry)) or (is_layer(entry.via) and _begins_with_outer(entry)):
                    yield from self._scope(run, entry)

    def _scope(self, run: RunView, entry: ScopeEvent) -> Iterator[Finding]:
        made = next((v for v in run.created if v.seq > entry.seq and _within(v, entry)), None)
        if made is not None:
            what = "variable_scope" if entry.by_user else api_of(entry.via, "a layer")
            remedy = "pass the scope object, not its name" if entry.by_user else "pass only the name below the scope"
            text = f"{what}({str(entry.requested)!r}) inside {str(entry.outer_name)!r} means {entry.full_name}"
            yield self.finding(
                made, f"{text}, where {made.name} is created: {remedy}", at=entry.stack[-1],
                variable=made.name, related=related(made.stack[-1], f"{made.name} is created here"),
            )  # fmt: skip

    def _by_name_of_scope(self, run: RunView, entry: ScopeEvent) -> bool:
        """Whether the string is the name of a scope entered before, as written at the call or by its length."""
        if _begins_with_outer(entry):
            return True
        call = run.call_of(entry)
        written = next((a.text for a in call.arguments if a.value == entry.requested), None) if call else None
        return written is not None and bool(_NAME_OF_SCOPE.search(written)) and run.entered_before(entry.requested, entry)


def _begins_with_outer(entry: ScopeEvent) -> bool:
    return str(entry.requested).startswith(f"{entry.outer_name}/")


def _within(variable: VariableEvent, entry: ScopeEvent) -> bool:
    return bool(variable.stack) and any(
        s.full_name == entry.full_name and s.frame is not None and s.frame.line == entry.stack[-1].line for s in variable.scopes
    )
