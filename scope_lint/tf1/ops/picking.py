"""Functions that pick, repeat and order elements, each in a scope of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scope_lint.symbolic.unknown import Unknown
from scope_lint.tf1.dtypes import dtype_name
from scope_lint.tf1.ops import shapes as sh
from scope_lint.tf1.ops.composite import certain, shape_of_value
from scope_lint.tf1.ops.convert import name_scope, to_tensor
from scope_lint.tf1.ops.make import make, shape_of
from scope_lint.tf1.ops.registry import op
from scope_lint.tf1.tensor import Tensor

if TYPE_CHECKING:
    from scope_lint.tf1.runtime import Runtime


def _dtype(value: Any) -> str | None:
    return value.dtype if isinstance(value, Tensor) else None


@op("boolean_mask")
def boolean_mask(rt: Runtime, tensor: Any, mask: Any, name: Any = "boolean_mask", axis: Any = None) -> Any:
    """``tf.boolean_mask``: the masked dimensions become one."""
    with name_scope(rt, name, "boolean_mask"):
        tensor, mask = to_tensor(rt, tensor, "tensor"), to_tensor(rt, mask, "mask")
        shape, masked = shape_of(tensor), shape_of(mask)
        found: Any = Unknown("shape", "shape of a mask")
        start = 0 if axis is None else axis
        if isinstance(shape, tuple) and isinstance(masked, tuple) and isinstance(start, int):
            found = (*shape[:start], None, *shape[start + len(masked) :])
        type = "GatherV2" if rt.version >= (1, 5) else "Gather"
        return rt.op(type, None, shape=found, dtype=_dtype(tensor), complete=certain(found))


@op("meshgrid")
def meshgrid(rt: Runtime, *args: Any, **kwargs: Any) -> Any:
    """``tf.meshgrid``: a list of tensors of one shape."""
    tensors = args or kwargs.get("args", ())
    with name_scope(rt, kwargs.get("name"), "meshgrid"):
        sizes = [sh.size(shape_of_value(t)) for t in tensors]
        if kwargs.get("indexing", "xy") != "ij" and len(sizes) > 1:
            sizes[:2] = sizes[1::-1]
        shape = tuple(sizes)
        kinds = [to_tensor(rt, t, "stack").dtype if not isinstance(t, (Tensor, Unknown)) else _dtype(t) for t in tensors]
        return [rt.op("Mul", "mul", shape=shape, dtype=k, complete=certain(shape)) for k in kinds]


@op("bincount")
def bincount(rt: Runtime, arr: Any, dtype: Any = "int32") -> Any:
    """``tf.bincount``: in a scope from 1.13 on."""
    if rt.version < (1, 13):
        return rt.op("Bincount", None, shape=(None,), dtype=dtype_name(dtype), complete=True)
    with name_scope(rt, None, "bincount"):
        return rt.op("Bincount", None, shape=(None,), dtype=dtype_name(dtype), complete=True)


@op("repeat")
def repeat(rt: Runtime, input: Any, repeats: Any, axis: Any = None, name: Any = None) -> Any:
    """``tf.repeat`` (1.15)."""
    if axis is None:
        input, axis = make(rt, "Reshape", None, tensor=input, shape=[-1]), 0
    with name_scope(rt, name, "Repeat"):
        shape = shape_of(input)
        if isinstance(shape, tuple) and isinstance(axis, int):
            where = sh.axis_in(axis, len(shape))
            times = repeats if isinstance(repeats, int) else None if isinstance(repeats, Tensor) else sh.unknown_dim()
            shape = (*shape[:where], sh.multiply(shape[where], times), *shape[where + 1 :])
        return rt.op("Reshape", None, shape=shape, dtype=_dtype(input), complete=certain(shape))


@op("sort", "contrib.framework.sort")
def sort(rt: Runtime, values: Any, axis: Any = -1, direction: Any = "ASCENDING", name: Any = None) -> Any:
    """``tf.sort``: ascending order by sorting the negated values."""
    return _ordered(rt, values, direction, name, "sort", False)


@op("argsort", "contrib.framework.argsort")
def argsort(rt: Runtime, values: Any, axis: Any = -1, direction: Any = "ASCENDING", stable: Any = False, name: Any = None) -> Any:
    """``tf.argsort``."""
    return _ordered(rt, values, direction, name, "argsort", True)


def _ordered(rt: Runtime, values: Any, direction: Any, name: Any, scope: str, indices: bool) -> Any:
    with name_scope(rt, name, scope):
        shape, kind = shape_of(values), _dtype(values)
        if isinstance(shape, tuple) and not sh.known(shape):
            shape = (*shape[:-1], None if any(d is None for d in shape) else sh.unknown_dim())
        ascending = direction != "DESCENDING"
        if ascending:
            rt.op("Neg", None)
        made = rt.op("TopKV2", None, outputs=2, shape=[shape, shape], dtype=[kind, "int32"], complete=certain(shape))
        if indices:
            return made[1]
        return rt.op("Neg", None, shape=shape, dtype=kind, complete=certain(shape)) if ascending else made[0]


@op("nn.weighted_moments")
def weighted_moments(
    rt: Runtime, x: Any, axes: Any, frequency_weights: Any, name: Any = None, keep_dims: Any = None, keepdims: Any = None
) -> Any:
    """``tf.nn.weighted_moments``."""
    keep = keep_dims if keepdims is None else keepdims
    with name_scope(rt, name, "weighted_moments"):
        shape = sh.reduce(shape_of(x), axes if isinstance(axes, (list, tuple)) else Unknown("axes"), keep is True)
        kind = _dtype(x)
        return tuple(rt.op("Squeeze", None, shape=shape, dtype=kind, complete=certain(shape)) for _ in range(2))


@op("nn.sufficient_statistics")
def sufficient_statistics(
    rt: Runtime, x: Any, axes: Any, shift: Any = None, keep_dims: Any = None, name: Any = None, keepdims: Any = None
) -> Any:
    """``tf.nn.sufficient_statistics``: count, sum, sum of squares, shift."""
    keep = keep_dims if keepdims is None else keepdims
    with name_scope(rt, name, "sufficient_statistics"):
        shape = sh.reduce(shape_of(x), axes if isinstance(axes, (list, tuple)) else Unknown("axes"), keep is True)
        kind = _dtype(x)
        count = rt.op("Prod", "count", shape=(), dtype=kind, complete=True)
        sums = [rt.op("Sum", n, shape=shape, dtype=kind, complete=certain(shape)) for n in ("mean_ss", "var_ss")]
        return count, *sums, shift


def _assertion(public: str, default: str) -> None:
    def function(rt: Runtime, /, **given: Any) -> Any:
        name = given.get("name")
        if public == "assert_equal" and rt.version >= (1, 15):
            with name_scope(rt, name, default):
                pass  # the version of 1.15 opens its scope twice
        with name_scope(rt, name, default):
            return rt.op("Assert", None, outputs=0)

    op(public)(function)


for _name in (
    "equal", "none_equal", "less", "less_equal", "greater", "greater_equal", "negative", "positive", "non_negative", "non_positive", "near",
    "rank", "rank_at_least", "rank_in", "integer", "type", "scalar",
):  # fmt: skip
    _assertion(f"assert_{_name}", f"assert_{_name}")
_assertion("Assert", "Assert")
