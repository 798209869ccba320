"""Methods of list, dict, set and tuple."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from scope_lint.interpreter import values as v
from scope_lint.interpreter.calls import call
from scope_lint.interpreter.classes import fill_dict, fill_list
from scope_lint.interpreter.conditions import condition, key_of
from scope_lint.interpreter.errors import fault
from scope_lint.interpreter.hostcalls import NotPlain, plain
from scope_lint.interpreter.iteration import items_of
from scope_lint.interpreter.operators import compare, contains
from scope_lint.interpreter.strings import native
from scope_lint.interpreter.subscripts import delete_item, get_item, set_item
from scope_lint.interpreter.values import Class, DictV, Env, HostFunction, Iterator, ListV, SetV, Value
from scope_lint.symbolic.journal import MISSING
from scope_lint.symbolic.names import SymStr
from scope_lint.symbolic.unknown import Unknown
from scope_lint.tf1.exposed import Exposed

if TYPE_CHECKING:
    from scope_lint.interpreter.machine import Machine


def method(cls: Class, *names: str) -> Callable[[Callable[..., Value]], Callable[..., Value]]:
    """Registers ``impl(m, self, *args, **kwargs)`` as a method of a built-in class."""

    def register(impl: Callable[..., Value]) -> Callable[..., Value]:
        def adapted(m: Machine, args: list[Value], kwargs: Env) -> Value:
            try:
                return impl(m, *args, **kwargs)
            except TypeError as e:
                if "argument" not in str(e):
                    raise
                return fault(m, "TypeError", f"{cls.name}.{names[0]}: {e}")

        for name in names:
            cls.attrs[name] = HostFunction(name, adapted)
        return impl

    return register


def sort_items(m: Machine, items: list[Value], key: Value, reverse: Value) -> list[Value] | None:
    """The items in order, or None where the order is not known."""
    keys = items if key is None else [call(m, key, [x], {}) for x in items]
    try:
        hosts = [plain(m, k) for k in keys]
        order = sorted(range(len(items)), key=lambda i: hosts[i], reverse=condition(m, reverse) is True)
        return [items[i] for i in order]
    except (NotPlain, TypeError):
        pass
    if any(k.__class__ is Unknown for k in keys):
        return None

    def before(i: int, j: int) -> int:
        return -1 if compare(m, "<", keys[i], keys[j]) is True else 1 if compare(m, "<", keys[j], keys[i]) is True else 0

    order = sorted(range(len(items)), key=functools.cmp_to_key(before), reverse=condition(m, reverse) is True)
    return [items[i] for i in order]


# ---------------------------------------------------------------- list


def _list_init(m: Machine, args: list[Value], kwargs: Env) -> Value:
    fill_list(m, args[0], args[1] if len(args) > 1 else ())
    return None


LIST_INIT = HostFunction("__init__", _list_init)
"""``list.__init__`` for subclasses that call it; no attribute of ``list``, whose construction fills it already."""


@method(v.LIST, "append")
def _append(m: Machine, self: ListV, item: Value) -> Value:
    if m.journal.open:
        m.journal.set(self, "items", [*self.items, item])
    else:
        self.items.append(item)
    return None


@method(v.LIST, "extend", "__iadd__")
def _extend(m: Machine, self: ListV, source: Value) -> Value:
    items = items_of(m, source)
    if items is None:
        m.journal.set(self, "open", True)
        known = m.resolve(source)
        items = list(known.items) if isinstance(known, ListV) else []
    m.journal.set(self, "items", self.items + items)
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


for _cls in (v.LIST, v.DICT, v.SET, v.TUPLE, v.STR):
    method(_cls, "__len__")(lambda m, self: length(m, self))
    method(_cls, "__contains__")(lambda m, self, item: contains(m, self, item))
    method(_cls, "__iter__")(lambda m, self: iterator(m, self))
    method(_cls, "__getitem__")(lambda m, self, index: get_item(m, _plain_container(self), index))
for _cls in (v.LIST, v.DICT):
    method(_cls, "__setitem__")(lambda m, self, index, item: set_item(m, _plain_container(self), index, item))
    method(_cls, "__delitem__")(lambda m, self, index: delete_item(m, _plain_container(self), index))


def _plain_container(value: Value) -> Value:
    if isinstance(value, DictV) and value.cls is not v.DICT:
        return _Alias.of(value)
    return value


class _Alias(DictV):
    """A dict that shares its items with one of a subclass: for ``dict.__getitem__(self, key)`` and super()."""

    __slots__ = ()

    @classmethod
    def of(cls, value: DictV) -> _Alias:
        alias = cls({}, v.DICT, value.open)
        alias.items = value.items
        alias.default = value.default
        return alias


def iterator(m: Machine, value: Value) -> Value:
    """``iter(value)``."""
    from scope_lint.interpreter.iteration import iterator_of

    return iterator_of(m, value)


def length(m: Machine, value: Value) -> Value:
    """``len(value)``."""
    from scope_lint.interpreter.calls import call_method
    from scope_lint.interpreter.conditions import each
    from scope_lint.interpreter.values import Choice, HostObject, Instance

    value = m.resolve(value)
    if isinstance(value, Choice):
        return each(m, value, lambda one: length(m, one))
    if isinstance(value, Instance) and value.cls.find("__len__").__class__.__name__ == "Function":
        return call_method(m, value, "__len__", [])
    value = native(value)
    if isinstance(value, (str, bytes, tuple, range)):
        return len(value)
    if isinstance(value, (ListV, DictV, SetV)):
        unsure = value.open or (isinstance(value, ListV) and any(x.__class__ is Choice and MISSING in (x.yes, x.no) for x in value.items))
        return _length_of(value) if unsure else len(value.items)
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


_LENGTHS: dict[tuple[int, int], tuple[Any, Unknown]] = {}


def _length_of(value: Any) -> Unknown:
    key = (id(value), len(value.items))
    found = _LENGTHS.get(key)
    if found is None or found[0] is not value:
        found = _LENGTHS[key] = (value, Unknown("len", "the length of a collection that is not fully known"))
    return found[1]


# ---------------------------------------------------------------- tuple


@method(v.TUPLE, "index")
def _tuple_index(m: Machine, self: Value, item: Value) -> Value:
    return _index(m, ListV(list(native(self))), item)


@method(v.TUPLE, "count")
def _tuple_count(m: Machine, self: Value, item: Value) -> Value:
    return _count(m, ListV(list(native(self))), item)


# ---------------------------------------------------------------- dict


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
        return get_item(m, _Alias.of(self), key)
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


DICT_INIT = HostFunction("__init__", _dict_init)


# ---------------------------------------------------------------- set


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
        from scope_lint.interpreter.classes import construct_set
        from scope_lint.interpreter.operators import binary

        for other in others:
            self = binary(m, op, self, construct_set(m, v.SET, [other], {}))
        return self

    return run


for _name, _op in (("union", "|"), ("intersection", "&"), ("difference", "-"), ("symmetric_difference", "^")):
    method(v.SET, _name)(_set_operation(_op))
method(v.SET, "issubset")(lambda m, self, other: compare(m, "<=", self, other))
method(v.SET, "issuperset")(lambda m, self, other: compare(m, ">=", self, other))
v.FROZENSET.attrs.update({k: x for k, x in v.SET.attrs.items() if k not in ("add", "discard", "remove", "update", "pop")})


# ---------------------------------------------------------------- iterator


def _send(m: Machine, self: Iterator, value: Value = None) -> Value:
    from scope_lint.interpreter.iteration import next_item

    item = next_item(m, self, value)
    return fault(m, "StopIteration", "") if item is MISSING else item


method(v.GENERATOR, "send")(_send)
method(v.GENERATOR, "__next__", "next")(lambda m, self: _send(m, self))
method(v.GENERATOR, "__iter__")(lambda m, self: self)
method(v.GENERATOR, "close")(lambda m, self: None)


def _throw(m: Machine, self: Iterator, value: Value, *rest: Value) -> Value:
    """Raises an exception in a generator at its ``yield``; gives True where the generator swallows it and ends."""
    from scope_lint.interpreter.generators import Thrown
    from scope_lint.interpreter.values import Instance, Raised

    raised = Raised(value if isinstance(value, Instance) else call(m, value, [], {}))
    if not hasattr(self.source, "send"):
        raise raised
    try:
        self.source.send(Thrown(raised))
    except StopIteration:
        return True
    return False


method(v.GENERATOR, "throw")(_throw)
