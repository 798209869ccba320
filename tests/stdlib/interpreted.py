"""Runs a piece of Python in the interpreter and gives what its names are bound to."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from scope_lint.interpreter.imports import run_module
from scope_lint.interpreter.machine import Machine
from scope_lint.interpreter.values import DictV, Instance, ListV, Module, SetV
from scope_lint.program.program import Program
from scope_lint.symbolic.missing import MISSING
from scope_lint.syntax.lower import lower


def run(text: str, root: Path | None = None) -> tuple[dict[str, Any], Machine]:
    """The script's global names, and the machine that ran it."""
    path = str((root or Path(".")).resolve() / "script.py")
    m = Machine(Program([root] if root else []), (1, 15))
    main = Module("__main__", path)
    m.main_module = m.modules["__main__"] = main
    code = lower(text, path)
    main.env["__python2__"] = code.python2
    run_module(m, main, m.code_of(code))
    return main.env, m


def host(value: Any) -> Any:
    """A value of the interpreter as the Python value it stands for, as far as it is one."""
    if isinstance(value, ListV):
        return [host(x) for x in value.items]
    if isinstance(value, DictV):
        return {host(k): host(x) for k, x in value.items.items()}
    if isinstance(value, SetV):
        return {host(x) for x in value.items}
    if isinstance(value, tuple):
        return tuple(host(x) for x in value)
    if isinstance(value, Instance) and value.payload is not MISSING:
        return host(value.payload)
    return value


def values(text: str, root: Path | None = None) -> dict[str, Any]:
    """The script's own names with their values."""
    env, _ = run(text, root)
    return {k: host(x) for k, x in env.items() if not k.startswith("__")}
