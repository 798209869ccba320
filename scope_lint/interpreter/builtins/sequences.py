"""Built-in functions that go through iterables."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from scope_lint.interpreter import operators
from scope_lint.interpreter.builtins.lists import sort_items
from scope_lint.interpreter.builtins.registry import builtin
from scope_lint.interpreter.builtins.types import counter
from scope_lint.interpreter.calls import call, call_method
from scope_lint.interpreter.conditions import condition
from scope_lint.interpreter.errors import fault
from scope_lint.interpreter.iteration import Endless, element_of, items_of, known_items, length_key, next_item
from scope_lint.interpreter.values import (
    Choice,
    Instance,
    Iterator,
    ListV,
    Value,
)  # fmt: skip
from scope_lint.symbolic.missing import MISSING
from scope_lint.symbolic.unknown import Series, Unknown

if TYPE_CHECKING:
    from scope_lint.interpreter.machine import Machine


@builtin("next")
def _next(m: Machine, source: Value, *default: Value) -> Value:
    m.asked += 1
    source = m.resolve(source)
    if isinstance(source, Instance):
        name = "__next__" if source.cls.find("__next__") is not MISSING else "next"
        return call_method(m, source, name, [])
    if not isinstance(source, Iterator):
        return Unknown("next", "the next item of an iterator", opaque_code=getattr(source, "opaque_code", False))
    try:
        item = next_item(m, source)
    except Endless as e:
        return e.item
    if item is MISSING:
        return default[0] if default else fault(m, "StopIteration", "")
    return item


@builtin("enumerate")
def _enumerate(m: Machine, source: Value, start: Value = 0) -> Value:
    items = items_of(m, source)
    if items is None:
        source, first = m.resolve(source), m.resolve(start)
        if isinstance(first, int) and not getattr(source, "items", None):
            return Series("item", "the items are not known", lambda n: (counter(first, n), element_of(m, source, n)), length_key(source))
        return ListV([(Unknown("i", "an index"), element_of(m, source, 0))], open=True)
    return ListV([(operators.binary(m, "+", start, i), item) for i, item in enumerate(items)])


@builtin("zip", "izip")
def _zip(m: Machine, *sources: Value) -> Value:
    columns = [items_of(m, s) for s in sources]
    known = [c for c in columns if c is not None]
    if len(known) == len(columns):
        return ListV([tuple(row) for row in zip(*known)])
    if not known:
        sources = tuple(m.resolve(s) for s in sources)
        if all(isinstance(s, Unknown) for s in sources):
            return Series("item", sources[0].reason, lambda n: tuple(element_of(m, s, n) for s in sources), ("zip", *map(length_key, sources)))
        return ListV([tuple(element_of(m, m.resolve(s), 0) for s in sources)], open=True)
    count = min(len(c) for c in known)
    filled = [c if c is not None else [element_of(m, m.resolve(s), i) for i in range(count)] for c, s in zip(columns, sources)]
    return ListV([tuple(row) for row in zip(*filled)])


@builtin("map", "imap")
def _map(m: Machine, fn: Value, *sources: Value) -> Value:
    rows = _zip(m, *sources)
    if isinstance(rows, Series):
        return ListV([call(m, fn, list(element_of(m, rows, 0)), {})], open=True)
    return ListV([call(m, fn, list(row), {}) for row in rows.items], open=rows.open)


@builtin("filter", "ifilter")
def _filter(m: Machine, fn: Value, source: Value) -> Value:
    items = items_of(m, source)
    kept = []
    unsure = items is None
    for item in items or []:
        keep = condition(m, item if fn is None else call(m, fn, [item], {}))
        if keep is True:
            kept.append(item)
        elif keep is not False:
            kept.append(m.join(keep.atom, item, MISSING) if keep.yes is True else item)
            unsure = True
    return ListV(kept, open=unsure)


@builtin("sorted")
def _sorted(m: Machine, source: Value, key: Value = None, reverse: Value = False) -> Value:
    items, complete = known_items(m, source)
    if not complete:
        return ListV(items, open=True)
    ordered = sort_items(m, items, key, reverse)
    return ListV(items if ordered is None else ordered)


@builtin("reversed")
def _reversed(m: Machine, source: Value) -> Value:
    source = m.resolve(source)
    if isinstance(source, Instance) and source.cls.find("__reversed__") is not MISSING:
        return call_method(m, source, "__reversed__", [])
    items = items_of(m, source)
    if items is None:
        return ListV([element_of(m, source, 0)], open=True)
    return ListV(items[::-1])


@builtin("sum")
def _sum(m: Machine, source: Value, start: Value = 0) -> Value:
    items = items_of(m, source)
    if items is None:
        return Unknown("sum", "the sum of unknown items")
    total = start
    for item in items:
        total = operators.binary(m, "+", total, item)
    return total


def _extreme(op: str) -> Callable[..., Value]:
    def run(m: Machine, *args: Value, key: Value = None, default: Value = MISSING) -> Value:
        items = items_of(m, args[0]) if len(args) == 1 else list(args)
        if items is None:
            return Unknown("min" if op == "<" else "max", "the smallest or largest of unknown items")
        if not items:
            return default if default is not MISSING else fault(m, "ValueError", "min() or max() of an empty sequence")
        best = items[0]
        for item in items[1:]:
            a, b = (item, best) if key is None else (call(m, key, [item], {}), call(m, key, [best], {}))
            better = condition(m, operators.compare(m, op, a, b))
            if isinstance(better, Choice):
                return Unknown("min" if op == "<" else "max", "the smallest or largest of unknown items")
            best = item if better else best
        return m.resolve(best)

    return run


builtin("min")(_extreme("<"))
builtin("max")(_extreme(">"))


def _quantifier(wanted: bool) -> Callable[..., Value]:
    def run(m: Machine, source: Value) -> Value:
        items = items_of(m, source)
        unsure: Value = not wanted
        for item in items or []:
            found = condition(m, item)
            if found is wanted:
                return wanted
            if isinstance(found, Choice):
                unsure = found
        return Unknown("any" if wanted else "all", "unknown items") if items is None else unsure

    return run


builtin("any")(_quantifier(True))
builtin("all")(_quantifier(False))
