"""functools, itertools and operator."""

from __future__ import annotations

import itertools
import operator
from typing import TYPE_CHECKING, Any, Final

from scope_lint.interpreter import operators
from scope_lint.interpreter import values as v
from scope_lint.interpreter.attributes import attribute_by_name, get_attribute
from scope_lint.interpreter.builtins import BUILTINS
from scope_lint.interpreter.calls import call
from scope_lint.interpreter.classes import is_instance
from scope_lint.interpreter.conditions import condition
from scope_lint.interpreter.errors import fault
from scope_lint.interpreter.iteration import Endless, items_of, next_item
from scope_lint.interpreter.stdlib.base import function, host_members
from scope_lint.interpreter.strings import native
from scope_lint.interpreter.subscripts import get_item, set_item
from scope_lint.interpreter.values import Class, Env, Function, HostFunction, Instance, ListV, Partial, Value
from scope_lint.symbolic.missing import MISSING
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


def reduce(m: Machine, fn: Value, source: Value, *start: Value) -> Value:
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


def _single_dispatch(m: Machine, fn: Value) -> Value:
    """The function for any type: which of the registered ones a value's type picks is looked up at each call."""
    table: list[tuple[Value, Value]] = []

    def run(m: Machine, args: list[Value], kwargs: Env) -> Value:
        for cls, implementation in reversed(table):
            if args and is_instance(m, args[0], cls) is True:
                return call(m, implementation, args, kwargs)
        return call(m, fn, args, kwargs)

    def register(m: Machine, cls: Value, implementation: Value = None) -> Value:
        if implementation is None:
            return function("register", lambda m, one: register(m, cls, one))
        table.append((cls, implementation))
        return implementation

    made = HostFunction(getattr(fn, "name", "dispatched"), run)
    made.attrs.update({"register": function("register", register), "__wrapped__": fn})
    return made


def _partial_method(m: Machine, cls: Class, args: list[Value], kwargs: Env) -> Value:
    made = Instance(cls)
    made.attrs["__partial__"] = Partial(args[0], list(args[1:]), dict(kwargs))
    return made


def _bound_partial(m: Machine, self: Instance, receiver: Value, owner: Value = None) -> Value:
    held = self.attrs["__partial__"]
    return held if receiver is None else Partial(held.func, [receiver, *held.args], held.kwargs)


PARTIAL_METHOD: Final = Class(
    "partialmethod", (v.OBJECT,), {"__get__": function("__get__", _bound_partial)}, module="functools", construct=_partial_method,
)  # fmt: skip


def _functools(m: Machine) -> Env:
    return {
        "partialmethod": PARTIAL_METHOD, "singledispatch": function("singledispatch", _single_dispatch), "partial": v.PARTIAL, "wraps": function("wraps", _wraps), "update_wrapper": function("update_wrapper", _update_wrapper),
        "reduce": function("reduce", reduce), "lru_cache": function("lru_cache", _lru_cache), "cache": function("cache", _cached),
        "total_ordering": function("total_ordering", lambda m, cls: cls), "cached_property": v.PROPERTY,
        "cmp_to_key": function("cmp_to_key", lambda m, fn: Unknown("key", "a comparison function")),
    }  # fmt: skip


v.PARTIAL.construct = lambda m, cls, args, kwargs: Partial(args[0], list(args[1:]), dict(kwargs))


def _islice(m: Machine, source: Value, *bounds: Value) -> Value:
    numbers = [native(m.resolve(b)) for b in bounds]
    span = slice(*numbers)
    items = None if isinstance(m.resolve(source), v.Iterator) and isinstance(span.stop, int) else items_of(m, source)
    if items is None and isinstance(m.resolve(source), v.Iterator) and isinstance(span.stop, int):
        items = []
        try:
            while len(items) < span.stop and (item := next_item(m, m.resolve(source))) is not MISSING:
                items.append(item)
        except Endless:
            return Unknown("islice", "some of unknown items")
    if items is None or not all(b is None or isinstance(b, int) for b in numbers):
        return Unknown("islice", "some of unknown items")
    return ListV(items[span])


def _group_by(m: Machine, source: Value, key: Value = None) -> Value:
    items = items_of(m, source)
    if items is None:
        return Unknown("groups", "groups of unknown items")
    out: list[Value] = []
    for item in items:
        of = item if key is None else call(m, key, [item], {})
        same = condition(m, operators.compare(m, "==", out[-1][0], of)) if out else False
        if not isinstance(same, bool):
            return Unknown("groups", "groups by something that is not known")
        if same:
            out[-1][1].items.append(item)
        else:
            out.append((of, ListV([item])))
    return ListV(out)


