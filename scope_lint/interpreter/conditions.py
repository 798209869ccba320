"""Truth of values, and statements or expressions that hang on a truth that is not known."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from scope_lint.interpreter.values import Choice, DictV, HostObject, Instance, ListV, SetV, Value
from scope_lint.symbolic.conditions import Atom
from scope_lint.symbolic.missing import MISSING
from scope_lint.symbolic.names import SymStr
from scope_lint.symbolic.same import Same
from scope_lint.symbolic.unknown import Unknown
from scope_lint.tf1.errors import TFError
from scope_lint.tf1.shapes import Dimension
from scope_lint.tf1.tensor import Tensor

if TYPE_CHECKING:
    from scope_lint.interpreter.machine import Machine

Condition = Any
"""True, False, or a Choice between Conditions."""

_NATIVE: Final = (bool, int, float, str, bytes, tuple, complex, range)


def key_of(value: Value) -> Any:
    """What identifies a value in the key of a condition; equal keys are the same value."""
    if isinstance(value, Unknown):
        return ("?", value.serial)
    if isinstance(value, SymStr):
        return ("s", tuple(key_of(p) for p in value.parts))
    if value is None or isinstance(value, (bool, int, float, str, bytes)):
        return (type(value).__name__, value)
    if isinstance(value, tuple):
        return ("t", tuple(key_of(v) for v in value))
    if isinstance(value, Dimension) and value.value is not None:
        return ("d", key_of(value.value))
    if isinstance(value, SetV) and value.is_constant():
        return ("f", frozenset(key_of(item) for item in value.items))
    return ("o", Same(value))


def label_of(value: Value) -> str:
    """A value in the words of a condition."""
    if isinstance(value, Unknown):
        return value.label
    if isinstance(value, SymStr):
        return f'"{value}"'
    if value is None or isinstance(value, (bool, int, float, str)):
        return repr(value)
    return "…"


def condition(m: Machine, value: Value) -> Condition:
    """The truth of a value."""
    value = m.resolve(value)
    if value is None or type(value) in _NATIVE:
        return bool(value)
    if isinstance(value, Choice):
        yes = False if value.yes is MISSING else condition(m, value.yes)
        no = False if value.no is MISSING else condition(m, value.no)
        if isinstance(yes, bool) and yes is no:
            return yes
        return Choice(value.atom, yes, no)
    if isinstance(value, Unknown):
        return _unknown_truth(m, value)
    if isinstance(value, (ListV, DictV, SetV)):
        if any(presence(item)[0] is True for item in value.items):
            return True
        if value.open or value.items:
            atom = Atom(("nonempty", Same(value), len(value.items)), "it is not empty")
            held = m.known(atom)
            return Choice(atom, True, False) if held is None else held
        return False
    if isinstance(value, SymStr):
        return True if any(isinstance(p, str) for p in value.parts) else _unknown_truth(m, value.parts[0])
    if isinstance(value, HostObject):
        return bool(value.value)
    if isinstance(value, Tensor):
        return _unknown_truth(m, Unknown("tensor", "the truth of a tensor"))
    if isinstance(value, Instance):
        return _instance_truth(m, value)
    try:
        return bool(value)
    except (TypeError, ValueError, TFError):
        return _unknown_truth(m, Unknown("truth", "the truth of a value"))


def presence(item: Value) -> tuple[Condition, Value]:
    """Whether an item of a list is there, and the item without the alternatives in which it is not."""
    if item is MISSING:
        return False, MISSING
    if type(item) is not Choice:
        return True, item
    here, value = presence(item.yes)
    here_not, value_not = presence(item.no)
    there = here if isinstance(here, bool) and here is here_not else Choice(item.atom, here, here_not)
    if value is MISSING or value_not is MISSING:
        return there, value_not if value is MISSING else value
    return there, item if there is True else Choice(item.atom, value, value_not)


def _unknown_truth(m: Machine, value: Any) -> Condition:
    if value.above is not None and value.above >= 0:
        return True
    none = Atom(("is", ("?", value.serial), ("NoneType", None)), f"{value.label} is None")
    if m.truth.get(none):
        return False
    atom = Atom(("truth", value.serial), value.label)
    held = m.known(atom)
    return Choice(atom, True, False) if held is None else held


def _instance_truth(m: Machine, value: Instance) -> Condition:
    from scope_lint.interpreter.calls import call_method

    if value.payload is not MISSING:
        return condition(m, value.payload)
    for name in ("__bool__", "__nonzero__", "__len__"):
        if value.cls.find(name) is not MISSING:
            return condition(m, call_method(m, value, name, []))
    return True


def negate(value: Condition) -> Condition:
    """``not`` of a condition."""
    if isinstance(value, Choice):
        return Choice(value.atom, negate(value.yes), negate(value.no))
    return not value


def branch(m: Machine, test: Condition, yes: Callable[[], Value], no: Callable[[], Value]) -> Value:
    """The value of ``yes() if test else no()``; both sides are run where the test is not known."""
    test = m.resolve(test)
    if isinstance(test, Choice):
        return m.fork(test.atom, partial(branch, m, test.yes, yes, no), partial(branch, m, test.no, yes, no))
    return yes() if test else no()


def each(m: Machine, value: Value, run: Callable[[Value], Value]) -> Value:
    """``run(value)``, for each alternative of a value that depends on conditions, joined."""
    value = m.resolve(value)
    if isinstance(value, Choice):
        if value.yes is MISSING:
            return each(m, value.no, run)
        if value.no is MISSING:
            return each(m, value.yes, run)
        return m.fork(value.atom, partial(each, m, value.yes, run), partial(each, m, value.no, run))
    return run(value)
