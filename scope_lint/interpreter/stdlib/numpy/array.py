"""``numpy.ndarray`` as the interpreter holds it, and how other values become one."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final

from scope_lint.interpreter import values as v
from scope_lint.interpreter.iteration import items_of
from scope_lint.interpreter.stdlib.numpy.dtypes import cast, dtype_of_number, promote, scalar, tensorflow_name
from scope_lint.interpreter.strings import native
from scope_lint.interpreter.values import Class, Instance, ListV, Value
from scope_lint.symbolic.unknown import Unknown
from scope_lint.tf1.arrays import KnownArray, NumpyArray, NumpyValue
from scope_lint.tf1.ops.shapes import padded
from scope_lint.tf1.shapes import Dimension, TensorShape

if TYPE_CHECKING:
    from scope_lint.interpreter.machine import Machine

MAX_ELEMENTS: Final = 4096
"""The elements of larger arrays are not kept."""

Dims = tuple[Any, ...]
"""Dimensions: ints, and Unknowns for what is not known."""

NDARRAY: Final = Class("ndarray", (v.OBJECT,), module="numpy")


class NotModelled(Exception):
    """The model of NumPy does not know what this gives."""


class Content:
    """The elements of an array in C order: plain numbers, strings, Unknowns. Two branches' contents are never mixed."""

    __slots__ = ("items",)

    def __init__(self, items: tuple[Value, ...]) -> None:
        self.items = items


class ArrayV(Instance, NumpyArray):
    """An array: its shape, its dtype (None: not known) and its elements where they are known.

    A view shares its ``root`` with the array that it was taken of: writing to one makes the others' elements unknown.
    """

    __slots__ = ("shape", "dtype", "content", "_root", "version", "seen")

    def __init__(self, shape: Dims, dtype: str | None, items: tuple[Value, ...] | None = None, root: ArrayV | None = None, cls: Class = NDARRAY) -> None:
        super().__init__(cls)
        self.shape: Any = shape
        self.dtype = dtype
        self.content: Any = Content(items) if items is not None and len(items) <= MAX_ELEMENTS else None
        self._root = root
        self.version: Any = None
        """Of its memory: another object for each write."""
        self.seen: Any = self.root.version

    @property
    def root(self) -> ArrayV:
        """The array whose memory it is on: itself, if it is no view."""
        return self if self._root is None else self._root

    @property
    def items(self) -> tuple[Value, ...] | None:
        """The elements in C order, where they are known."""
        if type(self.content) is not Content or self.root.version is not self.seen:
            return None
        found: tuple[Value, ...] = self.content.items
        return found

    @property
    def static_shape(self) -> Dims:
        return tuple(d if isinstance(d, (int, Unknown)) else Unknown("dim", "a dimension that depends on a condition") for d in self.shape)

    @property
    def dtype_name(self) -> str | None:  # type: ignore[override]
        return tensorflow_name(self.dtype)

    def write(self, m: Machine, items: tuple[Value, ...] | None) -> None:
        """Replaces the elements; other arrays on the same memory are not known any more."""
        root = self.root
        m.journal.set(root, "version", object())
        if root is not self:
            m.journal.set(root, "content", None)
        m.journal.set(self, "seen", root.version)
        m.journal.set(self, "content", None if items is None else Content(items))

    def for_twin(self) -> Any:
        """As TensorFlow takes it: nested lists where all is known, else this."""
        items = self.items
        if items is None or not self.shape or not known_dims(self.shape):
            return self
        return KnownArray(nested(items, self.shape), self.shape, self.dtype_name, self)


def known_dims(shape: Dims) -> bool:
    """Whether all dimensions are numbers."""
    return all(isinstance(d, int) for d in shape)


def count(shape: Dims) -> int:
    """The number of elements of a known shape."""
    return math.prod(shape)


def nested(items: tuple[Value, ...], shape: Dims) -> list[Any]:
    """Elements in C order as nested lists."""
    out: list[Any] = list(items)
    for dim in reversed(shape[1:]):
        out = [out[i : i + dim] for i in range(0, len(out), dim)] if dim else [[] for _ in range(math.prod(shape[:-1]))]
    return out


def array(shape: Dims, dtype: str | None, items: Any = None) -> ArrayV:
    """A new array; its elements are cast to the dtype."""
    if items is None or not known_dims(shape):
        return ArrayV(shape, dtype)
    found = tuple(items)
    return ArrayV(shape, dtype, tuple(cast(dtype, x) for x in found) if len(found) <= MAX_ELEMENTS else None)


def result(shape: Dims, dtype: str | None, items: Any = None) -> Value:
    """What a ufunc gives: an array, or a scalar for no dimensions."""
    if shape:
        return array(shape, dtype, items)
    if items is None:
        return Unknown("number", "a number that NumPy computes")
    return scalar(dtype, next(iter(items)))


def view(base: ArrayV, shape: Dims, items: Any = None) -> ArrayV:
    """Some of an array's elements, on the same memory."""
    return ArrayV(shape, base.dtype, None if items is None else tuple(items), base.root)


