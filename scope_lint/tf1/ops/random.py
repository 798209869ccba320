"""Random tensors."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

from scope_lint.tf1.dtypes import dtype_name
from scope_lint.tf1.ops.convert import name_scope, to_tensor
from scope_lint.tf1.ops.make import make
from scope_lint.tf1.ops.registry import direct, op
from scope_lint.tf1.tensor import Tensor

if TYPE_CHECKING:
    from scope_lint.tf1.runtime import Runtime

direct("random_shuffle", "RandomShuffle")


def _normal(
    scope_name: str, type: str, seeded: bool, rt: Runtime, shape: Any, seed: Any = None, mean: Any = 0.0, stddev: Any = 1.0,
    dtype: Any = "float32", name: Any = None,
) -> Any:  # fmt: skip
    kind = dtype_name(dtype)
    with name_scope(rt, name, scope_name) as scope:
        shape = to_tensor(rt, shape, "shape", _shape_type(shape))
        mean, stddev = to_tensor(rt, mean, "mean", kind), to_tensor(rt, stddev, "stddev", kind)
        extra = {"seed": seed} if seeded else {}
        noise = make(rt, type, None, shape=shape, dtype=kind, **extra)
        return make(rt, "Add", scope, x=make(rt, "Mul", "mul", x=noise, y=stddev), y=mean)


def _shape_type(shape: Any) -> str | None:
    return "int32" if isinstance(shape, (list, tuple)) else None


op("random_normal")(functools.partial(_normal, "random_normal", "RandomStandardNormal", False))
op("truncated_normal")(functools.partial(_normal, "truncated_normal", "TruncatedNormal", False))
op("random.stateless_normal")(functools.partial(_normal, "stateless_random_normal", "StatelessRandomNormal", True))
op("random.stateless_truncated_normal")(functools.partial(_normal, "stateless_truncated_normal", "StatelessTruncatedNormal", True))


@op("random_uniform")
def random_uniform(
    rt: Runtime, shape: Any, minval: Any = 0, maxval: Any = None, dtype: Any = "float32", name: Any = None
) -> Any:
    """``tf.random_uniform``: integers by one op, floating numbers scaled inside the scope."""
    kind = dtype_name(dtype)
    with name_scope(rt, name, "random_uniform") as scope:
        shape = to_tensor(rt, shape, "shape", _shape_type(shape))
        low = to_tensor(rt, minval, "min", kind)
        high = to_tensor(rt, 1 if maxval is None else maxval, "max", kind)
        if kind is not None and kind.startswith("int"):
            return make(rt, "RandomUniformInt", scope, shape=shape, minval=low, maxval=high)
        noise = make(rt, "RandomUniform", None, shape=shape, dtype=kind)
        span = make(rt, "Sub", "sub", x=high, y=low)
        return make(rt, "Add", scope, x=make(rt, "Mul", "mul", x=noise, y=span), y=low)


@op("random.stateless_uniform")
def stateless_uniform(
    rt: Runtime, shape: Any, seed: Any, minval: Any = 0, maxval: Any = None, dtype: Any = "float32", name: Any = None
) -> Any:
    """``tf.random.stateless_uniform``."""
    kind = dtype_name(dtype)
    with name_scope(rt, name, "stateless_random_uniform") as scope:
        shape = to_tensor(rt, shape, "shape", _shape_type(shape))
        low = to_tensor(rt, minval, "min", kind)
        high = to_tensor(rt, 1 if maxval is None else maxval, "max", kind)
        noise = make(rt, "StatelessRandomUniform", None, shape=shape, seed=seed, dtype=kind)
        span = make(rt, "Sub", "sub", x=high, y=low)
        return make(rt, "Add", scope, x=make(rt, "Mul", "mul", x=noise, y=span), y=low)


def _samples(
    scope_name: str, rt: Runtime, logits: Any, num_samples: Any, dtype: Any = None, name: Any = None,
    output_dtype: Any = None,
) -> Any:  # fmt: skip
    wanted = output_dtype if dtype is None else dtype
    with name_scope(rt, name, scope_name):
        return make(rt, "Multinomial", None, logits=logits, num_samples=num_samples, output_dtype=wanted)


op("multinomial")(functools.partial(_samples, "multinomial"))
op("random.categorical")(functools.partial(_samples, "categorical"))


@op("random_poisson")
def random_poisson(rt: Runtime, lam: Any, shape: Any, dtype: Any = "float32", name: Any = None) -> Any:
    """``tf.random_poisson``."""
    with name_scope(rt, name, "random_poisson"):
        shape = to_tensor(rt, shape, "shape", _shape_type(shape))
        return make(rt, "RandomPoissonV2", None, shape=shape, rate=lam, dtype=dtype)


@op("random_gamma")
def random_gamma(
    rt: Runtime, shape: Any, alpha: Any, beta: Any = None, dtype: Any = "float32", name: Any = None
) -> Any:
    """``tf.random_gamma``."""
    from scope_lint.tf1.ops.reduction import zeros_like
    from scope_lint.tf1.ops.registry import BINARY

    kind = dtype_name(dtype)
    with name_scope(rt, name, "random_gamma"):
        shape = to_tensor(rt, shape, "shape", "int32")
        alpha = to_tensor(rt, alpha, "alpha", kind)
        beta = to_tensor(rt, 1 if beta is None else beta, "beta", kind)
        spread = BINARY["+"](rt, alpha, zeros_like(rt, beta))
        made = BINARY["/"](rt, make(rt, "RandomGamma", None, shape=shape, alpha=spread), beta)
        return make(rt, "Maximum", None, x=0.0, y=made)


@op("random_crop")
def random_crop(rt: Runtime, value: Any, size: Any, seed: Any = None, name: Any = None) -> Any:
    """``tf.random_crop``."""
    with name_scope(rt, name, "random_crop") as scope:
        value, size = to_tensor(rt, value, "value"), to_tensor(rt, size, "size", "int32")
        offset = rt.op("FloorMod", "mod", dtype="int32", shape=(None,))
        assert isinstance(offset, Tensor)
        return make(rt, "Slice", scope, input=value, begin=offset, size=size)


@op("set_random_seed")
def set_random_seed(rt: Runtime, seed: Any) -> None:
    """``tf.set_random_seed``: has no influence on names."""
