"""``tf.Graph``: the stack of op name scopes, the names in use, the ops, and what belongs to one graph."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Final

from scope_lint.events import GraphEvent, OpenScope
from scope_lint.symbolic.missing import MISSING
from scope_lint.symbolic.names import Name, join
from scope_lint.symbolic.table import Table
from scope_lint.symbolic.unknown import Unknown
from scope_lint.tf1 import messages
from scope_lint.tf1.collections import Collections
from scope_lint.tf1.control_flow import control_dependencies
from scope_lint.tf1.elements import element, owner
from scope_lint.tf1.errors import TFError, invalid_node_name, invalid_scope_name, type_error
from scope_lint.tf1.exposed import Exposed
from scope_lint.tf1.managers import Manager, Plain
from scope_lint.tf1.names import as_name, child, ends_with_slash, lower, valid_op_name, valid_scope_name, without_slash
from scope_lint.tf1.scope_store import ScopeStore
from scope_lint.tf1.splits import UNSURE, CountTable, SplitTable, View, explore, resolve
from scope_lint.tf1.tensor import Operation
from scope_lint.tf1.variable_store import Stored, VariableStore

if TYPE_CHECKING:
    from scope_lint.tf1.runtime import Runtime

def _number_of(base: Name, view: View) -> int:
    """The number that a name gets as it is in use; 0 where it is not."""
    key = base
    count = view.get(key)
    view.put(key, count + 1)
    if not count:
        return 0
    while view.get(key):
        key = join(base, f"_{count}")
        count += 1
    view.put(key, 1)
    return count - 1


class Graph(Exposed):
    """One graph. ``number`` is that of its events; ``tainted`` is set where code that cannot be followed may have made variables."""

    exposed: ClassVar[frozenset[str]] = frozenset({
        "as_default", "name_scope", "unique_name", "get_name_scope", "get_tensor_by_name", "get_operation_by_name", "get_operations",
        "as_graph_element", "get_collection", "get_collection_ref", "add_to_collection", "add_to_collections", "clear_collection",
        "get_all_collection_keys", "collections", "device", "control_dependencies", "colocate_with", "container", "finalize",
        "finalized", "gradient_override_map", "seed", "version", "as_graph_def", "building_function", "is_feedable", "is_fetchable",
        "prevent_feeding", "prevent_fetching", "graph_def_versions", "_get_control_flow_context",
    })  # fmt: skip

    def __init__(self, runtime: Runtime, number: int, around: Graph | None = None) -> None:
        """``around``: the graph of which this one is a function's: variables, scopes and collections are that one's (1.15: FuncGraph)."""
        self.runtime = runtime
        self.number = number
        self.tainted: Any = around.tainted if around else False
        self.outer: Any = around.outer if around else None
        """The name of the variable scope that an unknown caller is in; None where the program begins at the root."""
        self.now: Table = Table(name_stack="", open_scopes=(), seed=None, finalized=False, more_ops=False, control_flow=False)
        self.names_in_use = CountTable()
        self.scope_owners: Table = Table()
        """Who opened the name scopes of that name (elements.owner)."""
        self.operations = SplitTable()
        self.content: Collections = around.content if around else Collections(runtime)
        self.scopes: ScopeStore = around.scopes if around else ScopeStore(runtime)
        self.stored: Stored = around.stored if around else Stored()

    @property
    def variables(self) -> VariableStore:
        """The store that ``get_variable`` asks."""
        return VariableStore(self.runtime, self)

    @property
    def name_stack(self) -> Name:
        """The current op prefix without the last slash; empty at the root."""
        stack: Name = self.now["name_stack"]
        return stack

    @property
    def open_scopes(self) -> tuple[OpenScope, ...]:
        """The scopes that are open, outermost first."""
        scopes: tuple[OpenScope, ...] = self.now["open_scopes"]
        return scopes

    def put(self, key: str, value: Any) -> None:
        """Changes a piece of the graph's own state."""
        self.runtime.host.journal.write(self.now, key, value)

    # Names

    def unique_name(self, name: Any, mark_as_used: bool = True) -> Name:
        """The name under the current prefix, with ``_1``, ``_2`` … if it is in use. Letter case counts up to TensorFlow 1.8."""
        text = as_name(name)
        if text is None:
            raise type_error("expected string or bytes-like object")
        return self._unique(child(self.name_stack, text), mark_as_used)

    def _unique(self, full: Name, mark_as_used: bool = True) -> Name:
        base = lower(full) if self.runtime.version >= CASE_INSENSITIVE else full
        host = self.runtime.host
        if base not in self.names_in_use:  # as most are not: there is nothing to explore
            if mark_as_used:
                host.journal.write(self.names_in_use, base, 1)
            return full
        number, writes = explore(self.names_in_use, self.runtime.path(), partial(_number_of, base))
        if mark_as_used:
            for key, value in writes.items():
                host.journal.write(self.names_in_use, key, value)
        if number is UNSURE:
            return join(full, Unknown("n", "a number that depends on what ran before"))
        return join(full, f"_{number}") if number else full

    def in_use(self, name: Name) -> bool:
        """Whether an op or a scope of that name may be there."""
        return (lower(name) if self.runtime.version >= CASE_INSENSITIVE else name) in self.names_in_use

    def mark(self, name: Name) -> None:
        """Notes that a name is in use (an op inside a variable)."""
        key = lower(name) if self.runtime.version >= CASE_INSENSITIVE else name
        if key not in self.names_in_use:
            self.runtime.host.journal.write(self.names_in_use, key, 1)

    def push_name(self, name: Any, inner: bool = False) -> Name:
        """Enters a name scope: checks the name, changes the prefix, returns the ``as`` value (``"n/"``).

        ``inner``: for ops of a function of TensorFlow, not those of the program.
        """
        text = None if name is None else as_name(name)
        if text is None and name is not None:
            if not name and isinstance(name, (int, float, list, tuple, dict)):
                text = ""
            else:
                raise type_error("expected string or bytes-like object")
        if text:
            if not (valid_scope_name if self._may_be_inside() else valid_op_name)(text):
                raise invalid_scope_name(text)
            stack = without_slash(text) if ends_with_slash(text) else self._unique(child(self.name_stack, text))
            opened = owner(self, stack, inner)
            if self.scope_owners.get(stack) is not opened:
                self.runtime.host.journal.write(self.scope_owners, stack, opened)
        else:
            stack = ""
        self.put("name_stack", stack)
        return join(stack, "/") if stack else ""

    def _may_be_inside(self) -> bool:
        """Whether some name scope is open, or may be around what runs."""
        return bool(self.name_stack) or self.outer is not None

    def op_name(self, name: Any) -> Name:
        """The name that a new op gets; a trailing slash means: exactly so."""
        text = as_name(name)
        if text is None:
            raise type_error("expected string or bytes-like object")
        full = without_slash(text) if ends_with_slash(text) else self._unique(child(self.name_stack, text))
        if not (valid_op_name if self.outer is None else valid_scope_name)(full):
            raise invalid_node_name(full)
        if self.operation(full) is not None:
            text = messages.duplicate_op(self.runtime.version, full)
            raise TFError("ValueError", text, cause="duplicate-name", variable=full)
        return full

    def get_name_scope(self) -> Name:
        """The current op prefix without a slash."""
        return self.name_stack

    def _get_control_flow_context(self) -> Any:
        """None outside of the branches of tf.cond and the bodies of loops."""
        return Unknown("context", "the control flow context") if self.now["control_flow"] else None

    def name_scope(self, name: Any) -> Manager:
        """``graph.name_scope(name)``."""
        from scope_lint.tf1.name_scope import GraphNameScope

        return GraphNameScope(self.runtime, self, name)

    # The default graph

    def as_default(self) -> Manager:
        """``with graph.as_default():``."""
        return AsDefault(self)

    # Elements

    def get_operations(self) -> list[Operation]:
        """All ops, in order."""
        return [op for name in self.operations if (op := self.operation(name)) is not None]

    def operation(self, name: Name) -> Operation | None:
        """The op of that name, where the current path surely has it."""
        found = resolve(self.operations.get(name, MISSING), self.runtime.host.path())
        return found if isinstance(found, Operation) else None

    def get_operation_by_name(self, name: Any) -> Any:
        """The op of that name."""
        return self.as_graph_element(name, allow_tensor=False)

    def may_have_more(self) -> None:
        """Ops of names that are not known may have been added."""
        if not self.now["more_ops"]:
            self.put("more_ops", True)

    def take_over(self, other: Graph) -> None:
        """Adds copies of another graph's ops, as tf.train.import_meta_graph does for a graph that it finds empty."""
        if self is other or self.operations or other.tainted or other.now["more_ops"]:
            self.may_have_more()
            return
        write = self.runtime.host.journal.write
        for op in other.get_operations():
            write(self.operations, op.name, op.copied(self))
        for mine, theirs in ((self.names_in_use, other.names_in_use), (self.scope_owners, other.scope_owners)):
            for key, value in theirs.items():
                write(mine, key, value)

    def get_tensor_by_name(self, name: Any) -> Any:
        """The tensor of that name (``op:0``)."""
        return self.as_graph_element(name, allow_operation=False)

    def as_graph_element(self, obj: Any, allow_tensor: bool = True, allow_operation: bool = True) -> Any:
        """An op or a tensor by name."""
        return element(self, obj, allow_tensor, allow_operation)

    # Collections

    def add_to_collection(self, name: Any, value: Any) -> None:
        """Adds a value to a collection."""
        self.content.add(name, value)

    def add_to_collections(self, names: Any, value: Any) -> None:
        """Adds a value to several collections."""
        for name in [names] if isinstance(names, (str, Unknown)) else dict.fromkeys(names or ()):
            self.content.add(name, value)

    def get_collection(self, name: Any, scope: Any = None) -> Any:
        """The values of a collection, filtered by ``re.match`` of the scope with their names."""
        return self.content.get(self, name, scope)

    def get_collection_ref(self, name: Any) -> Any:
        """The list that a collection is: what the program does to it, it does to the collection."""
        return self.content.reference(self, name)

    def clear_collection(self, name: Any) -> None:
        """Empties a collection."""
        self.content.clear(name)

    def get_all_collection_keys(self) -> list[Any]:
        """The names of the collections that have values."""
        return self.content.keys()

    @property
    def collections(self) -> list[Any]:
        """The names of the collections."""
        return self.content.keys()

    # What has no influence on names

    def device(self, device_name_or_function: Any) -> Manager:
        """A manager without influence on names."""
        return Plain()

    def control_dependencies(self, control_inputs: Any) -> Manager:
        """A manager without influence on names."""
        return control_dependencies(self.runtime, control_inputs)

    def colocate_with(self, op: Any, ignore_existing: bool = False) -> Manager:
        """A manager without influence on names."""
        return Plain()

    def container(self, container_name: Any) -> Manager:
        """A manager without influence on names."""
        return Plain()

    def gradient_override_map(self, op_type_map: Any) -> Manager:
        """A manager without influence on names."""
        return Plain()

    def finalize(self) -> None:
        """No op can be added from here on."""
        self.put("finalized", True)

    def check_open(self) -> None:
        """Raises where the graph is finalized for sure."""
        if self.now["finalized"] is True:
            raise TFError("RuntimeError", "Graph is finalized and cannot be modified.")

    @property
    def finalized(self) -> bool:
        return bool(self.now["finalized"])

    @property
    def seed(self) -> Any:
        return self.now["seed"]

    @property
    def version(self) -> Unknown:
        return Unknown("version", "number of ops in a graph")

    @property
    def building_function(self) -> bool:
        """Whether this is the graph of a function: none of ours is."""
        return False

    def as_graph_def(self, from_version: Any = None, add_shapes: bool = False) -> Unknown:
        """A GraphDef is outside the model."""
        return Unknown("graph_def", "a GraphDef")

    @property
    def graph_def_versions(self) -> Unknown:
        return Unknown("graph_def_versions", "a GraphDef")

    def is_feedable(self, tensor: Any) -> bool:
        """All tensors are."""
        return True

    def is_fetchable(self, element: Any) -> bool:
        """All are."""
        return True

    def prevent_feeding(self, tensor: Any) -> None:
        """Has no influence on names."""

    def prevent_fetching(self, operation: Any) -> None:
        """Has no influence on names."""


CASE_INSENSITIVE: Final = (1, 9)



class AsDefault(Manager):
    """``graph.as_default()``."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._saved: list[tuple[Graph, ...]] = []

    def enter(self) -> Graph:
        """Makes the graph the default one."""
        runtime = self._graph.runtime
        self._saved.append(runtime.push_graph(self._graph))
        runtime.host.record(GraphEvent(graph=self._graph.number, action="enter", **runtime.host.place()))
        return self._graph

    def exit(self, exc: object = None) -> None:
        """The graph before is the default one again."""
        if not self._saved:
            return
        runtime = self._graph.runtime
        runtime.host.record(GraphEvent(graph=self._graph.number, action="exit", **runtime.host.place()))
        if not runtime.nested:  # reset_default_graph inside, which TensorFlow forbids since 1.3
            raise TFError("IndexError", "list index out of range", cause="python")
        runtime.restore_graphs(self._saved.pop())
