"""Binding: assignments to names, attributes, items and patterns of them, and ``del``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scope_lint.interpreter import operators
from scope_lint.interpreter.attributes import delete_attribute, get_attribute, set_attribute
from scope_lint.interpreter.errors import fault
from scope_lint.interpreter.evaluation import evaluate
from scope_lint.interpreter.frames import Frame
from scope_lint.interpreter.iteration import items_of
from scope_lint.interpreter.subscripts import delete_item, get_item, set_item
from scope_lint.interpreter.values import Choice, ListV, Value
from scope_lint.symbolic.missing import MISSING
from scope_lint.symbolic.unknown import Unknown
from scope_lint.syntax import ir

if TYPE_CHECKING:
    from scope_lint.interpreter.machine import Machine


def assign(m: Machine, f: Frame, target: Any, value: Value) -> None:
    """Binds a target: a name, an attribute, an item, or a pattern of them."""
    kind = type(target)
    if kind is ir.Name:
        bind_name(m, f, target.id, value)
    elif kind is ir.Attribute:
        set_attribute(m, evaluate(m, f, target.value), target.attr, value)
    elif kind is ir.Subscript:
        set_item(m, evaluate(m, f, target.value), evaluate(m, f, target.index), value)
    elif kind is ir.TupleExpr or kind is ir.ListExpr:
        _unpack(m, f, target.elts, value)
    elif kind is ir.Starred:
        assign(m, f, target.value, value)


def bind_name(m: Machine, f: Frame, name: str, value: Value) -> None:
    """``name = value``, in the scope that Python would choose."""
    if f.log is m.journal.log and name not in f.globals and name not in f.nonlocals:
        f.env[name] = value
    elif name in f.globals:
        m.journal.write(f.module.env, name, value)
    elif name in f.nonlocals:
        for env in f.closure:
            if name in env:
                m.journal.write(env, name, value)
                return
        m.journal.write(f.env, name, value)
    else:
        m.journal.write(f.env, name, value)


def _unpack(m: Machine, f: Frame, targets: list[ir.Expr], value: Value) -> None:
    value = m.resolve(value)
    if isinstance(value, Choice):
        items = _unpacked_choice(m, value, len(targets))
    else:
        items = items_of(m, value)
    star = next((i for i, t in enumerate(targets) if type(t) is ir.Starred), None)
    if items is None:
        for i, t in enumerate(targets):
            one = get_item(m, value, i) if isinstance(value, (Unknown, ListV)) else Unknown("item", "the items of an unpacked value")
            assign(m, f, t, ListV([], open=True) if i == star else one)
        return
    if star is None:
        if len(items) != len(targets):
            fault(m, "ValueError", f"{len(items)} values to unpack into {len(targets)}")
            items = items[: len(targets)] + [Unknown("item", "an item of an unpacked value")] * (len(targets) - len(items))
        for t, item in zip(targets, items):
            assign(m, f, t, item)
        return
    after = len(targets) - star - 1
    for t, item in zip(targets[:star], items):
        assign(m, f, t, item)
    assign(m, f, targets[star], ListV(items[star : len(items) - after]))
    for t, item in zip(targets[star + 1 :], items[len(items) - after :]):
        assign(m, f, t, item)


def _unpacked_choice(m: Machine, value: Choice, count: int) -> list[Value] | None:
    """Unpacks each alternative and joins item by item."""
    if value.yes is MISSING or value.no is MISSING:
        one = value.no if value.yes is MISSING else value.yes
        return _unpacked_choice(m, one, count) if isinstance(one, Choice) else items_of(m, one)
    sides = [_unpacked_choice(m, s, count) if isinstance(s, Choice) else items_of(m, s) for s in (value.yes, value.no)]
    yes, no = (s if s is not None and len(s) == count else None for s in sides)
    if yes is None or no is None:
        return yes or no
    return [m.join(value.atom, a, b) for a, b in zip(yes, no)]


def run_assign(m: Machine, f: Frame, node: ir.Assign) -> None:
    """Runs an assignment."""
    value = evaluate(m, f, node.value)
    for target in node.targets:
        assign(m, f, target, value)


def run_augmented(m: Machine, f: Frame, node: ir.AugAssign) -> None:
    """Runs an augmented assignment; what it binds is looked up once."""
    target = node.target
    if isinstance(target, ir.Attribute):
        holder = evaluate(m, f, target.value)
        old = get_attribute(m, holder, target.attr)
        new = _in_place(m, f, node, old)
        set_attribute(m, holder, target.attr, new)
    elif isinstance(target, ir.Subscript):
        holder = evaluate(m, f, target.value)
        index = evaluate(m, f, target.index)
        set_item(m, holder, index, _in_place(m, f, node, get_item(m, holder, index)))
    else:
        assign(m, f, target, _in_place(m, f, node, evaluate(m, f, target)))


def _in_place(m: Machine, f: Frame, node: ir.AugAssign, old: Value) -> Value:
    value = evaluate(m, f, node.value)
    f.at = node.at
    old = m.resolve(old)
    if isinstance(old, ListV) and node.op == "+":
        items = items_of(m, value)
        if items is None:
            m.journal.set(old, "open", True)
            known = m.resolve(value)
            items = list(known.items) if isinstance(known, ListV) else []
        m.journal.set(old, "items", old.items + items)
        return old
    return operators.binary(m, node.op, old, value)


def run_delete(m: Machine, f: Frame, node: ir.Delete) -> None:
    """Runs a ``del`` statement."""
    for target in node.targets:
        if isinstance(target, ir.Name):
            if target.id in f.env:
                m.journal.delete(f.env, target.id)
        elif isinstance(target, ir.Attribute):
            delete_attribute(m, evaluate(m, f, target.value), target.attr)
        elif isinstance(target, ir.Subscript):
            delete_item(m, evaluate(m, f, target.value), evaluate(m, f, target.index))
        elif isinstance(target, ir.TupleExpr):
            run_delete(m, f, ir.Delete(target.elts, node.at))
