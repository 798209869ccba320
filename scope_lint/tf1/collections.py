"""Graph collections."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, ClassVar, Final, NamedTuple

from scope_lint.events import CollectionEvent
from scope_lint.symbolic.conditions import Atom, Path, Under, beyond, compatible, implies
from scope_lint.symbolic.missing import MISSING
from scope_lint.symbolic.names import Name, SymStr, join
from scope_lint.symbolic.table import Table
from scope_lint.symbolic.unknown import Unknown
from scope_lint.tf1.exposed import Exposed
from scope_lint.tf1.names import as_name
from scope_lint.tf1.tensor import Operation, Tensor, Variable

if TYPE_CHECKING:
    from scope_lint.tf1.graph import Graph
    from scope_lint.tf1.runtime import Runtime

GRAPH_KEYS: Final = {
    "GLOBAL_VARIABLES": "variables",
    "VARIABLES": "variables",
    "LOCAL_VARIABLES": "local_variables",
    "METRIC_VARIABLES": "metric_variables",
    "MODEL_VARIABLES": "model_variables",
    "TRAINABLE_VARIABLES": "trainable_variables",
    "SUMMARIES": "summaries",
    "QUEUE_RUNNERS": "queue_runners",
    "TABLE_INITIALIZERS": "table_initializer",
    "ASSET_FILEPATHS": "asset_filepaths",
    "MOVING_AVERAGE_VARIABLES": "moving_average_variables",
    "REGULARIZATION_LOSSES": "regularization_losses",
    "CONCATENATED_VARIABLES": "concatenated_variables",
    "SAVERS": "savers",
    "WEIGHTS": "weights",
    "BIASES": "biases",
    "ACTIVATIONS": "activations",
    "UPDATE_OPS": "update_ops",
    "LOSSES": "losses",
    "SAVEABLE_OBJECTS": "saveable_objects",
    "RESOURCES": "resources",
    "LOCAL_RESOURCES": "local_resources",
    "INIT_OP": "init_op",
    "LOCAL_INIT_OP": "local_init_op",
    "READY_OP": "ready_op",
    "READY_FOR_LOCAL_INIT_OP": "ready_for_local_init_op",
    "SUMMARY_OP": "summary_op",
    "GLOBAL_STEP": "global_step",
    "EVAL_STEP": "eval_step",
    "TRAIN_OP": "train_op",
    "COND_CONTEXT": "cond_context",
    "WHILE_CONTEXT": "while_context",
}
"""``tf.GraphKeys`` (the attribute and its value)."""


class GraphKeys(Exposed):
    """``tf.GraphKeys``: only its attributes are ever used; programs add keys of their own (``extra``)."""

    exposed: ClassVar[frozenset[str]] = frozenset(GRAPH_KEYS)

    def __init__(self) -> None:
        self.extra: dict[str, Any] = {}

    def attribute(self, name: str) -> Any:
        """The key."""
        return GRAPH_KEYS[name]


class Item(NamedTuple):
    """A value in a collection and the condition under which it was added."""

    value: Any
    path: Path


class _Added(NamedTuple):
    """A collection after an item was added to it: branches and what is taken back share what was there before."""

    before: _Added | None
    item: Item
    size: int


def _with(before: _Added | None, item: Item) -> _Added:
    return _Added(before, item, 1 if before is None else before.size + 1)


def _listed(added: _Added | None, since: _Added | None = None) -> list[Item]:
    """The items in the order in which they were added, after those of ``since``."""
    out: list[Item] = []
    while added is not since and added is not None:
        out.append(added.item)
        added = added.before
    return out[::-1]


class _Items(Table):
    __slots__ = ()

    def join(self, atom: Atom, yes: Any, no: Any) -> Any:
        """What both branches have, then what each has added."""
        a: _Added | None = None if yes is MISSING else yes
        common: _Added | None = None if no is MISSING else no
        b, left = common, a
        while common is not left:
            if left is None or (common is not None and common.size > left.size):
                common = common.before if common is not None else None
            elif common is None or left.size > common.size:
                left = left.before
            else:
                common, left = common.before, left.before
        for item in _listed(b, common):
            a = _with(a, item)
        return a


class _Live(NamedTuple):
    """A collection that the program holds as a list of its own: from then on that list is the collection."""

    list: Any
    since: _Added | None
    """What had been added before: what was added beside it, on another path, comes after the list's items."""


