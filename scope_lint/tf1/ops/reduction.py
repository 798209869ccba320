"""Reductions: over all dimensions where no axis is given, which makes a Const with the axes beside the op."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

from scope_lint.symbolic.unknown import Unknown
from scope_lint.tf1.ops.convert import constant, name_scope, to_tensor
from scope_lint.tf1.ops.make import make, shape_of
from scope_lint.tf1.ops.registry import op
from scope_lint.tf1.tensor import Tensor

if TYPE_CHECKING:
    from scope_lint.tf1.runtime import Runtime


def all_axes(rt: Runtime, x: Any) -> Any:
    """The axes of a reduction over all dimensions: a Const where the rank is known, else ``range(rank)``."""
    shape = shape_of(x)
    if isinstance(x, Tensor) and isinstance(shape, tuple):
        return constant(rt, list(range(len(shape))), "Const", "int32")
    if isinstance(x, Unknown):
        return Unknown("axes", "rank not known")
    rank = rank_of(rt, x, "Rank")
    return make(rt, "Range", "range", start=0, limit=rank, delta=1)


def rank_of(rt: Runtime, x: Any, name: Any) -> Any:
    """``tf.rank``: a Const where the rank is known."""
    with name_scope(rt, name, "Rank") as scope:
        shape = shape_of(x)
        if isinstance(x, Tensor) and isinstance(shape, tuple):
            return constant(rt, len(shape), scope, "int32", scope=True)
        x = to_tensor(rt, x)
        shape = shape_of(x)
        if isinstance(x, Tensor) and isinstance(shape, tuple):
            return constant(rt, len(shape), scope, "int32", scope=True)
        return make(rt, "Rank", scope, input=x)


def reduce(rt: Runtime, type: str, x: Any, axis: Any, keep: Any, name: Any) -> Any:
    """A reduction; ``name`` None stands for the type."""
    indices = all_axes(rt, x) if axis is None else axis
    made = make(rt, type, name, input=x, reduction_indices=indices, keep_dims=keep if keep is not None else False)
    if axis is None and keep in (None, False) and made.shape is None and rt.version >= (1, 5):
        made.set_shape(())
    return made


def _reduction(
    type: str, rt: Runtime, input_tensor: Any, axis: Any = None, keepdims: Any = None, name: Any = None,
    reduction_indices: Any = None, keep_dims: Any = None,
) -> Any:  # fmt: skip
    axis = reduction_indices if axis is None else axis
    return reduce(rt, type, input_tensor, axis, keep_dims if keepdims is None else keepdims, name)


for _public, _type in {
    "reduce_sum": "Sum", "reduce_mean": "Mean", "reduce_max": "Max", "reduce_min": "Min", "reduce_prod": "Prod", "reduce_all": "All",
    "reduce_any": "Any", "math.reduce_euclidean_norm": "EuclideanNorm",
}.items():  # fmt: skip
    op(_public)(functools.partial(_reduction, _type))


@op("reduce_logsumexp")
def reduce_logsumexp(
    rt: Runtime, input_tensor: Any, axis: Any = None, keepdims: Any = None, name: Any = None, reduction_indices: Any = None,
    keep_dims: Any = None,
) -> Any:  # fmt: skip
    """``tf.reduce_logsumexp``."""
    axis = reduction_indices if axis is None else axis
    keep = keep_dims if keepdims is None else keepdims
    with name_scope(rt, name, "ReduceLogSumExp"):
        top = reduce(rt, "Max", input_tensor, axis, True, None)
        finite = make(rt, "IsFinite", None, x=top)
        top = make(rt, "Select", None, condition=finite, t=top, e=zeros_like(rt, top))
        top = make(rt, "StopGradient", None, input=top)
        exponents = make(rt, "Exp", None, x=make(rt, "Sub", None, x=input_tensor, y=top))
        result = make(rt, "Log", None, x=reduce(rt, "Sum", exponents, axis, keep, None))
        if keep is not True:
            top = make(rt, "Reshape", None, tensor=top, shape=shape_op(rt, result))
        return make(rt, "Add", None, x=result, y=top)


def zeros_like(rt: Runtime, x: Any, name: Any = None) -> Any:
    """``tf.zeros_like``: a Const where the shape is known."""
    shape = shape_of(x)
    if isinstance(shape, tuple) and all(isinstance(d, int) for d in shape) and isinstance(x, Tensor) and x.dtype is not None:
        return constant(rt, 0, "zeros_like" if name is None else name, x.dtype, shape, scope=True)
    return make(rt, "ZerosLike", "zeros_like" if name is None else name, x=x)


def shape_op(rt: Runtime, x: Any, name: Any = None, out_type: str = "int32") -> Any:
    """``tf.shape``: a Const where all dimensions are known."""
    with name_scope(rt, name, "Shape") as scope:
        x = to_tensor(rt, x)
        shape = shape_of(x)
        if isinstance(x, Tensor) and isinstance(shape, tuple) and all(isinstance(d, int) for d in shape):
            return constant(rt, list(shape), scope, out_type, scope=True)
        return make(rt, "Shape", scope, input=x, out_type=out_type)


@op("count_nonzero")
def count_nonzero(
    rt: Runtime, input_tensor: Any = None, axis: Any = None, keepdims: Any = None, dtype: Any = "int64", name: Any = None,
    reduction_indices: Any = None, keep_dims: Any = None, input: Any = None,
) -> Any:  # fmt: skip
    """``tf.count_nonzero``."""
    from scope_lint.tf1.ops.math import cast

    x = input if input_tensor is None else input_tensor
    with name_scope(rt, name, "count_nonzero"):
        zero = constant(rt, 0, "zeros", x.dtype if isinstance(x, Tensor) else None)
        counted = make(rt, "Cast", None if rt.version >= (1, 13) else "ToInt64", x=make(rt, "NotEqual", None, x=x, y=zero), DstT="int64")
        axis = reduction_indices if axis is None else axis
        total = reduce(rt, "Sum", counted, axis, keep_dims if keepdims is None else keepdims, None)
        return cast(rt, total, dtype)


@op("nn.moments")
def moments(
    rt: Runtime, x: Any, axes: Any, shift: Any = None, name: Any = None, keep_dims: Any = None, keepdims: Any = None
) -> Any:
    """``tf.nn.moments``: mean and variance."""
    keep = keep_dims if keepdims is None else keepdims
    if rt.version < (1, 2):
        return _moments_by_sums(rt, x, axes, name, keep)
    with name_scope(rt, name, "moments"):
        mean = make(rt, "Mean", "mean", input=x, reduction_indices=axes, keep_dims=True)
        fixed = make(rt, "StopGradient", None, input=mean)
        squares = make(rt, "SquaredDifference", None, x=x, y=fixed)
        variance = make(rt, "Mean", "variance", input=squares, reduction_indices=axes, keep_dims=True)
        if keep is True:
            return mean, variance
        return squeeze_axes(rt, mean, axes), squeeze_axes(rt, variance, axes)


def _moments_by_sums(rt: Runtime, x: Any, axes: Any, name: Any, keep: Any) -> Any:
    """Up to 1.1 the sums have a scope of their own, and what they give one more, each by the same name (recorded)."""
    with name_scope(rt, name, "moments"):
        with name_scope(rt, name, "sufficient_statistics"):
            squares = make(rt, "Square", "var_ss", x=x)
        with name_scope(rt, name, "normalize"):
            mean = make(rt, "Mean", "mean", input=x, reduction_indices=axes, keep_dims=keep is True)
            return mean, make(rt, "Mean", "variance", input=squares, reduction_indices=axes, keep_dims=keep is True)


def squeeze_axes(rt: Runtime, x: Any, axes: Any) -> Any:
    """Removes reduced dimensions."""
    axes = [axes] if isinstance(axes, int) else axes
    return make(rt, "Squeeze", None, input=x, squeeze_dims=axes)


@op("math.reduce_variance")
def reduce_variance(rt: Runtime, input_tensor: Any, axis: Any = None, keepdims: Any = False, name: Any = None) -> Any:
    """``tf.math.reduce_variance``."""
    with name_scope(rt, name, "reduce_variance"):
        mean = reduce(rt, "Mean", input_tensor, axis, True, None)
        from scope_lint.tf1.ops.registry import BINARY

        squares = make(rt, "Square", None, x=BINARY["-"](rt, input_tensor, mean))
        return reduce(rt, "Mean", squares, axis, keepdims, None)


@op("math.reduce_std")
def reduce_std(rt: Runtime, input_tensor: Any, axis: Any = None, keepdims: Any = False, name: Any = None) -> Any:
    """``tf.math.reduce_std``."""
    with name_scope(rt, name, "reduce_std"):
        return make(rt, "Sqrt", None, x=reduce_variance(rt, input_tensor, axis, keepdims))
