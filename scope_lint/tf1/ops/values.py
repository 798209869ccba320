"""What is known of a tensor's value while the graph is built, as TensorFlow's shape inference knows it.

A value is a number, a string, a bool or nested tuples of them. A vector may hold None (TensorFlow does not know the element:
``tf.shape`` of a tensor with an open dimension) and Unknown (the analysis does not know it). A value is None or Unknown as a
whole in the same sense.
"""

from __future__ import annotations

from typing import Any, Final

from scope_lint.symbolic.first_of import first_of
from scope_lint.symbolic.unknown import Unknown
from scope_lint.tf1.ops.partial_vector import Partial
from scope_lint.tf1.tensor import Tensor

__all__ = ["Partial"]

_KEY: Final = "known value"
MAX_ELEMENTS: Final = 1024
"""Constants with more elements are not kept: shapes, indices and axes are far smaller."""


def set_value(tensor: Tensor, value: Any) -> None:
    """Notes what is known of a tensor's value."""
    if value is None:
        return
    if elements(value) > MAX_ELEMENTS:
        value = Unknown("value", "a large constant")
    tensor.op.extra[(_KEY, tensor.index)] = value
    if complete(value):
        tensor.value = value


def value_of(tensor: Any) -> Any:
    """What is known of a tensor's value."""
    if isinstance(tensor, Unknown):
        return tensor
    if not isinstance(tensor, Tensor):
        return None
    return tensor.op.extra.get((_KEY, tensor.index), tensor.value)


def elements(value: Any) -> int:
    """How many elements a value has; its rows are equally long."""
    number = 1
    while isinstance(value, (list, tuple)) and value:
        number *= len(value)
        value = value[0]
    return number


def complete(value: Any) -> bool:
    """Whether all of it is known."""
    if isinstance(value, Partial):
        return False
    if isinstance(value, tuple):
        return all(complete(v) for v in value)
    return value is not None and not isinstance(value, Unknown)


def whole(value: Any) -> Any:
    """The value if all of it is known; else None or Unknown."""
    if complete(value):
        return value
    return _blame(value)


def _blame(value: Any) -> Unknown | None:
    """None where TensorFlow does not know some part; else the Unknown."""
    if isinstance(value, Partial):
        return None
    parts = list(_leaves(value))
    if any(p is None for p in parts):
        return None
    return first_of([p for p in parts if isinstance(p, Unknown)])


def _leaves(value: Any) -> Any:
    if isinstance(value, tuple):
        for item in value:
            yield from _leaves(item)
    else:
        yield value


def vector(tensor: Any) -> tuple[Any, ...] | None | Unknown:
    """The elements of a vector: as far as known, or one None (or Unknown) each where only their number is known."""
    value = value_of(tensor)
    if isinstance(value, tuple):
        return value
    if isinstance(tensor, Tensor):
        shape = tensor.public_shape.raw
        if isinstance(shape, tuple) and len(shape) == 1 and isinstance(shape[0], int):
            if shape[0] > MAX_ELEMENTS:
                return Unknown("value", "a large constant")
            filler = value if isinstance(value, Unknown) else None
            return (filler,) * shape[0]
        if isinstance(shape, Unknown):
            return shape
    return value if isinstance(value, Unknown) else None


def scalar(tensor: Any) -> Any:
    """A scalar value, None or Unknown."""
    value = value_of(tensor)
    if isinstance(value, tuple):
        return scalar_of(value)
    return value


def scalar_of(value: Any) -> Any:
    """The one element of a value of any rank."""
    while isinstance(value, tuple):
        if len(value) != 1:
            return None
        value = value[0]
    return value
