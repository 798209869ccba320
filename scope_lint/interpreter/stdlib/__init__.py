"""The standard library as analysed programs use it, and a few packages that everybody imports beside TensorFlow.

Each file here models some modules: ``MODULES: dict[str, Callable[[Machine], dict[str, Value]]]`` maps a module's name to a
function that makes its content. Modules that are plainest in Python are stubs (``stubs/python/NAME.py``), run as they are.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from scope_lint.interpreter.values import Env, Module

if TYPE_CHECKING:
    from scope_lint.interpreter.machine import Machine


@cache
def _makers() -> dict[str, Callable[[Machine], Env]]:
    found: dict[str, Callable[[Machine], Env]] = {}
    for info in pkgutil.iter_modules(__path__):
        found.update(getattr(importlib.import_module(f"{__name__}.{info.name}"), "MODULES", {}))
    return found


def standard_module(m: Machine, dotted: str) -> Module | None:
    """A modelled module, or None."""
    from scope_lint.interpreter.imports import STUBS

    stub = STUBS / "python" / (dotted.replace(".", "/") + ".py")
    maker = _makers().get(dotted)
    if maker is not None:
        module = Module(dotted, package=dotted)
        m.journal.write(m.modules, dotted, module)
        module.env.update(maker(m))
        return module
    if stub.is_file():
        from scope_lint.interpreter.tensorflow import load_stub

        module = Module(dotted, package=dotted)
        m.journal.write(m.modules, dotted, module)
        return m.outside(lambda: load_stub(m, stub, dotted, module))  # type: ignore[no-any-return]
    return None
