"""Static shapes: pure functions.

A shape is a tuple of dimensions, None (TensorFlow does not know the rank) or an Unknown (the analysis does not know it). A
dimension is an int, None or an Unknown in the same sense (its type is Any, as a program may hand over what is no dimension). What
depends on an Unknown is an Unknown, so that None always means that TensorFlow itself does not know.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from scope_lint.symbolic.first_of import first_of
from scope_lint.symbolic.unknown import Unknown
from scope_lint.tf1.errors import TFError

Dim = Any
Shape = tuple[Dim, ...] | None | Unknown


class Mismatch(TFError):
    """TensorFlow refuses these shapes; the text is the beginning of its message (``make`` adds which op)."""

    def __init__(self, text: str) -> None:
        super().__init__("ValueError", text, "other", "op-shape")


def unknown_dim() -> Unknown:
    """A dimension that the analysis does not know."""
    return Unknown("dim", "dimension not known")


def unknown_shape() -> Unknown:
    """A shape that the analysis does not know."""
    return Unknown("shape", "shape not known")


def not_known(*parts: Any) -> Unknown | None:
    """What a dimension (or shape) derived from parts that are not all known is: Unknown where the analysis is to blame."""
    return first_of([p for p in parts if isinstance(p, Unknown)])


def dims_of(shape: Shape, rank: int) -> tuple[Dim, ...]:
    """The dimensions of a shape that must have that rank."""
    if isinstance(shape, tuple):
        if len(shape) != rank:
            raise Mismatch(f"Shape must be rank {rank} but is rank {len(shape)}")
        return shape
    return tuple(unknown_dim() if isinstance(shape, Unknown) else None for _ in range(rank))


def known(shape: Shape) -> bool:
    """Whether rank and all dimensions are known."""
    return isinstance(shape, tuple) and all(isinstance(d, int) for d in shape)


def size(shape: Shape) -> Dim:
    """The number of elements."""
    if not isinstance(shape, tuple):
        return unknown_dim() if isinstance(shape, Unknown) else None
    product = 1
    for dim in shape:
        if not isinstance(dim, int):
            return None if any(d is None for d in shape) else unknown_dim()
        product *= dim
    return product


def merge_dim(a: Dim, b: Dim) -> Dim:
    """What is known of one dimension from two sources that must agree."""
    if isinstance(a, int) and isinstance(b, int) and a != b:
        raise Mismatch(f"Dimensions must be equal, but are {a} and {b}")
    if isinstance(a, int):
        return a
    if isinstance(b, int):
        return b
    return not_known(a, b)


def merge(a: Shape, b: Shape) -> Shape:
    """What is known of one shape from two sources that must agree."""
    if isinstance(a, tuple) and isinstance(b, tuple):
        if len(a) != len(b):
            raise Mismatch(f"Shapes must be equal rank, but are {len(a)} and {len(b)}")
        for i, (x, y) in enumerate(zip(a, b, strict=True)):
            if isinstance(x, int) and isinstance(y, int) and x != y:
                shown = f"Shapes are {describe(a)} and {describe(b)}."
                raise Mismatch(f"Dimension {i} in both shapes must be equal, but are {x} and {y}. {shown}")
        return tuple(merge_dim(x, y) for x, y in zip(a, b, strict=True))
    if isinstance(a, tuple):
        return a
    if isinstance(b, tuple):
        return b
    return not_known(a, b)


def merge_all(shapes: Sequence[Shape]) -> Shape:
    """What is known of the one shape that several tensors have."""
    merged: Shape = shapes[0] if shapes else None
    for i, shape in enumerate(shapes):
        try:
            merged = merge(shape, merged)
        except Mismatch as e:
            raise Mismatch(f"{e}\n\tFrom merging shape {i - 1} with other shapes.") from None
    return merged


def padded(dims: tuple[Dim, ...], rank: int) -> tuple[Dim, ...]:
    """Dimensions with ones before them, for that rank."""
    ones: list[Dim] = [1] * (rank - len(dims))
    return (*ones, *dims)


def broadcast(a: Shape, b: Shape) -> Shape:
    """The shape of ``a + b``."""
    if not isinstance(a, tuple) or not isinstance(b, tuple):
        return not_known(a, b)
    rank = max(len(a), len(b))
    return tuple(_broadcast_dim(x, y) for x, y in zip(padded(a, rank), padded(b, rank), strict=True))


def _broadcast_dim(a: Dim, b: Dim) -> Dim:
    if isinstance(a, int) and isinstance(b, int):
        if a != b and 1 not in (a, b):
            raise Mismatch(f"Dimensions must be equal, but are {a} and {b}")
        return a if b == 1 else b
    if isinstance(a, int):
        a, b = b, a
    if isinstance(b, int):
        return a if b == 1 else b
    return a if a is b else not_known(a, b)


def axis_in(axis: int, rank: int) -> int:
    """A dimension's number from 0."""
    if not -rank <= axis < rank:
        raise Mismatch(f"Invalid reduction dimension {axis} for input with {rank} dimensions.")
    return axis % rank


