"""TFS101."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from scope_lint.events import Frame, OpenScope
from scope_lint.findings import Finding, Fix, Remedy
from scope_lint.rules._name_scopes import looked_for, name_scope_of
from scope_lint.rules._places import parting, related
from scope_lint.rules._remedies import span
from scope_lint.rules._view import RunView
from scope_lint.rules._words import more
from scope_lint.rules.base import Example, Rule

if TYPE_CHECKING:
    import libcst as cst

    from scope_lint.fixes.code import Code


class GetVariableUnderNameScope(Rule):
    """tf.name_scope does not prefix the variables of tf.get_variable, nor of the layers built on it.

    What:
        Variables are created directly under a tf.name_scope, and the program shows that it expects the prefix: it collects
        variables by it and finds none, or two places under name scopes of different names get one and the same variable.

    Why:
        tf.name_scope names operations (and tf.Variable). tf.get_variable, tf.layers, slim and the RNN cells see variable
        scopes only: under tf.name_scope("dnn") the variable is ``w``, not ``dnn/w``. tf.variable_scope names both.

    How sure:
        Definite where the program surely gets there. A name_scope alone is no mistake (it groups operations, or towers that
        share their variables), so nothing is said without one of these signs.

    Fix:
        Unsafe, since it renames variables: tf.variable_scope in place of tf.name_scope, unless what ``as`` gives is used.
    """

    code = "TFS101"
    name = "get-variable-under-name-scope"
    severity = "warning"
    summary = "tf.name_scope does not prefix a variable that the program looks for under it"
    examples = [
        Example(
            "bad",
            """\
import tensorflow as tf

x = tf.placeholder(tf.float32, [None, 4])
with tf.name_scope("dnn"):  # error: TFS101
    hidden = tf.layers.dense(x, 8, name="hidden")
weights = tf.get_collection(tf.GraphKeys.GLOBAL_VARIABLES, scope="dnn")
""",
        ),
        Example(
            "bad",
            """\
import tensorflow as tf

x = tf.placeholder(tf.float32, [None, 4])
with tf.variable_scope("model", reuse=tf.AUTO_REUSE):
    with tf.name_scope("actor"):
        actor = tf.layers.dense(x, 8, name="hidden")
    with tf.name_scope("critic"):
        critic = tf.layers.dense(x, 8, name="hidden")  # error: TFS101
""",
        ),
        Example(
            "good",
            """\
import tensorflow as tf

x = tf.placeholder(tf.float32, [None, 4])
with tf.variable_scope("dnn"):
    hidden = tf.layers.dense(x, 8, name="hidden")
weights = tf.get_collection(tf.GraphKeys.GLOBAL_VARIABLES, scope="dnn")
""",
        ),
    ]

    def check(self, run: RunView) -> Iterator[Finding]:
        yield from self._empty_queries(run)
        shared: set[tuple[object, object]] = set()
        for event in run.variables:
            scope, first = name_scope_of(event), event.first
            if scope is None or event.status != "reused" or event.reuse != "AUTO_REUSE" or first is None or not first.stack:
                continue
            other, apart = name_scope_of(first), parting(first.stack, event.stack)
            if other is None or str(other.requested) == str(scope.requested) or apart.callee is not None or apart.loop:
                continue
            if (scope.frame, other.frame) in shared:
                continue
            shared.add((scope.frame, other.frame))
            text = f"{event.name} is shared by name_scope {str(other.requested)!r} and name_scope {str(scope.requested)!r}"
            yield self.finding(
                event, f"{text}: tf.name_scope does not prefix it; use tf.variable_scope to keep them apart", at=apart.place,
                variable=event.name, remedy=_remedy(apart.place, other, scope), related=(*related(first.stack[-1], f"{event.name} is created here"),
                                              *related(scope.frame, "this name_scope")),
            )  # fmt: skip

    def _empty_queries(self, run: RunView) -> Iterator[Finding]:
        for query in run.queries:
            if found := looked_for(run, query):
                prefix, scope, count = str(query.scope).strip("/"), name_scope_of(found[0]), len({str(v.name) for v in found})
                text = f"{found[0].name}{more(count)} stands under tf.name_scope({prefix!r}), which does not prefix it"
                yield self.finding(
                    query, f"{text}: the query for scope {prefix!r} finds nothing; use tf.variable_scope({prefix!r})",
                    at=scope.frame if scope else None, variable=found[0].name, count=count,
                    remedy=_remedy(scope.frame, scope) if scope else None,
                    related=(*related(query.stack[-1], f"no variable is found under {prefix!r} here"),
                             *related(found[0].stack[-1], f"{found[0].name} is created here")),
                )  # fmt: skip

    def fix(self, finding: Finding, code: Code) -> Fix | None:
        from scope_lint.fixes.calls import keyword_renamed
        from scope_lint.fixes.functions import other_function

        def change(call: cst.Call) -> cst.Call:
            return keyword_renamed(call, "name", "name_or_scope")

        remedy = finding.remedy
        assert remedy is not None
        if any(code.after(place).lstrip().startswith("as ") for place in remedy.spans):
            return None  # what name_scope gives is a string, what variable_scope gives is not
        return other_function(code, remedy, "name_scope", "variable_scope", "Write variable_scope, which prefixes variables too", change)


def _remedy(place: Frame | None, *scopes: OpenScope) -> Remedy | None:
    """Each of the name_scopes is to be a variable_scope; None where they stand in another file than the finding."""
    frames = [scope.frame for scope in scopes if scope.frame is not None]
    if place is None or len(frames) < len(scopes) or any(frame.path != place.path for frame in frames):
        return None
    return Remedy(spans=tuple(dict.fromkeys(map(span, frames))), safe=False)
