"""Functions that move elements about: reshape, transpose, concatenate and the like."""

from __future__ import annotations

import itertools
import math
import operator
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from scope_lint.interpreter.iteration import items_of
from scope_lint.interpreter.stdlib.numpy.array import (
    MAX_ELEMENTS,
    ArrayV,
    Dims,
    NotModelled,
    array,
    as_array,
    axis_argument,
    broadcast,
    count,
    integer,
    known_dims,
    shape_argument,
    spread,
    view,
)  # fmt: skip
from scope_lint.interpreter.stdlib.numpy.dtypes import promote
from scope_lint.interpreter.stdlib.numpy.functions import numpy_function
from scope_lint.interpreter.values import ListV, Value
from scope_lint.symbolic.unknown import Unknown
from scope_lint.tf1.ops.shapes import padded

if TYPE_CHECKING:
    from scope_lint.interpreter.machine import Machine


def new_shape(old: Dims, wanted: Dims) -> Dims:
    """The shape that ``reshape`` gives, with -1 filled in."""
    open_at = [i for i, d in enumerate(wanted) if d == -1 and isinstance(d, int)]
    if len(open_at) > 1:
        raise NotModelled
    rest = [d for d in wanted if not (isinstance(d, int) and d == -1)]
    if not open_at:
        if known_dims(old) and known_dims(wanted) and count(old) != count(wanted):
            raise NotModelled
        return wanted
    if known_dims(old) and known_dims(tuple(rest)):
        size = math.prod(rest)
        if size == 0 or count(old) % size:
            raise NotModelled
        missing: Any = count(old) // size
    else:
        here, there = _odd_ones(old), _odd_ones(tuple(rest))
        if [d for d in here if d not in there] and len(here) == 1 and not there and math.prod(rest) == math.prod(d for d in old if isinstance(d, int)):
            missing = here[0]
        else:
            missing = Unknown("dim", "a reshaped dimension")
    return tuple(missing if i in open_at else d for i, d in enumerate(wanted))


def _odd_ones(shape: Dims) -> list[Any]:
    return [d for d in shape if not isinstance(d, int)]


@numpy_function("reshape")
def reshape(m: Machine, value: Value, shape: Value, order: Value = "C") -> Value:
    """``np.reshape``: on the same memory."""
    a = as_array(m, value)
    return view(a, new_shape(a.shape, shape_argument(m, shape)), a.items if order == "C" else None)


@numpy_function("ravel")
def ravel(m: Machine, value: Value, order: Value = "C") -> Value:
    """All elements in one dimension, on the same memory."""
    return reshape(m, value, -1, order)


def permuted(a: ArrayV, axes: Sequence[int]) -> ArrayV:
    """The axes in another order."""
    shape = tuple(a.shape[i] for i in axes)
    if a.items is None or not known_dims(a.shape):
        return view(a, shape)
    steps = _steps(a.shape)
    return view(a, shape, [a.items[sum(steps[axis] * i for axis, i in zip(axes, at))] for at in itertools.product(*(range(d) for d in shape))])


def _steps(shape: Dims) -> list[int]:
    return [math.prod(shape[i + 1 :]) for i in range(len(shape))]


@numpy_function("transpose")
def transpose(m: Machine, value: Value, axes: Value = None) -> Value:
    """``np.transpose``."""
    a = as_array(m, value)
    found = axis_argument(m, axes, len(a.shape))
    return permuted(a, range(len(a.shape))[::-1] if found is None else found)


@numpy_function("swapaxes")
def swapaxes(m: Machine, value: Value, axis1: Value, axis2: Value) -> Value:
    """``np.swapaxes``."""
    a = as_array(m, value)
    (i,), (j,) = axis_argument(m, axis1, len(a.shape)) or (0,), axis_argument(m, axis2, len(a.shape)) or (0,)
    order = list(range(len(a.shape)))
    order[i], order[j] = order[j], order[i]
    return permuted(a, order)


@numpy_function("moveaxis")
def _moveaxis(m: Machine, value: Value, source: Value, destination: Value) -> Value:
    a = as_array(m, value)
    there, here = axis_argument(m, destination, len(a.shape)) or (), axis_argument(m, source, len(a.shape)) or ()
    order = [i for i in range(len(a.shape)) if i not in here]
    for to, axis in sorted(zip(there, here)):
        order.insert(to, axis)
    return permuted(a, order)


