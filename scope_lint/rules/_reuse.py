"""Where the reuse that holds at an event was switched on."""

from __future__ import annotations

import msgspec

from scope_lint.events import ErrorEvent, Frame, ReuseVariablesEvent, ScopeEvent, VariableEvent
from scope_lint.findings import Related
from scope_lint.rules._places import related
from scope_lint.rules._view import RunView
from scope_lint.rules._words import call, is_reuse_flag


class ReuseSource(msgspec.Struct, frozen=True):
    """The statement that turned reuse on."""

    frame: Frame
    text: str
    entry: ScopeEvent | None = None
    call: ReuseVariablesEvent | None = None

    @property
    def root(self) -> bool:
        """Reuse of the root scope, which never ends."""
        return self.call is not None and self.call.is_root

    @property
    def related(self) -> tuple[Related, ...]:
        return related(self.frame, self.text)


def source_of_reuse(run: RunView, event: ErrorEvent | VariableEvent) -> ReuseSource | None:
    """Goes from the innermost scope outwards to the one that was told to reuse; at last, the root."""
    for scope in reversed(event.scopes):
        if scope.kind != "variable_scope":
            continue
        entry = run.entry_of(scope, event)
        if entry is None:
            continue
        if found := _reuse_call(run, event, entry):
            return found
        if entry.reuse_argument in (True, "AUTO_REUSE"):
            frame = _asking_frame(run, event, entry)
            return ReuseSource(frame, "reuse is asked for here", entry)
        if entry.by_object:
            what = "reuse=False does not end it" if entry.reuse_argument is False else "the captured scope was reusing"
            text = f"{what}: scope {str(entry.object_name)!r} carries its reuse"
            return ReuseSource(entry.stack[-1], text, entry) if entry.object_reuse in (True, "AUTO_REUSE") else None
    return _reuse_call(run, event, None)


def _reuse_call(run: RunView, event: ErrorEvent | VariableEvent, entry: ScopeEvent | None) -> ReuseSource | None:
    """The latest reuse_variables() on this entry of a scope, or on the root."""
    for found in reversed(run.reuse_calls):
        if found.seq < event.seq and found.graph == event.graph and not found.already and found.stack:
            if entry is None and found.is_root:
                return ReuseSource(found.stack[-1], "reuse_variables() on the root scope never ends", call=found)
            if entry is not None and not found.is_root and found.seq > entry.seq and found.scope == entry.full_name:
                return ReuseSource(found.stack[-1], "reuse_variables() is called here", entry, found)
    return None


def _asking_frame(run: RunView, event: ErrorEvent | VariableEvent, entry: ScopeEvent) -> Frame:
    """The scope's own line or, where its function is told by a parameter, the call that passes it."""
    n = len(entry.stack)
    inside = n > 1 and event.stack[: n - 1] == entry.stack[: n - 1]
    if inside and any(is_reuse_flag(p) for p in run.parameters(entry.stack[-1])):
        return entry.stack[-2]
    return entry.stack[-1]


def describe(source: ReuseSource, event: ErrorEvent | VariableEvent) -> str:
    """The source in a sentence: ``reuse=True is passed to discriminator() at line 9``."""
    line = f"at line {source.frame.line}" if source.frame != event.stack[-1] else "here"
    if source.root:
        return f"reuse_variables() {line} set the root scope, which reuses from then on"
    if source.call is not None:
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