def as_array(m: Machine, value: Value) -> ArrayV:
    """A value as NumPy's functions take it; raises NotModelled where its shape is not known."""
    value = native(m.resolve(value))
    if isinstance(value, ArrayV):
        return value
    if isinstance(value, Dimension):
        value = value.value if isinstance(value.value, int) else Unknown("dim", "a dimension that is not known")
        return ArrayV((), "int64", (value,))
    if isinstance(value, TensorShape):
        if not isinstance(value.raw, tuple):
            raise NotModelled
        return _of_items(m, [Dimension(d) for d in value.raw])
    if value is None or isinstance(value, (bool, int, float, complex, str, bytes)):
        return ArrayV((), dtype_of_number(value), (plain_number(value),))
    if type(value) is ListV or type(value) in (tuple, range, list):
        if type(value) is range and len(value) > MAX_ELEMENTS:
            return ArrayV((len(value),), "int64")
        items = items_of(m, value)
        if items is not None:
            m.enter()
            try:
                return _of_items(m, items)
            finally:
                m.leave()
    raise NotModelled


def plain_number(value: Any) -> Any:
    """A scalar of NumPy's as Python's number."""
    if not isinstance(value, NumpyValue):
        return value
    base: Any = int if isinstance(value, int) else float if isinstance(value, float) else complex
    return base(value)


def _of_items(m: Machine, items: list[Value]) -> ArrayV:
    if not items:
        return ArrayV((0,), "float64", ())
    found: list[ArrayV | None] = []
    for item in items:
        item = m.resolve(item)
        found.append(None if type(item) in (Unknown, v.Choice) else as_array(m, item))
    known = [a for a in found if a is not None]
    if not known:
        raise NotModelled
    shape: Dims | None = known[0].shape
    for a in known[1:]:
        shape = None if shape is None or len(shape) != len(a.shape) else _same(shape, a.shape)
    if shape is None:
        return ArrayV((len(items),), "object")  # ragged
    dtype = known[0].dtype
    for a in known:
        dtype = promote(dtype, a.dtype)
    if len(known) < len(found):
        dtype = None
    if shape == ():
        elements = [m.resolve(item) if a is None else a.items[0] if a.items else Unknown("number") for a, item in zip(found, items)]
        return array((len(items),), dtype, [Unknown("number", "a number that depends on a condition") if type(e) is v.Choice else e for e in elements])
    parts = [None if a is None else a.items for a in found]
    whole = None if any(p is None for p in parts) else [x for p in parts for x in p or ()]
    return array((len(items), *shape), dtype, whole)


def _same(a: Dims, b: Dims) -> Dims | None:
    """The one shape of two items of a list; None where they differ."""
    out: list[Any] = []
    for x, y in zip(a, b):
        if isinstance(x, int) and isinstance(y, int) and x != y:
            return None
        out.append(x if isinstance(x, int) else y)
    return tuple(out)


def shape_argument(m: Machine, value: Value) -> Dims:
    """A ``shape=`` argument; raises NotModelled where not even the rank is known."""
    value = native(m.resolve(value))
    if isinstance(value, (int, Dimension)):
        return (dimension(value),)
    if isinstance(value, TensorShape) and isinstance(value.raw, tuple):
        return tuple(dimension(Dimension(d)) for d in value.raw)
    if isinstance(value, ArrayV):
        if value.shape == () and value.items is not None:
            return (dimension(value.items[0]),)
        if len(value.shape) == 1 and value.items is not None:
            return tuple(dimension(d) for d in value.items)
        raise NotModelled
    if isinstance(value, (tuple, ListV)):
        items = items_of(m, value)
        if items is not None:
            return tuple(dimension(m.resolve(d)) for d in items)
    raise NotModelled


def dimension(value: Value) -> Any:
    """One dimension of a ``shape=`` argument."""
    value = native(value)
    if isinstance(value, Dimension):
        value = value.value
    if isinstance(value, ArrayV) and value.items is not None and count(value.shape) == 1:
        value = value.items[0]
    if isinstance(value, (bool, int)):
        return int(value)
    return value if isinstance(value, Unknown) else Unknown("dim", "a dimension that is not known")


def axis_argument(m: Machine, axis: Value, rank: int) -> tuple[int, ...] | None:
    """An ``axis=`` argument as non-negative numbers; None for None."""
    axis = native(m.resolve(axis))
    if axis is None:
        return None
    found = [axis] if isinstance(axis, int) else items_of(m, axis)
    if found is None or not all(isinstance(a, int) and -rank <= a < rank for a in found):
        raise NotModelled
    return tuple(int(a) % rank for a in found)


def integer(m: Machine, value: Value) -> int:
    """A value that must be a known integer."""
    value = native(m.resolve(value))
    if isinstance(value, ArrayV) and value.items is not None and len(value.items) == 1:
        value = value.items[0]
    if isinstance(value, Dimension):
        value = value.value
    if isinstance(value, int):
        return int(value)
    raise NotModelled


def broadcast(*shapes: Dims) -> Dims:
    """The shape of an operation on arrays of those shapes."""
    rank = max(len(s) for s in shapes)
    out: list[Any] = []
    for dims in zip(*[padded(s, rank) for s in shapes]):
        others = [d for d in dims if d != 1]
        numbers = {d for d in others if isinstance(d, int)}
        if len(numbers) > 1:
            raise NotModelled
        if numbers:
            out.append(numbers.pop())
        elif not others:
            out.append(1)
        else:
            out.append(others[0] if all(d is others[0] for d in others) and len(others) == len(dims) else Unknown("dim", "a broadcast dimension"))
    return tuple(out)


def spread(items: tuple[Value, ...], shape: Dims, to: Dims) -> list[Value]:
    """Elements repeated as broadcasting does."""
    if shape == to or 0 in to:
        return list(items) if shape == to else []
    out = list(items)
    inner = 1
    for have, want in zip(reversed(padded(shape, len(to))), reversed(to)):
        if have != want:
            out = [x for i in range(0, len(out), inner) for _ in range(want) for x in out[i : i + inner]]
        inner *= want
    return out
