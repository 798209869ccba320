"""Tensors, operations and static shapes of the twin."""

from __future__ import annotations

from functools import partial
from typing import Any, ClassVar, Final

from scope_lint.symbolic.conditions import Path
from scope_lint.symbolic.names import Name, join
from scope_lint.symbolic.unknown import Unknown
from scope_lint.tf1.dtypes import DTYPES, REF_DTYPES
from scope_lint.tf1.exposed import Exposed
from scope_lint.tf1.shapes import TensorShape

Dim = int | None
Shape = tuple[Dim, ...] | None
"""None: unknown rank; a None dimension is unknown."""

DType = str | None
"""``"float32"``, ``"int64"`` … without ``_ref``; None where it is not known."""


def _runs(feed_dict: Any = None, session: Any = None) -> None:
    """``op.run()``: a session is no matter of the graph's."""


def _always(value: Any, *args: Any, **kwargs: Any) -> Any:
    return value


class Operation(Exposed):
    """A node of a graph. ``inputs`` only where something needs them."""

    __slots__ = ("graph", "name", "type", "inputs", "outputs", "extra", "in_control_flow")

    exposed: ClassVar[frozenset[str]] = frozenset({
        "name", "type", "graph", "inputs", "outputs", "values", "run", "get_attr", "node_def", "op_def", "control_inputs", "device",
        "colocation_groups", "traceback",
    })  # fmt: skip

    def __init__(self, graph: Any, name: Name, type: str, inputs: tuple[Any, ...] = ()) -> None:
        self.graph = graph
        self.name = name
        self.type = type
        self.inputs = inputs
        self.outputs: list[Tensor] = []
        self.extra: dict[Any, Any] = {}
        self.in_control_flow = False
        """Whether it is made in a branch or a loop."""
        graph.runtime.made_ops.append(self)

    def attribute(self, name: str) -> Any:
        """What is outside the model is not known."""
        if name in ("name", "type", "graph", "values"):
            return getattr(self, name)
        if name in ("inputs", "outputs"):
            return list(getattr(self, name))
        if name == "run":
            return _runs
        unknown = Unknown(name, f"{name} of an op")
        return partial(_always, unknown) if name in ("get_attr", "colocation_groups") else unknown

    def copied(self, graph: Any) -> Operation:
        """The same op in another graph, by itself."""
        op = Operation(graph, self.name, self.type)
        op.outputs = [Tensor(op, t.index, t.dtype, t.shape, t.value, t.complete) for t in self.outputs]
        return op

    def values(self) -> tuple[Tensor, ...]:
        """The outputs."""
        return tuple(self.outputs)


class Tensor(Exposed):
    """An output of an operation. ``value`` is its constant value where that is known (a number or nested tuples).

    ``shape`` and ``dtype`` are the twin's plain ones; the program sees a TensorShape and a DType (``attribute``). ``complete``:
    each None in the shape is one that TensorFlow itself does not know, so that it may lead to an error; else the analysis may
    just not know it. ``extra`` is an open table for attributes that programs set on tensors (``_keras_shape`` …).
    """

    __slots__ = ("op", "index", "dtype", "shape", "value", "extra", "complete", "_public")

    exposed: ClassVar[frozenset[str]] = frozenset({
        "name", "op", "dtype", "shape", "get_shape", "set_shape", "graph", "eval", "value_index", "consumers", "device",
    })  # fmt: skip

    def __init__(
        self, op: Operation, index: int, dtype: DType, shape: Shape, value: Any = None, complete: bool = False
    ) -> None:
        self.op = op
        self.index = index
        self.dtype = dtype
        self.shape = shape
        self.value = value
        self.extra: dict[Any, Any] = {}
        self.complete = complete
        self._public: TensorShape | None = None

    def __repr__(self) -> str:
        return f"<tf.{type(self).__name__} '{self.name}'>"

    @property
    def name(self) -> Name:
        """``scope/Add:0``."""
        return join(self.op.name, f":{self.index}")

    @property
    def graph(self) -> Any:
        return self.op.graph

    def keep_public(self, shape: TensorShape) -> None:
        """Sets the shape as the program sees it, with what is not known of it."""
        self._public = shape

    def join_attribute(self, name: str, yes: Any, no: Any) -> Any:
        """After two branches that set the shape: what holds in both."""
        return merge_shapes(yes, no) if name == "shape" else None

    @property
    def public_shape(self) -> TensorShape:
        """The shape as the program sees it; the same unknown dimensions each time."""
        if self._public is None or self._public.static != self.shape:
            if self.complete or self.shape is None:
                raw: Any = self.shape if self.complete else Unknown("shape", f"shape of {self.name}")
            else:
                raw = [Unknown("dim", f"dimension {i} of {self.name}") if d is None else d for i, d in enumerate(self.shape)]
            self._public = TensorShape(raw)
        return self._public

    def get_shape(self) -> TensorShape:
        """The static shape."""
        return self.public_shape

    def set_shape(self, shape: Any) -> None:
        """Merges what the program says of the shape."""
        merged = self.public_shape.merge_with(shape)
        journal = self.op.graph.runtime.host.journal
        journal.set(self, "shape", merged.static)
        journal.set(self, "_public", merged)

    def attribute(self, name: str) -> Any:
        """The shape as a TensorShape, the type as a DType; what is outside the model is not known."""
        if name == "shape":
            return self.public_shape
        if name == "dtype":
            return self.public_dtype
        if name == "value_index":
            return self.index
        if name in ("eval", "consumers"):
            unknown = Unknown(name, f"{name} of {self.name}")
            return partial(_always, unknown)
        if name == "device":
            return Unknown("device", "device of an op")
        return getattr(self, name)

    @property
    def public_dtype(self) -> Any:
        """The type as the program sees it."""
        return Unknown("dtype", f"dtype of {self.name}") if self.dtype is None else DTYPES[self.dtype]