class Collections:
    """The collections of one graph."""

    def __init__(self, runtime: Runtime) -> None:
        self._runtime = runtime
        self._items = _Items()
        self._live = Table()

    def add(self, key: Any, value: Any) -> None:
        """Adds a value; a key that is not known could be any."""
        host = self._runtime.host
        if not isinstance(key, str):
            key = ""
        if (live := self._live.get(key)) is not None:
            host.append(live.list, Under(value, host.path()))
        else:
            host.journal.write(self._items, key, _with(self._items.get(key), Item(value, host.path())))

    def clear(self, key: Any) -> None:
        """Empties a collection; a list that the program has of it is its own then."""
        if isinstance(key, str):
            journal = self._runtime.host.journal
            journal.write(self._items, key, None)
            if self._live.get(key) is not None:
                journal.write(self._live, key, None)

    def keys(self) -> list[Any]:
        """The keys that have values."""
        return [key for key in (self._items | self._live) if key and (self._items.get(key) or self._live.get(key))]

    def items(self, key: str) -> list[Item]:
        """What the collection holds, as far as the current path can have added it."""
        path, live = self._runtime.host.path(), self._live.get(key)
        if live is None:
            found = _listed(self._items.get(key))
        else:
            found = [Item(*item) for item in self._runtime.host.listed(live.list)]
            found += _listed(self._items.get(key), live.since)
        return [item for item in found if compatible(item.path, path)]

    def reference(self, graph: Graph, key: Any) -> Any:
        """``graph.get_collection_ref(key)``: the list itself."""
        if not isinstance(key, str):
            return Unknown("collection", "collection key not known")
        live = self._live.get(key)
        if live is None:
            held = self._given(graph, self.items(key))
            if isinstance(held, Unknown):
                return held
            host = self._runtime.host
            live = _Live(host.live_list(held), self._items.get(key))
            host.journal.write(self._live, key, live)
        return live.list

    def get(self, graph: Graph, key: Any, scope: Any) -> list[Any] | Unknown:
        """``graph.get_collection(key, scope)``."""
        host = self._runtime.host
        if not isinstance(key, str):
            return Unknown("collection", "collection key not known")
        items = self.items(key)
        if scope is None or scope == "":
            return self._given(graph, items)
        pattern = as_name(scope)
        regex = _pattern(pattern) if pattern is not None else None
        if regex is None:
            self._record(graph, key, pattern if pattern is not None else "?", items, [], False)
            return Unknown("collection", "scope of get_collection not known")
        matched = [item for item in items if regex.match(element_name(item.value) or "\n")]
        self._record(graph, key, pattern or "", items, matched, all(implies(host.path(), item.path) for item in items))
        return self._given(graph, matched)

    def _given(self, graph: Graph, items: list[Item]) -> list[Any] | Unknown:
        """The values; one that not every path to here has added comes with its condition."""
        if graph.tainted and not items:
            return Unknown("collection", "what code that is not known has made")
        path = self._runtime.host.path()
        rest = [(item.value, beyond(item.path, path)) for item in items]
        return [Under(value, under) if under else value for value, under in rest]

    def _record(self, graph: Graph, key: str, scope: Name, items: list[Item], matched: list[Item], complete: bool) -> None:
        names = [_names(group) for group in (matched, items)]
        known = complete and not graph.tainted and "" not in self._items and all(isinstance(n, str) for n in names[1])
        event = CollectionEvent(
            graph=graph.number, key=key, scope=scope, matched=names[0], available=names[1], complete=known, **self._runtime.host.place()
        )
        self._runtime.host.record(event)


def element_name(value: Any) -> str | None:
    """The name that get_collection compares (``w:0``); holes stand as ``{i}``."""
    if isinstance(value, (Tensor, Operation)):
        return str(value.name)
    return None


def _names(items: list[Item]) -> tuple[Name, ...]:
    return tuple(item.value.op.name for item in items if isinstance(item.value, Variable))


def _pattern(scope: Name) -> re.Pattern[str] | None:
    """The scope as a regular expression; a hole matches itself only."""
    if isinstance(scope, SymStr):
        if not isinstance(scope.parts[0], str) and len(scope.parts) == 1:
            return None
        scope = str(join(*(p if isinstance(p, str) else re.escape("{%s}" % p.label) for p in scope.parts)))
    try:
        return re.compile(scope)
    except re.error:
        return None
