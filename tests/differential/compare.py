"""What the analysis says of a recorded program, in the form of the records."""

from __future__ import annotations

from typing import Any

from scope_lint import api
from scope_lint.events import ErrorEvent, OpEvent, VariableEvent

OP_TYPES = {"Const", "Identity", "Add", "AddV2", "Placeholder", "NoOp"}
"""The types of the ops that the recorder notes (those of its OPS)."""


def predicted(source: str, version: str) -> dict[str, Any]:
    """The record that the analysis predicts."""
    major, minor = (int(part) for part in version.split("."))
    result = api.run_source(source, "program.py", (major, minor))
    variables, ops = [], []
    for event in result.events:
        line = event.stack[-1].line if event.stack else None
        if isinstance(event, VariableEvent):
            shape = None if event.shape is None else list(event.shape)
            variables.append([str(event.name), event.status, shape, event.dtype, event.api, line])
        elif isinstance(event, OpEvent) and event.type in OP_TYPES and not event.via:
            ops.append(str(event.name))
    return {"variables": variables, "ops": ops, "error": _error(result.ended)}


def _error(event: ErrorEvent | None) -> list[Any] | None:
    return None if event is None else [event.type, event.message.split("\n")[0], event.stack[-1].line if event.stack else None]


def differences(record: dict[str, Any], found: dict[str, Any]) -> list[str]:
    """Where prediction and record part, in words; empty if they agree."""
    out = []
    named = set(record["ops"])
    for key in ("variables", "ops"):
        expected, got = record[key], found[key]
        if key == "ops":  # the recorder does not note the constants that a function makes of its arguments (``a/x``)
            got = [name for name in got if name in named or name.rpartition("/")[0] not in named]
        for i in range(max(len(expected), len(got))):
            a = expected[i] if i < len(expected) else None
            b = got[i] if i < len(got) else None
            if a != b:
                out.append(f"{key}[{i}]: TensorFlow has {a}, predicted {b}")
                break
    if record["error"] != found["error"]:
        out.append(f"error: TensorFlow has {record['error']}, predicted {found['error']}")
    return out
