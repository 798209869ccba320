"""Strings: conversion and formatting where parts may be unknown."""

from __future__ import annotations

import re
import string
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from scope_lint.interpreter.conditions import each
from scope_lint.interpreter.errors import fault
from scope_lint.interpreter.values import (
    BoundMethod,
    Class,
    DictV,
    Function,
    HostFunction,
    HostObject,
    Instance,
    ListV,
    Module,
    SetV,
    Value,
)  # fmt: skip
from scope_lint.symbolic.missing import MISSING
from scope_lint.symbolic.names import SymStr, join
from scope_lint.symbolic.unknown import Unknown
from scope_lint.tf1.exposed import Exposed
from scope_lint.tf1.shapes import Dimension, TensorShape

if TYPE_CHECKING:
    from scope_lint.interpreter.machine import Machine

_NATIVE: Final = (bool, int, float, complex, bytes, range, type(None), type(...))
_PERCENT: Final = re.compile(r"%(?:\((?P<key>[^)]*)\))?(?P<flags>[-#0 +]*)(?P<width>\*|\d+)?(?:\.(?P<precision>\*|\d+))?[hlL]?(?P<kind>[diouxXeEfFgGcrsa%])")


def to_str(m: Machine, value: Value) -> Value:
    """``str(value)``."""
    if isinstance(value, (str, SymStr)):
        return value
    if isinstance(value, _NATIVE):
        return str(value)
    if isinstance(value, Unknown):
        return SymStr((value,))
    if isinstance(value, (ListV, DictV, SetV)) and type(value.cls.find("__str__")) is not Function:
        return to_repr(m, value)
    if isinstance(value, Instance):
        return each(m, value, partial(_instance_str, m, names=("__str__", "__unicode__", "__repr__")))
    return to_repr(m, value)


def to_repr(m: Machine, value: Value) -> Value:
    """``repr(value)``."""
    from scope_lint.interpreter.attributes import class_of

    if isinstance(value, (str, *_NATIVE)):
        return repr(value)
    if isinstance(value, HostObject):
        return str(value.value)
    if isinstance(value, (tuple, ListV, SetV)) or (isinstance(value, DictV) and value.cls.name == "dict" and not value.open):
        m.enter()
        try:
            return _items_repr(m, value)
        finally:
            m.leave()
    if isinstance(value, Instance):
        return _instance_str(m, value, ("__repr__",))
    if isinstance(value, Class):
        return f"<class '{value.module}.{value.name}'>" if value.module != "builtins" else f"<class '{value.name}'>"
    if isinstance(value, (Function, HostFunction)):
        return f"<function {value.name}>"
    if isinstance(value, Module):
        return f"<module '{value.name}'>"
    if isinstance(value, BoundMethod):
        return SymStr((Unknown("method", "the text of a bound method"),))
    if isinstance(value, (Dimension, TensorShape)):
        return _shape_text(value)
    text = class_of(value).name
    if isinstance(value, Exposed) and "__str__" in vars(type(value)):
        return str(value)
    return SymStr((Unknown(text, f"the text of a {text}"),))


def _items_repr(m: Machine, value: Any) -> Value:
    if isinstance(value, tuple):
        inner = _joined(m, value)
        return join("(", inner, ",)" if len(value) == 1 else ")")
    if isinstance(value, ListV):
        return join("[", _joined(m, value.items), "]")
    if isinstance(value, SetV):
        return join("{", _joined(m, value.items), "}")
    pieces: list[Any] = []
    for k, v in value.items.items():
        pieces += [", " if pieces else "", to_repr(m, k), ": ", to_repr(m, v)]
    return join("{", *pieces, "}")


def _shape_text(value: Dimension | TensorShape) -> Any:
    """The text of a shape; what the analysis does not know of it is a hole."""
    raw = value.value if isinstance(value, Dimension) else value.raw
    if isinstance(raw, Unknown):
        return SymStr((raw,))
    if isinstance(raw, tuple) and any(isinstance(d, Unknown) for d in raw):
        pieces: list[Any] = []
        for d in raw:
            pieces += [", " if pieces else "", "?" if d is None else d if isinstance(d, Unknown) else str(d)]
        return join("(", *pieces, ",)" if len(raw) == 1 else ")")
    return str(value)


def _joined(m: Machine, items: Any) -> Any:
    pieces: list[Any] = []
    for item in items:
        pieces += [", " if pieces else "", to_repr(m, m.resolve(item))]
    return join(*pieces)


