"""``value[index]``: reading, setting, deleting."""

from __future__ import annotations

import operator
from functools import partial
from typing import TYPE_CHECKING, Any

from scope_lint.interpreter.attributes import blur
from scope_lint.interpreter.conditions import each, key_of, label_of, presence
from scope_lint.interpreter.errors import fault
from scope_lint.interpreter.strings import native
from scope_lint.interpreter.tensor_operators import tensor_item
from scope_lint.interpreter.values import DICT, AttributesV, Choice, Class, DictV, HostObject, Instance, ListV, Value
from scope_lint.symbolic.first_of import first_of
from scope_lint.symbolic.missing import MISSING
from scope_lint.symbolic.names import SymStr
from scope_lint.symbolic.same import Same
from scope_lint.symbolic.unknown import Unknown
from scope_lint.tf1.tensor import Tensor

if TYPE_CHECKING:
    from scope_lint.interpreter.machine import Machine


def get_item(m: Machine, value: Value, index: Value) -> Value:
    """``value[index]``."""
    value, index = m.resolve(value), m.resolve(index)
    if isinstance(value, Choice):
        return each(m, value, partial(get_item, m, index=index))
    if isinstance(index, Choice):
        return each(m, index, partial(get_item, m, value))
    if isinstance(value, Instance):
        own = value.cls.find("__getitem__")
        if type(own).__name__ == "Function":
            from scope_lint.interpreter.calls import call_method

            return call_method(m, value, "__getitem__", [index])
    if isinstance(value, Tensor):
        return tensor_item(m, value, index)
    if isinstance(value, DictV):
        return _of_dict(m, value, native(index))
    value = native(value)
    if isinstance(value, Unknown):
        found: Value = value.part(("item", key_of(index)), f"{value.label}[{label_of(index)}]")
        return found.as_given() if isinstance(found, Unknown) else found  # a part may be what the program has put there
    if isinstance(value, ListV):
        return _of_list(m, value, index)
    if isinstance(value, (str, tuple, bytes, range)):
        return _of_sequence(m, value, index)
    if isinstance(value, SymStr):
        return _of_text(value, index)
    if isinstance(value, Class) and value.by_metaclass("__getitem__") is not None:
        from scope_lint.interpreter.calls import call

        return call(m, value.by_metaclass("__getitem__"), [value, index], {})
    if isinstance(value, Class):
        return value  # typing.List[int] and the like
    if isinstance(value, HostObject):
        from scope_lint.interpreter.hostcalls import host_function

        return host_function("getitem", operator.getitem).impl(m, [value, index], {})
    known = getattr(value, "item", None)
    if known is not None and not isinstance(value, Instance):
        from scope_lint.interpreter.hostcalls import call_twin

        try:
            return call_twin(m, "getitem", known, [index], {})
        except IndexError as e:  # of a shape that has fewer dimensions
            return fault(m, "IndexError", str(e))
    return fault(m, "TypeError", f"'{type(value).__name__}' object is not subscriptable")


def _of_dict(m: Machine, value: DictV, index: Value) -> Value:
    try:
        found = value.items.get(index, MISSING)
    except TypeError as e:
        return fault(m, "TypeError", str(e))
    if found is not MISSING:
        return m.resolve(found)
    if value.default is not None:
        from scope_lint.interpreter.calls import call

        made = call(m, value.default, [], {})
        m.journal.write(value.items, index, made)
        return made
    if value.cls.find("__missing__") is not MISSING:
        from scope_lint.interpreter.calls import call_method

        return call_method(m, value, "__missing__", [index])
    if isinstance(index, (Unknown, SymStr)) or value.open:
        return _some(value.items.values(), index)
    plain = type(value) is DictV and (value.cls is DICT or value.cls.host is not None or value.cls.module == "collections")
    return fault(m, "KeyError", repr(index), plain and all(map(_is_native, (index, *value.items))))


def _is_native(key: Value) -> bool:
    return all(map(_is_native, key)) if isinstance(key, tuple) else isinstance(key, (str, int, float, bytes))


def _some(items: Any, index: Value) -> Value:
    base = index if isinstance(index, Unknown) else first_of([p for p in getattr(index, "parts", ()) if isinstance(p, Unknown)])
    if base is None:
        return Unknown("item", "an item of a dict that is not fully known")
    return base.part(("item of", tuple([Same(x) for x in items])), f"…[{base.label}]")


def _span(m: Machine, index: slice) -> slice | None:
    parts = [m.resolve(native(p)) for p in (index.start, index.stop, index.step)]
    for i, p in enumerate(parts):
        as_int = getattr(p, "__index__", None)
        if p is not None and not isinstance(p, int):
            if as_int is None:
                return None
            parts[i] = as_int()
    return slice(*parts)


