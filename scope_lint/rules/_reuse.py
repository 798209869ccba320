"""Where the reuse that holds at an event was switched on."""

from __future__ import annotations

import msgspec

from scope_lint.events import ErrorEvent, Frame, ReuseVariablesEvent, ScopeEvent, VariableEvent
from scope_lint.findings import Related
from scope_lint.rules._places import related
from scope_lint.rules._view import RunView
from scope_lint.rules._words import call, is_reuse_flag, line_of


class ReuseSource(msgspec.Struct, frozen=True):
    """The statement that turned reuse on."""

    frame: Frame
    text: str
    entry: ScopeEvent | None = None
    call: ReuseVariablesEvent | None = None
    origin: Frame | None = None
    """For a captured scope: where it came to reuse."""

    @property
    def root(self) -> bool:
        """Reuse of the root scope, which never ends."""
        return self.call is not None and self.call.is_root

    @property
    def captured(self) -> bool:
        """A scope object (not the root's) that was captured while it reused."""
        entry = self.entry
        given = entry is not None and entry.reuse_argument in (True, "AUTO_REUSE")
        return entry is not None and entry.by_object and self.call is None and not given and bool(str(entry.object_name))

    @property
    def related(self) -> tuple[Related, ...]:
        return related(self.frame, self.text) + related(self.origin, "it came to reuse here")


def source_of_reuse(run: RunView, event: ErrorEvent | VariableEvent) -> ReuseSource | None:
    """Goes from the innermost scope outwards to the one that was told to reuse; at last, the root.

    A scope object that TensorFlow itself enters (a layer's) reuses because one around it does, where one does.
    """
    inner = None
    for scope in reversed(event.scopes):
        if scope.kind != "variable_scope":
            continue
        entry = run.entry_of(scope, event)
        if entry is None:
            continue
        if found := _reuse_call(run, event, entry):
            return found
        if entry.reuse_argument in (True, "AUTO_REUSE"):
            frame = _asking_frame(run, entry)
            return ReuseSource(frame, "reuse is asked for here", entry)
        if entry.by_object:
            what = "reuse=False does not end it" if entry.reuse_argument is False else "the captured scope was reusing"
            text = f"{what}: scope {str(entry.object_name)!r} carries its reuse"
            if entry.object_reuse not in (True, "AUTO_REUSE"):
                return None
            source = ReuseSource(entry.stack[-1], text, entry, origin=_origin(run, entry))
            if entry.by_user:
                return source
            inner = inner or source
    return _reuse_call(run, event, None) or inner


def _reuse_call(run: RunView, event: ErrorEvent | VariableEvent, entry: ScopeEvent | None) -> ReuseSource | None:
    """The latest reuse_variables() on this entry of a scope, or on the root."""
    for found in reversed(run.reuse_calls):
        if found.seq < event.seq and found.graph == event.graph and not found.already and found.stack:
            if entry is None and found.is_root:
                return ReuseSource(found.stack[-1], "reuse_variables() on the root scope never ends", call=found)
            if entry is not None and not found.is_root and found.seq > entry.seq and found.scope == entry.full_name:
                return ReuseSource(found.stack[-1], "reuse_variables() is called here", entry, found)
    return None


def _origin(run: RunView, entry: ScopeEvent) -> Frame | None:
    """Where the scope of a captured object was told to reuse, before it was entered again."""
    for called in reversed(run.reuse_calls):
        if called.seq < entry.seq and called.graph == entry.graph and called.scope == entry.object_name and called.stack:
            return called.stack[-1]
    for before in run.entries(entry.object_name, entry):
        if before.reuse_argument in (True, "AUTO_REUSE"):
            return _asking_frame(run, before)
    return None


def _asking_frame(run: RunView, entry: ScopeEvent) -> Frame:
    """The scope's own line or, where its function is told by a parameter, the call that passes it."""
    if len(entry.stack) > 1 and any(is_reuse_flag(p) for p in run.parameters(entry.stack[-1])):
        return entry.stack[-2]
    return entry.stack[-1]


def describe(source: ReuseSource, event: ErrorEvent | VariableEvent) -> str:
    """The source in a sentence: ``reuse=True is passed to discriminator() at line 9``."""
    line = line_of(source.frame).strip() if source.frame != event.stack[-1] else "here"
    if source.root:
        return f"reuse_variables() {line} set the root scope, which reuses from then on"
    if source.call is not None:
        if not str(source.call.scope) and source.entry is not None:
            return f"reuse_variables() {line} set the scope entered{line_of(source.entry.stack[-1])}"
        return f"reuse_variables() {line} set scope {str(source.call.scope)!r}"
    entry = source.entry
    assert entry is not None
    if entry.reuse_argument in (True, "AUTO_REUSE"):
        if source.frame != entry.stack[-1]:
            return f"{call(entry.stack[-1].function)} is told to reuse {line}"
        return f"scope {str(entry.full_name)!r} is entered with reuse=True {line}"
    if entry.reuse_argument is False:
        return f"reuse=False {line} does not end the reuse that the captured scope carries"
    return f"the scope object entered {line} was captured while reusing"
