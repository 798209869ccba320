"""One file of a checked project: run as a script, then each of its functions that nothing reached."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from scope_lint.events import EntryResult
from scope_lint.interpreter import entries
from scope_lint.interpreter.calls import call
from scope_lint.interpreter.limits import DEFAULT, LIBRARY, Limits
from scope_lint.interpreter.machine import Machine
from scope_lint.interpreter.values import BoundMethod, Class, ClassMethod, Function, Instance, StaticMethod, Value
from scope_lint.program.program import Program

Reached = set[tuple[str, int]]
"""Functions that ran in some entry: path and line."""

_CALLER_DECIDES = frozenset({"exists", "missing", "shape", "dtype"})
"""Errors that hang on what the caller of a function did before, or on the scope that it is called in."""


def run_file(program: Program, path: Path, version: tuple[int, int], reached: Reached, module: Any = None, limits: Limits = DEFAULT) -> tuple[EntryResult, Machine]:
    """Runs a file as a script; the machine can then run its functions."""
    m, main, code = entries.script_machine(program, path, version, limits, module)
    m.reached = reached
    return entries.run_main(m, main, code), m


def unreached_functions(m: Machine, path: str, reached: Reached) -> list[tuple[str, Callable[[], Value]]]:
    """The functions and methods that a file defines and that no entry ran, callers first as far as their order tells."""
    out: list[tuple[str, Callable[[], Value]]] = []

    def consider(name: str, fn: Value, owner: Class | None) -> None:
        plain = fn.func if isinstance(fn, (StaticMethod, ClassMethod)) else fn
        if not isinstance(plain, Function) or plain.module.path != path or (path, plain.code.at[0]) in reached:
            return
        if plain.name.startswith("__") and plain.name not in ("__init__", "__call__"):
            return
        out.append((name, lambda: _call_unknown(m, fn, owner)))

    assert m.main_module is not None
    for name, value in list(m.main_module.env.items()):
        if isinstance(value, Class) and value.module in (m.main_module.name, "__main__") and not value.stub:
            for attr, fn in list(value.attrs.items()):
                consider(f"{value.name}.{attr}", fn, value)
        else:
            consider(name, value, None)
    return out[::-1]


def _call_unknown(m: Machine, fn: Value, owner: Class | None) -> Value:
    if isinstance(fn, StaticMethod) or owner is None:
        target: Value = fn.func if isinstance(fn, StaticMethod) else fn
    elif isinstance(fn, ClassMethod):
        target = BoundMethod(fn.func, owner)
    elif fn.name == "__init__":
        return entries.make_instance(m, owner, defaults=False)
    else:
        target = BoundMethod(fn, _some_instance(m, owner))
    args, kwargs = entries.unknown_arguments(target, defaults=False)
    return call(m, target, args, kwargs)


def _some_instance(m: Machine, owner: Class) -> Value:
    """An instance as its constructor leaves it, made in a graph of its own."""
    made = entries.make_instance(m, owner, defaults=False)
    return made if isinstance(made, Instance) else Instance(owner)


def run_unreached(m: Machine, path: str, name: str, run: Callable[[], Value]) -> EntryResult:
    """Runs one function in a fresh graph, and takes back all that it changed."""
    outer_limits, m.limits = m.limits, LIBRARY
    m.restart()
    m.journal.begin()
    try:
        m.tf.push_graph(m.tf.new_graph())
        m.journal.set(m.tf.graph, "tainted", True)  # what the caller made before is not known: nothing is missing
        result = entries.run(m, f"{path}::{name.replace('.', '::')}", "function", run, known=False)
    finally:
        m.journal.end()
        m.limits = outer_limits
    for event in result.events:
        if getattr(event, "kind", None) in _CALLER_DECIDES and hasattr(event, "definite"):
            event.definite = False
    if result.ended is not None and not result.ended.definite:
        result.ended = None
    return result