@numpy_function("rollaxis")
def _rollaxis(m: Machine, value: Value, axis: Value, start: Value = 0) -> Value:
    a = as_array(m, value)
    (at,), to = axis_argument(m, axis, len(a.shape)) or (0,), integer(m, start)
    order = list(range(len(a.shape)))
    to = to + len(order) if to < 0 else to
    order.insert(to - (at < to), order.pop(at))
    return permuted(a, order)


@numpy_function("expand_dims")
def _expand_dims(m: Machine, value: Value, axis: Value) -> Value:
    a = as_array(m, value)
    found = items_of(m, axis)
    places = [integer(m, axis)] if found is None else [integer(m, x) for x in found]
    rank = len(a.shape) + len(places)
    at = {p % rank for p in places}
    rest = iter(a.shape)
    return view(a, tuple(1 if i in at else next(rest) for i in range(rank)), a.items)


@numpy_function("squeeze")
def squeeze(m: Machine, value: Value, axis: Value = None) -> Value:
    """``np.squeeze``."""
    a = as_array(m, value)
    axes = axis_argument(m, axis, len(a.shape))
    if axes is None and not known_dims(a.shape):
        raise NotModelled
    gone = [i for i, d in enumerate(a.shape) if (d == 1 if axes is None else i in axes)]
    return view(a, tuple(d for i, d in enumerate(a.shape) if i not in gone), a.items)


def join(arrays: list[ArrayV], axis: int) -> ArrayV:
    """``np.concatenate`` of arrays."""
    if not arrays or any(len(a.shape) != len(arrays[0].shape) for a in arrays):
        raise NotModelled
    dtype = arrays[0].dtype
    for a in arrays[1:]:
        dtype = promote(dtype, a.dtype)
    dims: list[Any] = []
    for i, column in enumerate(zip(*(a.shape for a in arrays))):
        if i == axis:
            dims.append(sum(column) if known_dims(column) else Unknown("dim", "the length of joined arrays"))
            continue
        numbers = {d for d in column if isinstance(d, int)}
        if len(numbers) > 1:
            raise NotModelled
        dims.append(numbers.pop() if numbers else column[0])
    shape = tuple(dims)
    if not known_dims(shape) or count(shape) > MAX_ELEMENTS or any(a.items is None for a in arrays):
        return array(shape, dtype)
    blocks = [math.prod(a.shape[axis:]) for a in arrays]
    out: list[Value] = []
    for row in range(math.prod(shape[:axis])):
        for a, block in zip(arrays, blocks):
            out += (a.items or ())[row * block : (row + 1) * block]
    return array(shape, dtype, out)


def _arrays(m: Machine, source: Value) -> list[ArrayV]:
    items = items_of(m, source)
    if items is None:
        raise NotModelled
    return [as_array(m, x) for x in items]


@numpy_function("concatenate")
def concatenate(m: Machine, arrays: Value, axis: Value = 0) -> Value:
    """``np.concatenate``."""
    found = _arrays(m, arrays)
    if axis is None:
        return join([ravel(m, a) for a in found], 0)
    (at,) = axis_argument(m, axis, len(found[0].shape)) or (0,)
    return join(found, at)


@numpy_function("stack")
def _stack(m: Machine, arrays: Value, axis: Value = 0) -> Value:
    found = _arrays(m, arrays)
    rank = len(found[0].shape) + 1
    (at,) = axis_argument(m, axis, rank) or (0,)
    return join([view(a, (*a.shape[:at], 1, *a.shape[at:]), a.items) for a in found], at)


def _at_least(a: ArrayV, rank: int) -> ArrayV:
    shape = a.shape
    if rank == 3 and len(shape) < 3:
        shape = {0: (1, 1, 1), 1: (1, *shape, 1), 2: (*shape, 1)}[len(shape)]
    return view(a, padded(shape, rank), a.items)


for _rank in (1, 2, 3):
    numpy_function(f"atleast_{_rank}d")(lambda m, value, _rank=_rank: _at_least(as_array(m, value), _rank))