def _instance_str(m: Machine, value: Value, names: tuple[str, ...]) -> Value:
    from scope_lint.interpreter.calls import call_method

    if not isinstance(value, Instance):
        return to_str(m, value)
    for name in names:
        if value.cls.find(name) is not MISSING:
            return call_method(m, value, name, [])
    if "args" in value.attrs:  # an exception
        args = value.attrs["args"]
        if isinstance(args, tuple):
            return to_str(m, args[0]) if len(args) == 1 else "" if not args else to_repr(m, args)
    if value.payload is not MISSING:
        return to_str(m, value.payload)
    return SymStr((Unknown(value.cls.name, f"the text of a {value.cls.name}"),))


def native(value: Value) -> Value:
    """The native value of a string or number, also of a subclass's instance."""
    while isinstance(value, Instance) and value.payload is not MISSING:
        value = value.payload
    return value


def percent(m: Machine, template: str, args: Value) -> Value:
    """``template % args``."""
    args = m.resolve(args)
    mapping = args if isinstance(args, DictV) else None
    values = list(args) if isinstance(args, tuple) else list(native(args)) if isinstance(native(args), tuple) else [args]
    pieces: list[Any] = []
    last = used = 0
    for found in _PERCENT.finditer(template):
        pieces.append(template[last : found.start()])
        last = found.end()
        kind = found["kind"]
        if kind == "%":
            pieces.append("%")
            continue
        if found["key"] is not None:
            if mapping is None:
                value: Value = Unknown(found["key"], "the mapping of a % format") if isinstance(args, Unknown) else None
            else:
                value = mapping.items.get(found["key"], MISSING)
                if value is MISSING:
                    value = Unknown(found["key"], f"key {found['key']!r}") if mapping.open else fault(m, "KeyError", repr(found["key"]))
        elif isinstance(args, Unknown) and len(_PERCENT.findall(template.replace("%%", ""))) > 1:
            value = args.part(("item", used), f"{args.label}[{used}]")
            used += 1
        elif used < len(values):
            value = values[used]
            used += 1
        else:
            return fault(m, "TypeError", "not enough arguments for format string")
        spec = f"%{found['flags']}{found['width'] or ''}{'.' + found['precision'] if found['precision'] else ''}{kind}"
        pieces.append(_one(m, native(m.resolve(value)), spec, kind))
    pieces.append(template[last:])
    return join(*pieces)


def _one(m: Machine, value: Value, spec: str, kind: str) -> Any:
    if kind in "sra":
        text = to_str(m, value) if kind == "s" else to_repr(m, value)
        return spec.replace("r", "s").replace("a", "s") % text if isinstance(text, str) else text
    if isinstance(value, (bool, int, float, str)):
        try:
            return spec % value
        except (TypeError, ValueError, OverflowError) as e:
            return to_str(m, fault(m, type(e).__name__, str(e)))
    as_int = getattr(value, "__index__", None)
    if as_int is not None:
        try:
            return spec % as_int()
        except (TypeError, ValueError):
            pass
    return to_str(m, value)


def format_value(m: Machine, value: Value, spec: Value, conversion: str = "") -> Value:
    """``format(value, spec)`` after a conversion (``!r``)."""
    value = native(m.resolve(value))
    if conversion in ("r", "a"):
        value = to_repr(m, value)
    elif conversion == "s":
        value = to_str(m, value)
    if isinstance(value, (bool, int, float, str, complex)) and isinstance(spec, str):
        try:
            return format(value, spec)
        except (TypeError, ValueError) as e:
            return fault(m, type(e).__name__, str(e))
    return to_str(m, value)


def str_format(m: Machine, template: str, args: list[Value], lookup: Callable[[str], Value]) -> Value:
    """``template.format(*args, **kwargs)``; ``lookup`` finds a keyword."""
    from scope_lint.interpreter.attributes import attribute_by_name
    from scope_lint.interpreter.subscripts import get_item

    pieces: list[Any] = []
    automatic = 0
    try:
        parsed = list(string.Formatter().parse(template))
    except ValueError as e:
        return fault(m, "ValueError", str(e))
    for literal, field, spec, conversion in parsed:
        pieces.append(literal)
        if field is None:
            continue
        first, rest = re.match(r"([^.\[]*)(.*)", field, re.S).groups()  # type: ignore[union-attr]
        if first == "":
            first, automatic = str(automatic), automatic + 1
        if first.isdigit():
            value: Value = args[int(first)] if int(first) < len(args) else fault(m, "IndexError", "format index out of range")
        else:
            value = lookup(first)
        for attribute, index in re.findall(r"\.([^.\[]+)|\[([^\]]+)\]", rest):
            value = m.resolve(value)
            value = attribute_by_name(m, value, attribute) if attribute else get_item(m, value, int(index) if index.isdigit() else index)
        if spec and "{" in spec:
            filled = str_format(m, spec, args, lookup)
            if not isinstance(filled, str):
                pieces.append(Unknown("text", "a value in a format that is not known"))
                continue
            spec = filled
        pieces.append(format_value(m, value, spec or "", conversion or ""))
    return join(*pieces)