def reduce(shape: Shape, axes: Any, keep: bool) -> Shape:
    """``reduce_sum``; ``axes`` None: TensorFlow does not know which."""
    if not isinstance(shape, tuple):
        return not_known(shape)
    if not isinstance(axes, Sequence) or not all(isinstance(a, int) for a in axes):
        blame = not_known(axes) if not isinstance(axes, Sequence) else not_known(*axes)
        return tuple(unknown_dim() if blame is not None else None for _ in shape) if keep else blame
    chosen = {axis_in(a, len(shape)) for a in axes if isinstance(a, int)}
    if keep:
        return tuple(1 if i in chosen else d for i, d in enumerate(shape))
    return tuple(d for i, d in enumerate(shape) if i not in chosen)


def concat(shapes: Sequence[Shape], axis: Dim) -> Shape:
    """The shape of several tensors joined along an axis."""
    rank = first_of([len(s) for s in shapes if isinstance(s, tuple)])
    if rank is None:
        return not_known(*shapes)
    if not isinstance(axis, int):
        return dims_of(not_known(axis, *shapes), rank)
    axis = axis_in(axis, rank)
    merged: Shape = None
    total: Dim = 0
    for shape in shapes:
        dims = dims_of(shape, rank)
        rest = dims[:axis] + dims[axis + 1 :]
        merged = rest if not isinstance(merged, tuple) else merge(merged, rest)
        here = dims[axis]
        total = total + here if isinstance(total, int) and isinstance(here, int) else _sum_blame(total, here)
    assert isinstance(merged, tuple)
    return (*merged[:axis], total, *merged[axis:])


def _sum_blame(a: Dim, b: Dim) -> Dim:
    if a is None or b is None:
        return None
    return unknown_dim()


def transpose(shape: Shape, permutation: Sequence[Dim] | None | Unknown) -> Shape:
    """``transpose``."""
    if not isinstance(permutation, Sequence):
        return dims_of(not_known(permutation, shape), len(shape)) if isinstance(shape, tuple) else not_known(permutation, shape)
    if isinstance(shape, tuple) and len(shape) != len(permutation):
        raise Mismatch(f"Dimension must be {len(shape)} but is {len(permutation)}")
    dims = dims_of(shape, len(permutation))
    return tuple(dims[axis_in(p, len(dims))] if isinstance(p, int) else not_known(p) for p in permutation)


def reshape(shape: Shape, given_dims: Sequence[Any] | None | Unknown) -> Shape:
    """``reshape``; a -1 among the dimensions is computed where everything else is known."""
    if not isinstance(given_dims, Sequence):
        return not_known(given_dims)
    target: list[Dim] = [d if d is None or isinstance(d, (int, Unknown)) else unknown_dim() for d in given_dims]
    holes = [i for i, d in enumerate(target) if d == -1]
    open_dims = [d for d in target if not isinstance(d, int)]
    out: list[Dim] = [None if d == -1 else d for d in target]
    given = math.prod(d for d in out if isinstance(d, int))
    total = size(shape)
    if not open_dims:
        if len(holes) == 1:
            out[holes[0]] = _missing(shape, total, given)
        elif isinstance(total, int) and total != given:
            raise Mismatch(f"Cannot reshape a tensor with {total} elements to shape [{','.join(map(str, target))}] ({given} elements)")
    elif len(open_dims) == 1 and not holes and isinstance(total, int):
        where = next(i for i, d in enumerate(out) if not isinstance(d, int))
        out[where] = total // given if given and total % given == 0 else out[where]
    return tuple(out)


def _missing(shape: Shape, total: Dim, given: int) -> Dim:
    if isinstance(total, int):
        if given == 0:
            return None
        if total % given:
            raise Mismatch(f"Dimension size must be evenly divisible by {given} but is {total}")
        return total // given
    if isinstance(shape, tuple):
        rest = [d for d in shape if not isinstance(d, int)]
        if len(rest) == 1 and given == math.prod(d for d in shape if isinstance(d, int)):
            return rest[0]
        return None if any(d is None for d in rest) else unknown_dim()
    return unknown_dim() if isinstance(shape, Unknown) else None


