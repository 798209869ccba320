"""The way into the evaluation of expressions, which everything else takes; expressions.py knows how each kind is evaluated."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from scope_lint.interpreter.frames import Frame
from scope_lint.interpreter.values import Value
from scope_lint.symbolic.missing import MISSING

if TYPE_CHECKING:
    from scope_lint.interpreter.machine import Machine

EVALUATE: Final[dict[type, Callable[[Machine, Frame, Any], Value]]] = {}
"""How each kind of expression is evaluated; expressions.py fills it."""


def evaluate(m: Machine, f: Frame, node: Any) -> Value:
    """The value of an expression in a frame."""
    return EVALUATE[type(node)](m, f, node)


def outer_value(m: Machine, f: Frame, name: str) -> Value:
    """What a name is bound to outside of the frame's own names, from the inside out; MISSING where it is not."""
    for env in f.closure:
        value = env.get(name, MISSING)
        if value is not MISSING:
            return value
    value = f.module.env.get(name, MISSING)
    return m.builtins.get(name, MISSING) if value is MISSING else value
