"""Expressions that show what they hold: lists, tuples, sets and dicts; the first two may be targets, too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mypy_extensions import mypyc_attr

from scope_lint.interpreter import strings
from scope_lint.interpreter.binding import unpack
from scope_lint.interpreter.classes import fill_dict
from scope_lint.interpreter.code import EXPRESSIONS, Expr, Starred, linked_all, optional
from scope_lint.interpreter.errors import fault
from scope_lint.interpreter.frames import Frame
from scope_lint.interpreter.iteration import known_items
from scope_lint.interpreter.values import DictV, ListV, SetV, Value
from scope_lint.syntax import ir

if TYPE_CHECKING:
    from scope_lint.interpreter.machine import Machine


def _elements(m: Machine, f: Frame, nodes: list[Expr]) -> tuple[list[Value], bool]:
    """The elements, and whether there are others that are not known."""
    out: list[Value] = []
    unknown = False
    for n in nodes:
        if type(n) is not Starred:
            out.append(n.value(m, f))
            continue
        items, complete = known_items(m, n.value(m, f))
        out += items
        unknown = unknown or not complete
    m.escapes(*out)
    return out, unknown


@mypyc_attr(acyclic=True)
class ListExpr(Expr):
    """``[…]``."""

    __slots__ = ("elts",)

    def __init__(self, node: ir.ListExpr) -> None:
        super().__init__(node.at)
        self.elts = linked_all(node.elts)

    def value(self, m: Machine, f: Frame) -> Value:
        items, unknown = _elements(m, f, self.elts)
        return ListV(items, open=unknown)

    def assign(self, m: Machine, f: Frame, value: Value) -> None:
        unpack(m, f, self.elts, value)


@mypyc_attr(acyclic=True)
class TupleExpr(Expr):
    """``a, b``."""

    __slots__ = ("elts",)

    def __init__(self, node: ir.TupleExpr) -> None:
        super().__init__(node.at)
        self.elts = linked_all(node.elts)

    def value(self, m: Machine, f: Frame) -> Value:
        items, unknown = _elements(m, f, self.elts)
        return ListV(items, open=True) if unknown else tuple(items)

    def assign(self, m: Machine, f: Frame, value: Value) -> None:
        unpack(m, f, self.elts, value)

    def delete(self, m: Machine, f: Frame) -> None:
        for target in self.elts:
            target.delete(m, f)


@mypyc_attr(acyclic=True)
class SetExpr(Expr):
    """``{a, b}``."""

    __slots__ = ("elts",)

    def __init__(self, node: ir.SetExpr) -> None:
        super().__init__(node.at)
        self.elts = linked_all(node.elts)

    def value(self, m: Machine, f: Frame) -> Value:
        items, unknown = _elements(m, f, self.elts)
        return SetV(dict.fromkeys([m.resolve(i) for i in items]), open=unknown)


@mypyc_attr(acyclic=True)
class DictExpr(Expr):
    """``{key: value}``; no key: ``**value``."""

    __slots__ = ("keys", "values")

    def __init__(self, node: ir.DictExpr) -> None:
        super().__init__(node.at)
        self.keys = [optional(key) for key in node.keys]
        self.values = linked_all(node.values)

    def value(self, m: Machine, f: Frame) -> Value:
        made = DictV({})
        for k, x in zip(self.keys, self.values):
            if k is None:
                fill_dict(m, made, [x.value(m, f)], {})
                continue
            key = strings.native(m.resolve(k.value(m, f)))
            value = x.value(m, f)
            m.escapes(value)
            try:
                made.items[key] = value
            except TypeError as e:
                fault(m, "TypeError", str(e))
        return made


EXPRESSIONS.update({ir.ListExpr: ListExpr, ir.TupleExpr: TupleExpr, ir.SetExpr: SetExpr, ir.DictExpr: DictExpr})
