"""Expressions: names, attributes, items, calls, functions and what else is not an operation (operations.py) or a display (displays.py)."""

from __future__ import annotations

import ast
import functools
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from mypy_extensions import mypyc_attr

from scope_lint.interpreter import strings
from scope_lint.interpreter.attributes import delete_attribute, get_attribute, set_attribute
from scope_lint.interpreter.binding import bind_name
from scope_lint.interpreter.call_events import NEWEST, check_version, record_call, watched
from scope_lint.interpreter.calls import OPEN, OpenArguments, call
from scope_lint.interpreter.code import (
    EXPRESSIONS,
    NO_KEYWORDS,
    Code,
    Expr,
    Keyword,
    Starred,
    linked,
    linked_all,
    optional,
)
from scope_lint.interpreter.errors import fault
from scope_lint.interpreter.frames import Frame
from scope_lint.interpreter.iteration import known_items, mapping_of
from scope_lint.interpreter.subscripts import delete_item, get_item, set_item
from scope_lint.interpreter.values import Choice, DictV, Env, Function, Instance, Value
from scope_lint.symbolic.missing import MISSING
from scope_lint.symbolic.names import join
from scope_lint.symbolic.unknown import Unknown
from scope_lint.syntax import ir

if TYPE_CHECKING:
    from scope_lint.interpreter.machine import Machine


@mypyc_attr(acyclic=True)
class Const(Expr):
    """A constant, or bytes."""

    __slots__ = ("constant",)

    def __init__(self, node: Any) -> None:
        super().__init__(node.at)
        self.constant: Value = node.value

    def value(self, m: Machine, f: Frame) -> Value:
        return self.constant

    def text(self) -> str | None:
        return None if type(self.constant) is bytes else repr(self.constant)


@mypyc_attr(acyclic=True)
class Literal(Expr):
    """A literal other than the plain ones, by its text."""

    __slots__ = ("written",)

    def __init__(self, node: ir.Literal) -> None:
        super().__init__(node.at)
        self.written = node.text

    def value(self, m: Machine, f: Frame) -> Value:
        found = _number(self.written)
        return Unknown(self.written, "a literal") if found is None else found


@functools.lru_cache(maxsize=4096)
def _number(text: str) -> Value:
    """A literal other than the plain ones (a complex number, a number in another notation); None: not understood."""
    try:
        return ast.literal_eval(text)
    except (ValueError, SyntaxError):
        try:
            return float(text)
        except ValueError:
            return None


@mypyc_attr(acyclic=True)
class Name(Expr):
    """A name."""

    __slots__ = ("id",)

    def __init__(self, node: ir.Name) -> None:
        super().__init__(node.at)
        self.id = node.id

    def value(self, m: Machine, f: Frame) -> Value:
        name = self.id
        value = MISSING if f.globals and name in f.globals else f.env.get(name, MISSING)
        if value is MISSING:
            value = _outer_value(m, f, name)
            if value is MISSING:
                f.at = self.at
                return m.unbound_name(f, name)
        return m.resolve(value) if type(value) is Choice else value

    def assign(self, m: Machine, f: Frame, value: Value) -> None:
        bind_name(m, f, self.id, value)

    def delete(self, m: Machine, f: Frame) -> None:
        if self.id in f.env:
            m.journal.delete(f.env, self.id)

    def text(self) -> str | None:
        return self.id


def _outer_value(m: Machine, f: Frame, name: str) -> Value:
    """What a name is bound to outside of the frame's own names, from the inside out; MISSING where it is not."""
    for env in f.closure:
        value = env.get(name, MISSING)
        if value is not MISSING:
            return value
    value = f.module.env.get(name, MISSING)
    return m.builtins.get(name, MISSING) if value is MISSING else value


