"""Python values where TensorFlow takes tensors: ``tf.convert_to_tensor``."""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from scope_lint.symbolic.names import Name, SymStr
from scope_lint.symbolic.unknown import Unknown
from scope_lint.tf1.arrays import NumpyArray, NumpyValue
from scope_lint.tf1.ops.shapes import Shape
from scope_lint.tf1.ops.values import MAX_ELEMENTS, elements, set_value
from scope_lint.tf1.shapes import Dimension, TensorShape
from scope_lint.tf1.tensor import Tensor, Variable

if TYPE_CHECKING:
    from scope_lint.tf1.runtime import Runtime

_SCALARS: Final = (bool, int, float, complex, str, bytes, SymStr)


@contextmanager
def name_scope(rt: Runtime, name: Any, default: str | None = None) -> Iterator[Name]:
    """Enters an op name scope as TensorFlow's own functions do; its value ends with a slash."""
    graph = rt.graph
    before = graph.name_stack
    try:
        yield graph.push_name(default if name is None else name, inner=True)
    finally:
        graph.put("name_stack", before)


def plain(value: Any) -> Any:
    """Dimensions as ints, shapes and ranges as tuples; an element that is not known stays so."""
    if isinstance(value, Dimension):
        return value.value
    if isinstance(value, TensorShape):
        return value.raw if isinstance(value.raw, (tuple, Unknown)) else None
    if isinstance(value, (list, tuple, range)) and not isinstance(value, NumpyArray):
        return [plain(v) for v in value]
    return value


def is_python_value(value: Any) -> bool:
    """Whether TensorFlow makes a Const (or packs tensors) of it."""
    return isinstance(value, (*_SCALARS, list, tuple, range, Dimension, TensorShape, NumpyArray))


def has_tensor(value: Any) -> bool:
    """Whether there is a tensor in nested lists."""
    if isinstance(value, (list, tuple)):
        return any(has_tensor(v) for v in value)
    return isinstance(value, Tensor)


def python_dtype(value: Any) -> str | None:
    """The type that TensorFlow gives a Python value without being told one."""
    if isinstance(value, Tensor):
        return value.dtype
    if isinstance(value, NumpyValue):
        return value.dtype_name
    if isinstance(value, bool):
        return "bool"
    if isinstance(value, int):
        return "int32" if -(2**31) <= value < 2**31 else "int64"
    if isinstance(value, float):
        return "float32"
    if isinstance(value, complex):
        return "complex128"
    if isinstance(value, (str, bytes, SymStr)):
        return "string"
    if isinstance(value, (Dimension, TensorShape, range)):
        return "int32"
    if isinstance(value, (list, tuple)):
        return _list_dtype(value)
    return None


def _list_dtype(items: list[Any] | tuple[Any, ...]) -> str | None:
    if not items:
        return "float32"
    tensors = _tensor_dtypes(items)
    if tensors:
        return tensors[0]
    found = {_listed_dtype(item) for item in items if not isinstance(item, Unknown)}
    if len(found) == 1:
        return found.pop() if len(items) == 1 or not any(isinstance(i, Unknown) for i in items) else None
    order = ["complex128", "float32", "int64", "int32"]
    return next((t for t in order if t in found), None) if found <= set(order) else None


def _listed_dtype(item: Any) -> str | None:
    """NumPy's scalars in a list count as Python's numbers (1.15)."""
    found = python_dtype(item)
    return {"float64": "float32", "int64": "int32"}.get(found or "", found) if isinstance(item, NumpyValue) else found


def _tensor_dtypes(value: Any) -> list[str]:
    if isinstance(value, (list, tuple)):
        return [t for v in value for t in _tensor_dtypes(v)]
    return [value.dtype] if isinstance(value, Tensor) and value.dtype is not None else []