class Variable(Tensor):
    """A variable, made by get_variable or tf.Variable.

    ``store_name``: its key in the variable store (differs from ``op.name`` where an op of that name was there before);
    None for tf.Variable. ``created`` is its VariableEvent; ``path`` the condition under which it exists. ``partitions``: the
    parts of a partitioned variable (see partition.PartitionedVariable).
    """

    __slots__ = ("store_name", "trainable", "collections", "created", "path", "partitions", "is_resource", "given")

    exposed: ClassVar[frozenset[str]] = Tensor.exposed | frozenset({
        "assign", "assign_add", "assign_sub", "initialized_value", "read_value", "value", "initializer", "initial_value", "load",
        "trainable", "count_up_to", "scatter_sub", "scatter_add", "scatter_update", "to_proto", "constraint", "save_slice_info",
        "_ref", "_as_graph_element", "_snapshot", "_shared_name",
    })  # fmt: skip

    def __init__(self, op: Operation, dtype: DType, shape: Shape, trainable: bool | Unknown | None, path: Path) -> None:
        super().__init__(op, 0, dtype, shape)
        self.store_name: Name | None = None
        self.trainable = trainable
        self.collections: tuple[str, ...] = ()
        self.created: Any = None
        self.path = path
        self.partitions: tuple[Variable, ...] = ()
        self.is_resource = False
        self.given: list[Tensor] | None = None
        """The tensors given to the layer that made it (see Host.given)."""

    @property
    def dtype_name(self) -> str | None:
        """The type as TensorFlow writes it: a reference type, but for a resource variable."""
        return self.dtype if self.dtype is None or self.is_resource else self.dtype + "_ref"

    @property
    def public_dtype(self) -> Any:
        """The (reference) type as the program sees it."""
        if self.dtype is None or self.is_resource:
            return super().public_dtype
        return REF_DTYPES[self.dtype]

    def attribute(self, name: str) -> Any:
        """Ops made by a variable's methods take their default names; what is outside the model is not known."""
        if name in _OPS:
            return _op_method(self, _OPS[name])
        if name == "initializer":
            return Operation(self.graph, join(self.op.name, "/Assign"), "Assign")
        if name in ("initial_value", "constraint", "save_slice_info"):
            return Unknown(name, f"{name} of {self.name}")
        if name == "to_proto":
            return partial(_always, Unknown(name, "a proto"))
        if name == "load":
            return self._loaded
        if name in ("_ref", "_as_graph_element"):
            return self._whole
        if name == "_shared_name":
            return self.op.name
        if name in ("value", "_snapshot"):
            return self._snapshot if name == "value" else self._snapshot()
        if name == "read_value":
            return partial(self._make, "Identity", "read")
        if name == "initialized_value":
            return self._initialized_value
        return super().attribute(name)

    def _whole(self) -> Tensor:
        """The output of the variable's own op."""
        return Tensor(self.op, 0, self.dtype, self.shape, complete=self.complete)

    def _loaded(self, value: Any, session: Any = None) -> None:
        note_written(self)

    def _snapshot(self) -> Tensor:
        op = Operation(self.graph, join(self.op.name, "/read"), "Identity")
        tensor = Tensor(op, 0, self.dtype, self.shape, complete=self.complete)
        op.outputs.append(tensor)
        return tensor

    def _initialized_value(self) -> Tensor:
        """A choice between the variable and its initial value: an op inside a scope ``cond`` (an ``Identity`` up to 1.0)."""
        graph = self.graph
        if graph.runtime.version < (1, 1):
            return self._make("Identity", "Identity")
        before = graph.name_stack
        graph.push_name("cond")
        try:
            made = self._make("Merge", "Merge")
            made.op.in_control_flow = False  # it may be the initial value of a variable, wherever it is made
            return made
        finally:
            graph.put("name_stack", before)

    def _make(self, type: str, name: Name) -> Tensor:
        made: Tensor = self.graph.runtime.op(type, name, inputs=(self,), shape=self.shape, dtype=self.dtype)
        return made


WRITES: Final = frozenset({"Assign", "AssignAdd", "AssignSub", "ScatterSub", "ScatterAdd", "ScatterUpdate", "ScatterNdUpdate"})
"""Ops that change the variable that is their first input."""


def note_written(ref: Any) -> None:
    """Something else than an optimizer changes a variable."""
    for one in ref.op.outputs if isinstance(ref, Tensor) else ():
        if isinstance(one, Variable) and one.created is not None:
            one.created.assigned = True


_OPS: Final = {
    "assign": "Assign", "assign_add": "AssignAdd", "assign_sub": "AssignSub", "count_up_to": "CountUpTo", "scatter_sub": "ScatterSub",
    "scatter_add": "ScatterAdd", "scatter_update": "ScatterUpdate",
}  # fmt: skip


def _op_method(variable: Variable, type: str) -> Any:
    def method(value: Any, use_locking: Any = False, name: Any = None, read_value: Any = True) -> Any:
        return variable._make(type, type if name is None else name)

    return method


def merge_shapes(a: Shape, b: Shape) -> Shape:
    """What is surely known of a tensor that has one of two shapes."""
    if a is None or b is None or len(a) != len(b):
        return None
    return tuple(x if x == y else None for x, y in zip(a, b))
