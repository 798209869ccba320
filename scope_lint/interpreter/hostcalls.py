"""The border between the program's values and host functions: of the standard library, and of the TensorFlow twin."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from scope_lint.interpreter.conditions import each
from scope_lint.interpreter.errors import fault, tf_error
from scope_lint.interpreter.values import (
    BoundMethod,
    Choice,
    Class,
    DictV,
    Env,
    Function,
    HostFunction,
    HostObject,
    Instance,
    Iterator,
    ListV,
    Partial,
    SetV,
    Value,
)  # fmt: skip
from scope_lint.symbolic.conditions import Under
from scope_lint.symbolic.missing import MISSING
from scope_lint.symbolic.names import SymStr
from scope_lint.symbolic.unknown import Unknown
from scope_lint.tf1.arrays import KnownArray, NumpyArray
from scope_lint.tf1.errors import TFError
from scope_lint.tf1.exposed import Exposed
from scope_lint.tf1.tensor import Tensor, Variable

if TYPE_CHECKING:
    from scope_lint.interpreter.machine import Machine

_PLAIN: Final = (bool, int, float, complex, str, bytes, type(None), range, type(...))


class NotPlain(Exception):
    """A value holds something that no host function of the standard library may see."""


def plain(m: Machine, value: Value) -> Any:
    """The host value of a value that is fully known; raises NotPlain otherwise."""
    value = m.resolve(value)
    if isinstance(value, _PLAIN):
        return value
    if isinstance(value, (tuple, ListV, DictV, SetV)):
        m.enter()
        try:
            return _plain_items(m, value)
        finally:
            m.leave()
    if isinstance(value, HostObject):
        return value.value
    if isinstance(value, slice):
        return slice(plain(m, value.start), plain(m, value.stop), plain(m, value.step))
    if isinstance(value, Instance) and value.payload is not MISSING:
        return plain(m, value.payload)
    raise NotPlain


def _plain_items(m: Machine, value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(plain(m, x) for x in value)
    if value.open:
        raise NotPlain
    if isinstance(value, ListV):
        return [plain(m, x) for x in value.items]
    if isinstance(value, DictV):
        return {plain(m, k): plain(m, x) for k, x in value.items.items()}
    return {plain(m, x) for x in value.items}


def from_host(value: Any) -> Value:
    """The program's value for a host one."""
    if isinstance(value, _PLAIN) or value is NotImplemented:
        return value
    if type(value) is tuple:
        return tuple(from_host(x) for x in value)
    if type(value) is list:
        return ListV([from_host(x) for x in value])
    if isinstance(value, dict):
        return DictV({from_host(k): from_host(x) for k, x in value.items()})
    if isinstance(value, (set, frozenset)):
        return SetV(dict.fromkeys(from_host(x) for x in sorted(value, key=repr)))
    if type(value).__module__.startswith("scope_lint."):
        return value
    if isinstance(value, (re.Pattern, re.Match)) or type(value).__module__ in _OPEN_MODULES:
        return HostObject(value)
    if hasattr(value, "__next__"):
        return Iterator(map(from_host, value))
    return Unknown(type(value).__name__, f"a {type(value).__name__} of the host")


_OPEN_MODULES: Final = ("datetime", "decimal", "fractions", "pathlib", "uuid", "string")


def host_function(name: str, function: Callable[..., Any]) -> HostFunction:
    """A pure function of the standard library: computed where all arguments are known, else unknown."""

    def impl(m: Machine, args: list[Value], kwargs: Env) -> Value:
        try:
            host_args = [plain(m, a) for a in args]
            host_kwargs = {k: plain(m, a) for k, a in kwargs.items()}
        except NotPlain:
            return unknown_result(m, name, args)
        try:
            return from_host(function(*host_args, **host_kwargs))
        except (RecursionError, MemoryError):
            return Unknown(name, f"{name} on too large a value")
        except Exception as e:
            return fault(m, type(e).__name__ if type(e).__module__ == "builtins" else "ValueError", f"{name}: {e}")

    return HostFunction(name, impl)


def unknown_result(m: Machine, name: str, args: list[Value]) -> Value:
    """What a pure function gives for arguments that are not known: the same for the same unknown."""
    from scope_lint.interpreter.conditions import key_of

    for a in args:
        a = m.resolve(a)
        if isinstance(a, Unknown):
            return a.part(("call", name, tuple(key_of(m.resolve(b)) for b in args)), f"{name}({a.label})")
        if isinstance(a, SymStr):
            first = next(p for p in a.parts if isinstance(p, Unknown))
            return first.part(("call", name, tuple(key_of(m.resolve(b)) for b in args)), f"{name}(…)")
    return Unknown(name, f"the result of {name}")


_AS_THEY_ARE: Final = frozenset({type(None), bool, int, float, str, Unknown, SymStr, Tensor, Variable})


