"""Evidence that an author wants two requests to share a variable, or to be kept apart."""

from __future__ import annotations

from collections.abc import Iterator

from scope_lint.events import OpenScope, ScopeEvent, VariableEvent
from scope_lint.rules._places import same_code
from scope_lint.rules._via import is_slot
from scope_lint.rules._view import RunView
from scope_lint.symbolic.conditions import compatible


def scope_around(event: VariableEvent) -> OpenScope | None:
    """The innermost variable_scope that the author opened around an event."""
    return next((s for s in reversed(event.scopes) if s.by_user and s.kind == "variable_scope"), None)


def repeated(run: RunView) -> Iterator[tuple[VariableEvent, VariableEvent]]:
    """Creations that the same code made before, in the same graph, each with the first one."""
    first: dict[tuple[object, ...], VariableEvent] = {}
    for event in run.created:
        if not event.stack or is_slot(event.via):
            continue
        place = event.stack[-1]
        key = (event.graph, place.path, place.function, place.line, place.column, event.via, str(event.requested))
        before = first.setdefault(key, event)
        if before is not event and compatible(before.path, event.path):
            yield event, before


def asks_to_share(run: RunView, event: VariableEvent, before: VariableEvent) -> bool:
    """Whether the scope of a second creation says that it shares with the first.

    Both lie in a scope of one name, and the second is under reuse=True, or under AUTO_REUSE in another entry of that scope
    (within one entry, AUTO_REUSE says nothing: a net may have many equal layers).
    """
    here, there = scope_around(event), scope_around(before)
    if str(here and here.full_name) != str(there and there.full_name):
        return False
    if event.reuse is True:
        return True
    if event.reuse != "AUTO_REUSE" or here is None or there is None:
        return False
    return entry_number(run, here, event) != entry_number(run, there, before)


def entry_number(run: RunView, scope: OpenScope, event: VariableEvent) -> int | None:
    """Which entry of a scope it was."""
    entry = run.entry_of(scope, event)
    return None if entry is None else entry.seq


def reuse_scope(run: RunView, event: VariableEvent) -> ScopeEvent | None:
    """The entered scope that turned on the reuse that holds at an event: the innermost that was given it."""
    for scope in reversed(event.scopes):
        entry = run.entry_of(scope, event) if scope.kind == "variable_scope" else None
        if entry is not None and entry.reuse_argument in (True, "AUTO_REUSE"):
            return entry
    return None


def twin_name(entry: ScopeEvent, name: object) -> str:
    """The name a variable would have had, had the default name of a scope around it not been made unique."""
    plain = f"{entry.outer_name}/{entry.default_name}" if str(entry.outer_name) else str(entry.default_name)
    return plain + str(name).removeprefix(str(entry.full_name))


def same_place(a: VariableEvent, b: VariableEvent) -> bool:
    """Whether the same line of the author's asked for both."""
    return bool(a.stack and b.stack) and same_code(a.stack[-1], b.stack[-1])
