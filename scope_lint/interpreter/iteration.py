"""Going through the items of a value."""

from __future__ import annotations

from collections.abc import Hashable
from collections.abc import Iterator as HostIterator
from typing import TYPE_CHECKING

from scope_lint.interpreter.conditions import key_of
from scope_lint.interpreter.errors import fault, tf_error
from scope_lint.interpreter.values import (
    Choice,
    Class,
    DictV,
    Function,
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
from scope_lint.symbolic.unknown import Series, Unknown
from scope_lint.tf1.errors import TFError
from scope_lint.tf1.exposed import Exposed

if TYPE_CHECKING:
    from scope_lint.interpreter.machine import Machine


class Endless(Exception):
    """The number of items is not known."""

    def __init__(self, source: Value, item: Value = None) -> None:
        super().__init__()
        self.source = source
        self.item = item


def items_of(m: Machine, value: Value) -> list[Value] | None:
    """The items as a list where all are known to be there (a range of any size within the limits); else None.

    Items that are there only under a condition stay in as Choices with MISSING.
    """
    value = m.resolve(value)
    if isinstance(value, (list, tuple)):
        return list(value)
    if isinstance(value, (ListV, SetV)):
        return None if value.open else list(value.items)
    if isinstance(value, DictV):
        if type(value.cls.find("__iter__")) is Function:
            return _through_iter(m, value)
        return None if value.open else list(value.items)
    if isinstance(value, str):
        return list(value)
    if isinstance(value, bytes):
        return list(value)
    if isinstance(value, range):
        return list(value) if len(value) <= m.limits.loop_iterations else None
    if isinstance(value, Iterator):
        out: list[Value] = []
        while True:
            try:
                item = next_item(m, value)
            except Endless:
                return None
            if item is MISSING:
                return out
            out.append(item)
            if len(out) > m.limits.loop_iterations:
                return None
    if isinstance(value, (Unknown, SymStr, Choice)):
        return None
    if isinstance(value, HostObject):
        try:
            return list(value.value)
        except TypeError:
            return None
    if isinstance(value, Instance):
        if value.payload is not MISSING:
            return items_of(m, value.payload)
        return _through_iter(m, value)
    if isinstance(value, Class) and value.by_metaclass("__iter__") is not None:
        from scope_lint.interpreter.calls import call

        return items_of(m, call(m, value.by_metaclass("__iter__"), [value], {}))
    if isinstance(value, Exposed) and hasattr(value, "__iter__"):
        try:
            return list(value)
        except TFError as e:
            raise tf_error(m, e) from None
        except (TypeError, ValueError):
            return None
    return None


def to_iterate(m: Machine, value: Value) -> list[Value] | None:
    """``items_of`` what the program goes through; a number has no items."""
    items = items_of(m, value)
    if items is None and isinstance(number := m.resolve(value), (int, float)):
        fault(m, "TypeError", f"'{type(number).__name__}' object is not iterable", certain=True)
    return items


def known_items(m: Machine, value: Value) -> tuple[list[Value], bool]:
    """The items of a value as far as they are known, and whether these are all that it has."""
    items = to_iterate(m, value)
    if items is not None:
        return items, True
    known = m.resolve(value)
    return (list(known.items) if isinstance(known, ListV) else []), False


def extend(m: Machine, made: ListV, source: Value) -> None:
    """``made.extend(source)``."""
    items, complete = known_items(m, source)
    if not complete:
        m.journal.set(made, "open", True)
    m.journal.set(made, "items", made.items + items)


def mapping_of(m: Machine, value: Instance) -> DictV | None:
    """What ``dict(value)`` and ``**value`` take from an object of the program that has ``keys`` and ``__getitem__``."""
    from scope_lint.interpreter.calls import call_method

    if not all(isinstance(value.cls.find(name), Function) for name in ("keys", "__getitem__")):
        return None
    keys = items_of(m, call_method(m, value, "keys", []))
    return None if keys is None else DictV({k: call_method(m, value, "__getitem__", [k]) for k in keys})


def _through_iter(m: Machine, value: Instance) -> list[Value] | None:
    from scope_lint.interpreter.calls import call_method

    if value.cls.find("__iter__") is not MISSING:
        inner = call_method(m, value, "__iter__", [])
        if inner is value:
            return _through_next(m, value)
        return items_of(m, inner)
    if value.cls.find("__getitem__") is not MISSING:
        out: list[Value] = []
        m.handlers.append([_index_error()])
        try:
            while len(out) <= m.limits.loop_iterations:
                out.append(call_method(m, value, "__getitem__", [len(out)]))
                if isinstance(out[-1], Unknown):
                    return None
        except Raised:
            return out
        finally:
            m.handlers.pop()
    return None


def _index_error() -> Value:
    from scope_lint.interpreter.errors import EXCEPTIONS

    return EXCEPTIONS["IndexError"]


def _through_next(m: Machine, value: Instance) -> list[Value] | None:
    from scope_lint.interpreter.calls import call_method
    from scope_lint.interpreter.errors import EXCEPTIONS

    name = "__next__" if value.cls.find("__next__") is not MISSING else "next"
    if value.cls.find(name) is MISSING:
        return None
    out: list[Value] = []
    m.handlers.append([EXCEPTIONS["StopIteration"]])
    try:
        while len(out) <= m.limits.loop_iterations:
            item = call_method(m, value, name, [])
            if isinstance(item, Unknown):
                return None
            out.append(item)
    except Raised as e:
        if e.value.cls.name != "StopIteration":
            raise
        return out
    finally:
        m.handlers.pop()
    return None


def iterator_of(m: Machine, value: Value) -> Iterator:
    """``iter(value)``; one over an unknown number of items is ``open``."""
    value = m.resolve(value)
    if isinstance(value, Iterator):
        return value
    items = items_of(m, value)
    if items is None:
        return Iterator(_endless(m, value), open=True)
    return Iterator(iter(items))


def _endless(m: Machine, value: Value) -> HostIterator[Value]:
    if isinstance(value, ListV):
        yield from value.items
    count = 0
    while True:
        yield element_of(m, value, count)
        count += 1


def element_of(m: Machine, value: Value, index: int) -> Value:
    """Some item of a value whose items are not known: that of a loop's first round (1), of a later one (2), or any (0)."""
    if isinstance(value, Series):
        return value.item(index)
    if isinstance(value, Unknown):
        return Unknown(f"{value.label}[{index}]" if value.label != "?" else "item", value.reason, value.opaque_code).as_given()
    return Unknown("item", "the items are not known")


def length_key(value: Value) -> Hashable:
    """What identifies the number of items of a value whose items are not known."""
    if isinstance(value, Series):
        return value.length
    return key_of(value) if isinstance(value, (Unknown, SymStr, ListV, SetV, DictV)) else ("once", object())  # an iterator gets used up


def next_item(m: Machine, it: Iterator, sent: Value = None) -> Value:
    """The next item, or MISSING at the end. Raises Endless where it is not known whether there is one."""
    if it.peeked:
        return it.peeked.pop(0)
    if it.done:
        return MISSING
    try:
        item = it.source.send(sent) if sent is not None and hasattr(it.source, "send") else next(it.source)
    except StopIteration:
        it.done = True
        return MISSING
    if it.open:
        raise Endless(it, item)
    return item
