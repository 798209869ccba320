"""Calling the built-in types: what they make."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from scope_lint.interpreter import classes, strings
from scope_lint.interpreter import values as v
from scope_lint.interpreter.attributes import (
    class_of,
)
from scope_lint.interpreter.calls import call_method
from scope_lint.interpreter.conditions import condition, each, key_of
from scope_lint.interpreter.errors import EXCEPTIONS, fault
from scope_lint.interpreter.hostcalls import host_function
from scope_lint.interpreter.iteration import items_of
from scope_lint.interpreter.values import (
    Choice,
    Class,
    ClassMethod,
    DictV,
    Env,
    HostFunction,
    Instance,
    Module,
    Property,
    StaticMethod,
    Super,
    Value,
)  # fmt: skip
from scope_lint.symbolic.missing import MISSING
from scope_lint.symbolic.names import SymStr
from scope_lint.symbolic.unknown import Series, Unknown

if TYPE_CHECKING:
    from scope_lint.interpreter.machine import Machine


def _construct(cls: Class) -> Callable[[Callable[..., Value]], Callable[..., Value]]:
    """Registers how a built-in type is called; an instance of a subclass carries the native value as its payload."""

    def register(impl: Callable[..., Value]) -> Callable[..., Value]:
        def construct(m: Machine, actual: Class, args: list[Value], kwargs: Env) -> Value:
            own_init = actual is not cls and actual.find("__init__") is not MISSING and actual.find("__new__") is MISSING
            try:
                value = impl(m, *(args[:1] if own_init else args), **({} if own_init else kwargs))
            except TypeError as e:
                if "argument" not in str(e):
                    raise
                return fault(m, "TypeError", f"{cls.name}: {e}")
            return value if actual is cls else Instance(actual, value)

        cls.construct = construct
        cls.attrs.setdefault("__new__", HostFunction("__new__", lambda m, args, kwargs: construct(m, args[0], args[1:], kwargs)))
        return impl

    return register


def _number(m: Machine, kind: type, value: Value, *more: Value) -> Value:
    value = strings.native(m.resolve(value))
    if isinstance(value, Choice):
        return each(m, value, lambda one: _number(m, kind, one, *more))
    if isinstance(value, (int, float, str, bytes)):
        try:
            return kind(value, *more)
        except (ValueError, TypeError, OverflowError) as e:
            return fault(m, type(e).__name__, str(e))
    if isinstance(value, Unknown):
        return value.part((kind.__name__,), f"{kind.__name__}({value.label})")
    if isinstance(value, SymStr):
        return next(p for p in value.parts if isinstance(p, Unknown)).part((kind.__name__, value), kind.__name__)
    if isinstance(value, Instance):
        for name in (f"__{kind.__name__}__", "__index__"):
            if value.cls.find(name) is not MISSING:
                return call_method(m, value, name, [])
    known = getattr(value, "__int__" if kind is int else "__float__", None)
    if known is not None:
        try:
            return known()
        except (TypeError, ValueError):
            return Unknown(kind.__name__, "a dimension that is not known")
    return Unknown(kind.__name__, f"{kind.__name__}() of a {type(value).__name__}")


@_construct(v.INT)
def _int(m: Machine, value: Value = 0, base: Value = MISSING) -> Value:
    return _number(m, int, value, *(() if base is MISSING else (base,)))


@_construct(v.FLOAT)
def _float(m: Machine, value: Value = 0.0) -> Value:
    return _number(m, float, value)


@_construct(v.BOOL)
def _bool(m: Machine, value: Value = False) -> Value:
    return condition(m, value)


@_construct(v.STR)
def _str(m: Machine, value: Value = "", encoding: Value = None, errors: Value = None) -> Value:
    value = m.resolve(value)
    if isinstance(value, bytes) and isinstance(encoding, str):
        return value.decode(encoding, "replace")
    return each(m, value, lambda one: strings.to_str(m, one))


@_construct(v.BYTES)
def _bytes(m: Machine, value: Value = b"", encoding: Value = None, errors: Value = None) -> Value:
    return host_function("bytes", bytes).impl(m, [value] if encoding is None else [value, encoding], {})


@_construct(v.TUPLE)
def _tuple(m: Machine, source: Value = ()) -> Value:
    items = items_of(m, source)
    if items is None:
        source = m.resolve(source)
        return source.part(("tuple",), f"tuple({source.label})") if isinstance(source, Unknown) else Unknown("tuple", "the items of a tuple")
    return tuple(items)


@_construct(v.RANGE)
def _range(m: Machine, *args: Value) -> Value:
    bounds = [strings.native(m.resolve(a)) for a in args]
    for i, a in enumerate(bounds):
        if isinstance(a, Choice):
            return each(m, a, partial(_range_with, m, bounds, i))
        if not isinstance(a, int):
            as_index = getattr(a, "__index__", None)
            try:
                bounds[i] = as_index() if as_index is not None else a
            except TypeError:
                pass
    if all(isinstance(a, int) for a in bounds):
        try:
            return range(*bounds)
        except (TypeError, ValueError) as e:
            return fault(m, type(e).__name__, str(e))
    if any(isinstance(a, float) for a in bounds):
        return fault(m, "TypeError", "'float' object cannot be interpreted as an integer")
    unknown = next((a for a in bounds if isinstance(a, Unknown)), None)
    start = bounds[0] if len(bounds) > 1 else 0
    if isinstance(start, int) and (len(bounds) < 3 or (isinstance(bounds[2], int) and bounds[2] > 0)):
        return Series("i", unknown.reason if unknown is not None else "the bounds of a range", partial(counter, start), ("range", *map(key_of, bounds)))
    return unknown.part(("range", len(bounds)), "i") if unknown is not None else Unknown("i", "the bounds of a range")


def counter(start: int, index: int) -> Value:
    """An integer that counts up from ``start``, in the first round of a loop (1), in a later one (2) or in any (0)."""
    if index == 1:
        return start
    found = Unknown("i", "an index")
    found.above = start if index > 1 else start - 1
    return found


def _range_with(m: Machine, bounds: list[Value], i: int, one: Value) -> Value:
    return _range(m, *bounds[:i], one, *bounds[i + 1 :])


@_construct(v.SLICE)
def _slice(m: Machine, *args: Value) -> Value:
    return slice(*args)


@_construct(v.COMPLEX)
def _complex(m: Machine, *args: Value) -> Value:
    return host_function("complex", complex).impl(m, list(args), {})


@_construct(v.PROPERTY)
def _property(m: Machine, fget: Value = None, fset: Value = None, fdel: Value = None, doc: Value = None) -> Value:
    return Property(fget, fset, fdel)


@_construct(v.STATIC_METHOD)
def _static(m: Machine, func: Value) -> Value:
    return StaticMethod(func)


@_construct(v.CLASS_METHOD)
def _classmethod(m: Machine, func: Value) -> Value:
    return ClassMethod(func)


@_construct(v.TYPE)
def _type(m: Machine, value: Value, bases: Value = None, env: Value = None) -> Value:
    value = m.resolve(value)
    if bases is None:
        return each(m, value, lambda one: class_of(one) if not isinstance(one, Unknown) else one.part(("type",), f"type({one.label})"))
    module = m.frames[-1].module if m.frames else Module("?")
    table = dict(env.items) if isinstance(env, DictV) else {}
    return classes.make_class(m, str(value), items_of(m, bases) or [], table, module, {})


@_construct(v.SUPER)
def _super(m: Machine, cls: Value = None, receiver: Value = MISSING) -> Value:
    if cls is None:
        for f in reversed(m.frames):
            if f.function is not None and f.function.owner is not None:
                return Super(f.function.owner, f.receiver)
            if f.owner is not None and f.receiver is not None:
                return Super(f.owner, f.receiver)
        return Unknown("super", "super() outside a method")
    cls = m.resolve(cls)
    if not isinstance(cls, Class) or receiver is MISSING:
        return Unknown("super", "super() of a class that is not known")
    return Super(cls, m.resolve(receiver))


def _construct_exception(m: Machine, cls: Class, args: list[Value], kwargs: Env) -> Value:
    made = Instance(cls)
    made.attrs["args"] = tuple(args)
    return made


EXCEPTIONS["BaseException"].construct = _construct_exception


def _object_new(m: Machine, args: list[Value], kwargs: Env) -> Value:
    return classes.bare_instance(m, args[0], args[1:], kwargs) if args and isinstance(args[0], Class) else Unknown("object", "object.__new__")


def _type_new(m: Machine, args: list[Value], kwargs: Env) -> Value:
    if len(args) == 4 and isinstance(args[0], Class) and isinstance(args[3], DictV):
        return classes.bare_class(m, args[0], str(args[1]), items_of(m, args[2]) or [], args[3].items)
    return _type(m, *args[1:])


v.OBJECT.attrs["__new__"] = HostFunction("__new__", _object_new)
v.TYPE.attrs["__call__"] = HostFunction("__call__", lambda m, args, kwargs: classes.plain_instance(m, args[0], args[1:], kwargs))
v.TYPE.attrs["__new__"] = HostFunction("__new__", _type_new)
