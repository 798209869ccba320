"""Sums, products, extremes and the like over axes."""

from __future__ import annotations

import functools
import itertools
import math
import statistics
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from scope_lint.interpreter import operators
from scope_lint.interpreter.stdlib.numpy.array import (
    MAX_ELEMENTS,
    ArrayV,
    NotModelled,
    array,
    as_array,
    axis_argument,
    count,
    known_dims,
    nested,
    result,
    view,
)  # fmt: skip
from scope_lint.interpreter.stdlib.numpy.dtypes import SIZES, dtype_argument, float_of, kind
from scope_lint.interpreter.stdlib.numpy.functions import numpy_function
from scope_lint.interpreter.values import ListV, Value
from scope_lint.symbolic.unknown import Unknown

if TYPE_CHECKING:
    from scope_lint.interpreter.machine import Machine


def _whole(dtype: str | None) -> str | None:
    """Sums of small integers are made in the platform's integer."""
    if dtype is None or kind(dtype) not in "biu" or SIZES[dtype] == 8:
        return dtype
    return "uint64" if kind(dtype) == "u" else "int64"


def _float(dtype: str | None) -> str | None:
    return "float64" if dtype is not None and kind(dtype) in "biu" else float_of(dtype)


_DTYPES: Final[dict[str, Callable[[str | None], str | None]]] = {
    "whole": _whole, "float": _float, "same": lambda d: d, "bool": lambda d: "bool", "index": lambda d: "int64",
}  # fmt: skip


def groups(items: tuple[Value, ...], shape: tuple[int, ...], axes: tuple[int, ...]) -> list[list[Value]]:
    """The elements that are reduced to one, for each element of the result in C order."""
    kept = [i for i in range(len(shape)) if i not in axes]
    found: dict[tuple[int, ...], list[Value]] = {key: [] for key in itertools.product(*(range(shape[i]) for i in kept))}
    for at, item in zip(itertools.product(*(range(d) for d in shape)), items):
        found[tuple(at[i] for i in kept)].append(item)
    return list(found.values())


def reduce(m: Machine, value: Value, axis: Value, keepdims: Value, fold: Callable[[Machine, list[Value]], Value], rule: str, dtype: Value = None) -> Value:
    """``fold`` of the elements along some axes (None: of all)."""
    a = as_array(m, value)
    axes = axis_argument(m, axis, len(a.shape))
    if axes is None:
        axes = tuple(range(len(a.shape)))
    shape = tuple(1 if i in axes else d for i, d in enumerate(a.shape) if keepdims is True or i not in axes)
    made = dtype_argument(m, dtype, _DTYPES[rule](a.dtype))
    items = a.items
    if items is None or not known_dims(a.shape):
        return result(shape, made)
    return result(shape, made, [fold(m, group) for group in groups(items, a.shape, axes)])


def _operator_fold(op: str, start: Any) -> Callable[[Machine, list[Value]], Value]:
    def fold(m: Machine, items: list[Value]) -> Value:
        return functools.reduce(lambda a, b: operators.binary(m, op, a, b), items, start) if len(items) != 1 else items[0]

    return fold


def _known(function: Callable[[list[Any]], Any]) -> Callable[[Machine, list[Value]], Value]:
    """A fold that needs all its elements."""

    def fold(m: Machine, items: list[Value]) -> Value:
        if any(isinstance(x, Unknown) for x in items):
            return Unknown("number", "a number that NumPy computes from others that are not known")
        return function(items)

    return fold


def _mean(items: list[Any]) -> Any:
    return sum(items) / len(items) if items else math.nan


def _variance(items: list[Any]) -> Any:
    middle = _mean(items)
    return sum(abs(x - middle) ** 2 for x in items) / len(items) if items else math.nan


def _extreme(function: Callable[..., Any]) -> Callable[[list[Any]], Any]:
    def fold(items: list[Any]) -> Any:
        if not items:
            raise NotModelled
        return math.nan if any(x != x for x in items) else function(items)

    return fold


def _finite(function: Callable[[list[Any]], Any]) -> Callable[[list[Any]], Any]:
    return lambda items: function([x for x in items if x == x])


_FOLDS: Final[dict[str, tuple[str, Callable[[Machine, list[Value]], Value]]]] = {
    "sum": ("whole", _operator_fold("+", 0)), "prod": ("whole", _operator_fold("*", 1)), "product": ("whole", _operator_fold("*", 1)),
    "mean": ("float", _known(_mean)), "var": ("float", _known(_variance)), "std": ("float", _known(lambda x: math.sqrt(_variance(x)))),
    "max": ("same", _known(_extreme(max))), "amax": ("same", _known(_extreme(max))), "min": ("same", _known(_extreme(min))), "amin": ("same", _known(_extreme(min))),
    "all": ("bool", _known(all)), "any": ("bool", _known(any)), "argmax": ("index", _known(lambda x: x.index(max(x)))),
    "argmin": ("index", _known(lambda x: x.index(min(x)))), "ptp": ("same", _known(lambda x: max(x) - min(x))),
    "median": ("float", _known(lambda x: float(statistics.median(x)))), "count_nonzero": ("index", _known(lambda x: sum(1 for y in x if y))),
    "nansum": ("whole", _known(_finite(sum))), "nanmean": ("float", _known(_finite(_mean))), "nanmax": ("same", _known(_finite(max))),
    "nanmin": ("same", _known(_finite(min))),
}  # fmt: skip