@numpy_function("vstack", "row_stack")
def _vstack(m: Machine, arrays: Value) -> Value:
    return join([_at_least(a, 2) for a in _arrays(m, arrays)], 0)


@numpy_function("hstack")
def _hstack(m: Machine, arrays: Value) -> Value:
    found = [_at_least(a, 1) for a in _arrays(m, arrays)]
    return join(found, 0 if len(found[0].shape) == 1 else 1)


@numpy_function("dstack")
def _dstack(m: Machine, arrays: Value) -> Value:
    return join([_at_least(a, 3) for a in _arrays(m, arrays)], 2)


@numpy_function("column_stack")
def _column_stack(m: Machine, arrays: Value) -> Value:
    return join([view(a, (*a.shape, 1), a.items) if len(a.shape) == 1 else a for a in _arrays(m, arrays)], 1)


@numpy_function("append")
def _append(m: Machine, value: Value, more: Value, axis: Value = None) -> Value:
    return concatenate(m, ListV([value, more]), axis) if axis is not None else concatenate(m, ListV([ravel(m, value), ravel(m, more)]))


@numpy_function("tile")
def _tile(m: Machine, value: Value, reps: Value) -> Value:
    a = as_array(m, value)
    times = shape_argument(m, reps)
    rank = max(len(times), len(a.shape))
    shape, times = padded(a.shape, rank), padded(times, rank)
    out = view(a, shape, a.items)
    for axis, n in enumerate(times):
        if not isinstance(n, int) or not known_dims(out.shape) or count(out.shape) * max(n, 1) > MAX_ELEMENTS:
            whole = tuple(d * t if isinstance(d, int) and isinstance(t, int) else Unknown("dim", "a tiled dimension") for d, t in zip(shape, times))
            return array(whole, a.dtype)
        out = join([out] * n, axis) if n else array((*out.shape[:axis], 0, *out.shape[axis + 1 :]), a.dtype, [])
    return array(out.shape, a.dtype, out.items)


@numpy_function("repeat")
def _repeat(m: Machine, value: Value, repeats: Value, axis: Value = None) -> Value:
    a = as_array(m, value if axis is not None else ravel(m, value))
    (at,) = axis_argument(m, 0 if axis is None else axis, len(a.shape)) or (0,)
    try:
        n = integer(m, repeats)
    except NotModelled:
        return array((*a.shape[:at], Unknown("dim", "a repeated dimension"), *a.shape[at + 1 :]), a.dtype)
    length = a.shape[at]
    shape = (*a.shape[:at], length * n if isinstance(length, int) else Unknown("dim", "a repeated dimension"), *a.shape[at + 1 :])
    if a.items is None or not known_dims(shape) or count(shape) > MAX_ELEMENTS:
        return array(shape, a.dtype)
    block = math.prod(a.shape[at + 1 :])
    return array(shape, a.dtype, [x for i in range(0, len(a.items), block) for _ in range(n) for x in a.items[i : i + block]])


@numpy_function("split", "array_split")
def _split(m: Machine, value: Value, sections: Value, axis: Value = 0) -> Value:
    a = as_array(m, value)
    (at,) = axis_argument(m, axis, len(a.shape)) or (0,)
    if not isinstance(sections, int):
        cuts = items_of(m, sections)
        if cuts is None or not isinstance(a.shape[at], int):
            raise NotModelled
        ends = [integer(m, c) for c in cuts]
    elif isinstance(a.shape[at], int):
        small, larger = divmod(a.shape[at], sections)
        ends = list(itertools.accumulate([small + 1] * larger + [small] * (sections - larger)))[:-1]
    else:
        return ListV([view(a, (*a.shape[:at], Unknown("dim", "a part of a dimension"), *a.shape[at + 1 :])) for _ in range(sections)])
    from scope_lint.interpreter.stdlib.numpy.indexing import get

    return ListV([get(m, a, (*(slice(None),) * at, slice(i, j))) for i, j in zip([0, *ends], [*ends, None])])


numpy_function("vsplit")(lambda m, value, sections: _split(m, value, sections, 0))
numpy_function("hsplit")(lambda m, value, sections: _split(m, value, sections, 1 if len(as_array(m, value).shape) > 1 else 0))