def to_twin(m: Machine, value: Value) -> Any:
    """A value as the twin takes it: lists and dicts as host ones, native values of subclasses, the rest as it is."""
    if type(value) in _AS_THEY_ARE:
        return value
    value = m.resolve(value)
    if isinstance(value, NumpyArray):
        return value.for_twin()
    if type(value) is tuple or isinstance(value, (ListV, DictV, SetV)):
        m.enter()
        try:
            return _items_to_twin(m, value)
        finally:
            m.leave()
    if isinstance(value, Choice):
        return Unknown("?", "a value that depends on a condition")
    if isinstance(value, Iterator):
        from scope_lint.interpreter.iteration import items_of

        items = items_of(m, value)
        return Unknown("iterator", "the items of an iterator") if items is None else [to_twin(m, x) for x in items]
    if isinstance(value, Instance):
        if value.payload is not MISSING:
            return to_twin(m, value.payload)
        wrapped = value.cls.find("__tf_value__")
        if wrapped is not MISSING:
            from scope_lint.interpreter.calls import call_method

            return to_twin(m, call_method(m, value, "__tf_value__", []))
    return value


def _items_to_twin(m: Machine, value: Any) -> Any:
    if type(value) is tuple:
        return tuple(to_twin(m, x) for x in value)
    if isinstance(value, DictV):
        return value if value.open else {to_twin(m, k): to_twin(m, x) for k, x in value.items.items()}
    if isinstance(value, ListV) and value.open:
        return Unknown("list", "a list whose items are not all known")
    return [to_twin(m, x) for x in value.items]


def from_twin(value: Any) -> Value:
    """The twin's result as the program sees it."""
    if type(value) in _AS_THEY_ARE:
        return value
    if isinstance(value, KnownArray):
        return value.source
    if type(value) is list:
        return ListV([from_twin(x) for x in value])
    if type(value) is tuple:
        return tuple(from_twin(x) for x in value)
    if type(value) is dict:
        return DictV({k: from_twin(x) for k, x in value.items()})
    if type(value) is Under:
        found = from_twin(value.value)
        for atom, holds in reversed(value.path):
            found = Choice(atom, found, MISSING) if holds else Choice(atom, MISSING, found)
        return found
    if callable(value) and not is_value(value) and not isinstance(value, type):
        return twin_method(getattr(value, "__name__", "function"), value)
    return value


def is_value(found: Any) -> bool:
    """Whether something callable that the twin gives is a value of the program, not a method of the twin's."""
    return isinstance(found, (HostFunction, Function, BoundMethod, Class, Partial, Instance, Unknown, Exposed))


def call_twin(m: Machine, name: str, function: Callable[..., Any], args: list[Value], kwargs: Env) -> Value:
    """Calls a function of the twin; arguments that depend on a condition are split first."""
    m.asked += 1
    for i, a in enumerate(args):
        if type(a) is Choice:
            a = args[i] = m.resolve(a)
            if type(a) is Choice:
                return each(m, a, partial(_with_item, m, name, function, args, kwargs, i))
    for k, a in kwargs.items():
        if type(a) is Choice:
            a = m.resolve(a)
            if type(a) is Choice:
                return each(m, a, partial(_with_keyword, m, name, function, args, kwargs, k))
    try:
        return from_twin(function(*[to_twin(m, a) for a in args], **{k: to_twin(m, a) for k, a in kwargs.items()}))
    except TFError as error:
        raised = tf_error(m, error)
        if raised.event is None and not m.would_catch(raised):
            m.doubt(f"{error.type}: {error.message}")
            return Unknown(name, f"the result of {name}, which would raise as far as is known")
        raise raised from None
    except TypeError as e:
        if "argument" in str(e):
            unexpected = re.search(r"unexpected keyword argument '(\w+)'", str(e))
            given = re.search(r"takes .*positional arguments? but (\d+) w", str(e))
            later = (unexpected and m.tensorflow.unknown_yet(name, [unexpected[1]])) or (given and m.tensorflow.takes_later(name, int(given[1])))
            if later:
                words = f"{name}() {str(e).partition('() ')[2]}"
                raise tf_error(m, TFError("TypeError", words, cause="version")) from None
            return fault(m, "TypeError", f"{name}: {e}")
        raise


def _with_item(m: Machine, name: str, function: Callable[..., Any], args: list[Value], kwargs: Env, i: int, one: Value) -> Value:
    return call_twin(m, name, function, [*args[:i], one, *args[i + 1 :]], kwargs)


def _with_keyword(m: Machine, name: str, function: Callable[..., Any], args: list[Value], kwargs: Env, k: str, one: Value) -> Value:
    return call_twin(m, name, function, args, {**kwargs, k: one})


def twin_method(name: str, method: Callable[..., Any]) -> HostFunction:
    """A method of one of the twin's objects."""
    return HostFunction(name, lambda m, args, kwargs: call_twin(m, name, method, args, kwargs))
