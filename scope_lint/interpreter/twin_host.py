"""The interpreter as the TensorFlow twin sees it (tf1.host.Host)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scope_lint.events import Event, Frame
from scope_lint.interpreter.values import BoundMethod, Choice, Function, ListV, Value
from scope_lint.symbolic.conditions import Path, Under
from scope_lint.symbolic.journal import Journal
from scope_lint.symbolic.missing import MISSING
from scope_lint.symbolic.unknown import Unknown
from scope_lint.tf1.tensor import Tensor

if TYPE_CHECKING:
    from scope_lint.interpreter.machine import Machine


class TwinHost:
    """Passes the twin's questions on to the machine."""

    def __init__(self, m: Machine) -> None:
        self.machine = m
        self.journal: Journal = m.journal

    def path(self) -> Path:
        return self.machine.current_path()

    def place(self) -> dict[str, Any]:
        return self.machine.place()

    def by_user(self) -> bool:
        return self.machine.by_user()

    def lists_ops(self) -> bool:
        return self.machine.lists_ops and self.machine.by_user()

    def frame(self) -> Frame | None:
        return self.machine.current_place()

    def record(self, event: Event) -> None:
        self.machine.record(event)

    def obtained(self, variable: Any) -> None:
        self.machine.obtained.append(variable)

    def module(self) -> str:
        name = ""
        for f in reversed(self.machine.frames):
            if not f.hidden:
                break
            name = f.module.name
        return name

    def complete(self) -> bool:
        return not self.machine.incomplete

    def given(self) -> list[Any] | None:
        m = self.machine
        for f in reversed(m.frames):
            if f.function is None:
                continue
            arguments = [m.resolve(f.env.get(p.name)) for p in f.function.code.params]
            found = [t for a in arguments for t in _tensors(m, a)]
            if found:
                return found
            if any(isinstance(a, (Unknown, Choice)) for a in arguments):
                return None
        return None

    def parameters(self, function: Any) -> tuple[list[str], int] | None:
        function = function.func if isinstance(function, BoundMethod) else function
        if not isinstance(function, Function):
            return None
        listed = [p for p in function.code.params if p.kind in ("positional", "normal")]
        return [p.name for p in listed], sum(p.default is not None for p in listed)

    def floats_only(self, function: Any) -> bool:
        return isinstance(function, Function) and function.attrs.get("floats_only") is True

    def live_list(self, values: list[Any]) -> ListV:
        from scope_lint.interpreter.hostcalls import from_twin

        return ListV([from_twin(one) for one in values])

    def append(self, live: ListV, value: Under) -> None:
        from scope_lint.interpreter.hostcalls import from_twin

        self.journal.set(live, "items", [*live.items, from_twin(value)])

    def listed(self, live: ListV) -> list[tuple[Any, Path]]:
        from scope_lint.interpreter.hostcalls import to_twin

        return [(to_twin(self.machine, value), path) for item in live.items for value, path in _alternatives(item)]

    def call(self, function: Any, args: list[Any], kwargs: dict[str, Any]) -> Any:
        m = self.machine
        before = m.pinned
        m.pinned = m.stack()  # a custom getter works for the call of get_variable that it serves
        try:
            return self._call(m, function, args, kwargs)
        finally:
            m.pinned = before

    def _call(self, m: Machine, function: Any, args: list[Any], kwargs: dict[str, Any]) -> Any:
        from scope_lint.interpreter.calls import call
        from scope_lint.interpreter.hostcalls import from_twin, to_twin

        result = call(m, function, [from_twin(a) for a in args], {k: from_twin(a) for k, a in kwargs.items()})
        return to_twin(m, result)


def _alternatives(value: Value, path: Path = ()) -> list[tuple[Value, Path]]:
    """What an item of a list may be, and on which path; nothing where it is not there."""
    if type(value) is Choice:
        return [*_alternatives(value.yes, (*path, (value.atom, True))), *_alternatives(value.no, (*path, (value.atom, False)))]
    return [] if value is MISSING else [(value, path)]


def _tensors(m: Machine, value: Value) -> list[Tensor]:
    """A tensor, or the tensors of a list (the inputs of a cell: an output and states)."""
    if isinstance(value, Tensor):
        return [value]
    items = value.items if isinstance(value, ListV) else value if isinstance(value, tuple) else ()
    return [t for one in items for t in _tensors(m, m.resolve(one))]
