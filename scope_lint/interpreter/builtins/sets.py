"""Methods of set and frozenset."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from scope_lint.interpreter import values as v
from scope_lint.interpreter.builtins.registry import method
from scope_lint.interpreter.classes import construct_set
from scope_lint.interpreter.errors import fault
from scope_lint.interpreter.iteration import items_of
from scope_lint.interpreter.operators import binary, compare
from scope_lint.interpreter.values import SetV, Value
from scope_lint.symbolic.unknown import Unknown

if TYPE_CHECKING:
    from scope_lint.interpreter.machine import Machine


@method(v.SET, "add")
def _add(m: Machine, self: SetV, item: Value) -> Value:
    m.journal.write(self.items, m.resolve(item), None)
    return None


@method(v.SET, "discard", "remove")
def _discard(m: Machine, self: SetV, item: Value) -> Value:
    if item in self.items:
        m.journal.delete(self.items, item)
    return None


@method(v.SET, "update")
def _set_update(m: Machine, self: SetV, *sources: Value) -> Value:
    for source in sources:
        items = items_of(m, source)
        if items is None:
            m.journal.set(self, "open", True)
        for item in items or []:
            m.journal.write(self.items, m.resolve(item), None)
    return None


@method(v.SET, "copy")
def _set_copy(m: Machine, self: SetV) -> Value:
    return SetV(dict(self.items), self.cls, self.open)


@method(v.SET, "pop")
def _set_pop(m: Machine, self: SetV) -> Value:
    if not self.items:
        return fault(m, "KeyError", "pop from an empty set")
    item = next(iter(self.items))
    m.journal.delete(self.items, item)
    return item


def _set_operation(op: str) -> Callable[..., Value]:
    def run(m: Machine, self: SetV, *others: Value) -> Value:
        for other in others:
            self = binary(m, op, self, construct_set(m, v.SET, [other], {}))
        return self

    return run


for _name, _op in (("union", "|"), ("intersection", "&"), ("difference", "-"), ("symmetric_difference", "^")):
    method(v.SET, _name)(_set_operation(_op))

def _in_place(op: str) -> Callable[..., Value]:
    whole = _set_operation(op)

    def run(m: Machine, self: SetV, *others: Value) -> Value:
        result = whole(m, self, *others)
        if isinstance(result, SetV):
            m.journal.set(self, "items", result.items)
            m.journal.set(self, "open", result.open)
        else:
            m.journal.set(self, "open", True)
        return None

    return run


for _name, _op in (("intersection_update", "&"), ("difference_update", "-"), ("symmetric_difference_update", "^")):
    method(v.SET, _name)(_in_place(_op))


@method(v.SET, "isdisjoint")
def _is_disjoint(m: Machine, self: SetV, other: Value) -> Value:
    common = binary(m, "&", self, construct_set(m, v.SET, [other], {}))
    return not common.items if isinstance(common, SetV) and not common.open else Unknown("isdisjoint", "whether two sets have an item in common")


@method(v.SET, "clear")
def _clear(m: Machine, self: SetV) -> Value:
    m.journal.set(self, "items", {})
    m.journal.set(self, "open", False)
    return None


method(v.SET, "issubset")(lambda m, self, other: compare(m, "<=", self, other))
method(v.SET, "issuperset")(lambda m, self, other: compare(m, ">=", self, other))
v.FROZENSET.attrs.update({k: x for k, x in v.SET.attrs.items() if k not in ("add", "discard", "remove", "update", "pop", "clear") and not k.endswith("_update")})
