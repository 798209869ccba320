"""``tf.variable_scope`` and the VariableScope objects that programs capture."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final

from scope_lint.events import OpenScope, ReuseVariablesEvent, ScopeEvent
from scope_lint.symbolic.names import Name, SymStr, join
from scope_lint.symbolic.unknown import Unknown
from scope_lint.tf1 import reuse as reuse_flag
from scope_lint.tf1.dtypes import as_dtype
from scope_lint.tf1.errors import TFError, type_error
from scope_lint.tf1.exposed import Exposed
from scope_lint.tf1.managers import Manager
from scope_lint.tf1.name_scope import CLASS_SINCE, check_values, graph_of, once
from scope_lint.tf1.names import as_name, child, last_component
from scope_lint.tf1.splits import SplitTable

if TYPE_CHECKING:
    from scope_lint.tf1.graph import Graph
    from scope_lint.tf1.runtime import Runtime

INHERITED: Final = ("initializer", "regularizer", "caching_device", "partitioner", "custom_getter", "dtype", "use_resource", "constraint")
"""What a scope passes on to the scopes inside it."""

OBJECT_REUSE_STAYS_SINCE: Final = (1, 1)
"""From here on ``variable_scope(s, reuse=False)`` cannot end the reuse of ``s``."""

REENTERED_KEEPS_NAME_SINCE: Final = (1, 5)
"""From here on a variable_scope that is entered again opens the variable scope it opened first."""


class VariableScope(Exposed):
    """What ``with tf.variable_scope(…) as scope`` gives. ``state`` holds all that can change."""

    exposed: ClassVar[frozenset[str]] = frozenset({
        "name", "original_name_scope", "reuse", "reuse_variables", "get_variable", "get_collection", "trainable_variables",
        "global_variables", "local_variables", *INHERITED, *(f"set_{key}" for key in INHERITED if key != "constraint"),
    })  # fmt: skip

    def __init__(
        self, runtime: Runtime, name: Name, reuse: Any, name_scope: Name = "", inherited: dict[str, Any] | None = None
    ) -> None:
        self._runtime = runtime
        self.name = name
        self.original_name_scope = name_scope
        self.state: SplitTable = SplitTable(inherited or {key: None for key in INHERITED})
        if not inherited:
            self.state["dtype"] = as_dtype("float32")
        self.state["reuse"] = reuse

    def inherited(self) -> dict[str, Any]:
        """What a scope inside this one starts with."""
        return {key: self.state[key] for key in INHERITED}

    def flag(self) -> Any:
        """The reuse flag under the current path: True, False, AUTO_REUSE or an Unknown."""
        return reuse_flag.current(self.state["reuse"], self._runtime.host.path())

    def _put(self, key: str, value: Any) -> None:
        self._runtime.host.journal.write(self.state, key, value)

    def get(self, key: str) -> Any:
        """An inherited setting under the current path."""
        return self._runtime.resolved(self.state[key])

    @property
    def reuse(self) -> Any:
        return self.flag()

    def reuse_variables(self) -> None:
        """From here on, this entry of the scope reuses."""
        runtime = self._runtime
        already = reuse_flag.as_event(self.flag())
        self._put("reuse", True)
        is_root = self is runtime.graph.scopes.root
        runtime.host.record(
            ReuseVariablesEvent(
                graph=runtime.graph.number, scope=self.name, is_root=is_root, already=already is True, **runtime.host.place()
            )
        )

    def attribute(self, name: str) -> Any:
        """Settings by name and their ``set_`` methods."""
        if name in INHERITED:
            return self.get(name)
        if name == "name" and not self.name and (outer := self._runtime.graph.outer) is not None:
            return outer
        if name.startswith("set_"):
            key = name.removeprefix("set_")
            return lambda value: self._put(key, as_dtype(value) if key == "dtype" else value)
        return getattr(self, name)

    def get_variable(self, var_store: Any, name: Any, **arguments: Any) -> Any:
        """``scope.get_variable(store, name, …)``."""
        return self._runtime.variables.get_variable_in(self, name, **arguments)

    def _collection(self, key: str) -> Any:
        return self._runtime.graph.get_collection(key, join(self.name, "/") if self.name else "")

    def get_collection(self, name: Any) -> Any:
        """The values of a collection under this scope."""
        return self._collection(name)

    def trainable_variables(self) -> Any:
        """The trainable variables under this scope."""
        return self._collection("trainable_variables")

    def global_variables(self) -> Any:
        """The global variables under this scope."""
        return self._collection("variables")

    def local_variables(self) -> Any:
        """The local variables under this scope."""
        return self._collection("local_variables")


class _Entry:
    """What has to be put back when one entry of a scope ends."""

    __slots__ = ("graph", "name_stack", "open_scopes", "scope", "closes", "counts", "graphs")

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.name_stack = graph.name_stack
        self.open_scopes = graph.open_scopes
        self.scope = graph.scopes.current
        self.closes: Name | None = None
        self.counts: dict[Any, Any] | None = None
        self.graphs: tuple[Graph, ...] = ()


class VariableScopeManager(Manager):
    """``tf.variable_scope(…)``; ``settings`` are the arguments that the scope passes on."""

    def __init__(
        self, runtime: Runtime, name_or_scope: Any, default_name: Any = None, values: Any = None, reuse: Any = None,
        auxiliary_name_scope: Any = True, api: str = "variable_scope", **settings: Any,
    ) -> None:  # fmt: skip
        self._runtime = runtime
        self._name_or_scope = name_or_scope
        self._default_name = default_name
        self._values = values
        self._reuse = reuse
        if runtime.version < OBJECT_REUSE_STAYS_SINCE and reuse is not None and not isinstance(reuse, Unknown):
            self._reuse = bool(reuse)
        self._auxiliary = auxiliary_name_scope
        self._settings = settings
        self._api = api
        self._graph: Graph = graph_of(values) or runtime.graph
        self._entered = False
        self._first_name: Name | None = None
        self._entries: list[_Entry] = []
        runtime.made(self, "variable_scope", api, as_name(name_or_scope) or as_name(default_name))
        if runtime.version >= CLASS_SINCE:
            self._check_arguments()

    def _check_arguments(self) -> None:
        if self._default_name is None and self._name_or_scope is None:
            raise type_error("If default_name is None then name_or_scope is required")
        check_values(self._values)
        if self._runtime.version >= OBJECT_REUSE_STAYS_SINCE:
            reuse_flag.check_argument(self._reuse)

    def enter(self) -> VariableScope:
        """Opens the op name scope and the variable scope."""
        runtime = self._runtime
        once(self._entered, runtime)
        if not self._entered and runtime.version < CLASS_SINCE:
            self._check_arguments()
        self._entered = True
        runtime.used(self)
        graph = self._graph
        entry = _Entry(graph)
        try:
            scope = self._open(graph, entry)
        except TFError as error:
            graph.put("name_stack", entry.name_stack)
            error.scopes = graph.open_scopes
            error.requested = as_name(self._name_or_scope)
            raise
        entry.graphs = runtime.push_graph(graph)
        self._entries.append(entry)
        return scope

    def _open(self, graph: Graph, entry: _Entry) -> VariableScope:
        name = self._name_or_scope
        captured = name if isinstance(name, VariableScope) else None
        if name is not None and captured is None and not isinstance(name, (str, bytes, SymStr, Unknown)):
            raise type_error("VariableScope: name_or_scope must be a string or VariableScope.")
        if name is None and self._reuse and not isinstance(self._reuse, Unknown):
            raise TFError("ValueError", "reuse=True cannot be used without a name_or_scope", cause="reuse-needs-name")
        requested: Name | None = None
        if captured is None:
            requested = as_name(self._default_name if name is None else name)
            if requested is None:
                raise type_error("expected string or bytes-like object")
        op_scope = self._open_name_scope(graph, last_component(captured.name) if captured else requested or "")
        outer = graph.scopes.current
        if captured is not None:
            scope = self._by_object(graph, captured, entry)
        else:
            assert requested is not None
            if name is None:
                requested = self._unique(graph, requested)
            elif self._runtime.version >= REENTERED_KEEPS_NAME_SINCE:
                self._first_name = requested
            scope = self._by_name(graph, requested, op_scope, entry)
        self._override(scope)
        graph.scopes.open(scope.name)
        if captured is not None:
            entry.counts = graph.scopes.snapshot()
        graph.scopes.enter(scope)
        self._record(graph, scope, outer, captured, requested)
        return scope

    def _open_name_scope(self, graph: Graph, name: Name) -> Name:
        """Enters the op name scope of the variable scope; gives its prefix with a slash."""
        if self._auxiliary is False:
            return join(graph.name_stack, "/") if graph.name_stack else ""
        if name == "":
            return ""
        return graph.push_name(name)

    def _unique(self, graph: Graph, default_name: Name) -> Name:
        if self._first_name is None or self._runtime.version < REENTERED_KEEPS_NAME_SINCE:
            self._first_name = graph.scopes.unique(default_name)
        return self._first_name

    def _by_name(self, graph: Graph, name: Name, op_scope: Name, entry: _Entry) -> VariableScope:
        outer = graph.scopes.current
        full = child(outer.name, name)
        entry.closes = full
        reuse = reuse_flag.inherit(self._reuse, outer.state["reuse"])
        if isinstance(self._name_or_scope, Unknown) and not reuse:
            # It may be a captured scope with a flag of its own.
            reuse = self._name_or_scope.part("reuse", "reuse")
        original = op_scope if op_scope or self._auxiliary is False else name
        return VariableScope(self._runtime, full, reuse, original, outer.inherited())

    def _by_object(self, graph: Graph, captured: VariableScope, entry: _Entry) -> VariableScope:
        entry.closes = captured.name
        if self._runtime.version >= OBJECT_REUSE_STAYS_SINCE:
            reuse = reuse_flag.inherit(self._reuse, captured.state["reuse"])
        else:
            reuse = captured.state["reuse"] if self._reuse is None else self._reuse
        return VariableScope(self._runtime, captured.name, reuse, captured.original_name_scope, captured.inherited())

    def _override(self, scope: VariableScope) -> None:
        for key, value in self._settings.items():
            if value is None or key not in INHERITED:
                continue
            if key == "dtype":
                value = as_dtype(value)
            if key == "custom_getter":
                outer = scope.state["custom_getter"]
                value = self._runtime.variables.wrap_getter(value, outer)
            scope.state[key] = value

    def _record(
        self, graph: Graph, scope: VariableScope, outer: VariableScope, captured: VariableScope | None, requested: Name | None
    ) -> None:
        host = self._runtime.host
        by_user = host.by_user()
        used_default = self._name_or_scope is None
        host.record(
            ScopeEvent(
                graph=graph.number, kind="variable_scope", api=self._api, requested=None if used_default or captured else requested,
                default_name=as_name(self._default_name), used_default=used_default, by_object=captured is not None,
                object_name=captured.name if captured else None, full_name=scope.name, op_name=graph.name_stack,
                outer_name=outer.name, reuse_argument=None if self._reuse is None else reuse_flag.as_event(self._reuse),
                outer_reuse=reuse_flag.as_event(outer.flag()), reuse=reuse_flag.as_event(scope.flag()),
                object_reuse=reuse_flag.as_event(captured.flag()) if captured else None, by_user=by_user,
                scopes=graph.open_scopes, **host.place(),
            )
        )  # fmt: skip
        opened = OpenScope("variable_scope", None if captured else requested, scope.name, by_user, host.frame())
        graph.put("open_scopes", (*graph.open_scopes, opened))

    def exit(self, exc: object = None) -> None:
        """Everything is as before, but for the counts (see scope_store)."""
        if not self._entries:
            return
        entry = self._entries.pop()
        graph = entry.graph
        assert entry.closes is not None
        graph.scopes.close_subscopes(entry.closes)
        if entry.counts is not None:
            graph.scopes.restore(entry.counts)
        graph.scopes.enter(entry.scope)
        graph.put("name_stack", entry.name_stack)
        graph.put("open_scopes", entry.open_scopes)
        self._runtime.restore_graphs(entry.graphs)

