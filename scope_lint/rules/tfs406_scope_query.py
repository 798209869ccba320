"""TFS406."""

from __future__ import annotations

from collections.abc import Iterator

from scope_lint.events import CollectionEvent, ErrorEvent
from scope_lint.findings import Finding
from scope_lint.rules._name_scopes import looked_for
from scope_lint.rules._places import related
from scope_lint.rules._view import RunView
from scope_lint.rules._words import more
from scope_lint.rules.base import Example, Rule


class ScopeQuery(Rule):
    """A query for the variables of a scope finds none, or those of another scope too.

    What:
        tf.get_collection(key, scope=…), tf.trainable_variables(scope) and the like match no variable although there are some; or
        the name of a scope matches its neighbour too: ``critic`` also finds ``critic_target/w``.

    Why:
        The scope is a regular expression that is matched at the beginning of the name. ``critic/`` finds that scope alone. A
        query that finds nothing leaves an optimizer or a Saver without variables, or a loss without its penalty.

    How sure:
        Definite where all variables of the collection are known. A neighbour is reported only if the query is the exact name of
        a scope with variables. It is an error where TensorFlow raises for want of variables.
    """

    code = "TFS406"
    name = "scope-query"
    severity = "warning"
    summary = "A scope query matches no variable, or also those of a neighbour"
    examples = [
        Example(
            "bad",
            """\
import tensorflow as tf

for name in ["critic", "critic_target"]:
    with tf.variable_scope(name):
        w = tf.get_variable("w", [2])
mine = tf.get_collection(tf.GraphKeys.TRAINABLE_VARIABLES, scope="critic")  # error: TFS406
none = tf.get_collection(tf.GraphKeys.TRAINABLE_VARIABLES, scope="actor")  # error: TFS406
""",
        ),
        Example(
            "good",
            """\
import tensorflow as tf

for name in ["critic", "critic_target"]:
    with tf.variable_scope(name):
        w = tf.get_variable("w", [2])
mine = tf.get_collection(tf.GraphKeys.TRAINABLE_VARIABLES, scope="critic/")
""",
        ),
    ]

    def check(self, run: RunView) -> Iterator[Finding]:
        for error in run.errors_of(self.code):
            query = next((q for q in reversed(run.queries) if q.seq < error.seq and not q.matched and q.complete and _near(q, error)), None)
            text = f"; the query for scope {str(query.scope)!r} finds none" if query else ""
            places = related(query.stack[-1], "nothing is found here") if query and query.stack else ()
            yield self.finding(error, error.message.rstrip(".") + text, variable=error.variable, severity="error", related=places)
        for query in run.queries:
            if _asked_by_user(query) and query.complete and query.available and query.scope and not looked_for(run, query) and not _asks_for_each(run, query):
                if text := _empty(query) or _neighbours(query):
                    yield self.finding(query, text, variable=_example(query))


_ASKING = ("get_", "merge_all", "left_out")
"""How the functions begin that pass a query on."""


def _asked_by_user(query: CollectionEvent) -> bool:
    """Whether the program asks for a scope that is known, itself or through a function that is for asking.

    TensorFlow's own queries may well be empty.
    """
    known = isinstance(query.scope, str) or bool(query.matched)
    return known and bool(query.stack) and all(name.rpartition(".")[2].startswith(_ASKING) for name in query.via)


def _near(query: CollectionEvent, error: ErrorEvent) -> bool:
    """Whether a query stands in a function that the error comes through: its result is what the error speaks of."""
    places = {(f.path, f.function) for f in error.stack}
    return bool(query.stack) and (query.stack[-1].path, query.stack[-1].function) in places


def _asks_for_each(run: RunView, query: CollectionEvent) -> bool:
    """A line that asks for the variables of one scope after the other: a scope that was open and is empty is no mistake there."""
    if query.matched or not run.entered_before(str(query.scope).strip("/"), query):
        return False
    place = query.stack[-1]
    return any(other.matched and other.stack and (other.stack[-1].path, other.stack[-1].line) == (place.path, place.line) for other in run.queries)


def _empty(query: CollectionEvent) -> str:
    if query.matched or any(name.endswith(".left_out") for name in query.via):
        return ""
    names = [str(name) for name in query.available]
    if meant := _further_in(query):
        scope = str(query.scope)
        full = meant[: meant.index(f"/{scope.strip('/')}/") + 1] + scope
        return f"no variable of collection {query.key!r} matches scope {scope!r}: write {full!r}, as a scope is matched from the start of the name"
    shown = ", ".join(names[:3]) + (" …" if len(names) > 3 else "")
    return f"no variable of collection {query.key!r} matches scope {str(query.scope)!r} (there are {shown})"


def _further_in(query: CollectionEvent) -> str:
    """A variable whose name has the scope that is asked for further in: a scope stands for the beginning of a name."""
    inner = f"/{str(query.scope).strip('/')}/"
    return next((str(name) for name in query.available if inner in str(name)), "")


def _neighbours(query: CollectionEvent) -> str:
    scope = str(query.scope)
    if scope.endswith("/") or not any(str(name).startswith(scope + "/") for name in query.matched):
        return ""
    others = [str(name) for name in query.matched if str(name) != scope and not str(name).startswith(scope + "/")]
    if not others:
        return ""
    return f"scope {scope!r} also matches {others[0]}{more(len(others))}: write {scope + '/'!r} for that scope alone"


def _example(query: CollectionEvent) -> object:
    if not query.matched:
        return _further_in(query) or query.available[0]
    return next(name for name in query.matched if not str(name).startswith(str(query.scope) + "/"))