@mypyc_attr(acyclic=True)
class Attribute(Expr):
    """``holder.attr``."""

    __slots__ = ("holder", "attr")

    def __init__(self, node: ir.Attribute) -> None:
        super().__init__(node.at)
        self.holder = linked(node.value)
        self.attr = node.attr

    def value(self, m: Machine, f: Frame) -> Value:
        value = self.holder.value(m, f)
        f.at = self.at
        return get_attribute(m, value, self.attr)

    def assign(self, m: Machine, f: Frame, value: Value) -> None:
        set_attribute(m, self.holder.value(m, f), self.attr, value)

    def delete(self, m: Machine, f: Frame) -> None:
        delete_attribute(m, self.holder.value(m, f), self.attr)

    def change(self, m: Machine, f: Frame, new: Callable[[Value], Value]) -> None:
        holder = self.holder.value(m, f)
        set_attribute(m, holder, self.attr, new(get_attribute(m, holder, self.attr)))

    def text(self) -> str | None:
        inner = self.holder.text()
        return None if inner is None else f"{inner}.{self.attr}"


@mypyc_attr(acyclic=True)
class Subscript(Expr):
    """``holder[index]``."""

    __slots__ = ("holder", "index")

    def __init__(self, node: ir.Subscript) -> None:
        super().__init__(node.at)
        self.holder = linked(node.value)
        self.index = linked(node.index)

    def value(self, m: Machine, f: Frame) -> Value:
        value = self.holder.value(m, f)
        index = self.index.value(m, f)
        f.at = self.at
        return get_item(m, value, index)

    def assign(self, m: Machine, f: Frame, value: Value) -> None:
        set_item(m, self.holder.value(m, f), self.index.value(m, f), value)

    def delete(self, m: Machine, f: Frame) -> None:
        delete_item(m, self.holder.value(m, f), self.index.value(m, f))

    def change(self, m: Machine, f: Frame, new: Callable[[Value], Value]) -> None:
        holder = self.holder.value(m, f)
        index = self.index.value(m, f)
        set_item(m, holder, index, new(get_item(m, holder, index)))


@mypyc_attr(acyclic=True)
class Slice(Expr):
    """``lower:upper:step``."""

    __slots__ = ("lower", "upper", "step")

    def __init__(self, node: ir.Slice) -> None:
        super().__init__(node.at)
        self.lower, self.upper, self.step = optional(node.lower), optional(node.upper), optional(node.step)

    def value(self, m: Machine, f: Frame) -> Value:
        lower, upper, step = self.lower, self.upper, self.step
        return slice(
            None if lower is None else lower.value(m, f), None if upper is None else upper.value(m, f), None if step is None else step.value(m, f)
        )


def arguments(m: Machine, f: Frame, args: list[Expr], keywords: list[Keyword]) -> tuple[list[Value], Env]:
    """The evaluated arguments of a call; OpenArguments where ``*`` or ``**`` is applied to something not known."""
    values: list[Value] = []
    for a in args:
        if type(a) is not Starred:
            values.append(a.value(m, f))
            continue
        source = a.value(m, f)
        items, complete = known_items(m, source)
        values += items
        if not complete:
            known = m.resolve(source)
            values.append(OpenArguments(known if isinstance(known, Unknown) else Unknown("args", "the items of a starred argument")))
    named: Env = {}
    for k in keywords:
        value = k.value.value(m, f)
        if k.name is not None:
            named[k.name] = value
            continue
        value = m.resolve(value)
        if isinstance(value, Instance):
            value = mapping_of(m, value) or value
        if isinstance(value, DictV):
            for key, x in value.items.items():
                if key in named and type(x) is not Choice and type(named[key]) is not Choice:
                    fault(m, "TypeError", f"got multiple values for keyword argument {key!r}", True)
                named[str(key)] = x
            if value.open:
                named[OPEN] = OpenArguments(value.open)
        elif value is not None:
            source = value if isinstance(value, Unknown) else Unknown("kwargs", "the items of a ** argument")
            named[OPEN] = OpenArguments(source)
    return values, named


