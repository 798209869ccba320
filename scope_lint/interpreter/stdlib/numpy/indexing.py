"""``array[index]``, reading and writing."""

from __future__ import annotations

import itertools
import math
from typing import TYPE_CHECKING, Any

from scope_lint.interpreter.errors import fault
from scope_lint.interpreter.stdlib.numpy.array import (
    ArrayV,
    Dims,
    NotModelled,
    array,
    as_array,
    broadcast,
    count,
    known_dims,
    result,
    spread,
    view,
)  # fmt: skip
from scope_lint.interpreter.stdlib.numpy.dtypes import cast, kind, scalar
from scope_lint.interpreter.stdlib.numpy.functions import numpy_function
from scope_lint.interpreter.strings import native
from scope_lint.interpreter.values import ListV, Value
from scope_lint.symbolic.unknown import Unknown

if TYPE_CHECKING:
    from scope_lint.interpreter.machine import Machine


def _parts(m: Machine, index: Value, rank: int) -> list[Any]:
    """One entry for each axis and each new one: int, slice, None, ArrayV; raises NotModelled for what is not known."""
    given = [native(m.resolve(x)) for x in (index if isinstance(index, tuple) else (index,))]
    out: list[Any] = []
    used = sum(1 for x in given if x is not None and x is not ...) + sum(
        len(x.shape) - 1 for x in given if isinstance(x, ArrayV) and x.dtype == "bool"
    )
    if sum(1 for x in given if x is ...) > 1 or used > rank:
        raise NotModelled
    for x in given:
        if x is ...:
            out += [slice(None)] * (rank - used)
        elif isinstance(x, ListV):
            out.append(as_array(m, x))
        elif isinstance(x, ArrayV) and x.shape == () and x.items is not None and isinstance(x.items[0], int):
            out.append(x.items[0])
        elif x is None or isinstance(x, (ArrayV, slice)) or (isinstance(x, int) and not isinstance(x, bool)):
            out.append(x)
        else:
            raise NotModelled
    return out if ... in given else out + [slice(None)] * (rank - used)


def _span(m: Machine, s: slice, length: Any) -> range | Unknown:
    bounds = []
    for b in (s.start, s.stop, s.step):
        b = native(m.resolve(b))
        b = b.items[0] if isinstance(b, ArrayV) and b.shape == () and b.items is not None else b
        if b is not None and not isinstance(b, int):
            as_int = getattr(b, "__index__", None)
            try:
                b = as_int() if as_int is not None else b
            except TypeError:
                pass
        if b is not None and not isinstance(b, int):
            return Unknown("length", "the length of a slice whose bounds are not known")
        bounds.append(None if b is None else int(b))
    if not isinstance(length, int):
        whole = bounds in ([None, None, None], [0, None, None], [None, None, -1], [None, None, 1])
        return length if whole and isinstance(length, Unknown) else Unknown("length", "the length of a slice")
    return range(*slice(*bounds).indices(length))


def get(m: Machine, a: ArrayV, index: Value) -> Value:
    """``a[index]``."""
    parts = _parts(m, index, len(a.shape))
    if any(isinstance(p, ArrayV) for p in parts):
        return _advanced(m, a, parts)
    shape: list[Any] = []
    picks: list[Any] = []
    axis = 0
    for p in parts:
        if p is None:
            shape.append(1)
            continue
        length = a.shape[axis]
        axis += 1
        if isinstance(p, slice):
            span = _span(m, p, length)
            shape.append(len(span) if isinstance(span, range) else span)
            picks.append(span)
        elif isinstance(length, int) and not -length <= p < length:
            return fault(m, "IndexError", f"index {p} is out of bounds for axis {axis - 1} with size {length}")
        else:
            picks.append([p % length] if isinstance(length, int) else Unknown("index"))
    items = a.items
    known = items is not None and all(not isinstance(p, Unknown) for p in picks)
    found = [items[i] for i in _places(a.shape, picks)] if known and items is not None else None
    if shape:
        return view(a, tuple(shape), found)
    return scalar(a.dtype, found[0]) if found is not None else Unknown("element", "an element of an array")


def _places(shape: Dims, picks: list[Any]) -> list[int]:
    """Where the picked elements lie in C order."""
    steps = [math.prod(shape[i + 1 :]) for i in range(len(shape))]
    return [sum(s * i for s, i in zip(steps, at)) for at in itertools.product(*picks)]


