"""Binding: names, and patterns of targets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scope_lint.interpreter.code import Expr, Starred
from scope_lint.interpreter.errors import fault
from scope_lint.interpreter.frames import Frame
from scope_lint.interpreter.iteration import items_of, to_iterate
from scope_lint.interpreter.subscripts import get_item
from scope_lint.interpreter.values import Choice, ListV, Value
from scope_lint.symbolic.missing import MISSING
from scope_lint.symbolic.unknown import Unknown

if TYPE_CHECKING:
    from scope_lint.interpreter.machine import Machine


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


def unpack(m: Machine, f: Frame, targets: list[Expr], value: Value) -> None:
    """``target, target = value``."""
    value = m.resolve(value)
    if isinstance(value, Choice):
        items = _unpacked_choice(m, value, len(targets))
    else:
        items = to_iterate(m, value)
    star = -1
    for i, t in enumerate(targets):
        if type(t) is Starred:
            star = i
            break
    if items is None:
        for i, t in enumerate(targets):
            one = get_item(m, value, i) if isinstance(value, (Unknown, ListV)) else Unknown("item", "the items of an unpacked value")
            t.assign(m, f, ListV([], open=True) if i == star else one)
        return
    if star < 0:
        if len(items) != len(targets):
            fault(m, "ValueError", f"{len(items)} values to unpack into {len(targets)}")
            items = items[: len(targets)] + [Unknown("item", "an item of an unpacked value")] * (len(targets) - len(items))
        for t, item in zip(targets, items):
            t.assign(m, f, item)
        return
    after = len(targets) - star - 1
    for t, item in zip(targets[:star], items):
        t.assign(m, f, item)
    targets[star].assign(m, f, ListV(items[star : len(items) - after]))
    for t, item in zip(targets[star + 1 :], items[len(items) - after :]):
        t.assign(m, f, item)


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
