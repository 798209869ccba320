"""The standard library as analysed programs use it, and a few packages that everybody imports beside TensorFlow.

Each file here models some modules: ``MODULES: dict[str, Callable[[Machine], dict[str, Value]]]`` maps a module's name to a
function that makes its content. Modules that are plainest in Python are stubs (``stubs/python/NAME.py``), run as they are.
What a modelled module does not hold is unknown, not missing.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from scope_lint.interpreter.values import Env, Module, Value
from scope_lint.symbolic.missing import MISSING
from scope_lint.symbolic.unknown import Unknown

if TYPE_CHECKING:
    from scope_lint.interpreter.machine import Machine


@cache
def _makers() -> dict[str, Callable[[Machine], Env]]:
    found: dict[str, Callable[[Machine], Env]] = {}
    for info in pkgutil.iter_modules(__path__):
        found.update(getattr(importlib.import_module(f"{__name__}.{info.name}"), "MODULES", {}))
    return found


_COMPLETE = ("builtins", "__builtin__")
"""Models that hold all that there is."""


def unmodelled(dotted: str) -> Callable[[str], Value]:
    """What a module holds beyond its model: values that are not known."""

    def find(name: str) -> Value:
        if name.startswith("__") or is_modelled(f"{dotted}.{name}"):
            return MISSING
        return Unknown(f"{dotted}.{name}", f"{dotted}.{name} is not modelled")

    return find


def is_modelled(dotted: str) -> bool:
    """Whether there is a model of a module."""
    return dotted in _makers() or _stub_file(dotted).is_file()


def _stub_file(dotted: str) -> Path:
    from scope_lint.interpreter.imports import STUBS

    return STUBS / "python" / (dotted.replace(".", "/") + ".py")


def standard_module(m: Machine, dotted: str) -> Module | None:
    """A modelled module, or None."""
    shared = m.standard.get(dotted)
    if shared is not None:
        m.journal.write(m.modules, dotted, shared)
        return shared
    module = _made(m, dotted)
    if module is not None and m.shared is not None:
        m.standard[dotted] = module
        m.heap.know(module)
    return module


def _made(m: Machine, dotted: str) -> Module | None:
    stub = _stub_file(dotted)
    maker = _makers().get(dotted)
    if maker is None and not stub.is_file():
        return None
    module = Module(dotted, package=dotted)
    if dotted not in _COMPLETE:
        module.lookup = unmodelled(dotted)
    m.journal.write(m.modules, dotted, module)
    if maker is not None:
        module.env.update(maker(m))
        return module
    from scope_lint.interpreter.tensorflow import load_stub

    return m.outside(lambda: load_stub(m, stub, dotted, module))  # type: ignore[no-any-return]