def _while(m: Machine, fn: Value, source: Value, take: bool) -> Value:
    items = items_of(m, source)
    for i, item in enumerate(items or []):
        test = condition(m, call(m, fn, [item], {}))
        if not isinstance(test, bool):
            items = None
            break
        if not test:
            return ListV((items or [])[:i] if take else (items or [])[i:])
    return Unknown("items", "some of unknown items") if items is None else ListV(items if take else [])


def _accumulate(m: Machine, source: Value, fn: Value = None) -> Value:
    items = items_of(m, source)
    if items is None:
        return Unknown("sums", "sums of unknown items")
    return ListV(list(itertools.accumulate(items, lambda a, b: operators.binary(m, "+", a, b) if fn is None else call(m, fn, [a, b], {}))))


def _tee(m: Machine, source: Value, n: Value = 2) -> Value:
    items = items_of(m, source)
    return tuple(ListV(list(items or []), open=items is None) for _ in range(n if isinstance(n, int) else 2))


def _compress(m: Machine, source: Value, selectors: Value) -> Value:
    items, tests = items_of(m, source), [condition(m, x) for x in items_of(m, selectors) or []]
    if items is None or not all(isinstance(t, bool) for t in tests):
        return Unknown("items", "some of unknown items")
    return ListV(list(itertools.compress(items, tests)))


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
        "accumulate": function("accumulate", _accumulate), "combinations_with_replacement": over("combinations_with_replacement"),
        "islice": function("islice", _islice), "takewhile": function("takewhile", lambda m, fn, source: _while(m, fn, source, True)),
        "dropwhile": function("dropwhile", lambda m, fn, source: _while(m, fn, source, False)), "tee": function("tee", _tee),
        "compress": function("compress", _compress), "count": function("count", lambda m, start=0, step=1: v.Iterator(itertools.count(start, step))),
        "cycle": function("cycle", lambda m, source: v.Iterator(itertools.cycle(items_of(m, source) or [Unknown("item", "an item")]))),
        "repeat": function("repeat", lambda m, x, times=None: ListV([x] * times) if isinstance(times, int) else v.Iterator(itertools.repeat(x))),
        "izip": BUILTINS["zip"], "imap": BUILTINS["map"], "ifilter": BUILTINS["filter"], "starmap": function(
            "starmap", lambda m, fn, source: ListV([call(m, fn, items_of(m, x) or [], {}) for x in items_of(m, source) or []])),
        "zip_longest": function("zip_longest", lambda m, *s, fillvalue=None: ListV(list(itertools.zip_longest(*(items_of(m, x) or [] for x in s), fillvalue=fillvalue)))),
        "groupby": function("groupby", _group_by),
    }  # fmt: skip


def _operator(m: Machine) -> Env:
    out = host_members(operator, "index", "truth")
    for name, op in (("add", "+"), ("sub", "-"), ("mul", "*"), ("truediv", "/"), ("div", "/"), ("floordiv", "//"), ("mod", "%"), ("pow", "**"), ("matmul", "@")):
        out[name] = function(name, lambda m, a, b, op=op: operators.binary(m, op, a, b))
    for name, op in (("lt", "<"), ("le", "<="), ("gt", ">"), ("ge", ">="), ("eq", "=="), ("ne", "!="), ("contains", "in")):
        out[name] = function(name, lambda m, a, b, op=op: operators.compare(m, op, *((b, a) if op == "in" else (a, b))))
    out["itemgetter"] = function("itemgetter", lambda m, *keys: function("itemgetter", lambda m, x: get_item(m, x, keys[0]) if len(keys) == 1 else tuple(get_item(m, x, k) for k in keys)))
    out["attrgetter"] = function("attrgetter", lambda m, name: function("attrgetter", lambda m, x: attribute_by_name(m, x, name)))
    out["methodcaller"] = function("methodcaller", lambda m, name, *args, **kwargs: function("methodcaller", lambda m, x: call(m, attribute_by_name(m, x, name), list(args), kwargs)))
    out["getitem"] = function("getitem", lambda m, a, i: get_item(m, a, i))
    out["setitem"] = function("setitem", lambda m, a, i, x: set_item(m, a, i, x))
    out["not_"] = function("not_", lambda m, a: operators.unary(m, "not", a))
    out["concat"] = out["iadd"] = out["iconcat"] = out["add"]
    for name, op in (("and_", "&"), ("or_", "|"), ("xor", "^"), ("lshift", "<<"), ("rshift", ">>")):
        out[name] = function(name, lambda m, a, b, op=op: operators.binary(m, op, a, b))
    out["neg"] = function("neg", lambda m, a: operators.unary(m, "-", a))
    return out


MODULES: Final = {"functools": _functools, "itertools": _itertools, "operator": _operator}
