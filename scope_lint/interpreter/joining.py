"""What stands for the values that two branches left behind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from scope_lint.interpreter.values import Choice, Value
from scope_lint.symbolic.conditions import Atom
from scope_lint.symbolic.missing import MISSING
from scope_lint.symbolic.unknown import Unknown
from scope_lint.tf1.tensor import Operation, Tensor, Variable, merge_shapes

if TYPE_CHECKING:
    from scope_lint.interpreter.machine import Machine

_PLAIN: Final = (bool, int, float, str, bytes)


def join_values(m: Machine, atom: Atom, yes: Value, no: Value) -> Value:
    """The one value for ``yes if atom else no``: equal values stay, tensors and containers are joined inside."""
    if yes is no:
        return yes
    if yes is MISSING:
        return no
    if no is MISSING:
        return yes
    kind = type(yes)
    if kind is type(no):
        if kind in _PLAIN and yes == no:
            return yes
        if kind is list:
            return _join_lists(m, atom, yes, no)
        if kind is dict:  # the members of a set: all that may be there
            return {key: join_values(m, atom, yes.get(key, MISSING), no.get(key, MISSING)) for key in {**no, **yes}}
        if kind is tuple and len(yes) == len(no):
            return tuple(join_values(m, atom, a, b) for a, b in zip(yes, no))
    if isinstance(yes, Tensor) and isinstance(no, Tensor) and not (isinstance(yes, Variable) or isinstance(no, Variable)):
        dtype = yes.dtype if yes.dtype == no.dtype else None
        op = Operation(yes.op.graph, yes.op.name, yes.op.type, (yes, no))  # depends on what either depends on
        return Tensor(op, yes.index, dtype, merge_shapes(yes.shape, no.shape))
    return choose(m, atom, yes, no)


def choose(m: Machine, atom: Atom, yes: Value, no: Value) -> Value:
    """A Choice, without what the condition itself rules out, and not with too many alternatives."""
    yes, no = _given(yes, atom, True), _given(no, atom, False)
    if yes is no or (type(yes) in _PLAIN and type(yes) is type(no) and yes == no):
        return yes
    if _count(yes) + _count(no) > m.limits.alternatives:
        return Unknown("?", f"more than {m.limits.alternatives} possible values (limit: alternatives)")
    return Choice(atom, yes, no)


def _given(value: Value, atom: Atom, holds: bool) -> Value:
    while type(value) is Choice and value.atom == atom:
        value = value.yes if holds else value.no
    return value


def _count(value: Value) -> int:
    return _count(value.yes) + _count(value.no) if type(value) is Choice else 1


def _join_lists(m: Machine, atom: Atom, yes: list[Any], no: list[Any]) -> list[Any]:
    """Item by item; what only one branch appended may or may not be there."""
    common = min(len(yes), len(no))
    out = [join_values(m, atom, a, b) for a, b in zip(yes, no)]
    out += [Choice(atom, item, MISSING) for item in yes[common:]]
    out += [Choice(atom, MISSING, item) for item in no[common:]]
    return out