def _advanced(m: Machine, a: ArrayV, parts: list[Any]) -> Value:
    """Indices that are arrays: masks, and lists of positions."""
    arrays = [(i, p) for i, p in enumerate(parts) if isinstance(p, ArrayV)]
    if len(arrays) == 1 and arrays[0][1].dtype == "bool":
        return _masked(m, a, parts, *arrays[0])
    if any(p.dtype is None or kind(p.dtype) not in "iu" for _, p in arrays) or None in parts:
        raise NotModelled
    if len(arrays) == 1:
        at, places = arrays[0]
        rest = get(m, a, tuple(slice(None) if i == at else p for i, p in enumerate(parts)))
        kept = sum(1 for p in parts[:at] if isinstance(p, slice))
        if any(isinstance(p, int) for p in parts):
            raise NotModelled
        return _taken(rest, places, kept)
    if [i for i, _ in arrays] != list(range(len(arrays))) or any(not isinstance(p, slice) for p in parts[len(arrays) :]):
        raise NotModelled
    shape = (*broadcast(*(p.shape for _, p in arrays)), *a.shape[len(arrays) :])
    return result(shape, a.dtype)


def _masked(m: Machine, a: ArrayV, parts: list[Any], at: int, mask: ArrayV) -> Value:
    if len(mask.shape) > 1 and (at or len(parts) > 1 and any(p != slice(None) for p in parts[1:])):
        raise NotModelled
    rest = a.shape[at + len(mask.shape) :]
    if any(not isinstance(p, slice) or p != slice(None) for i, p in enumerate(parts) if i != at):
        raise NotModelled
    known = mask.items is not None and not any(isinstance(x, Unknown) for x in mask.items)
    n: Any = sum(1 for x in mask.items or () if x) if known else Unknown("count", "how many elements a mask picks")
    if known and a.items is not None and at == 0 and known_dims(a.shape):
        block = math.prod(rest)
        return array((n, *rest), a.dtype, [x for i, on in enumerate(mask.items or ()) if on for x in a.items[i * block : (i + 1) * block]])
    return array((*a.shape[:at], n, *rest), a.dtype)


def _taken(a: ArrayV, places: ArrayV, axis: int) -> Value:
    """``np.take``."""
    shape = (*a.shape[:axis], *places.shape, *a.shape[axis + 1 :])
    length = a.shape[axis]
    if a.items is None or places.items is None or not known_dims(a.shape) or any(not isinstance(p, int) for p in places.items):
        return array(shape, a.dtype)
    block, row = math.prod(a.shape[axis + 1 :]), math.prod(a.shape[axis:])
    starts = [outer * row + (p % length) * block for outer in range(math.prod(a.shape[:axis])) for p in places.items]
    return array(shape, a.dtype, [x for s in starts for x in a.items[s : s + block]])


@numpy_function("take")
def take(m: Machine, value: Value, indices: Value, axis: Value = None, *more: Value, **options: Value) -> Value:
    """``np.take``."""
    a, places = as_array(m, value), as_array(m, indices)
    if axis is None:
        a, axis = view(a, (count(a.shape) if known_dims(a.shape) else Unknown("length"),), a.items), 0
    if not isinstance(axis, int):
        raise NotModelled
    taken = _taken(a, places, axis % len(a.shape))
    return taken if not isinstance(taken, ArrayV) or taken.shape else result((), a.dtype, taken.items)


def put(m: Machine, a: ArrayV, index: Value, new: Value) -> None:
    """``a[index] = new``: where the places or the values are not known, no element is known any more."""
    try:
        items = a.items
        parts = _parts(m, index, len(a.shape))
        value = as_array(m, new)
        if items is None or not known_dims(a.shape) or any(isinstance(p, ArrayV) for p in parts) or value.items is None:
            raise NotModelled
        picks: list[Any] = []
        shape: list[int] = []
        for p, length in zip([p for p in parts if p is not None], a.shape):
            span = _span(m, p, length) if isinstance(p, slice) else [p % length]
            if isinstance(span, Unknown):
                raise NotModelled
            picks.append(span)
            if isinstance(p, slice):
                shape.append(len(span))
        places = _places(a.shape, picks)
        wanted = tuple(shape)
        if len(value.shape) > len(wanted):
            value = view(value, value.shape[len(value.shape) - len(wanted) :], value.items)
        if broadcast(value.shape, wanted) != wanted:
            raise NotModelled
        out = list(items)
        for place, x in zip(places, spread(value.items or (), value.shape, wanted)):
            out[place] = cast(a.dtype, x)
        a.write(m, tuple(out))
    except (NotModelled, TypeError, ValueError, IndexError, ZeroDivisionError):
        a.write(m, None)
