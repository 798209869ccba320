"""Tensors, operations and static shapes of the twin."""

from __future__ import annotations

from typing import Any

from scope_lint.symbolic.conditions import Path
from scope_lint.symbolic.names import Name, join
from scope_lint.symbolic.unknown import Unknown

Dim = int | None
Shape = tuple[Dim, ...] | None
"""None: unknown rank; a None dimension is unknown."""

DType = str | None
"""``"float32"``, ``"int64"`` … without ``_ref``; None where it is not known."""


class Operation:
    """A node of a graph. ``inputs`` only where something needs them."""

    __slots__ = ("graph", "name", "type", "inputs", "outputs", "extra")

    def __init__(self, graph: Any, name: Name, type: str, inputs: tuple[Any, ...] = ()) -> None:
        self.graph = graph
        self.name = name
        self.type = type
        self.inputs = inputs
        self.outputs: list[Tensor] = []
        self.extra: dict[Any, Any] = {}


class Tensor:
    """An output of an operation. ``value`` is its constant value where that is known (a number or nested tuples).

    ``extra`` is an open table for attributes that programs set on tensors (``_keras_shape`` …).
    """

    __slots__ = ("op", "index", "dtype", "shape", "value", "extra")

    def __init__(self, op: Operation, index: int, dtype: DType, shape: Shape, value: Any = None) -> None:
        self.op = op
        self.index = index
        self.dtype = dtype
        self.shape = shape
        self.value = value
        self.extra: dict[Any, Any] = {}

    @property
    def name(self) -> Name:
        """``scope/Add:0``."""
        return join(self.op.name, f":{self.index}")

    @property
    def graph(self) -> Any:
        return self.op.graph


class Variable(Tensor):
    """A variable, made by get_variable or tf.Variable.

    ``store_name``: its key in the variable store (differs from ``op.name`` where an op of that name was there before);
    None for tf.Variable. ``created`` is its VariableEvent; ``path`` the condition under which it exists.
    """

    __slots__ = ("store_name", "trainable", "collections", "created", "path", "partitions", "is_resource")

    def __init__(self, op: Operation, dtype: DType, shape: Shape, trainable: bool | Unknown | None, path: Path) -> None:
        super().__init__(op, 0, dtype, shape)
        self.store_name: Name | None = None
        self.trainable = trainable
        self.collections: tuple[str, ...] = ()
        self.created: Any = None
        self.path = path
        self.partitions: tuple[Variable, ...] = ()
        self.is_resource = False


def merge_shapes(a: Shape, b: Shape) -> Shape:
    """What is surely known of a tensor that has one of two shapes."""
    if a is None or b is None or len(a) != len(b):
        return None
    return tuple(x if x == y else None for x, y in zip(a, b))
