"""Variables that stand directly under a tf.name_scope, which does not prefix them."""

from __future__ import annotations

from scope_lint.events import CollectionEvent, OpenScope, VariableEvent
from scope_lint.rules._view import RunView


def name_scope_of(event: VariableEvent) -> OpenScope | None:
    """The innermost scope of the author's around a get_variable, where it is a name_scope."""
    if event.api != "get_variable":
        return None
    inner = next((s for s in reversed(event.scopes) if s.by_user), None)
    return inner if inner is not None and inner.kind == "name_scope" and inner.requested else None


def looked_for(run: RunView, query: CollectionEvent) -> list[VariableEvent]:
    """Those that an empty query looks for by the name of the name_scope they stand under."""
    prefix = str(query.scope).strip("/")
    if query.matched or not query.complete or not query.stack:
        return []
    kept = {str(name) for name in query.available}
    earlier = (v for v in run.created if v.seq < query.seq and v.graph == query.graph and v.stack and str(v.name) in kept)
    return [v for v in earlier if _opened_as(v, prefix)]


def _opened_as(event: VariableEvent, prefix: str) -> bool:
    scope = name_scope_of(event)
    if scope is None:
        return False
    return prefix in (str(scope.full_name), str(scope.requested).strip("/")) or f"{scope.full_name}/{event.name}".startswith(prefix + "/")