def _reduction(name: str) -> Callable[..., Value]:
    rule, fold = _FOLDS[name]

    def run(m: Machine, value: Value, axis: Value = None, dtype: Value = None, *more: Value, keepdims: Value = False, **options: Value) -> Value:
        if any(options.get(k) not in (None, 0, False) for k in ("where", "initial", "ddof")):
            raise NotModelled
        return reduce(m, value, axis, keepdims, fold, rule, dtype if rule in ("whole", "float") else None)

    return run


for _name in _FOLDS:
    numpy_function(_name)(_reduction(_name))


@numpy_function("average")
def _average(m: Machine, value: Value, axis: Value = None, weights: Value = None, returned: Value = False) -> Value:
    if weights is not None or returned is not False:
        raise NotModelled
    return _reduction("mean")(m, value, axis)


@numpy_function("percentile", "quantile", "nanpercentile")
def _percentile(m: Machine, value: Value, q: Value, axis: Value = None, *more: Value, keepdims: Value = False, **options: Value) -> Value:
    wanted = as_array(m, q)
    one = reduce(m, value, axis, keepdims, lambda m, items: Unknown("percentile", "a percentile"), "float")
    rest = one.shape if isinstance(one, ArrayV) else ()
    return result((*wanted.shape, *rest), "float64")


def _running(op: str) -> Callable[..., Value]:
    def run(m: Machine, value: Value, axis: Value = None, dtype: Value = None) -> Value:
        a = as_array(m, value)
        made = dtype_argument(m, dtype, _whole(a.dtype))
        if axis is None:
            n = count(a.shape) if known_dims(a.shape) else Unknown("length", "the length of an array")
            a = view(a, (n,), a.items)
        if len(a.shape) != 1 or a.items is None:
            return array(a.shape, made)
        return array(a.shape, made, itertools.accumulate(a.items, lambda x, y: operators.binary(m, op, x, y)))

    return run


numpy_function("cumsum")(_running("+"))
numpy_function("cumprod", "cumproduct")(_running("*"))


@numpy_function("sort")
def sort(m: Machine, value: Value, axis: Value = -1, *more: Value, **options: Value) -> Value:
    """Sorted along an axis."""
    a = as_array(m, value)
    known = a.items is not None and len(a.shape) == 1 and not any(isinstance(x, Unknown) for x in a.items)
    return array(a.shape, a.dtype, sorted(a.items or ()) if known else None)


@numpy_function("argsort")
def _argsort(m: Machine, value: Value, axis: Value = -1, *more: Value, **options: Value) -> Value:
    a = as_array(m, value)
    items = a.items
    if items is None or len(a.shape) != 1 or any(isinstance(x, Unknown) for x in items) or len(set(items)) < len(items):
        return array(a.shape, "int64")
    return array(a.shape, "int64", sorted(range(len(items)), key=lambda i: items[i]))


@numpy_function("unique")
def _unique(m: Machine, value: Value, *more: Value, **options: Value) -> Value:
    a = as_array(m, value)
    if more or any(x is not None and x is not False for x in options.values()):
        raise NotModelled
    if a.items is None or any(isinstance(x, Unknown) for x in a.items):
        return array((Unknown("count", "how many elements differ"),), a.dtype)
    found = sorted(set(a.items))
    return array((len(found),), a.dtype, found)


@numpy_function("nonzero", "flatnonzero")
def _nonzero(m: Machine, value: Value) -> Value:
    n = Unknown("count", "how many elements are not zero")
    return tuple(array((n,), "int64") for _ in as_array(m, value).shape)


@numpy_function("argwhere")
def _argwhere(m: Machine, value: Value) -> Value:
    return array((Unknown("count", "how many elements are not zero"), len(as_array(m, value).shape)), "int64")


@numpy_function("bincount")
def _bincount(m: Machine, value: Value, *more: Value, **options: Value) -> Value:
    return array((Unknown("length", "the largest element"),), "int64" if not more and "weights" not in options else "float64")


@numpy_function("in1d", "isin")
def _isin(m: Machine, value: Value, *more: Value, **options: Value) -> Value:
    return array(as_array(m, value).shape, "bool")


def list_of(a: ArrayV) -> Value:
    """``a.tolist()``."""
    items = a.items
    if items is None or not known_dims(a.shape) or len(items) > MAX_ELEMENTS:
        raise NotModelled
    return _lists(nested(items, a.shape)) if a.shape else items[0]


def _lists(value: Any) -> Value:
    return ListV([_lists(x) for x in value]) if isinstance(value, list) else value
