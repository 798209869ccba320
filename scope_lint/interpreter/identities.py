"""``id`` and ``hash``: numbers that are not known, but that differ for different objects."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scope_lint.interpreter.conditions import each, key_of
from scope_lint.interpreter.errors import fault
from scope_lint.interpreter.strings import native
from scope_lint.interpreter.values import Choice, DictV, Function, Instance, ListV, SetV, Value
from scope_lint.symbolic.names import SymStr
from scope_lint.symbolic.unknown import Unknown

if TYPE_CHECKING:
    from scope_lint.interpreter.machine import Machine


class Identity(Unknown):
    """The id or hash of an object: one for each, and no other value that is known equals it."""

    __slots__ = ()


def identity(m: Machine, value: Value) -> Value:
    """``id(value)``."""
    value = m.resolve(value)
    if isinstance(value, Choice):
        return each(m, value, lambda one: identity(m, one))
    return _the_one(m, ("id", key_of(value)), value, not isinstance(value, Unknown))


def hashed(m: Machine, value: Value) -> Value:
    """``hash(value)``."""
    value = native(m.resolve(value))
    if isinstance(value, Choice):
        return each(m, value, lambda one: hashed(m, one))
    if isinstance(value, (ListV, DictV)) or (isinstance(value, SetV) and value.cls.name == "set"):
        return fault(m, "TypeError", f"unhashable type: '{value.cls.name}'")
    own = value.cls.find("__hash__") if isinstance(value, Instance) else None
    if isinstance(own, Function):
        from scope_lint.interpreter.calls import call_method

        return call_method(m, value, "__hash__", [])
    if isinstance(value, (bool, int, float)):
        return hash(value)
    return _the_one(m, ("hash", key_of(value)), value, _is_known(value))


def _is_known(value: Value) -> bool:
    """Whether a value equals no other one than itself, as far as is known."""
    if isinstance(value, tuple):
        return all(_is_known(item) for item in value)
    if isinstance(value, SetV):
        return all(_is_known(item) for item in value.items)
    return not isinstance(value, (Unknown, SymStr, Choice))


def _the_one(m: Machine, key: Any, value: Value, known: bool) -> Unknown:
    found = m.identities.get(key)
    if found is None:
        made = Identity("id", "an identity") if known else Unknown("id", "an identity")
        found = m.identities[key] = (made, value)  # the value is kept, so that no other one takes its place in memory
    return found[0]
