"""Products of matrices and vectors, and ``numpy.linalg``."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from scope_lint.interpreter.stdlib.numpy.array import (
    ArrayV,
    NotModelled,
    array,
    as_array,
    axis_argument,
    broadcast,
    known_dims,
    result,
    view,
)  # fmt: skip
from scope_lint.interpreter.stdlib.numpy.dtypes import float_of, promote
from scope_lint.interpreter.stdlib.numpy.elementwise import binary
from scope_lint.interpreter.stdlib.numpy.functions import Impl, numpy_function
from scope_lint.interpreter.stdlib.numpy.reductions import groups, reduce
from scope_lint.interpreter.values import Env, Value
from scope_lint.symbolic.unknown import Unknown

if TYPE_CHECKING:
    from scope_lint.interpreter.machine import Machine

LINALG: Final[Env] = {}
"""The members of ``numpy.linalg``."""


def _plain(a: ArrayV) -> bool:
    return a.items is not None and known_dims(a.shape) and not any(isinstance(x, Unknown) for x in a.items)


def _product(a: ArrayV, b: ArrayV) -> Value:
    """``a @ b`` for one or two dimensions: the sum over a's last and b's last but one."""
    inner = b.shape[0] if len(b.shape) == 1 else b.shape[-2]
    if isinstance(a.shape[-1], int) and isinstance(inner, int) and a.shape[-1] != inner:
        raise NotModelled
    shape = (*a.shape[:-1], *(() if len(b.shape) == 1 else b.shape[-1:]))
    dtype = promote(a.dtype, b.dtype)
    if not _plain(a) or not _plain(b) or math.prod(shape) * inner > 65536:
        return result(shape, dtype)
    rows = groups(a.items or (), a.shape, (len(a.shape) - 1,))
    columns = groups(b.items or (), b.shape, (0,))
    return result(shape, dtype, [sum(x * y for x, y in zip(row, column)) for row in rows for column in columns])


@numpy_function("matmul")
def matmul(m: Machine, left: Value, right: Value) -> Value:
    """``np.matmul``."""
    a, b = as_array(m, left), as_array(m, right)
    if not a.shape or not b.shape:
        raise NotModelled
    if len(a.shape) <= 2 and len(b.shape) <= 2:
        return _product(a, b)
    if len(a.shape) < 2 or len(b.shape) < 2:
        raise NotModelled
    return array((*broadcast(a.shape[:-2], b.shape[:-2]), a.shape[-2], b.shape[-1]), promote(a.dtype, b.dtype))


@numpy_function("dot")
def dot(m: Machine, left: Value, right: Value) -> Value:
    """``np.dot``."""
    a, b = as_array(m, left), as_array(m, right)
    if not a.shape or not b.shape:
        return binary(m, "*", a, b)
    if len(b.shape) <= 2:
        return _product(a, b)
    return array((*a.shape[:-1], *b.shape[:-2], b.shape[-1]), promote(a.dtype, b.dtype))


@numpy_function("inner", "vdot")
def _inner(m: Machine, left: Value, right: Value) -> Value:
    a, b = as_array(m, left), as_array(m, right)
    if len(a.shape) != 1 or len(b.shape) != 1:
        raise NotModelled
    return _product(a, b)


@numpy_function("outer")
def _outer(m: Machine, left: Value, right: Value) -> Value:
    from scope_lint.interpreter.stdlib.numpy.shaping import ravel

    a, b = ravel(m, left), ravel(m, right)
    return binary(m, "*", view(a, (*a.shape, 1), a.items), b)


def linalg_function(*names: str) -> Callable[[Impl], Impl]:
    """Registers a function of ``numpy.linalg``."""
    return numpy_function(*names, table=LINALG)


@linalg_function("norm")
def _norm(m: Machine, value: Value, ord: Value = None, axis: Value = None, keepdims: Value = False) -> Value:
    def fold(m: Machine, items: list[Value]) -> Value:
        known = ord is None and not any(isinstance(x, Unknown) for x in items)
        return math.sqrt(sum(abs(x) ** 2 for x in items)) if known else Unknown("norm", "a norm")

    a = as_array(m, value)
    axis_argument(m, axis, len(a.shape))
    return reduce(m, a, axis, keepdims, fold, "float")


@linalg_function("inv", "pinv", "cholesky")
def _inverse(m: Machine, value: Value, *more: Value, **options: Value) -> Value:
    a = as_array(m, value)
    return array((*a.shape[:-2], a.shape[-1], a.shape[-2]), _wide(a))


def _wide(a: ArrayV) -> str | None:
    return "float64" if a.dtype in ("bool", "int8", "int16", "uint8", "uint16") else float_of(a.dtype)


@linalg_function("det", "matrix_rank", "cond", "slogdet")
def _number(m: Machine, value: Value, *more: Value, **options: Value) -> Value:
    raise NotModelled


def _smaller(a: ArrayV) -> Any:
    rows, columns = a.shape[-2:]
    return min(rows, columns) if known_dims((rows, columns)) else Unknown("dim", "the smaller dimension")


@linalg_function("svd")
def _svd(m: Machine, value: Value, full_matrices: Value = True, compute_uv: Value = True) -> Value:
    a = as_array(m, value)
    (rows, columns), rest, dtype, k = a.shape[-2:], a.shape[:-2], _wide(a), _smaller(a)
    values = array((*rest, k), dtype)
    if compute_uv not in (True, 1):
        return values
    if not isinstance(full_matrices, (bool, int)):
        raise NotModelled
    full = bool(full_matrices)
    return array((*rest, rows, rows if full else k), dtype), values, array((*rest, columns if full else k, columns), dtype)


@linalg_function("qr")
def _qr(m: Machine, value: Value, mode: Value = "reduced") -> Value:
    a = as_array(m, value)
    if mode != "reduced" or len(a.shape) != 2:
        raise NotModelled
    return array((a.shape[0], _smaller(a)), _wide(a)), array((_smaller(a), a.shape[1]), _wide(a))


@linalg_function("solve")
def _solve(m: Machine, left: Value, right: Value) -> Value:
    b = as_array(m, right)
    return array(b.shape, _wide(b))
