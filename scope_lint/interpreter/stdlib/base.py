"""How functions of the standard library are given to programs."""

from __future__ import annotations

from typing import Any

from scope_lint.interpreter.hostcalls import host_function
from scope_lint.interpreter.values import Env, HostFunction


def function(name: str, impl: Any) -> HostFunction:
    """A host function from ``impl(m, *args, **kwargs)``."""
    return HostFunction(name, lambda m, args, kwargs: impl(m, *args, **kwargs))


def host_members(module: Any, *names: str) -> Env:
    """Pure functions and constants of a host module."""
    out: Env = {}
    for name in names or dir(module):
        if name.startswith("_"):
            continue
        found = getattr(module, name, None)
        if callable(found):
            out[name] = host_function(name, found)
        elif isinstance(found, (int, float, str)):
            out[name] = found
    return out
