"""One program's TensorFlow: the default graph, the functions of the core API, and ops."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from typing import Any, ClassVar

from scope_lint.events import ErrorEvent, GraphEvent, OpenScope, OpEvent, ScopeUnusedEvent
from scope_lint.symbolic.conditions import Path
from scope_lint.symbolic.names import Name
from scope_lint.symbolic.table import Table
from scope_lint.symbolic.unknown import Unknown
from scope_lint.tf1.core import core_functions
from scope_lint.tf1.dtypes import DType, dtype_name
from scope_lint.tf1.errors import TFError
from scope_lint.tf1.get_variable import VariableGetter
from scope_lint.tf1.global_step import GlobalStep
from scope_lint.tf1.graph import Graph
from scope_lint.tf1.host import Host
from scope_lint.tf1.initializers import NAMES as INITIALIZERS
from scope_lint.tf1.initializers import Initializer, InitializerClass
from scope_lint.tf1.managers import Manager
from scope_lint.tf1.shapes import Dimension, TensorShape, shape_dims, static_dims
from scope_lint.tf1.splits import UNSURE, Split, resolve
from scope_lint.tf1.tensor import WRITES, Operation, Tensor, Variable, note_written
from scope_lint.tf1.upstream import upstream
from scope_lint.tf1.variable_scope import VariableScope

__all__ = ["Host", "Runtime"]


class Runtime:
    """The twin of TensorFlow ``version`` for one program.

    ``functions`` holds the core API by canonical public name: functions with TensorFlow's parameters, and the constants
    (``AUTO_REUSE``, dtypes, ``GraphKeys.…``). ``classes`` are those that a program may name in ``isinstance``.
    """

    classes: ClassVar[dict[str, type]] = {
        "Graph": Graph, "Tensor": Tensor, "Variable": Variable, "Operation": Operation, "VariableScope": VariableScope,
        "TensorShape": TensorShape, "Dimension": Dimension, "DType": DType,
    }  # fmt: skip

    def __init__(self, version: tuple[int, int], host: Host) -> None:
        self.version = version
        self.host = host
        self._graphs = 0
        self.made_ops: list[Operation] = []
        """All ops of the graphs that are built, until they are dissolved."""
        self.survived: Path = ()
        """What must hold, besides the path, where a possible error was not raised; while a variable is made."""
        self.unused: dict[int, tuple[Manager, ScopeUnusedEvent]] = {}
        """The scopes that were made, but not entered so far."""
        self.variables = VariableGetter(self)
        self.global_step = GlobalStep(self)
        self._now: Table = Table(graphs=(), base=self.new_graph())
        self.functions: dict[str, Any] = core_functions(self)

    # Graphs

    def new_graph(self) -> Graph:
        """``tf.Graph()``."""
        self._graphs += 1
        return Graph(self, self._graphs - 1)

    def function_graph(self) -> Graph:
        """The graph of a function that the default graph is to call."""
        return Graph(self, self.graph.number, self.graph)

    @property
    def graph(self) -> Graph:
        """The default graph."""
        graphs: tuple[Graph, ...] = self._now["graphs"]
        found: Graph = graphs[-1] if graphs else self._now["base"]
        return found

    @property
    def nested(self) -> bool:
        """Whether some graph was made the default one."""
        return bool(self._now["graphs"])

    def push_graph(self, graph: Graph) -> tuple[Graph, ...]:
        """Makes a graph the default one; returns what restore_graphs takes."""
        before: tuple[Graph, ...] = self._now["graphs"]
        self.host.journal.write(self._now, "graphs", (*before, graph))
        return before

    def restore_graphs(self, before: tuple[Graph, ...]) -> None:
        """Undoes push_graph."""
        self.host.journal.write(self._now, "graphs", before)

    def start_fresh(self) -> None:
        """A new program begins: one new graph, which is the default one."""
        journal = self.host.journal
        journal.write(self._now, "graphs", ())
        journal.write(self._now, "base", self.new_graph())

    def dissolve(self, since: int = 0) -> None:
        """Cuts the circles of ops that were made: nobody asks them for anything any more, and no collector has to find them.

        ``since``: those are left that were made before there were more.
        """
        for op in self.made_ops[since:]:
            op.outputs.clear()
        del self.made_ops[since:]

    @contextlib.contextmanager
    def aside(self) -> Iterator[None]:
        """What happens inside is in a graph of its own; no branch may be open."""
        before = dict(self._now)
        self.start_fresh()
        try:
            yield
        finally:
            self._now.update(before)

    def reset_default_graph(self) -> None:
        """``tf.reset_default_graph()``."""
        if self.nested and self.version >= (1, 3):
            raise TFError(
                "AssertionError",
                "Do not use tf.reset_default_graph() to clear nested graphs. If you need a cleared graph, exit the nesting and "
                "create a new graph.",
            )
        graph = self.new_graph()
        self.host.journal.write(self._now, "graphs", ())
        self.host.journal.write(self._now, "base", graph)
        self.host.record(GraphEvent(graph=graph.number, action="reset", **self.host.place()))

    def path(self) -> Path:
        """The current path, with what follows from an error that was not raised."""
        return (*self.host.path(), *self.survived)

    # What events need

    def open_scopes(self) -> tuple[OpenScope, ...]:
        """The scopes that are open in the default graph."""
        return self.graph.open_scopes

    def error_event(self, error: TFError, definite: bool = True, caught: bool = False) -> ErrorEvent:
        """The event of an error that is raised, or may be."""
        return ErrorEvent(
            graph=self.graph.number, kind=error.kind, cause=error.cause, type=error.type, message=error.message,
            variable=error.variable, first=error.first, definite=definite, caught=caught, scopes=error.scopes or self.open_scopes(),
            reuse=error.reuse, requested=error.requested, meant=error.meant, upstream=self.upstream() if error.kind == "exists" else None,
            **self.host.place(),
        )  # fmt: skip

    def upstream(self) -> tuple[Name, ...] | None:
        """What flows into the tensors that the innermost function is given."""
        given = self.host.given()
        return None if given is None else upstream(given)

    def made(self, manager: Manager, kind: Any, api: str, requested: Name | None) -> None:
        """Notes a scope that user code made, until it is entered."""
        if self.host.by_user():
            event = ScopeUnusedEvent(graph=self.graph.number, kind=kind, api=api, requested=requested, **self.host.place())
            self.unused[id(manager)] = (manager, event)

    def used(self, manager: Manager) -> None:
        """The scope was entered."""
        self.unused.pop(id(manager), None)

    def not_entered(self) -> set[int]:
        """Stands for the scopes that were made, but not entered so far."""
        return set(self.unused)

    def all_entered(self, but: set[int]) -> None:
        """What was made since ``but`` is entered, on some path at least: it stands in a ``with``."""
        for key in self.unused.keys() - but:
            del self.unused[key]

    def escaped(self, manager: object) -> None:
        """The scope was returned, stored or handed over: it may be entered where the analysis does not see it."""
        found = self.unused.get(id(manager))
        if found is not None:
            found[1].escaped = True

    def finish(self) -> None:
        """The program has ended: reports the scopes that were never entered."""
        for _, event in self.unused.values():
            self.host.record(event)
        self.unused.clear()

    # Values

    def resolved(self, value: Any) -> Any:
        """A setting under the current path; not known where that does not tell."""
        value = resolve(value, self.host.path())
        if isinstance(value, Split) or value is UNSURE:
            return Unknown("setting", "a setting of a scope that depends on a condition")
        return value

    def dims(self, shape: Any) -> Any:
        """A shape argument as plain dimensions."""
        return shape_dims(shape)

    def is_standard_initializer(self, initializer: Any) -> bool:
        """Whether it is one of TensorFlow's own, which need a shape."""
        return isinstance(initializer, Initializer) or self.is_initializer_class(initializer)

    def is_initializer_class(self, initializer: Any) -> bool:
        """Whether it is ``tf.zeros_initializer`` itself, not called.

        A host may hand over a value that stands for one of ``functions``; such a value has its canonical name as ``api``.
        """
        return isinstance(initializer, InitializerClass) or getattr(initializer, "api", None) in INITIALIZERS

    # Ops

    def op(
        self, type: Any, name: Any = None, *, inputs: Sequence[Any] = (), shape: Any = None, dtype: Any = None, value: Any = None,
        outputs: int = 1, complete: bool = False, scope: bool = True,
    ) -> Any:  # fmt: skip
        """Adds one op and returns its tensor (``outputs=0``: the Operation; more: a list of tensors).

        ``name`` None stands for the type. ``scope``: the name passes through a name scope first, as in all generated op
        functions (``tf.constant`` and few others give it to the op directly). ``shape`` and ``dtype`` are one for all outputs,
        or a list with one for each where there are several. ``complete``: see Tensor.
        """
        graph = self.graph
        graph.check_open()
        before = graph.name_stack
        name = type if name is None else name
        try:
            full = graph.op_name(graph.push_name(name) if scope else name)
        finally:
            graph.put("name_stack", before)
        op = Operation(graph, full, type, tuple(inputs))
        op.in_control_flow = graph.now["control_flow"]
        if type in WRITES and inputs:
            note_written(inputs[0])
        for index in range(outputs):
            one_shape, one_type = (shape, dtype) if outputs < 2 else (_pick(shape, index), _pick(dtype, index))
            dims = shape_dims(one_shape)
            op.outputs.append(Tensor(op, index, dtype_name(one_type), static_dims(dims), value, complete))
        self.host.journal.write(graph.operations, full, op)
        if self.host.lists_ops():
            self.host.record(OpEvent(graph=graph.number, name=full, type=type, **self.host.place()))
        if outputs == 1:
            return op.outputs[0]
        return list(op.outputs) if outputs else op


def _pick(values: Any, index: int) -> Any:
    return values[index] if isinstance(values, list) else values