def expand_dims(shape: Shape, axis: Dim) -> Shape:
    """``expand_dims``."""
    if not isinstance(shape, tuple):
        return not_known(shape)
    if not isinstance(axis, int):
        return dims_of(not_known(axis), len(shape) + 1)
    where = axis_in(axis, len(shape) + 1)
    return (*shape[:where], 1, *shape[where:])


def squeeze(shape: Shape, axes: Sequence[int]) -> Shape:
    """``squeeze``; without axes, a dimension that is not known leaves the rank unknown."""
    if not isinstance(shape, tuple):
        return not_known(shape)
    if not axes:
        if known(shape):
            return tuple(d for d in shape if d != 1)
        return None if any(d is None for d in shape) else unknown_shape()
    chosen = {axis_in(a, len(shape)) for a in axes}
    for i in chosen:
        if isinstance(shape[i], int) and shape[i] != 1:
            raise Mismatch(f"Can not squeeze dim[{i}], expected a dimension of 1, got {shape[i]}")
    return tuple(d for i, d in enumerate(shape) if i not in chosen)


def stack(shape: Shape, count: int, axis: Dim) -> Shape:
    """``stack`` of ``count`` tensors of one shape."""
    if not isinstance(shape, tuple):
        return not_known(shape)
    if not isinstance(axis, int):
        return dims_of(not_known(axis), len(shape) + 1)
    where = axis_in(axis, len(shape) + 1)
    return (*shape[:where], count, *shape[where:])


def add(a: Dim, b: Dim) -> Dim:
    """The sum of two dimensions."""
    return a + b if isinstance(a, int) and isinstance(b, int) else _sum_blame(a, b)


def multiply(a: Dim, b: Dim) -> Dim:
    """The product of two dimensions; one that is 1 leaves the other as it is."""
    if a == 1 or b == 1:
        return b if a == 1 else a
    return a * b if isinstance(a, int) and isinstance(b, int) else _sum_blame(a, b)


def divide(a: Dim, b: Dim) -> Dim:
    """The (whole) quotient of two dimensions."""
    if b == 1:
        return a
    return a // b if isinstance(a, int) and isinstance(b, int) and b else _sum_blame(a, b)


def matmul(a: Shape, b: Shape, transpose_a: bool = False, transpose_b: bool = False) -> Shape:
    """The product of matrices; leading dimensions broadcast (as BatchMatMulV2 does)."""
    if not isinstance(a, tuple) or not isinstance(b, tuple):
        return not_known(a, b)
    for shape in (a, b):
        if len(shape) < 2:
            raise Mismatch(f"Shape must be rank 2 but is rank {len(shape)}")
    rows, inner_a = (a[-1], a[-2]) if transpose_a else (a[-2], a[-1])
    inner_b, columns = (b[-1], b[-2]) if transpose_b else (b[-2], b[-1])
    merge_dim(inner_a, inner_b)
    batch = broadcast(a[:-2], b[:-2])
    assert isinstance(batch, tuple)
    return (*batch, rows, columns)


def window(length: Dim, kernel: Dim, stride: Dim, padding: object, dilation: Dim = 1, explicit: tuple[int, int] = (0, 0)) -> Dim:
    """The length that a convolution or pooling gives along one dimension."""
    if not isinstance(stride, int):
        return not_known(stride, length)
    if padding == "SAME":
        return -(-length // stride) if isinstance(length, int) else length if stride == 1 else not_known(length)
    if padding not in ("VALID", "EXPLICIT"):
        return unknown_dim()
    if not isinstance(length, int) or not isinstance(kernel, int) or not isinstance(dilation, int):
        return length if kernel == 1 and stride == 1 else not_known(length, kernel, dilation)
    effective = (kernel - 1) * dilation + 1
    out = (length + explicit[0] + explicit[1] - effective + stride) // stride
    if out < 0 or (out == 0 and length + sum(explicit) < effective):
        raise Mismatch(f"Negative dimension size caused by subtracting {effective} from {length}")
    return out


def describe(shape: Shape) -> str:
    """As in the error messages of shape functions: ``[?,28]``."""
    if not isinstance(shape, tuple):
        return "<unknown>"
    return "[%s]" % ",".join(str(d) if isinstance(d, int) else "?" for d in shape)