def _of_list(m: Machine, value: ListV, index: Value) -> Value:
    if isinstance(index, slice):
        span = _span(m, index)
        if span is None:
            return ListV([], value.cls, open=True)  # none of the items is surely in it
        return ListV(value.items[span], value.cls, value.open)
    index = native(index)
    if isinstance(index, int):
        if value.open and not -len(value.items) <= index < len(value.items):
            return Unknown("item", "an item of a list that is not fully known")
        if value.open and index < 0:
            return value.items[index]
        return m.resolve(_of_sequence(m, value.items, index))
    return _of_sequence(m, tuple(value.items), index)


def _of_sequence(m: Machine, value: Any, index: Value) -> Value:
    if isinstance(index, slice):
        span = _span(m, index)
        return Unknown("slice", "a slice whose bounds are not known") if span is None else value[span]
    index = native(index)
    if not isinstance(index, int) and getattr(index, "__index__", None) is not None:
        index = index.__index__()
    if isinstance(index, int):
        try:
            found = value[index]
        except IndexError as e:
            return fault(m, "IndexError", str(e), certain=True)
        return presence(found)[1]
    if isinstance(index, Unknown):
        return index.part(("index of", key_of(value) if isinstance(value, (str, tuple, bytes)) else Same(value)), f"…[{index.label}]")
    if isinstance(index, Tensor):
        return Unknown("item", "an item chosen by a tensor")
    return fault(m, "TypeError", f"indices must be integers, not {type(index).__name__}")


def _of_text(value: SymStr, index: Value) -> Value:
    if isinstance(index, slice) and index.step is None and index.start in (None, 0) and isinstance(index.stop, int) and index.stop < 0:
        if len(value.suffix) > -index.stop:
            return SymStr((*value.parts[:-1], value.suffix[: index.stop]))
        if len(value.suffix) == -index.stop:
            rest = value.parts[:-1]
            return SymStr(rest) if any(not isinstance(p, str) for p in rest) else "".join(str(p) for p in rest)
    hole = next(p for p in value.parts if isinstance(p, Unknown))
    return hole.part(("part of", value, key_of(index) if not isinstance(index, slice) else str(index)), "text")


def set_item(m: Machine, value: Value, index: Value, new: Value) -> None:
    """``value[index] = new``."""
    value, index = m.resolve(value), m.resolve(index)
    m.escapes(new)
    if isinstance(value, Choice):
        each(m, value, partial(set_item, m, index=index, new=new))
        return
    if isinstance(value, Instance):
        own = value.cls.find("__setitem__")
        if type(own).__name__ == "Function":
            from scope_lint.interpreter.calls import call_method

            call_method(m, value, "__setitem__", [index, new])
            return
    if isinstance(value, AttributesV) and isinstance(index, Unknown):
        blur(m, value.items, index)
    elif isinstance(value, DictV):
        try:
            m.journal.write(value.items, native(index), new)
        except TypeError as e:
            fault(m, "TypeError", str(e))
    elif isinstance(value, ListV):
        _set_in_list(m, value, index, new)
    elif isinstance(value, Unknown):
        m.journal.write(value.parts, ("item", key_of(index)), new)


def _set_in_list(m: Machine, value: ListV, index: Value, new: Value) -> None:
    items = list(value.items)
    if isinstance(index, slice):
        from scope_lint.interpreter.iteration import items_of

        span, replacement = _span(m, index), items_of(m, new)
        if span is None or replacement is None:
            m.journal.set(value, "open", True)
            return
        items[span] = replacement
    else:
        index = native(index)
        if not isinstance(index, int):
            items = [Unknown("item", "an item that may have been replaced")] * len(items)
        else:
            try:
                items[index] = new
            except IndexError as e:
                if not value.open:
                    fault(m, "IndexError", str(e))
                return
    m.journal.set(value, "items", items)


def delete_item(m: Machine, value: Value, index: Value) -> None:
    """``del value[index]``."""
    value, index = m.resolve(value), native(m.resolve(index))
    if isinstance(value, Instance) and type(value.cls.find("__delitem__")).__name__ == "Function":
        from scope_lint.interpreter.calls import call_method

        call_method(m, value, "__delitem__", [index])
    elif isinstance(value, DictV):
        if index in value.items:
            m.journal.delete(value.items, index)
        elif not value.open and not isinstance(index, Unknown):
            fault(m, "KeyError", repr(index))
    elif isinstance(value, ListV):
        items = list(value.items)
        span = _span(m, index) if isinstance(index, slice) else index
        if isinstance(span, (int, slice)):
            try:
                del items[span]
            except IndexError as e:
                fault(m, "IndexError", str(e))
        m.journal.set(value, "items", items)
