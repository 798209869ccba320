"""Partitioned variables and the partitioners that TensorFlow offers."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar, Final

from scope_lint.symbolic.names import Name
from scope_lint.symbolic.unknown import Unknown
from scope_lint.tf1 import messages
from scope_lint.tf1.dtypes import DTYPES, FLOATING, dtype_name
from scope_lint.tf1.errors import TFError
from scope_lint.tf1.exposed import Exposed
from scope_lint.tf1.initial import constant_dtype, is_constant
from scope_lint.tf1.initializers import Initializer
from scope_lint.tf1.names import child
from scope_lint.tf1.shapes import TensorShape, shape_dims
from scope_lint.tf1.tensor import Operation, Tensor, Variable
from scope_lint.tf1.variable import part_name
from scope_lint.tf1.variable_store import DEFAULT_INSIDE_SINCE

if TYPE_CHECKING:
    from scope_lint.tf1.runtime import Runtime
    from scope_lint.tf1.variable_store import Request, VariableStore

Partitioning = list[int] | Unknown


AXES_CHECKED_FIRST_SINCE: Final = (1, 13)
"""From here on a partitioner that cuts two axes is an error even where the variable exists."""


class Partitioned:
    """get_variable with a partitioner."""

    def __init__(self, runtime: Runtime, store: VariableStore) -> None:
        self._runtime = runtime
        self._store = store

    def get(self, request: Request, partitioner: Any) -> Variable:
        """The whole partitioned variable: found, or made part by part."""
        version, store, name = self._runtime.version, self._store, request.name
        if store.find(name).surely:
            raise self._error("exists", messages.unpartitioned_found(name), request)
        if isinstance(request.initializer, Tensor):
            request = replace(request, shape=request.shape.merge_with(request.initializer.public_shape), shape_given=True)
        parts = None if partitioner is None else self._partitioning(request, partitioner)
        if version >= AXES_CHECKED_FIRST_SINCE:
            self._check_axes(request, parts)
        found = store.find(name, store.partitioned)
        if found.variables:
            return self._shared(request, found.variables[0], parts)
        if request.reuse is True and not store.may_be_there(name):
            raise self._error("missing", messages.partitioned_missing(version, name), request)
        self._check_axes(request, parts)
        if not isinstance(parts, list):
            return store.get_single(request)
        return self._create(request, parts)

    def _error(self, kind: str, text: str, request: Request) -> TFError:
        error = TFError("ValueError", text, kind, "partition", request.name)
        error.requested = request.requested
        error.scopes = self._runtime.graph.open_scopes
        return error

    def _partitioning(self, request: Request, partitioner: Any) -> Partitioning:
        """What the partitioner says: the number of parts along each axis."""
        shape = request.shape
        if shape.raw is None or (isinstance(shape.raw, tuple) and None in shape.raw):
            raise self._error("shape", messages.partitioned_undefined_shape(self._runtime.version, request.name, str(shape)), request)
        if shape.raw == ():
            raise self._error("shape", "A partitioned Variable must have rank at least 1, shape: ()", request)
        if isinstance(partitioner, Unknown) or not isinstance(shape.raw, tuple):
            return Unknown("partitions", "partitions not known")
        if isinstance(partitioner, Partitioner):
            return partitioner.partitions(shape.raw, request.dtype)
        if is_constant(partitioner):
            raise self._error("other", f"Partitioner must be callable, but received: {partitioner}", request)
        given = self._runtime.host.call(partitioner, [], {"shape": shape, "dtype": DTYPES.get(request.dtype or "")})
        return self._checked(given, request, shape)

    def _checked(self, given: Any, request: Request, shape: TensorShape) -> Partitioning:
        """The answer of the program's own partitioner."""
        if isinstance(given, (list, tuple)):
            if not all(isinstance(n, int) for n in given):
                return Unknown("partitions", "partitions not known")
            parts = list(given)
            if len(parts) != shape.ndims:
                text = f"Partitioner returned a partition list that does not match the Variable's rank: {parts} vs. {shape}"
                raise self._error("other", text, request)
            if any(n < 1 for n in parts):
                raise self._error("other", f"Partitioner returned zero partitions for some axes: {parts}", request)
            return parts
        if isinstance(given, int):
            raise self._error("other", f"Partitioner must return a sequence, but saw: {given}", request)
        return Unknown("partitions", "partitions not known")

    def _check_axes(self, request: Request, parts: Partitioning | None) -> None:
        if isinstance(parts, list) and sum(n > 1 for n in parts) > 1:
            text = messages.partitioned_two_axes(self._runtime.version, str(request.shape), parts)
            raise self._error("other", text, request)

    def _shared(self, request: Request, variable: Variable, parts: Partitioning | None) -> Variable:
        version, name = self._runtime.version, request.name
        if request.reuse is False:
            raise self._error("exists", messages.partitioned_exists(version, name), request)
        start = f"Trying to reuse partitioned variable {name}, but specified"
        if not request.shape.is_compatible_with(variable.public_shape):
            raise self._error("shape", f"{start} shape {request.shape} and found shape {variable.public_shape}.", request)
        if request.dtype is not None and variable.dtype is not None and request.dtype != variable.dtype:
            raise self._error("dtype", f"{start} dtype {request.dtype} and found dtype {variable.dtype}.", request)
        found = variable.extra.get("partitions")
        if isinstance(parts, list) and found is not None and parts != found:
            raise self._error("other", f"{start} partitions {parts} and found partitions {found}.", request)
        for part in variable.partitions:
            self._runtime.variables.record(part, "get_variable", "reused", part.op.name, request.requested, request.reuse)
        return variable

    def _check_parts(self, request: Request, count: int) -> None:
        """The parts that were got by their own names must be as many."""
        name, there = request.name, self._store.find
        if not there(part_name(name, 0)).surely:
            return
        start = (
            "Partitioner returned a different partitioning than what was already found.  "
            f"Partitioner returned {count} shards, and shard {name}/part_0 was found, but "
        )
        last, extra = part_name(name, count - 1), part_name(name, count)
        if not there(last).variables and not self._store.may_be_there(last):
            raise self._error("other", f"{start}{last} was not.", request)
        if there(extra).surely:
            raise self._error("other", f"{start}so was the extra shard {extra}.", request)

    def _create(self, request: Request, parts: list[int]) -> Variable:
        runtime, graph, name = self._runtime, self._runtime.graph, request.name
        dims = request.shape.raw
        assert isinstance(dims, tuple)
        axis = next((i for i, n in enumerate(parts) if n > 1), 0)
        count = parts[axis]
        self._check_parts(request, count)
        size = dims[axis]
        sizes = _sizes(size, count)
        initializer, dtype = request.initializer, request.dtype
        if is_constant(initializer):
            dtype = constant_dtype(initializer)
            initializer = Initializer(runtime, "part")
        elif initializer is None and dtype is not None and dtype not in FLOATING and runtime.version < DEFAULT_INSIDE_SINCE:
            # There each part starts as zeros of the whole shape, and gets that shape.
            initializer, sizes = Initializer(runtime, "part"), [size] * count
        made = []
        for index, size in enumerate(sizes):
            shape = TensorShape((*dims[:axis], size, *dims[axis + 1 :]))
            before = graph.name_stack
            graph.push_name(child(part_name(name, index), "PartitionedInitializer"))
            graph.put("name_stack", before)
            part = replace(request, name=part_name(name, index), shape=shape, initializer=initializer, dtype=dtype)
            made.append(self._store.get_single(part))
        op = Operation(graph, name, "PartitionedVariable")
        whole = PartitionedVariable(op, dtype, request.shape.static, made[0].trainable, runtime.host.path())
        whole.partitions = tuple(made)
        whole.store_name = name
        whole.created = made[0].created
        whole.extra["partitions"] = parts
        self._store.put(name, whole, self._store.partitioned)
        return whole


