"""Runs a recorded program on the live twin, and gives what happened in the form of the records (without lines of variables)."""

from __future__ import annotations

import builtins
import sys
import traceback
from typing import Any

from scope_lint.events import OpEvent, VariableEvent
from scope_lint.tf1.runtime import Runtime
from tests.differential.compare import OP_TYPES
from tests.tf1.live import live

NAME = "<program>"


def _add_ops(runtime: Runtime) -> None:
    """The few ops that the programs use and the core has not."""

    runtime.functions |= {
        "identity": lambda input, name=None: runtime.op("Identity", name),
        "add": lambda x, y, name=None: runtime.op("Add", name),
        "no_op": lambda name=None: runtime.op("NoOp", name, outputs=0),
        "zeros": lambda shape, dtype=None, name=None: runtime.op(
            "Const", name or "zeros", shape=shape, dtype="float32", complete=True
        ),
    }


def run(source: str, version: tuple[int, int]) -> dict[str, Any]:
    """Runs a program with ``import tensorflow`` giving the twin."""
    tf, host, runtime = live(version)
    _add_ops(runtime)

    def import_(name: str, *args: Any, **kwargs: Any) -> Any:
        return tf if name == "tensorflow" else builtins.__import__(name, *args, **kwargs)

    error = None
    try:
        exec(compile(source, NAME, "exec", 0, True), {"__name__": "__main__", "__builtins__": {**vars(builtins), "__import__": import_}})
    except Exception as e:
        lines = [entry.lineno for entry in traceback.extract_tb(sys.exc_info()[2]) if entry.filename == NAME]
        error = [type(e).__name__, str(e).split("\n")[0], lines[-1]]
    variables = [
        [str(e.name), e.status, None if e.shape is None else list(e.shape), e.dtype, e.api]
        for e in host.events
        if isinstance(e, VariableEvent)
    ]
    ops = [str(e.name) for e in host.events if isinstance(e, OpEvent) and e.type in OP_TYPES]
    return {"variables": variables, "ops": ops, "error": error}
