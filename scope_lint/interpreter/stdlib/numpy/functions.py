"""How functions of NumPy are registered, and what they give where the model does not know."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from scope_lint.interpreter.conditions import each
from scope_lint.interpreter.hostcalls import unknown_result
from scope_lint.interpreter.stdlib.numpy.array import NDARRAY, ArrayV, NotModelled
from scope_lint.interpreter.stdlib.numpy.dtypes import GENERIC
from scope_lint.interpreter.strings import native
from scope_lint.interpreter.values import Choice, Env, HostFunction, Property, Value

if TYPE_CHECKING:
    from scope_lint.interpreter.machine import Machine

Impl = Callable[..., Value]

FUNCTIONS: Final[Env] = {}
"""The members of the module ``numpy``."""


def modelled(name: str, impl: Impl) -> HostFunction:
    """A function from ``impl(m, *args, **kwargs)``; arguments that depend on a condition are split."""

    def with_argument(m: Machine, args: list[Value], kwargs: Env, where: int | str, one: Value) -> Value:
        if isinstance(where, str):
            return run(m, args, {**kwargs, where: one})
        return run(m, [*args[:where], one, *args[where + 1 :]], kwargs)

    def run(m: Machine, args: list[Value], kwargs: Env) -> Value:
        for i, a in enumerate(args):
            a = args[i] = native(m.resolve(a))
            if type(a) is Choice:
                return each(m, a, partial(with_argument, m, args, kwargs, i))
        for k, a in kwargs.items():
            a = m.resolve(a)
            if type(a) is Choice:
                return each(m, a, partial(with_argument, m, args, kwargs, k))
        out = kwargs.get("out")
        if isinstance(out, ArrayV):
            out.write(m, None)
            return out
        try:
            return impl(m, *args, **kwargs)
        except (NotModelled, TypeError, ValueError, IndexError, AttributeError, OverflowError, ZeroDivisionError):
            return unknown_result(m, name, args)

    return HostFunction(name, run)


def numpy_function(*names: str, table: Env = FUNCTIONS) -> Callable[[Impl], Impl]:
    """Registers a function under its names."""

    def register(impl: Impl) -> Impl:
        for name in names:
            table[name] = modelled(name, impl)
        return impl

    return register


def method(*names: str) -> Callable[[Impl], Impl]:
    """Registers a method of arrays, which scalars have too."""

    def register(impl: Impl) -> Impl:
        for name in names:
            NDARRAY.attrs[name] = GENERIC.attrs[name] = modelled(name, impl)
        return impl

    return register


def attribute(name: str, get: Impl, set: Impl | None = None) -> None:
    """Registers a property of arrays and scalars."""
    made = Property(modelled(name, get), None if set is None else modelled(name, set))
    NDARRAY.attrs[name] = GENERIC.attrs[name] = made
