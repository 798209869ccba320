"""A few lines that make events as the interpreter does, for tests of the rules alone."""

from __future__ import annotations

from typing import Any

from scope_lint.events import (
    EntryResult,
    ErrorEvent,
    Event,
    Frame,
    OpenScope,
    ReuseVariablesEvent,
    ScopeEvent,
    VariableEvent,
)


def frame(line: int, function: str = "<module>", path: str = "m.py", rounds: tuple[int, ...] = ()) -> Frame:
    return Frame(path, line, 5, line, 20, function, rounds)


class Script:
    """Collects the events of one entry; stacks are given as ``(line, function)`` pairs, outermost first."""

    def __init__(self, **fields: Any) -> None:
        self.events: list[Event] = []
        self.fields = {"target": "m.py", "kind": "script", "incomplete": [], **fields}

    def result(self) -> EntryResult:
        return EntryResult(events=self.events, **self.fields)

    def _add(self, kind: type[Event], stack: tuple[Any, ...], fields: dict[str, Any]) -> Any:
        frames = tuple(f if isinstance(f, Frame) else frame(*f) for f in stack)
        event = kind(**{"seq": len(self.events) + 1, "graph": 0, "stack": frames, "path": (), **fields})
        self.events.append(event)
        return event

    def variable(self, name: str, *stack: Any, **fields: Any) -> VariableEvent:
        defaults: dict[str, Any] = {
            "name": name, "api": "get_variable", "status": "created", "shape": (2,), "dtype": "float32", "trainable": True,
            "reuse": False, "scopes": (), "requested": name.rsplit("/", 1)[-1],
        }  # fmt: skip
        return self._add(VariableEvent, stack, defaults | fields)

    def error(self, kind: str, name: str, *stack: Any, **fields: Any) -> ErrorEvent:
        defaults = {"kind": kind, "cause": kind, "type": "ValueError", "message": f"{kind} {name}", "variable": name}
        return self._add(ErrorEvent, stack, defaults | fields)

    def scope(self, full_name: str, *stack: Any, **fields: Any) -> OpenScope:
        requested = full_name.rsplit("/", 1)[-1]
        defaults: dict[str, Any] = {
            "kind": "variable_scope", "api": "variable_scope", "requested": requested, "default_name": None, "used_default": False,
            "by_object": False, "object_name": None, "full_name": full_name, "op_name": full_name,
            "outer_name": full_name.rpartition("/")[0], "reuse_argument": None, "outer_reuse": False, "reuse": False,
            "object_reuse": None, "by_user": True, "scopes": (),
        }  # fmt: skip
        event = self._add(ScopeEvent, stack, defaults | fields)
        return OpenScope(event.kind, event.requested, event.full_name, event.by_user, event.stack[-1])

    def reuse(self, scope: str, *stack: Any, **fields: Any) -> ReuseVariablesEvent:
        return self._add(ReuseVariablesEvent, stack, {"scope": scope, "is_root": not scope, "already": False} | fields)
