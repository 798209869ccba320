"""Methods of dict."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scope_lint.interpreter import values as v
from scope_lint.interpreter.builtins.containers import Alias
from scope_lint.interpreter.builtins.registry import method
from scope_lint.interpreter.classes import fill_dict
from scope_lint.interpreter.conditions import key_of
from scope_lint.interpreter.errors import fault
from scope_lint.interpreter.iteration import items_of
from scope_lint.interpreter.operators import contains
from scope_lint.interpreter.strings import native
from scope_lint.interpreter.subscripts import get_item
from scope_lint.interpreter.values import DictV, Env, HostFunction, ListV, Value
from scope_lint.symbolic.missing import MISSING
from scope_lint.symbolic.names import SymStr
from scope_lint.symbolic.unknown import Unknown

if TYPE_CHECKING:
    from scope_lint.interpreter.machine import Machine


@method(v.DICT, "get")
def _get(m: Machine, self: DictV, key: Value, default: Value = None) -> Value:
    key = native(m.resolve(key))
    try:
        found = self.items.get(key, MISSING)
    except TypeError:
        return default
    if found is not MISSING:
        return m.resolve(found)
    if isinstance(key, (Unknown, SymStr)) and self.items:
        return get_item(m, Alias.of(self), key)
    if isinstance(self.open, Unknown):
        return self.open.part(("item", key_of(key)), str(key))
    return default


@method(v.DICT, "setdefault")
def _setdefault(m: Machine, self: DictV, key: Value, default: Value = None) -> Value:
    key = native(m.resolve(key))
    if key not in self.items:
        m.journal.write(self.items, key, default)
    return self.items[key]


@method(v.DICT, "keys", "iterkeys", "viewkeys")
def _keys(m: Machine, self: DictV) -> Value:
    return ListV(list(self.items), open=bool(self.open))


@method(v.DICT, "values", "itervalues", "viewvalues")
def _values(m: Machine, self: DictV) -> Value:
    return ListV(list(self.items.values()), open=bool(self.open))


@method(v.DICT, "items", "iteritems", "viewitems")
def _items(m: Machine, self: DictV) -> Value:
    return ListV([(k, x) for k, x in self.items.items()], open=bool(self.open))


@method(v.DICT, "update")
def _update(m: Machine, self: DictV, *args: Value, **kwargs: Value) -> Value:
    fill_dict(m, self, list(args), kwargs)
    return None


@method(v.DICT, "copy", "__copy__")
def _dict_copy(m: Machine, self: DictV) -> Value:
    made = DictV(dict(self.items), self.cls, self.open)
    made.default = self.default
    made.attrs = dict(self.attrs)
    return made


@method(v.DICT, "clear")
def _dict_clear(m: Machine, self: DictV) -> Value:
    for key in list(self.items):
        m.journal.delete(self.items, key)
    return None


@method(v.DICT, "pop")
def _dict_pop(m: Machine, self: DictV, key: Value, *default: Value) -> Value:
    key = native(m.resolve(key))
    if key in self.items:
        found = self.items[key]
        m.journal.delete(self.items, key)
        return m.resolve(found)
    if isinstance(self.open, Unknown):
        return self.open.part(("item", key_of(key)), str(key))
    if default:
        return default[0]
    return fault(m, "KeyError", repr(key))


@method(v.DICT, "popitem")
def _popitem(m: Machine, self: DictV, last: Value = True) -> Value:
    if not self.items:
        return fault(m, "KeyError", "popitem(): dictionary is empty")
    key = list(self.items)[-1 if last else 0]
    found = self.items[key]
    m.journal.delete(self.items, key)
    return (key, found)


@method(v.DICT, "has_key")
def _has_key(m: Machine, self: DictV, key: Value) -> Value:
    return contains(m, self, key)


def _fromkeys(m: Machine, args: list[Value], kwargs: Env) -> Value:
    items = items_of(m, args[0])
    value = args[1] if len(args) > 1 else None
    return DictV(dict.fromkeys(items or [], value), open=Unknown("dict", "keys that are not known") if items is None else None)


v.DICT.attrs["fromkeys"] = v.StaticMethod(HostFunction("fromkeys", _fromkeys))


def _dict_init(m: Machine, args: list[Value], kwargs: Env) -> Value:
    fill_dict(m, args[0], args[1:], kwargs)
    return None


DICT_INIT: Final = HostFunction("__init__", _dict_init)
