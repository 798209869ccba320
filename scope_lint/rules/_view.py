"""One entry's events, by kind and with the questions that several rules ask."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TypeVar

from scope_lint.events import (
    CallEvent,
    CollectionEvent,
    EntryResult,
    ErrorEvent,
    Event,
    Frame,
    GraphEvent,
    OpenScope,
    OpEvent,
    ReuseVariablesEvent,
    SaverEvent,
    ScopeEvent,
    ScopeUnusedEvent,
    Stack,
    VariableEvent,
)
from scope_lint.rules._messages import code_by_message, own_error

E = TypeVar("E", bound=Event)

MOST_AT_ONE_PLACE = 200
"""Errors of one statement that are looked at: an endless recursion has thousands, for one cause."""


class RunView:
    """What rules see of an entry. Nothing is computed before a rule asks for it."""

    def __init__(self, result: EntryResult) -> None:
        self.result = result
        major, minor = result.tf_version.split(".")[:2]
        self.version = (int(major), int(minor))

    @cached_property
    def _by_kind(self) -> dict[type, list[Event]]:
        kinds: dict[type, list[Event]] = {}
        for event in self.result.events:
            kinds.setdefault(type(event), []).append(event)
        return kinds

    def events(self, kind: type[E]) -> list[E]:
        """The events of a kind, in order."""
        return self._by_kind.get(kind, [])  # type: ignore[return-value]

    @property
    def variables(self) -> list[VariableEvent]:
        return self.events(VariableEvent)

    @property
    def ops(self) -> list[OpEvent]:
        return self.events(OpEvent)

    @property
    def scopes(self) -> list[ScopeEvent]:
        return self.events(ScopeEvent)

    @property
    def unused_scopes(self) -> list[ScopeUnusedEvent]:
        return self.events(ScopeUnusedEvent)

    @property
    def reuse_calls(self) -> list[ReuseVariablesEvent]:
        return self.events(ReuseVariablesEvent)

    @property
    def calls(self) -> list[CallEvent]:
        return self.events(CallEvent)

    @property
    def queries(self) -> list[CollectionEvent]:
        return self.events(CollectionEvent)

    @property
    def savers(self) -> list[SaverEvent]:
        return self.events(SaverEvent)

    @property
    def graphs(self) -> list[GraphEvent]:
        return self.events(GraphEvent)

    @cached_property
    def errors(self) -> list[ErrorEvent]:
        """What TensorFlow raises and the program does not catch.

        Errors that the program raises itself are not our business. Of those that a TensorFlow function raises for reasons of its
        own (the rank of an input …), only what surely happens.
        """
        raised = (e for e in self.events(ErrorEvent) if not e.caught and e.stack)
        told = (e for e in raised if e.cause != "python" or (own_error(e) and (e.definite or code_by_message(e) not in (None, "TFS406"))))
        counts: dict[tuple[str, Frame], int] = {}
        out: list[ErrorEvent] = []
        for error in told:
            place = (error.kind, error.stack[-1])
            counts[place] = counts.get(place, 0) + 1
            if counts[place] <= MOST_AT_ONE_PLACE:
                out.append(error)
        return out

    @cached_property
    def errors_by_code(self) -> dict[str, list[ErrorEvent]]:
        """Each error under the one rule that it belongs to."""
        from scope_lint.rules._causes import code_of

        found: dict[str, list[ErrorEvent]] = {}
        for error in self.errors:
            found.setdefault(code_of(self, error), []).append(error)
        return found

    def errors_of(self, code: str) -> list[ErrorEvent]:
        return self.errors_by_code.get(code, [])

    @cached_property
    def variable_names(self) -> set[str]:
        """The names of all that was created."""
        return {str(v.name) for v in self.created}

    @cached_property
    def created(self) -> list[VariableEvent]:
        return [v for v in self.variables if v.status == "created"]

    @cached_property
    def _entries(self) -> dict[str, list[ScopeEvent]]:
        found: dict[str, list[ScopeEvent]] = {}
        for scope in self.scopes:
            found.setdefault(str(scope.full_name), []).append(scope)
        return found

    def entry_of(self, scope: OpenScope, before: Event) -> ScopeEvent | None:
        """The event of entering a scope that was open at another event."""
        for event in reversed(self._entries.get(str(scope.full_name), [])):
            if event.seq < before.seq and event.kind == scope.kind and event.graph == before.graph and event.stack:
                if scope.frame is None or _same_statement(event.stack[-1], scope.frame):
                    return event
        return None

    @cached_property
    def numbered_scopes(self) -> list[ScopeEvent]:
        """The scopes that got a number after their default name."""
        return [s for s in self.scopes if s.used_default and s.kind == "variable_scope" and s.default_name and _numbered(s)]

    @cached_property
    def _numbered_entries(self) -> dict[str, list[ScopeEvent]]:
        found: dict[str, list[ScopeEvent]] = {}
        for scope in self.numbered_scopes:
            found.setdefault(str(scope.full_name), []).append(scope)
        return found

    def entries(self, name: object, before: Event, numbered: bool = False) -> Iterator[ScopeEvent]:
        """How a variable_scope of that full name was entered before an event, in the same graph, latest first."""
        for event in reversed((self._numbered_entries if numbered else self._entries).get(str(name), [])):
            if event.seq < before.seq and event.graph == before.graph and event.kind == "variable_scope":
                yield event

    def entered_before(self, name: object, event: Event) -> bool:
        """Whether a variable_scope of that full name was entered before, in the same graph."""
        return next(self.entries(name, event), None) is not None

    @cached_property
    def _calls_at(self) -> dict[tuple[str, str, int], list[CallEvent]]:
        found: dict[tuple[str, str, int], list[CallEvent]] = {}
        for call in self.calls:
            if call.stack:
                found.setdefault((call.api, call.stack[-1].path, call.stack[-1].line), []).append(call)
        return found

    def call_of(self, entry: ScopeEvent) -> CallEvent | None:
        """The call, as written, that made the scope which is entered (on the same line)."""
        calls = self._calls_at.get((entry.api, entry.stack[-1].path, entry.stack[-1].line), []) if entry.stack else []
        return next((c for c in reversed(calls) if c.seq < entry.seq and c.stack[:-1] == entry.stack[:-1]), None)

    def parameters(self, frame: Frame) -> tuple[str, ...]:
        """The parameters of the function that a frame runs in."""
        return self.result.parameters.get(f"{frame.path}::{frame.function}", ())

    def run_of(self, prefix: Stack, function: str) -> Iterator[VariableEvent]:
        """The variables that one run of a function asked for, given the frames that lead to it."""
        n = len(prefix)
        for event in self.variables:
            if len(event.stack) > n and event.stack[n].function == function and event.stack[:n] == prefix:
                yield event

    def in_run(self, event: Event, prefix: Stack, function: str) -> bool:
        """Whether an event happened in that run of a function."""
        n = len(prefix)
        return len(event.stack) > n and event.stack[n].function == function and event.stack[:n] == prefix


def _same_statement(a: Frame, b: Frame) -> bool:
    return a.path == b.path and a.function == b.function and a.line <= b.end_line and b.line <= a.end_line


def _numbered(scope: ScopeEvent) -> bool:
    plain = f"{scope.outer_name}/{scope.default_name}" if str(scope.outer_name) else str(scope.default_name)
    return str(scope.full_name) != plain