def python_shape(value: Any) -> Shape:
    """The shape of a Python value."""
    value = plain(value)
    if isinstance(value, Tensor):
        found: Shape = value.public_shape.raw
        return found
    if isinstance(value, NumpyArray):
        return value.static_shape  # type: ignore[no-any-return]
    if isinstance(value, (list, tuple)):
        inner = [python_shape(v) for v in value]
        if not inner:
            return (0,)
        shapes = [s for s in inner if isinstance(s, tuple)]
        if not shapes or any(len(s) != len(shapes[0]) for s in shapes):
            return Unknown("shape", "shape of a list")
        rest = tuple(dims[0] if all(d == dims[0] for d in dims) else Unknown("dim") for dims in zip(*shapes, strict=True))
        return (len(value), *rest)
    if isinstance(value, Unknown):
        return Unknown("shape", "shape of a value that is not known")
    return () if isinstance(value, _SCALARS) else Unknown("shape", "shape not known")


def constant_value(value: Any) -> Any:
    """Nested tuples of a Python value's elements; Unknown where it is too large or no plain value."""
    value = plain(value)
    if isinstance(value, (list, tuple)):
        if elements(value) > MAX_ELEMENTS:
            return Unknown("value", "a large constant")
        return tuple(constant_value(v) for v in value)
    if isinstance(value, (*_SCALARS, Unknown)):
        return value
    return Unknown("value", "a value that is not plain")


def constant(rt: Runtime, value: Any, name: Any = "Const", dtype: str | None = None, shape: Shape = None, scope: bool = False) -> Tensor:
    """A Const op, named as it stands; ``shape`` spreads a scalar."""
    dims = python_shape(value) if shape is None else shape
    known = isinstance(dims, tuple) and all(isinstance(d, int) for d in dims)
    tensor: Tensor = rt.op("Const", name, shape=dims, dtype=dtype or python_dtype(value), complete=known, scope=scope)
    found = constant_value(value)
    if shape is not None and isinstance(dims, tuple) and not isinstance(found, tuple):
        found = spread(found, dims)
    set_value(tensor, cast_value(found, tensor.dtype))
    return tensor


def spread(value: Any, dims: Shape) -> Any:
    """A scalar repeated to a shape."""
    if not isinstance(dims, tuple):
        return Unknown("value", "shape not known")
    sizes = [dim for dim in dims if isinstance(dim, int)]
    if len(sizes) < len(dims) or math.prod(sizes) > MAX_ELEMENTS:
        return Unknown("value", "a large constant")
    for size in reversed(sizes):
        value = (value,) * size
    return value


def cast_value(value: Any, dtype: str | None) -> Any:
    """Numbers as that type has them."""
    if isinstance(value, tuple):
        return tuple(cast_value(v, dtype) for v in value)
    if isinstance(value, (bool, int, float)) and dtype is not None:
        if dtype.startswith("float") and abs(value) < 1e300:
            return float(value)
        if dtype.startswith(("int", "uint")) and abs(value) < 2**63:
            return int(value)
    return value


def to_tensor(rt: Runtime, value: Any, name: Any = None, dtype: str | None = None) -> Any:
    """``tf.convert_to_tensor``: tensors and what is not known stay as they are."""
    if isinstance(value, Variable) and value.is_resource:
        return rt.op("ReadVariableOp", None, inputs=(value,), shape=value.shape, dtype=value.dtype, complete=value.complete)
    if isinstance(value, (Tensor, Unknown)):
        return value
    if not is_python_value(value):
        return Unknown("tensor", "a value that is not a tensor")
    value = plain(value)
    if value is None:
        return Unknown("shape", "an open shape")
    if has_tensor(value):
        return pack(rt, value, "packed" if name is None else name, dtype or python_dtype(value))
    return constant(rt, value, "Const" if name is None else name, dtype)


def pack(rt: Runtime, items: Any, name: Any, dtype: str | None) -> Any:
    """A list with tensors in it: inner lists first, then a Pack of what there is, constants named by their place."""
    with name_scope(rt, name) as scope:
        elements: list[Any] = []
        for i, item in enumerate(items):
            if isinstance(item, (list, tuple)):
                with name_scope(rt, str(i)) as inner:
                    pass
                item = pack(rt, item, inner, dtype) if has_tensor(item) else item
            elements.append(item)
        tensors = [e if isinstance(e, (Tensor, Unknown)) else constant(rt, e, str(i), dtype) for i, e in enumerate(elements)]
        from scope_lint.tf1.ops.make import make

        return make(rt, "Pack", scope, values=tensors, axis=0, T=dtype)