def _sizes(size: Any, count: int) -> list[Any]:
    """How TensorFlow cuts an axis: the first parts get one more."""
    if not isinstance(size, int):
        return [size] * count
    return [size // count + (i < size % count) for i in range(count)]


class PartitionedVariable(Variable):
    """A variable in parts, which has no op of its own; ``op`` is a stand-in for its name."""

    __slots__ = ()

    exposed: ClassVar[frozenset[str]] = frozenset({
        "name", "dtype", "shape", "get_shape", "as_tensor", "assign", "assign_add", "assign_sub", "__iter__"
    })  # fmt: skip

    @property
    def name(self) -> Name:
        """The name without an output number."""
        return self.op.name

    @property
    def public_dtype(self) -> Any:
        """The plain type."""
        return Unknown("dtype", f"dtype of {self.name}") if self.dtype is None else DTYPES[self.dtype]

    def attribute(self, name: str) -> Any:
        """The parts, and what all tensors have."""
        if name == "__iter__":
            return lambda: iter(list(self.partitions))
        if name == "as_tensor":
            return lambda: self
        return super().attribute(name)


class Partitioner(Exposed):
    """A partitioner of TensorFlow's own."""

    def partitions(self, shape: tuple[Any, ...], dtype: str | None) -> Partitioning:
        """The number of parts along each axis of a shape."""
        raise NotImplementedError

    def __call__(self, shape: Any, dtype: Any = None) -> Any:
        """As the program calls it."""
        dims = shape_dims(shape)
        return self.partitions(dims, dtype_name(dtype)) if isinstance(dims, tuple) else Unknown("partitions", "shape not known")


class FixedSize(Partitioner):
    """``tf.fixed_size_partitioner``: one number of parts on one axis."""

    def __init__(self, num_shards: Any, axis: Any = 0) -> None:
        self._shards = num_shards
        self._axis = axis

    def partitions(self, shape: tuple[Any, ...], dtype: str | None) -> Partitioning:
        """The fixed number, but no more than the axis is long."""
        if not isinstance(self._shards, int) or not isinstance(self._axis, int):
            return Unknown("partitions", "number of parts not known")
        parts = [1] * len(shape)
        size = shape[self._axis]
        parts[self._axis] = min(self._shards, size) if isinstance(size, int) else self._shards
        return parts


class MaximumSize(Partitioner):
    """``tf.variable_axis_size_partitioner``: as many parts as keep each below a size."""

    def __init__(self, max_shard_bytes: Any, axis: Any = 0, bytes_per_string_element: Any = 16, max_shards: Any = None) -> None:
        self._bytes = max_shard_bytes
        self._axis = axis
        self._string = bytes_per_string_element
        self._most = max_shards

    def partitions(self, shape: tuple[Any, ...], dtype: str | None) -> Partitioning:
        """The number of parts by size."""
        known = isinstance(self._bytes, int) and isinstance(self._axis, int) and dtype is not None
        if not known or not all(isinstance(d, int) for d in shape) or isinstance(self._most, Unknown):
            return Unknown("partitions", "number of parts not known")
        element = self._string if dtype == "string" else DTYPES[dtype or "float32"].size
        parts = [1] * len(shape)
        slice_bytes = element * math.prod(d for i, d in enumerate(shape) if i != self._axis)
        per_shard = max(1, math.floor(self._bytes / slice_bytes)) if slice_bytes else 1
        count = math.ceil(shape[self._axis] / per_shard)
        parts[self._axis] = max(1, min(count, self._most) if self._most else count)
        return parts


class MinimumSlice(Partitioner):
    """``tf.min_max_variable_partitioner``: parts of at least a size, at most so many."""

    def __init__(
        self, max_partitions: Any = 1, axis: Any = 0, min_slice_size: Any = 256 << 10, bytes_per_string_element: Any = 16
    ) -> None:
        self._most = max_partitions
        self._axis = axis
        self._least = min_slice_size
        self._string = bytes_per_string_element

    def partitions(self, shape: tuple[Any, ...], dtype: str | None) -> Partitioning:
        """The number of parts by size."""
        known = all(isinstance(x, int) for x in (self._most, self._axis, self._least)) and dtype is not None
        if not known or not all(isinstance(d, int) for d in shape):
            return Unknown("partitions", "number of parts not known")
        element = self._string if dtype == "string" else DTYPES[dtype or "float32"].size
        parts = [1] * len(shape)
        fits = math.ceil(math.prod(shape) * element / self._least)
        parts[self._axis] = max(1, min(shape[self._axis], self._most, fits))
        return parts
