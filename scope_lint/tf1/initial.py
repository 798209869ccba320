"""What a variable's initial value or initializer tells of its shape and type."""

from __future__ import annotations

from typing import Any, Final

from scope_lint.symbolic.names import SymStr
from scope_lint.symbolic.unknown import Unknown
from scope_lint.tf1.arrays import NumpyArray, NumpyValue
from scope_lint.tf1.shapes import DimValue
from scope_lint.tf1.tensor import Tensor

Dims = tuple[DimValue, ...] | None | Unknown
_LISTED: Final[dict[str | None, str]] = {"float64": "float32", "int64": "int32"}
"""NumPy's scalars in a list count as Python's numbers (1.15)."""


def is_constant(initializer: Any) -> bool | None:
    """Whether it is a value (not a callable); None where that is not known."""
    if isinstance(initializer, Unknown):
        return None
    return isinstance(initializer, (int, float, complex, str, bytes, SymStr, list, tuple, range, Tensor, NumpyArray))


def constant_dtype(value: Any) -> str | None:
    """The dtype that TensorFlow gives a Python value or a tensor."""
    if isinstance(value, Tensor):
        return value.dtype
    if isinstance(value, NumpyValue):
        return value.dtype_name
    if isinstance(value, bool):
        return "bool"
    if isinstance(value, int):
        return "int32"
    if isinstance(value, float):
        return "float32"
    if isinstance(value, complex):
        return "complex128"
    if isinstance(value, (str, bytes, SymStr)):
        return "string"
    if isinstance(value, (list, tuple, range)):
        found = {_LISTED.get(dtype, dtype) for dtype in map(constant_dtype, value)}
        if len(found) == 1:
            return found.pop()
        if found == {"int32", "float32"} or not found:
            return "float32"
    return None


def constant_shape(value: Any) -> Dims:
    """The shape of a Python value or a tensor."""
    if isinstance(value, Tensor):
        return tensor_dims(value)
    if isinstance(value, NumpyArray):
        found: Dims = value.static_shape
        return found
    if isinstance(value, (int, float, complex, str, bytes, SymStr)):
        return ()
    if isinstance(value, (list, tuple, range)):
        if not value:
            return (0,)
        inner = constant_shape(value[0])
        return (len(value), *inner) if isinstance(inner, tuple) else Unknown("shape", "shape of a value not known")
    return Unknown("shape", "shape of a value not known")


def tensor_dims(tensor: Tensor) -> Dims:
    """A tensor's shape with what is not known kept apart from what TensorFlow does not know."""
    return tensor.public_shape.raw
