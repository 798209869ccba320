"""Evidence that an author wants two requests to share a variable, or to be kept apart."""

from __future__ import annotations

from collections.abc import Iterator

from scope_lint.events import OpenScope, ScopeEvent, VariableEvent
from scope_lint.rules._places import parting, same_code
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


def towers(event: VariableEvent, twin: VariableEvent) -> bool:
    """Whether one name_scope statement gave each of them another name: copies of a model for several devices."""
    here, there = ([s for s in e.scopes if s.by_user and s.kind == "name_scope"][-1:] for e in (event, twin))
    return bool(here and there) and here[0].frame is not None and there[0].frame is not None and (
        here[0].requested != there[0].requested and same_code(here[0].frame, there[0].frame)
    )


def fed_apart(event: VariableEvent, twin: VariableEvent) -> bool:
    """Whether two layers get inputs that have nothing in common: the branches of a siamese network, not layers in a row or side by side."""
    if not event.upstream or not twin.upstream:
        return False
    return not set(event.upstream) & set(twin.upstream)


def fed_raw(run: RunView, event: VariableEvent, twin: VariableEvent) -> bool:
    """Whether the first layers of two networks get different parts of the data as it is: the frames of a video, the words of two sentences."""
    if not event.upstream or not twin.upstream or not event.given or set(event.given) & set(twin.given):
        return False
    return not run.variable_names & {str(name) for name in (*event.upstream, *twin.upstream)}


def meant_to_share(run: RunView, event: VariableEvent, twin: VariableEvent) -> bool:
    """Whether the reuse that both stand under can only be meant for these two: its scope is entered once in the program."""
    scope = reuse_scope(run, event)
    if scope is None or not scope.by_user or reuse_scope(run, twin) is not scope:
        return False
    if sum(s.full_name == scope.full_name and s.graph == scope.graph and s.by_user for s in run.scopes) > 1:
        return False
    if event.upstream is not None and twin.upstream is not None:
        return fed_apart(event, twin) or fed_raw(run, event, twin) or (towers(event, twin) and twin.name not in event.upstream)
    apart = parting(twin.stack, event.stack)
    if apart.loop:
        return towers(event, twin)
    shape = event.shape
    return shape is not None and len(shape) > 1 and None not in shape and shape[-1] != shape[-2]


def twin_name(entry: ScopeEvent, name: object) -> str:
    """The name a variable would have had, had the default name of a scope around it not been made unique."""
    plain = f"{entry.outer_name}/{entry.default_name}" if str(entry.outer_name) else str(entry.default_name)
    return plain + str(name).removeprefix(str(entry.full_name))


def same_place(a: VariableEvent, b: VariableEvent) -> bool:
    """Whether the same line of the author's asked for both."""
    return bool(a.stack and b.stack) and same_code(a.stack[-1], b.stack[-1])
