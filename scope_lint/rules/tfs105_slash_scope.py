"""TFS105."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from scope_lint.events import OpenScope, VariableEvent
from scope_lint.findings import Finding, Fix, Remedy
from scope_lint.rules._places import related
from scope_lint.rules._remedies import span
from scope_lint.rules._view import RunView
from scope_lint.rules._words import more
from scope_lint.rules.base import Example, Rule

if TYPE_CHECKING:
    import libcst as cst

    from scope_lint.fixes.code import Code


class SlashScope(Rule):
    """A slash too many stays in the names of variables: ``a//w``.

    What:
        A variable_scope whose name ends with a slash, or an empty one inside another scope, puts ``//`` into the names of
        its variables.

    Why:
        Only tf.name_scope gives a meaning to a trailing slash: it goes back to exactly that name. tf.variable_scope takes the
        slash as part of the name, so ``a/`` and ``a`` are different variables, which differ in the checkpoint too.

    How sure:
        Definite: the name of a variable that is created holds the double slash.

    Fix:
        Unsafe, since it renames variables: the slash is left out, where it is written in the call itself; for an empty name the
        scope around it is entered again.
    """

    code = "TFS105"
    name = "slash-scope"
    severity = "warning"
    summary = "A trailing slash or an empty scope name leaves a double slash in variable names"
    examples = [
        Example(
            "bad",
            """\
import tensorflow as tf

with tf.variable_scope("inner/"):  # error: TFS105
    w = tf.get_variable("w", [2])
""",
        ),
        Example(
            "bad",
            """\
import tensorflow as tf

with tf.variable_scope("outer"):
    with tf.variable_scope(""):  # error: TFS105
        w = tf.get_variable("w", [2])
""",
        ),
        Example(
            "good",
            """\
import tensorflow as tf

with tf.variable_scope("inner"):
    w = tf.get_variable("w", [2])
""",
        ),
    ]

    def check(self, run: RunView) -> Iterator[Finding]:
        names = {str(variable.name) for variable in run.variables}
        groups: dict[tuple[str, int], list[VariableEvent]] = {}
        scopes: dict[tuple[str, int], OpenScope | None] = {}
        for variable in run.created:
            if "//" in str(variable.name) and variable.stack:
                scope = next((s for s in variable.scopes if s.by_user and _slashed(s)), None)
                frame = scope.frame if scope and scope.frame else variable.stack[-1]
                key = (frame.path, frame.line)
                groups.setdefault(key, []).append(variable)
                scopes.setdefault(key, scope)
        for key, found in groups.items():
            scope, variable, count = scopes[key], found[0], len({str(v.name) for v in found})
            clash = any(re.sub("/{2,}", "/", str(v.name)) in names for v in found)  # what is fixed would be another variable
            what = f"variable_scope({str(scope.requested)!r})" if scope else "the name given"
            yield self.finding(
                variable, f"{what} puts a double slash into {variable.name}{more(count)}: leave the slash out",
                at=scope.frame if scope else None, variable=variable.name, count=count,
                remedy=Remedy(spans=(span(scope.frame),), safe=False) if scope and scope.frame and not clash else None,
                related=related(variable.stack[-1], f"{variable.name} is created here"),
            )  # fmt: skip

    def fix(self, finding: Finding, code: Code) -> Fix | None:
        import libcst as cst

        from scope_lint.fixes.calls import argument, function_name, replaced
        from scope_lint.fixes.names import is_empty, without_slashes

        def change(call: cst.Call) -> cst.Call | None:
            name = argument(call, 0, "name_or_scope")
            if name is None or function_name(call) != "variable_scope":
                return None
            if is_empty(name.value):  # the scope around it is meant
                function = call.func.with_changes(attr=cst.Name("get_variable_scope")) if isinstance(call.func, cst.Attribute) else None
                return replaced(call, name, cst.Call(function)) if function else None
            value = without_slashes(name.value)
            return replaced(call, name, value) if value else None

        assert finding.remedy is not None
        return code.fix("Leave the slash out of the scope's name", finding.remedy, change)


def _slashed(scope: OpenScope) -> bool:
    if scope.kind != "variable_scope" or scope.requested is None:
        return False
    requested = str(scope.requested)
    return requested == "" or requested.endswith("/") or requested.startswith("/") or "//" in requested