@numpy_function("flip")
def _flip(m: Machine, value: Value, axis: Value = None) -> Value:
    from scope_lint.interpreter.stdlib.numpy.indexing import get

    a = as_array(m, value)
    axes = axis_argument(m, axis, len(a.shape))
    back = slice(None, None, -1)
    return get(m, a, tuple(back if axes is None or i in axes else slice(None) for i in range(len(a.shape))))


numpy_function("flipud")(lambda m, value: _flip(m, value, 0))
numpy_function("fliplr")(lambda m, value: _flip(m, value, 1))


@numpy_function("roll")
def _roll(m: Machine, value: Value, shift: Value, axis: Value = None) -> Value:
    a = as_array(m, value)
    if a.items is None or len(a.shape) != 1 or not isinstance(shift, int) or not a.items:
        return array(a.shape, a.dtype)
    by = -shift % len(a.items)
    return array(a.shape, a.dtype, a.items[by:] + a.items[:by])


@numpy_function("rot90")
def _rot90(m: Machine, value: Value, k: Value = 1, *axes: Value) -> Value:
    a = as_array(m, value)
    shape = (a.shape[1], a.shape[0], *a.shape[2:]) if integer(m, k) % 2 else a.shape
    return array(shape, a.dtype)


@numpy_function("broadcast_to")
def _broadcast_to(m: Machine, value: Value, shape: Value) -> Value:
    a, dims = as_array(m, value), shape_argument(m, shape)
    whole = broadcast(a.shape, dims)
    known = a.items is not None and known_dims(whole) and count(whole) <= MAX_ELEMENTS
    return array(whole, a.dtype, spread(a.items or (), a.shape, whole) if known else None)


@numpy_function("diag")
def _diag(m: Machine, value: Value, k: Value = 0) -> Value:
    a = as_array(m, value)
    if k != 0 or not known_dims(a.shape):
        raise NotModelled
    if len(a.shape) == 1:
        n = a.shape[0]
        square = None if a.items is None else [a.items[i] if i == j else 0 for i in range(n) for j in range(n)] if n * n <= MAX_ELEMENTS else None
        return array((n, n), a.dtype, square)
    n = min(a.shape)
    return array((n,), a.dtype, None if a.items is None else [a.items[i * a.shape[1] + i] for i in range(n)])


def _triangle(m: Machine, value: Value, k: Value, keep: Any) -> Value:
    a = as_array(m, value)
    if a.items is None or len(a.shape) != 2 or not isinstance(k, int):
        return array(a.shape, a.dtype)
    at = itertools.product(range(a.shape[0]), range(a.shape[1]))
    return array(a.shape, a.dtype, [x if keep(j - i, k) else 0 for x, (i, j) in zip(a.items, at)])


@numpy_function("tril")
def lower_triangle(m: Machine, value: Value, k: Value = 0) -> Value:
    """``np.tril``."""
    return _triangle(m, value, k, operator.le)


@numpy_function("triu")
def upper_triangle(m: Machine, value: Value, k: Value = 0) -> Value:
    """``np.triu``."""
    return _triangle(m, value, k, operator.ge)


@numpy_function("shape")
def shape_of(m: Machine, value: Value) -> Value:
    """``np.shape``."""
    return as_array(m, value).static_shape


@numpy_function("ndim", "rank")
def rank_of(m: Machine, value: Value) -> Value:
    """``np.ndim``."""
    return len(as_array(m, value).shape)


@numpy_function("size")
def size_of(m: Machine, value: Value, axis: Value = None) -> Value:
    """``np.size``: the number of elements."""
    from scope_lint.interpreter import operators

    a = as_array(m, value)
    if axis is not None:
        return a.static_shape[integer(m, axis)]
    total: Value = 1
    for d in a.static_shape:
        total = operators.binary(m, "*", total, d)
    return total


@numpy_function("insert", "delete")
def _changed_length(m: Machine, value: Value, where: Value, *more: Value, axis: Value = None) -> Value:
    a = as_array(m, value)
    if axis is None:
        return array((Unknown("length", "the length of an array"),), a.dtype)
    (at,) = axis_argument(m, axis, len(a.shape)) or (0,)
    return array((*a.shape[:at], Unknown("length", "the length of an array"), *a.shape[at + 1 :]), a.dtype)
