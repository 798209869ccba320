"""functools, itertools and operator."""

from __future__ import annotations

import itertools
import operator
from typing import TYPE_CHECKING, Any

from scope_lint.interpreter import operators
from scope_lint.interpreter import values as v
from scope_lint.interpreter.attributes import get_attribute
from scope_lint.interpreter.builtins.functions import BUILTINS
from scope_lint.interpreter.calls import call
from scope_lint.interpreter.errors import fault
from scope_lint.interpreter.iteration import items_of
from scope_lint.interpreter.stdlib.base import function, host_members
from scope_lint.interpreter.subscripts import get_item
from scope_lint.interpreter.values import Class, Env, Function, HostFunction, Instance, ListV, Partial, Value
from scope_lint.symbolic.unknown import Unknown

if TYPE_CHECKING:
    from scope_lint.interpreter.machine import Machine


def _wraps(m: Machine, wrapped: Value, *args: Value, **kwargs: Value) -> Value:
    def apply(m: Machine, wrapper: Value) -> Value:
        return _update_wrapper(m, wrapper, wrapped)

    return function("wraps", apply)


def _update_wrapper(m: Machine, wrapper: Value, wrapped: Value, *args: Value, **kwargs: Value) -> Value:
    attrs = getattr(wrapper, "attrs", None)
    if isinstance(attrs, dict):
        for name in ("__name__", "__qualname__", "__doc__", "__module__"):
            if isinstance(wrapped, (Function, HostFunction, Class)):
                m.journal.write(attrs, name, get_attribute(m, wrapped, name))
        for name, value in getattr(wrapped, "attrs", {}).items() if not isinstance(wrapped, (Class, Instance)) else ():
            m.journal.write(attrs, name, value)
        m.journal.write(attrs, "__wrapped__", wrapped)
    return wrapper


def _reduce(m: Machine, fn: Value, source: Value, *start: Value) -> Value:
    items = items_of(m, source)
    if items is None:
        return Unknown("reduce", "a reduction of unknown items")
    items = [*start, *items]
    if not items:
        return fault(m, "TypeError", "reduce() of empty sequence with no initial value")
    total = items[0]
    for item in items[1:]:
        total = call(m, fn, [total, item], {})
    return total


def _cached(m: Machine, fn: Value) -> Value:
    table: dict[Any, Value] = {}

    def run(m: Machine, args: list[Value], kwargs: Env) -> Value:
        key = (tuple(args), tuple(kwargs.items()))
        try:
            if key in table:
                return table[key]
        except TypeError:
            return call(m, fn, args, kwargs)
        result = call(m, fn, args, kwargs)
        m.journal.write(table, key, result)
        return result

    made = HostFunction(getattr(fn, "name", "cached"), run)
    made.attrs["__wrapped__"] = fn
    made.attrs["cache_clear"] = function("cache_clear", lambda m: table.clear())
    return made


def _lru_cache(m: Machine, *args: Value, **kwargs: Value) -> Value:
    if args and not isinstance(args[0], int) and args[0] is not None:
        return _cached(m, args[0])
    return function("lru_cache", _cached)


def _functools(m: Machine) -> Env:
    return {
        "partial": v.PARTIAL, "wraps": function("wraps", _wraps), "update_wrapper": function("update_wrapper", _update_wrapper),
        "reduce": function("reduce", _reduce), "lru_cache": function("lru_cache", _lru_cache), "cache": function("cache", _cached),
        "total_ordering": function("total_ordering", lambda m, cls: cls), "cached_property": v.PROPERTY,
        "cmp_to_key": function("cmp_to_key", lambda m, fn: Unknown("key", "a comparison function")),
    }  # fmt: skip


v.PARTIAL.construct = lambda m, cls, args, kwargs: Partial(args[0], list(args[1:]), dict(kwargs))


def _itertools(m: Machine) -> Env:
    def product(m: Machine, *sources: Value, repeat: Value = 1) -> Value:
        columns = [items_of(m, s) for s in sources]
        known = [c for c in columns if c is not None]
        if len(known) != len(columns) or not isinstance(repeat, int):
            return Unknown("product", "a product of unknown items")
        return ListV(list(itertools.product(*known, repeat=repeat)))

    def chain(m: Machine, *sources: Value) -> Value:
        columns = [items_of(m, s) for s in sources]
        return ListV([x for c in columns if c is not None for x in c], open=any(c is None for c in columns))

    def over(name: str) -> Any:
        def run(m: Machine, source: Value, *args: Value) -> Value:
            items = items_of(m, source)
            return Unknown(name, f"{name} of unknown items") if items is None else ListV(list(getattr(itertools, name)(items, *args)))

        return function(name, run)

    chained = function("chain", chain)
    chained.attrs["from_iterable"] = function("from_iterable", lambda m, source: chain(m, *(items_of(m, source) or [])))
    return {
        "product": function("product", product), "chain": chained, "combinations": over("combinations"), "permutations": over("permutations"),
        "accumulate": over("accumulate"), "islice": over("islice"), "count": function("count", lambda m, start=0, step=1: v.Iterator(itertools.count(start, step))),
        "cycle": function("cycle", lambda m, source: v.Iterator(itertools.cycle(items_of(m, source) or [Unknown("item", "an item")]))),
        "repeat": function("repeat", lambda m, x, times=None: ListV([x] * times) if isinstance(times, int) else v.Iterator(itertools.repeat(x))),
        "izip": BUILTINS["zip"], "imap": BUILTINS["map"], "ifilter": BUILTINS["filter"], "starmap": function(
            "starmap", lambda m, fn, source: ListV([call(m, fn, items_of(m, x) or [], {}) for x in items_of(m, source) or []])),
        "zip_longest": function("zip_longest", lambda m, *s, fillvalue=None: ListV(list(itertools.zip_longest(*(items_of(m, x) or [] for x in s), fillvalue=fillvalue)))),
        "groupby": function("groupby", lambda m, source, key=None: Unknown("groups", "itertools.groupby")),
    }  # fmt: skip


def _operator(m: Machine) -> Env:
    out = host_members(operator, "index", "truth")
    for name, op in (("add", "+"), ("sub", "-"), ("mul", "*"), ("truediv", "/"), ("div", "/"), ("floordiv", "//"), ("mod", "%"), ("pow", "**"), ("matmul", "@")):
        out[name] = function(name, lambda m, a, b, op=op: operators.binary(m, op, a, b))
    for name, op in (("lt", "<"), ("le", "<="), ("gt", ">"), ("ge", ">="), ("eq", "=="), ("ne", "!="), ("contains", "in")):
        out[name] = function(name, lambda m, a, b, op=op: operators.compare(m, op, *((b, a) if op == "in" else (a, b))))
    out["itemgetter"] = function("itemgetter", lambda m, *keys: function("itemgetter", lambda m, x: get_item(m, x, keys[0]) if len(keys) == 1 else tuple(get_item(m, x, k) for k in keys)))
    out["attrgetter"] = function("attrgetter", lambda m, name: function("attrgetter", lambda m, x: get_attribute(m, x, name)))
    out["neg"] = function("neg", lambda m, a: operators.unary(m, "-", a))
    return out


MODULES = {"functools": _functools, "itertools": _itertools, "operator": _operator}
