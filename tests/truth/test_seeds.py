"""The examples of the documents that the project began with, each a script in fixtures/seeds: every step as TensorFlow took it.

Variables with their statuses, the ops that the script makes, named or not, the scopes that it enters with name, op scope and
reuse flag, and errors: in one order, each at its line.
"""

from __future__ import annotations

import json
from typing import Any

import pytest

from scope_lint.api import run_source
from scope_lint.events import ErrorEvent, Event, OpEvent, ScopeEvent, VariableEvent
from tests.truth.compare import FIXTURES, Recording, recordings

SEEDS = [r for r in recordings(FIXTURES / "seeds")]


@pytest.mark.parametrize("recording", SEEDS, ids=[r.id for r in SEEDS])
def test_every_step_is_predicted(recording: Recording) -> None:
    trace = json.loads(recording.file.read_text(encoding="utf-8"))
    result = run_source(recording.script.read_text(encoding="utf-8"), str(recording.script), recording.version)
    found = [step for event in result.events if (step := _step(event)) is not None]
    assert _own_ops(found) == _own_ops(trace["steps"])
    ended = trace["exit"] and [trace["exit"][key] for key in ("type", "message", "line")]
    assert (result.ended and [result.ended.type, _first_line(result.ended), result.ended.stack[-1].line]) == ended


def test_every_script_is_recorded() -> None:
    assert {r.script for r in SEEDS} == set((FIXTURES / "seeds").glob("*.py"))


def _step(event: Event) -> list[Any] | None:
    """An event as the recorder notes it; None for what it does not note."""
    if not event.stack:
        return None
    line = event.stack[-1].line
    if isinstance(event, VariableEvent):
        return ["variable", str(event.name), event.status, line]
    if isinstance(event, OpEvent):
        return ["op", str(event.name), event.type, line]
    if isinstance(event, ErrorEvent):
        return ["error", event.type, _first_line(event), line]
    if isinstance(event, ScopeEvent) and event.by_user and event.api == event.kind:
        prefix = f"{event.op_name}/" if event.op_name else ""
        if event.kind == "name_scope":
            return ["name_scope", prefix, line]
        return ["variable_scope", str(event.full_name), prefix, event.reuse, line]
    return None


def _first_line(error: ErrorEvent) -> str:
    return error.message.split("\n")[0]


def _own_ops(steps: list[list[Any]]) -> list[list[Any]]:
    """Without the ops inside other ops: the constants that a function makes of its arguments (``add/y``)."""
    names = {step[1] for step in steps if step[0] == "op"}
    return [step for step in steps if step[0] != "op" or step[1].rpartition("/")[0] not in names]
