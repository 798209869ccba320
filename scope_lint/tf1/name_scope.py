"""``tf.name_scope``, ``tf.op_scope`` and ``Graph.name_scope``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from scope_lint.events import OpenScope, ScopeEvent
from scope_lint.symbolic.names import Name, SymStr
from scope_lint.symbolic.unknown import Unknown
from scope_lint.tf1 import reuse
from scope_lint.tf1.errors import TFError, type_error
from scope_lint.tf1.managers import Manager
from scope_lint.tf1.names import as_name, without_slash
from scope_lint.tf1.tensor import Operation, Tensor

if TYPE_CHECKING:
    from scope_lint.tf1.graph import Graph
    from scope_lint.tf1.runtime import Runtime

CLASS_SINCE: Final = (1, 4)
"""From here on the scopes are classes that can be entered again; before, generators that run once."""

DEFAULT_NAME_CHECKED_SINCE: Final = (1, 14)


def once(entered: bool, runtime: Runtime) -> None:
    """A generator's manager cannot be entered twice."""
    if entered and runtime.version < CLASS_SINCE:
        raise TFError("RuntimeError", "generator didn't yield", cause="python")


class GraphNameScope(Manager):
    """Enters an op name scope in one graph; ``api`` is for the event."""

    def __init__(self, runtime: Runtime, graph: Graph, name: Any, api: str = "Graph.name_scope") -> None:
        self._runtime = runtime
        self._graph = graph
        self._name = name
        self._api = api
        self._default_name: Any = None
        self._used_default = False
        self._entered = False
        self._saved: list[tuple[Graph, Name, tuple[OpenScope, ...], tuple[Graph, ...]]] = []
        runtime.made(self, "name_scope", api, as_name(name))

    def enter(self) -> Name:
        """Changes the op prefix; the value is the prefix with a slash."""
        once(self._entered, self._runtime)
        self._entered = True
        self._runtime.used(self)
        return self.open(self._graph, self._name)

    def open(self, graph: Graph, name: Any) -> Name:
        """Enters ``name`` in a graph."""
        runtime, host = self._runtime, self._runtime.host
        stack, scopes = graph.name_stack, graph.open_scopes
        try:
            value = graph.push_name(name)
        except TFError as error:
            error.scopes = graph.open_scopes
            raise
        requested = None if name is None else as_name(name)
        full = without_slash(value)
        current = graph.scopes.current
        flag = reuse.as_event(current.flag())
        by_user = host.by_user()
        host.record(
            ScopeEvent(
                graph=graph.number, kind="name_scope", api=self._api, requested=None if self._used_default else requested,
                default_name=as_name(self._default_name), used_default=self._used_default, by_object=False, object_name=None,
                full_name=full, op_name=full, outer_name=current.name, reuse_argument=None, outer_reuse=flag, reuse=flag,
                object_reuse=None, by_user=by_user, scopes=graph.open_scopes, **host.place(),
            )
        )  # fmt: skip
        graph.put("open_scopes", (*graph.open_scopes, OpenScope("name_scope", requested, full, by_user, host.frame())))
        self._saved.append((graph, stack, scopes, runtime.push_graph(graph)))
        return value

    def exit(self, exc: object = None) -> None:
        """The op prefix is as before."""
        if not self._saved:
            return
        graph, stack, scopes, graphs = self._saved.pop()
        graph.put("name_stack", stack)
        graph.put("open_scopes", scopes)
        self._runtime.restore_graphs(graphs)


class NameScope(GraphNameScope):
    """``tf.name_scope(name, default_name=None, values=None)``."""

    def __init__(self, runtime: Runtime, name: Any, default_name: Any = None, values: Any = None, api: str = "name_scope") -> None:
        super().__init__(runtime, runtime.graph, default_name if name is None else name, api)
        self._given = name
        self._default_name = default_name
        self._used_default = name is None and default_name is not None
        self._values = values
        if runtime.version >= DEFAULT_NAME_CHECKED_SINCE and not _may_be_string(default_name):
            kind = type_of(default_name)
            raise type_error(
                f"`default_name` type ({kind}) is not a string type. You likely meant to pass this into the `values` kwarg."
            )

    def enter(self) -> Name:
        """Picks the name, then as Graph.name_scope."""
        once(self._entered, self._runtime)
        self._entered = True
        self._runtime.used(self)
        if self._name is None and self._values is not None:
            raise TFError(
                "ValueError",
                f"At least one of name ({self._given}) and default_name ({self._default_name}) must be provided.",
                cause="argument-type",
            )
        if self._values:
            check_values(self._values)
        return self.open(graph_of(self._values) or self._runtime.graph, self._name)


def _may_be_string(value: Any) -> bool:
    return value is None or isinstance(value, (str, bytes, SymStr, Unknown))


def type_of(value: Any) -> str:
    """The type of an argument as Python writes it."""
    if isinstance(value, (Tensor, Operation)):
        return "<class 'tensorflow.python.framework.ops.Tensor'>"
    return str(type(value))


def check_values(values: Any) -> None:
    """TensorFlow looks for the graph of the values: what is no list of any kind cannot be gone through."""
    if isinstance(values, reuse.ReuseMode):
        raise type_error("'_ReuseMode' object is not iterable")
    if isinstance(values, (bool, int, float)):
        raise type_error(f"'{type(values).__name__}' object is not iterable")


def graph_of(values: Any) -> Graph | None:
    """The graph of the first tensor among ``values``."""
    for value in values if isinstance(values, (list, tuple)) else ():
        if isinstance(value, (Tensor, Operation)):
            graph: Graph = value.graph
            return graph
    return None
