"""What all containers have, and the methods of iterators."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from scope_lint.interpreter import values as v
from scope_lint.interpreter.builtins.registry import method
from scope_lint.interpreter.calls import call, call_method
from scope_lint.interpreter.conditions import each, presence
from scope_lint.interpreter.errors import fault
from scope_lint.interpreter.iteration import iterator_of, next_item
from scope_lint.interpreter.operators import contains
from scope_lint.interpreter.strings import native
from scope_lint.interpreter.subscripts import delete_item, get_item, set_item
from scope_lint.interpreter.values import (
    Choice,
    Class,
    DictV,
    HostObject,
    Instance,
    Iterator,
    ListV,
    Raised,
    SetV,
    Value,
)
from scope_lint.symbolic.missing import MISSING
from scope_lint.symbolic.names import SymStr
from scope_lint.symbolic.unknown import Unknown
from scope_lint.tf1.exposed import Exposed

if TYPE_CHECKING:
    from scope_lint.interpreter.machine import Machine

for _cls in (v.LIST, v.DICT, v.SET, v.FROZENSET, v.TUPLE, v.STR):
    method(_cls, "__len__")(lambda m, self: length(m, self))
    method(_cls, "__contains__")(lambda m, self, item: contains(m, self, item))
    method(_cls, "__iter__")(lambda m, self: iterator(m, self))
    method(_cls, "__getitem__")(lambda m, self, index: get_item(m, _plain_container(self), index))

for _cls in (v.LIST, v.DICT):
    method(_cls, "__setitem__")(lambda m, self, index, item: set_item(m, _plain_container(self), index, item))
    method(_cls, "__delitem__")(lambda m, self, index: delete_item(m, _plain_container(self), index))


def _plain_container(value: Value) -> Value:
    if isinstance(value, DictV) and value.cls is not v.DICT:
        return Alias.of(value)
    return value


class Alias(DictV):
    """A dict that shares its items with one of a subclass: for ``dict.__getitem__(self, key)`` and super()."""

    __slots__ = ()

    @classmethod
    def of(cls, value: DictV) -> Alias:
        alias = cls({}, v.DICT, value.open)
        alias.items = value.items
        alias.default = value.default
        return alias


def iterator(m: Machine, value: Value) -> Value:
    """``iter(value)``."""
    return iterator_of(m, value)


def length(m: Machine, value: Value) -> Value:
    """``len(value)``."""
    value = m.resolve(value)
    if isinstance(value, Choice):
        return each(m, value, lambda one: length(m, one))
    if isinstance(value, Instance) and type(value.cls.find("__len__")).__name__ == "Function":
        return call_method(m, value, "__len__", [])
    if isinstance(value, Class) and value.by_metaclass("__len__") is not None:
        return call(m, value.by_metaclass("__len__"), [value], {})
    value = native(value)
    if isinstance(value, (str, bytes, tuple, range)):
        return len(value)
    if isinstance(value, (ListV, DictV, SetV)):
        unsure = value.open or (isinstance(value, ListV) and any(type(x) is Choice and MISSING in (x.yes, x.no) for x in value.items))
        return _length_of(m, value) if unsure else len(value.items)
    if isinstance(value, Unknown):
        return value.part(("len",), f"len({value.label})")
    if isinstance(value, SymStr):
        return next(p for p in value.parts if isinstance(p, Unknown)).part(("len", value), "len")
    if isinstance(value, HostObject):
        return len(value.value)
    if isinstance(value, Exposed) and hasattr(value, "__len__"):
        try:
            return len(value)
        except (TypeError, ValueError):
            return Unknown("len", "the length of a shape that is not known")
    return fault(m, "TypeError", f"object of type '{type(value).__name__}' has no len()")


_CONDITIONAL: Final = 3
"""So many items that may be there are told apart in the length of a list."""


def _length_of(m: Machine, value: Any) -> Value:
    """At least as many as are surely there; more where the conditions of other items hold."""
    found = [presence(m.resolve(item))[0] for item in value.items] if isinstance(value, ListV) else [True] * len(value.items)
    sure, asked = sum(there is True for there in found), [there for there in found if isinstance(there, Choice)]
    simple = [there for there in asked if isinstance(there.yes, bool) and isinstance(there.no, bool)][:_CONDITIONAL]
    return _with_conditional(m, value, sure, simple, value.open or len(simple) < len(asked))


def _with_conditional(m: Machine, value: Any, sure: int, asked: list[Choice], more: Value) -> Value:
    if not asked:
        return _open_length(m, value, sure) if more else sure
    first, *rest = asked
    there, not_there = _with_conditional(m, value, sure + 1, rest, more), _with_conditional(m, value, sure, rest, more)
    return m.join(first.atom, there, not_there) if first.yes else m.join(first.atom, not_there, there)


def _open_length(m: Machine, value: Any, least: int) -> Unknown:
    key = (id(value), len(value.items), least)
    found = m.lengths.get(key)
    if found is None:
        found = m.lengths[key] = (value, Unknown("len", "the length of a collection that is not fully known"))
        found[1].above = least - 1
    return found[1]


def _send(m: Machine, self: Iterator, value: Value = None) -> Value:
    m.asked += 1
    item = next_item(m, self, value)
    return fault(m, "StopIteration", "") if item is MISSING else item


method(v.GENERATOR, "send")(_send)
method(v.GENERATOR, "__next__", "next")(lambda m, self: _send(m, self))
method(v.GENERATOR, "__iter__")(lambda m, self: self)
method(v.GENERATOR, "close")(lambda m, self: None)


def _throw(m: Machine, self: Iterator, value: Value, *rest: Value) -> Value:
    """Raises an exception in a generator at its ``yield``; gives True where the generator swallows it and ends."""
    from scope_lint.interpreter.generators import Thrown

    raised = Raised(value if isinstance(value, Instance) else call(m, value, [], {}))
    if not hasattr(self.source, "send"):
        raise raised
    try:
        self.source.send(Thrown(raised))
    except StopIteration:
        return True
    return False


method(v.GENERATOR, "throw")(_throw)
