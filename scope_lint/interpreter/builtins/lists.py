"""Methods of list and tuple."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Final

from scope_lint.interpreter import values as v
from scope_lint.interpreter.builtins.registry import method
from scope_lint.interpreter.calls import call
from scope_lint.interpreter.classes import fill_list
from scope_lint.interpreter.conditions import condition
from scope_lint.interpreter.errors import fault
from scope_lint.interpreter.hostcalls import NotPlain, plain
from scope_lint.interpreter.iteration import extend
from scope_lint.interpreter.operators import compare
from scope_lint.interpreter.strings import native
from scope_lint.interpreter.subscripts import delete_item, get_item
from scope_lint.interpreter.values import Choice, Env, HostFunction, ListV, Value
from scope_lint.symbolic.unknown import Unknown

if TYPE_CHECKING:
    from scope_lint.interpreter.machine import Machine


def sort_items(m: Machine, items: list[Value], key: Value, reverse: Value) -> list[Value] | None:
    """The items in order, or None where the order is not known."""
    keys = items if key is None else [call(m, key, [x], {}) for x in items]
    try:
        hosts = [plain(m, k) for k in keys]
        order = sorted(range(len(items)), key=lambda i: hosts[i], reverse=condition(m, reverse) is True)
        return [items[i] for i in order]
    except (NotPlain, TypeError):
        pass
    if any(type(part) in (Unknown, Choice) for k in keys for part in (k if isinstance(k, tuple) else (k,))):
        return None

    def before(i: int, j: int) -> int:
        return -1 if compare(m, "<", keys[i], keys[j]) is True else 1 if compare(m, "<", keys[j], keys[i]) is True else 0

    order = sorted(range(len(items)), key=functools.cmp_to_key(before), reverse=condition(m, reverse) is True)
    return [items[i] for i in order]


def _list_init(m: Machine, args: list[Value], kwargs: Env) -> Value:
    fill_list(m, args[0], args[1] if len(args) > 1 else ())
    return None


LIST_INIT: Final = HostFunction("__init__", _list_init)
"""``list.__init__`` for subclasses that call it; no attribute of ``list``, whose construction fills it already."""


@method(v.LIST, "append")
def _append(m: Machine, self: ListV, item: Value) -> Value:
    if m.journal.open:
        m.journal.set(self, "items", [*self.items, item])
    else:
        self.items.append(item)
    return None


@method(v.LIST, "extend")
def _extend(m: Machine, self: ListV, source: Value) -> Value:
    extend(m, self, source)
    return None


@method(v.LIST, "__iadd__")
def _iadd(m: Machine, self: ListV, source: Value) -> Value:
    extend(m, self, source)
    return self


@method(v.LIST, "insert")
def _insert(m: Machine, self: ListV, index: Value, item: Value) -> Value:
    items = list(self.items)
    index = native(m.resolve(index))
    items.insert(index if isinstance(index, int) else len(items), item)
    m.journal.set(self, "items", items)
    return None


@method(v.LIST, "pop")
def _pop(m: Machine, self: ListV, index: Value = -1) -> Value:
    if self.open and not self.items:
        return Unknown("item", "an item of a list that is not fully known")
    item = get_item(m, self, index)
    delete_item(m, self, index)
    return item


@method(v.LIST, "popleft")
def _popleft(m: Machine, self: ListV) -> Value:
    return _pop(m, self, 0)


@method(v.LIST, "appendleft")
def _appendleft(m: Machine, self: ListV, item: Value) -> Value:
    return _insert(m, self, 0, item)


@method(v.LIST, "remove")
def _remove(m: Machine, self: ListV, item: Value) -> Value:
    for i, one in enumerate(self.items):
        if one is item or condition(m, compare(m, "==", one, item)) is True:
            m.journal.set(self, "items", self.items[:i] + self.items[i + 1 :])
            return None
    return None if self.open else fault(m, "ValueError", "list.remove(x): x not in list")


@method(v.LIST, "clear")
def _clear(m: Machine, self: ListV) -> Value:
    m.journal.set(self, "items", [])
    m.journal.set(self, "open", False)
    return None


@method(v.LIST, "reverse")
def _reverse(m: Machine, self: ListV) -> Value:
    m.journal.set(self, "items", self.items[::-1])
    return None


@method(v.LIST, "sort")
def _sort(m: Machine, self: ListV, key: Value = None, reverse: Value = False) -> Value:
    ordered = sort_items(m, self.items, key, reverse)
    m.journal.set(self, "items", self.items if ordered is None else ordered)
    return None


@method(v.LIST, "copy", "__copy__")
def _copy(m: Machine, self: ListV) -> Value:
    return ListV(list(self.items), self.cls, self.open)


@method(v.LIST, "index")
def _index(m: Machine, self: ListV, item: Value, *bounds: Value) -> Value:
    for i, one in enumerate(self.items):
        same = one is item or condition(m, compare(m, "==", one, item))
        if same is True:
            return i
        if same is not False:
            return Unknown("index", "the index of an item")
    return Unknown("index", "the index of an item") if self.open else fault(m, "ValueError", "x is not in list")


@method(v.LIST, "count")
def _count(m: Machine, self: ListV, item: Value) -> Value:
    found = [one is item or condition(m, compare(m, "==", one, item)) for one in self.items]
    return sum(found) if all(isinstance(x, bool) for x in found) and not self.open else Unknown("count", "a count")


@method(v.TUPLE, "index")
def _tuple_index(m: Machine, self: Value, item: Value) -> Value:
    return _index(m, ListV(list(native(self))), item)


@method(v.TUPLE, "count")
def _tuple_count(m: Machine, self: Value, item: Value) -> Value:
    return _count(m, ListV(list(native(self))), item)
