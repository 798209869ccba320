"""The names that are built in, and how functions and methods are added to them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

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

BUILTINS: Final[Env] = {
    "None": None, "True": True, "False": False, "Ellipsis": ..., "NotImplemented": NotImplemented, "__debug__": True,
    "object": v.OBJECT, "type": v.TYPE, "int": v.INT, "long": v.INT, "bool": v.BOOL, "float": v.FLOAT, "complex": v.COMPLEX,
    "str": v.STR, "unicode": v.STR, "basestring": v.STR, "bytes": v.BYTES, "tuple": v.TUPLE, "list": v.LIST, "dict": v.DICT,
    "set": v.SET, "frozenset": v.FROZENSET, "slice": v.SLICE, "range": v.RANGE, "xrange": v.RANGE, "property": v.PROPERTY,
    "staticmethod": v.STATIC_METHOD, "classmethod": v.CLASS_METHOD, "super": v.SUPER, **EXCEPTIONS,
}  # fmt: skip


def builtin(*names: str) -> Callable[[Callable[..., Value]], Callable[..., Value]]:
    """Registers ``impl(m, *args, **kwargs)`` as a built-in function."""
    return _into(BUILTINS, names, names[0])


def method(cls: Class, *names: str) -> Callable[[Callable[..., Value]], Callable[..., Value]]:
    """Registers ``impl(m, self, *args, **kwargs)`` as a method of a built-in class."""
    return _into(cls.attrs, names, f"{cls.name}.{names[0]}")


def _into(functions: Env, names: tuple[str, ...], said: str) -> Callable[[Callable[..., Value]], Callable[..., Value]]:
    """Puts a function under some names; where it is given arguments that it does not take, the program is wrong."""

    def register(impl: Callable[..., Value]) -> Callable[..., Value]:
        def adapted(m: Machine, args: list[Value], kwargs: Env) -> Value:
            try:
                return impl(m, *args, **kwargs)
            except TypeError as e:
                if "argument" not in str(e):
                    raise
                return fault(m, "TypeError", f"{said}: {e}")

        for name in names:
            functions[name] = HostFunction(name, adapted)
        return impl

    return register
