"""The names that are built in, and how functions and methods are added to them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from scope_lint.interpreter import values as v
from scope_lint.interpreter.errors import EXCEPTIONS, fault
from scope_lint.interpreter.values import (
    Class,
    Env,
    HostFunction,
    Value,
)  # fmt: skip

if TYPE_CHECKING:
    from scope_lint.interpreter.machine import Machine

BUILTINS: Env = {
    "None": None, "True": True, "False": False, "Ellipsis": ..., "NotImplemented": NotImplemented, "__debug__": True,
    "object": v.OBJECT, "type": v.TYPE, "int": v.INT, "long": v.INT, "bool": v.BOOL, "float": v.FLOAT, "complex": v.COMPLEX,
    "str": v.STR, "unicode": v.STR, "basestring": v.STR, "bytes": v.BYTES, "tuple": v.TUPLE, "list": v.LIST, "dict": v.DICT,
    "set": v.SET, "frozenset": v.FROZENSET, "slice": v.SLICE, "range": v.RANGE, "xrange": v.RANGE, "property": v.PROPERTY,
    "staticmethod": v.STATIC_METHOD, "classmethod": v.CLASS_METHOD, "super": v.SUPER, **EXCEPTIONS,
}  # fmt: skip


def builtin(*names: str) -> Callable[[Callable[..., Value]], Callable[..., Value]]:
    """Registers ``impl(m, *args, **kwargs)`` as a built-in function."""

    def register(impl: Callable[..., Value]) -> Callable[..., Value]:
        def adapted(m: Machine, args: list[Value], kwargs: Env) -> Value:
            try:
                return impl(m, *args, **kwargs)
            except TypeError as e:
                if "argument" not in str(e):
                    raise
                return fault(m, "TypeError", f"{names[0]}: {e}")

        for name in names:
            BUILTINS[name] = HostFunction(name, adapted)
        return impl

    return register


def method(cls: Class, *names: str) -> Callable[[Callable[..., Value]], Callable[..., Value]]:
    """Registers ``impl(m, self, *args, **kwargs)`` as a method of a built-in class."""

    def register(impl: Callable[..., Value]) -> Callable[..., Value]:
        def adapted(m: Machine, args: list[Value], kwargs: Env) -> Value:
            try:
                return impl(m, *args, **kwargs)
            except TypeError as e:
                if "argument" not in str(e):
                    raise
                return fault(m, "TypeError", f"{cls.name}.{names[0]}: {e}")

        for name in names:
            cls.attrs[name] = HostFunction(name, adapted)
        return impl

    return register
