"""``with``: context managers."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from mypy_extensions import mypyc_attr

from scope_lint.interpreter.attributes import class_of, lookup
from scope_lint.interpreter.blocks import choose_block
from scope_lint.interpreter.calls import call
from scope_lint.interpreter.code import STATEMENTS, Signal, Stmt, block, linked, optional, run_block
from scope_lint.interpreter.conditions import condition
from scope_lint.interpreter.errors import fault
from scope_lint.interpreter.frames import Frame
from scope_lint.interpreter.values import Choice, Instance, Raised, Value
from scope_lint.symbolic.missing import MISSING
from scope_lint.symbolic.unknown import Unknown
from scope_lint.syntax import ir

if TYPE_CHECKING:
    from scope_lint.interpreter.machine import Machine


@mypyc_attr(acyclic=True)
class WithItem:
    """``context as target``; ``expects_error``: it is a test that wants one."""

    __slots__ = ("context", "target", "expects_error")

    def __init__(self, node: ir.WithItem) -> None:
        self.context = linked(node.context)
        self.target = optional(node.target)
        self.expects_error = _expects_an_error(node.context)


@mypyc_attr(acyclic=True)
class With(Stmt):
    """``with``, its context managers from left to right."""

    __slots__ = ("items", "body")

    def __init__(self, node: ir.With) -> None:
        super().__init__(node.at)
        self.items = [WithItem(item) for item in node.items]
        self.body = block(node.body)

    def run(self, m: Machine, f: Frame) -> Signal:
        return _with_from(m, f, self, 0)


def _with_from(m: Machine, f: Frame, node: With, i: int) -> Signal:
    if i == len(node.items):
        return run_block(m, f, node.body)
    item = node.items[i]
    value = context(m, f, item)
    return with_value(m, f, value, item, partial(_with_from, m, f, node, i + 1))


def _expects_an_error(node: ir.Expr) -> bool:
    """``self.assertRaises(…)``, ``pytest.raises(…)`` and the like: a test that wants an error."""
    if not isinstance(node, ir.Call):
        return False
    name = node.func.attr if isinstance(node.func, ir.Attribute) else node.func.id if isinstance(node.func, ir.Name) else ""
    return name == "raises" or name.startswith("assertRaises")


def context(m: Machine, f: Frame, item: WithItem) -> Value:
    """The context manager of an item; the scopes that are made for it are entered, whichever of them it will be."""
    before = m.tf.not_entered()
    try:
        value = m.resolve(item.context.value(m, f))
    finally:
        m.tf.all_entered(before)
    f.at = item.context.at
    return value


def with_value(m: Machine, f: Frame, value: Value, item: WithItem, body: Callable[[], Signal]) -> Signal:
    """Runs a body inside a context manager."""
    if isinstance(value, Choice):
        side = partial(_with_side, m, f, value, item, body)
        return choose_block(m, f, Choice(value.atom, True, False), side, side)
    entered, leave = enter(m, value)
    if item.target is not None:
        item.target.assign(m, f, entered)
    depth = len(m.frames)
    expected = item.expects_error
    if expected:
        m.handlers.append([None])
    try:
        signal = body()
    except Raised as e:
        del m.frames[depth:]
        if expected or condition(m, leave(e)) is True:
            return None
        raise
    finally:
        if expected:
            m.handlers.pop()
    f.at = item.context.at
    leave(None)
    return signal


def _with_side(m: Machine, f: Frame, value: Value, item: WithItem, body: Callable[[], Signal]) -> Signal:
    return with_value(m, f, m.resolve(value), item, body)


def enter(m: Machine, value: Value) -> tuple[Value, Callable[[Raised | None], Value]]:
    """Enters a context manager: what ``as`` gets, and the function that leaves it."""
    if isinstance(value, Unknown):
        if value.opaque_code:
            m.unknown_code(value)
        return value.part(("enter",), value.label), lambda e: None
    if isinstance(value, Instance) and value.cls.open is not None and value.cls.find("__enter__") is MISSING:
        return value, lambda e: None
    entering, leaving = lookup(m, value, "__enter__"), lookup(m, value, "__exit__")
    if entering is MISSING:
        fault(m, "AttributeError", f"{class_of(value).name} is no context manager")
        return Unknown("entered", "what is no context manager"), lambda e: None
    return call(m, entering, [], {}), partial(_leave, m, leaving)


def _leave(m: Machine, leaving: Value, e: Raised | None) -> Value:
    if leaving is MISSING:
        return None
    if e is None:
        return call(m, leaving, [None, None, None], {})
    return call(m, leaving, [e.value.cls, e.value, None], {})


STATEMENTS[ir.With] = With