@mypyc_attr(acyclic=True)
class Call(Expr):
    """``func(*args, **keywords)``."""

    __slots__ = ("func", "args", "keywords")

    def __init__(self, node: ir.Call) -> None:
        super().__init__(node.at)
        self.func = linked(node.func)
        self.args = linked_all(node.args)
        self.keywords = [Keyword(k) for k in node.keywords] if node.keywords else NO_KEYWORDS

    def value(self, m: Machine, f: Frame) -> Value:
        fn = self.func.value(m, f)
        args, kwargs = arguments(m, f, self.args, self.keywords)
        f.at = self.at
        if not f.hidden:
            api = watched(m, fn)
            if api is not None:
                record_call(m, self.args, self.keywords, api, fn, args, kwargs)
            if kwargs and m.version < NEWEST:
                check_version(m, fn, kwargs)
        result = call(m, fn, args, kwargs)
        return m.resolve(result) if type(result) is Choice else result


def make_function(m: Machine, f: Frame, code: Code) -> Function:
    """The function that a def or lambda makes in a frame."""
    defaults = {p.name: p.default.value(m, f) for p in code.params if p.default is not None}
    inside_class = f.owner is not None and f.function is None and f.name.startswith("class ")
    closure = f.closure if inside_class or f.env is f.module.env else (f.env, *f.closure)
    prefix = f.name[6:] + "." if inside_class else "" if f.name == "<module>" else f.name + "."
    return Function(code, f.module, closure, defaults, prefix + code.name if inside_class else code.name)


@mypyc_attr(acyclic=True)
class Lambda(Expr):
    """``lambda …``."""

    __slots__ = ("code",)

    def __init__(self, node: ir.Lambda) -> None:
        super().__init__(node.at)
        self.code = Code(node.code)

    def value(self, m: Machine, f: Frame) -> Value:
        return make_function(m, f, self.code)


@mypyc_attr(acyclic=True)
class Formatted(Expr):
    """``{value!conversion:spec}`` of an f-string."""

    __slots__ = ("inner", "conversion", "spec")

    def __init__(self, node: ir.Formatted) -> None:
        super().__init__(node.at)
        self.inner = linked(node.value)
        self.conversion = node.conversion
        self.spec = optional(node.spec)

    def value(self, m: Machine, f: Frame) -> Value:
        spec = "" if self.spec is None else self.spec.value(m, f)
        return strings.format_value(m, self.inner.value(m, f), spec, self.conversion)


@mypyc_attr(acyclic=True)
class FString(Expr):
    """An f-string."""

    __slots__ = ("parts",)

    def __init__(self, node: ir.FString) -> None:
        super().__init__(node.at)
        self.parts = linked_all(node.parts)

    def value(self, m: Machine, f: Frame) -> Value:
        return join(*[strings.to_str(m, m.resolve(p.value(m, f))) for p in self.parts])


@mypyc_attr(acyclic=True)
class Await(Expr):
    """``await value``: it is not waited for."""

    __slots__ = ("inner",)

    def __init__(self, node: ir.Await) -> None:
        super().__init__(node.at)
        self.inner = linked(node.value)

    def value(self, m: Machine, f: Frame) -> Value:
        return self.inner.value(m, f)


@mypyc_attr(acyclic=True)
class NamedExpr(Expr):
    """``target := value``."""

    __slots__ = ("target", "inner")

    def __init__(self, node: ir.NamedExpr) -> None:
        super().__init__(node.at)
        self.target = node.target
        self.inner = linked(node.value)

    def value(self, m: Machine, f: Frame) -> Value:
        value = self.inner.value(m, f)
        m.journal.write(f.env, self.target, value)
        return value


EXPRESSIONS.update({
    ir.Const: Const, ir.Bytes: Const, ir.Literal: Literal, ir.Name: Name, ir.Attribute: Attribute, ir.Subscript: Subscript, ir.Slice: Slice,
    ir.Call: Call, ir.Lambda: Lambda, ir.Formatted: Formatted, ir.FString: FString, ir.Await: Await, ir.NamedExpr: NamedExpr,
})  # fmt: skip
