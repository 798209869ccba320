"""``tf.nn``: activations, normalisation, dropout, embeddings, losses."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any, Final

from scope_lint.symbolic.unknown import Unknown
from scope_lint.tf1.errors import TFError
from scope_lint.tf1.ops import reduction
from scope_lint.tf1.ops import shapes as sh
from scope_lint.tf1.ops.convert import name_scope, to_tensor
from scope_lint.tf1.ops.make import make, shape_of
from scope_lint.tf1.ops.math import matmul
from scope_lint.tf1.ops.random import random_uniform
from scope_lint.tf1.ops.registry import BINARY, direct, op
from scope_lint.tf1.tensor import Tensor

if TYPE_CHECKING:
    from scope_lint.tf1.runtime import Runtime

direct("nn.relu6", "Relu6", features="features")
direct("nn.l2_loss", "L2Loss")
direct("nn.lrn", "LRN")

ANY_RANK_SINCE: Final = (1, 9)
LEAKY_RELU_SINCE: Final = (1, 13)
RATE_SINCE: Final = (1, 13)


@op("nn.leaky_relu")
def leaky_relu(rt: Runtime, features: Any, alpha: Any = 0.2, name: Any = None) -> Any:
    """``tf.nn.leaky_relu``: one op from 1.13; before, ``max(alpha * x, x)`` in a scope."""
    if rt.version >= LEAKY_RELU_SINCE:
        with name_scope(rt, name, "LeakyRelu") as scope:
            return make(rt, "LeakyRelu", scope, features=to_tensor(rt, features, "features"), alpha=alpha)
    with name_scope(rt, name, "LeakyRelu") as scope:
        scaled = BINARY["*"](rt, to_tensor(rt, alpha, "alpha", "float32"), features)
        return make(rt, "Maximum", scope if rt.version >= (1, 9) else None, x=scaled, y=features)


@op("nn.crelu")
def crelu(rt: Runtime, features: Any, name: Any = None, axis: Any = -1) -> Any:
    """``tf.nn.crelu``."""
    with name_scope(rt, name, "CRelu") as scope:
        negative = make(rt, "Neg", None, x=features)
        both = make(rt, "ConcatV2", scope, values=[features, negative], axis=axis)
        return make(rt, "Relu", None, features=both)


@op("nn.swish")
def swish(rt: Runtime, features: Any) -> Any:
    """``tf.nn.swish``."""
    product = BINARY["*"](rt, features, make(rt, "Sigmoid", None, x=features))
    made = make(rt, "Identity", None, input=product)
    return make(rt, "IdentityN", None, input=[made, features])[0] if rt.version >= (1, 15) else product


@op("log_sigmoid")
def log_sigmoid(rt: Runtime, x: Any, name: Any = None) -> Any:
    """``tf.log_sigmoid``."""
    with name_scope(rt, name, "LogSigmoid") as scope:
        return make(rt, "Neg", scope, x=make(rt, "Softplus", None, features=make(rt, "Neg", None, x=x)))


def _softmax(type: str, rt: Runtime, logits: Any, axis: Any = None, name: Any = None, dim: Any = None) -> Any:
    axis = dim if axis is None else axis
    logits = to_tensor(rt, logits)
    shape = shape_of(logits)
    last = axis in (None, -1) or (isinstance(shape, tuple) and axis == len(shape) - 1)
    if last or not isinstance(axis, int) or not isinstance(shape, tuple):
        if isinstance(shape, tuple) and len(shape) > 2 and rt.version < ANY_RANK_SINCE:
            return _softmax_of_matrix(rt, type, logits, name)
        return make(rt, type, name, logits=logits)
    return _softmax_along(rt, type, logits, axis, name)


def _softmax_along(rt: Runtime, type: str, logits: Any, axis: int, name: Any) -> Any:
    """Swaps the axis with the last one and back, by ops beside the softmax."""
    from scope_lint.tf1.ops.array import concat, rank, transpose
    from scope_lint.tf1.ops.math import range_

    shape = shape_of(logits)
    assert isinstance(shape, tuple)
    axis = sh.axis_in(axis, len(shape))
    input_rank = rank(rt, logits)

    def swap(x: Any, last: Any, name: Any = "transpose") -> Any:
        parts = [range_(rt, axis), [last], range_(rt, axis + 1, last), [axis]]
        return transpose(rt, x, concat(rt, parts, 0), name)

    last = rank(rt, logits) if rt.version >= (1, 13) else input_rank
    swapped = swap(logits, _subtract(rt, last, 1))
    matrix = len(shape) > 2 and rt.version < ANY_RANK_SINCE
    made = _softmax_of_matrix(rt, type, swapped, None) if matrix else make(rt, type, None, logits=swapped)
    return _like(swap(made, _subtract(rt, input_rank, 1), "transpose" if name is None else name), logits)


def _softmax_of_matrix(rt: Runtime, type: str, logits: Any, name: Any) -> Any:
    """Up to 1.8 the op takes matrices only: reshaped before and after, by ops beside it."""
    shape = reduction.shape_op(rt, logits)
    made = make(rt, type, None, logits=flatten_outer(rt, logits))
    result = make(rt, "Reshape", name, tensor=made, shape=shape)
    return _like(result, logits)


def flatten_outer(rt: Runtime, x: Any) -> Any:
    """A matrix of a tensor's last dimension."""
    from scope_lint.tf1.ops.array import concat, rank

    count = rank(rt, x)
    last = make(rt, "Slice", None, input=reduction.shape_op(rt, x), begin=[_subtract(rt, count, 1)], size=[1])
    flat = make(rt, "Reshape", None, tensor=x, shape=concat(rt, [[-1], last], 0))
    shape = shape_of(x)
    if isinstance(shape, tuple) and shape and isinstance(flat, Tensor):
        flat.set_shape((sh.size(shape[:-1]), shape[-1]))
    return flat


def _like(result: Any, other: Any) -> Any:
    if isinstance(result, Tensor):
        result.set_shape(shape_of(other))
    return result


def _subtract(rt: Runtime, x: Any, y: Any) -> Any:
    """``tf.subtract``."""
    return make(rt, "Sub", None, x=x, y=y)


op("nn.softmax")(functools.partial(_softmax, "Softmax"))
op("nn.log_softmax")(functools.partial(_softmax, "LogSoftmax"))


@op("nn.bias_add")
def bias_add(rt: Runtime, value: Any, bias: Any, data_format: Any = None, name: Any = None) -> Any:
    """``tf.nn.bias_add``."""
    with name_scope(rt, name, "BiasAdd") as scope:
        value = to_tensor(rt, value, "input")
        kind = value.dtype if isinstance(value, Tensor) else None
        return make(rt, "BiasAdd", scope, value=value, bias=to_tensor(rt, bias, "bias", kind), data_format=data_format)


@op("nn.xw_plus_b")
def xw_plus_b(rt: Runtime, x: Any, weights: Any, biases: Any, name: Any = None) -> Any:
    """``tf.nn.xw_plus_b``."""
    with name_scope(rt, name, "xw_plus_b") as scope:
        return bias_add(rt, matmul(rt, x, weights), biases, name=scope)


@op("nn.relu_layer")
def relu_layer(rt: Runtime, x: Any, weights: Any, biases: Any, name: Any = None) -> Any:
    """``tf.nn.relu_layer``."""
    with name_scope(rt, name, "relu_layer") as scope:
        return make(rt, "Relu", scope, features=bias_add(rt, matmul(rt, x, weights), biases))


@op("nn.dropout")
def dropout(
    rt: Runtime, x: Any, keep_prob: Any = None, noise_shape: Any = None, seed: Any = None, name: Any = None, rate: Any = None
) -> Any:
    """``tf.nn.dropout``: nothing where all is kept. The ops inside are those of 1.13 and later; names there do not matter to others."""
    new = rt.version >= RATE_SINCE
    if isinstance(keep_prob, (int, float)) and new:
        rate = 1 - keep_prob
    elif isinstance(keep_prob, Tensor) and new:
        rate = BINARY["-"](rt, 1.0, keep_prob)
    with name_scope(rt, name, "dropout"):
        x = to_tensor(rt, x, "x")
        whole = (isinstance(rate, (int, float)) and rate == 0) or (isinstance(keep_prob, (int, float)) and keep_prob == 1)
        if whole and rt.version >= (1, 9):
            return x
        kind = x.dtype if isinstance(x, Tensor) else None
        chance = to_tensor(rt, rate if new else keep_prob, "rate" if new else "keep_prob", kind)
        if whole:
            return x
        shape = reduction.shape_op(rt, x) if noise_shape is None else noise_shape
        noise = random_uniform(rt, shape, dtype=kind)
        if not new:
            mask = make(rt, "Floor", None, x=BINARY["+"](rt, noise, chance))
            return _shaped_like(BINARY["*"](rt, BINARY["div"](rt, x, chance), mask), x)
        scale = BINARY["/"](rt, 1.0, BINARY["-"](rt, 1.0, chance)) if isinstance(chance, Tensor) else chance
        keep = make(rt, "GreaterEqual", None, x=noise, y=chance)
        return _shaped_like(BINARY["*"](rt, BINARY["*"](rt, x, scale), make(rt, "Cast", None, x=keep, DstT=kind)), x)


def _shaped_like(result: Any, x: Any) -> Any:
    """The result of a dropout has its input's shape, whatever that of keep_prob."""
    if isinstance(result, Tensor) and isinstance(x, Tensor):
        result.set_shape(x.public_shape)
    return result


@op("nn.embedding_lookup")
def embedding_lookup(rt: Runtime, params: Any, ids: Any, name: Any = None) -> Any:
    """``tf.nn.embedding_lookup``; several parts are joined inside the scope."""
    parts = params if isinstance(params, (list, tuple)) else [params]
    with name_scope(rt, name, "embedding_lookup") as scope:
        ids = to_tensor(rt, ids, "ids")
        if len(parts) == 1:
            new = rt.version >= (1, 5)
            extra = {"axis": 0} if new else {}
            gathered = make(rt, "GatherV2" if new else "Gather", scope, params=parts[0], indices=ids, **extra)
            return make(rt, "Identity", None, input=gathered) if rt.version >= (1, 9) else gathered
        shape, rows = shape_of(parts[0]), shape_of(ids)
        found: Any = rows + shape[1:] if isinstance(shape, tuple) and isinstance(rows, tuple) else Unknown("shape")
        kind = parts[0].dtype if isinstance(parts[0], Tensor) else None
        rt.op("Reshape", None)
        known = not isinstance(found, Unknown) and not any(isinstance(d, Unknown) for d in found)
        return rt.op("Reshape", None, shape=found, dtype=kind, complete=known)


@op("nn.l2_normalize")
def l2_normalize(rt: Runtime, x: Any, axis: Any = None, epsilon: Any = 1e-12, name: Any = None, dim: Any = None) -> Any:
    """``tf.nn.l2_normalize``."""
    axis = dim if axis is None else axis
    with name_scope(rt, name, "l2_normalize") as scope:
        x = to_tensor(rt, x, "x")
        total = reduction.reduce(rt, "Sum", make(rt, "Square", None, x=x), axis, True, None)
        scale = make(rt, "Rsqrt", None, x=make(rt, "Maximum", None, x=total, y=epsilon))
        return make(rt, "Mul", scope, x=x, y=scale)


@op("nn.batch_normalization")
def batch_normalization(
    rt: Runtime, x: Any, mean: Any, variance: Any, offset: Any, scale: Any, variance_epsilon: Any, name: Any = None
) -> Any:
    """``tf.nn.batch_normalization``."""
    times, plus, minus = BINARY["*"], BINARY["+"], BINARY["-"]
    with name_scope(rt, name, "batchnorm"):
        inverse = make(rt, "Rsqrt", None, x=plus(rt, variance, variance_epsilon))
        if scale is not None:
            inverse = times(rt, inverse, scale)
        scaled = times(rt, x, inverse)
        shifted = times(rt, mean if offset is not None else make(rt, "Neg", None, x=mean), inverse)
        return plus(rt, scaled, minus(rt, offset, shifted) if offset is not None else shifted)


@op("nn.batch_norm_with_global_normalization")
def batch_norm_with_global_normalization(
    rt: Runtime, t: Any, m: Any, v: Any, beta: Any, gamma: Any, variance_epsilon: Any, scale_after_normalization: Any, name: Any = None
) -> Any:
    """``tf.nn.batch_norm_with_global_normalization``."""
    return batch_normalization(rt, t, m, v, beta, gamma if scale_after_normalization is not False else None, variance_epsilon, name)


@op("nn.fused_batch_norm")
def fused_batch_norm(
    rt: Runtime, x: Any, scale: Any, offset: Any, mean: Any = None, variance: Any = None, epsilon: Any = 0.001,
    data_format: Any = "NHWC", is_training: Any = True, name: Any = None,
) -> Any:  # fmt: skip
    """``tf.nn.fused_batch_norm``: result, mean, variance."""
    kind = "FusedBatchNormV3" if rt.version >= (1, 15) else "FusedBatchNorm"
    mean = to_tensor(rt, [] if mean is None else mean)
    variance = to_tensor(rt, [] if variance is None else variance)
    made = make(rt, kind, name, x=x, scale=scale, offset=offset, mean=mean, variance=variance)
    return tuple(made[:3])


@op("nn.top_k")
def top_k(rt: Runtime, input: Any, k: Any = 1, sorted: Any = True, name: Any = None) -> Any:
    """``tf.nn.top_k``: values and indices."""
    return tuple(make(rt, "TopKV2", name, input=input, k=k, sorted=sorted))


@op("nn.in_top_k")
def in_top_k(rt: Runtime, predictions: Any, targets: Any, k: Any, name: Any = None) -> Any:
    """``tf.nn.in_top_k`` (1.4 and later in a scope)."""
    if rt.version < (1, 4):
        return make(rt, "InTopK", name, predictions=predictions, targets=targets, k=k)
    with name_scope(rt, name, "in_top_k"):
        return make(rt, "InTopKV2", name, predictions=predictions, targets=targets, k=k)


NAMED_SINCE: Final = (1, 0)
"""The cross entropies took (logits, labels) before; since then they take their arguments by name only."""


def _by_name(rt: Runtime, name: str, first: Any, logits: Any) -> Any:
    """The logits, given what comes as first positional argument."""
    if first is None:
        return logits
    if rt.version >= NAMED_SINCE and not isinstance(first, Unknown):
        raise TFError("ValueError", f"Only call `{name}` with named arguments (labels=..., logits=..., ...)", cause="argument-order")
    return first


@op("nn.sigmoid_cross_entropy_with_logits")
def sigmoid_cross_entropy_with_logits(
    rt: Runtime, _sentinel: Any = None, labels: Any = None, logits: Any = None, name: Any = None, targets: Any = None
) -> Any:
    """``tf.nn.sigmoid_cross_entropy_with_logits`` (0.12: the targets second)."""
    logits = _by_name(rt, "sigmoid_cross_entropy_with_logits", _sentinel, logits)
    labels = targets if labels is None else labels
    with name_scope(rt, name, "logistic_loss") as scope:
        logits = to_tensor(rt, logits, "logits")
        kind = logits.dtype if isinstance(logits, Tensor) else None
        labels = to_tensor(rt, labels, "labels", kind)
        zeros = reduction.zeros_like(rt, logits)
        positive = make(rt, "GreaterEqual", None, x=logits, y=zeros)
        relu = make(rt, "Select", None, condition=positive, t=logits, e=zeros)
        negative = make(rt, "Select", None, condition=positive, t=make(rt, "Neg", None, x=logits), e=logits)
        left = BINARY["-"](rt, relu, BINARY["*"](rt, logits, labels))
        return make(rt, "Add", scope, x=left, y=make(rt, "Log1p", None, x=make(rt, "Exp", None, x=negative)))


@op("nn.softmax_cross_entropy_with_logits")
def softmax_cross_entropy_with_logits(
    rt: Runtime, _sentinel: Any = None, labels: Any = None, logits: Any = None, dim: Any = -1, name: Any = None, axis: Any = None
) -> Any:
    """``tf.nn.softmax_cross_entropy_with_logits``: from 1.5 a scope of its own around that of ``_v2``."""
    logits = _by_name(rt, "softmax_cross_entropy_with_logits", _sentinel, logits)
    if rt.version < (1, 5):
        return softmax_cross_entropy_v2(rt, labels, logits, dim, name)
    with name_scope(rt, name, "softmax_cross_entropy_with_logits_sg") as scope:
        labels = make(rt, "StopGradient", "labels_stop_gradient", input=labels)
        return softmax_cross_entropy_v2(rt, labels, logits, dim, scope)


@op("nn.softmax_cross_entropy_with_logits_v2")
def softmax_cross_entropy_v2(
    rt: Runtime, labels: Any, logits: Any, axis: Any = None, name: Any = None, dim: Any = None
) -> Any:
    """``tf.nn.softmax_cross_entropy_with_logits_v2``: matrices before and after, inside a scope from 1.5 on."""
    if rt.version < (1, 5):
        return _cross_entropy(rt, labels, logits, axis, name)
    with name_scope(rt, name, "softmax_cross_entropy_with_logits") as scope:
        return _cross_entropy(rt, labels, logits, axis, scope)


def _cross_entropy(rt: Runtime, labels: Any, logits: Any, axis: Any, name: Any) -> Any:
    from scope_lint.tf1.ops.array import rank

    logits, labels = to_tensor(rt, logits, "logits"), to_tensor(rt, labels, "labels")
    shape = shape_of(logits)
    if not isinstance(shape, tuple) or not shape:
        made = rt.op("Reshape", None, dtype=logits.dtype if isinstance(logits, Tensor) else None)
        rt.op("SoftmaxCrossEntropyWithLogits", name, outputs=2)
        return made
    axis = axis if isinstance(axis, int) else -1
    input_rank = rank(rt, logits)
    input_shape = reduction.shape_op(rt, logits)
    flat_logits, flat_labels = flatten_outer(rt, logits), flatten_outer(rt, labels)
    cost = make(rt, "SoftmaxCrossEntropyWithLogits", name, features=flat_logits, labels=flat_labels)[0]
    if rt.version < (1, 5):
        cost.op.inputs = (flat_logits,)  # no gradient for the labels
    outer = make(rt, "Slice", None, input=input_shape, begin=[0], size=[_subtract(rt, input_rank, 1)])
    made = make(rt, "Reshape", None, tensor=cost, shape=outer)
    made.set_shape(sh.reduce(shape, [axis], False))
    return made


def _certain(shape: Any) -> bool:
    return shape is None or (isinstance(shape, tuple) and not any(isinstance(d, Unknown) for d in shape))


@op("nn.sparse_softmax_cross_entropy_with_logits")
def sparse_softmax_cross_entropy_with_logits(
    rt: Runtime, _sentinel: Any = None, labels: Any = None, logits: Any = None, name: Any = None
) -> Any:
    """``tf.nn.sparse_softmax_cross_entropy_with_logits``: one op inside its scope, named as the scope."""
    logits = _by_name(rt, "sparse_softmax_cross_entropy_with_logits", _sentinel, logits)
    with name_scope(rt, name, "SparseSoftmaxCrossEntropyWithLogits"):
        labels, logits = to_tensor(rt, labels), to_tensor(rt, logits)
        reduction.shape_op(rt, labels)
        shape = shape_of(logits)
        if isinstance(shape, tuple) and len(shape) != 2:
            rt.op("SparseSoftmaxCrossEntropyWithLogits", name, outputs=2)
            for _ in range(2):
                rt.op("Reshape", None)
            found = shape_of(labels)
            kind = logits.dtype if isinstance(logits, Tensor) else None
            return rt.op("Reshape", None, shape=found, dtype=kind, complete=_certain(found))
        return make(rt, "SparseSoftmaxCrossEntropyWithLogits", name, features=logits, labels=labels)[0]


@op("nn.zero_fraction")
def zero_fraction(rt: Runtime, value: Any, name: Any = None) -> Any:
    """``tf.nn.zero_fraction``."""
    with name_scope(rt, name, "zero_fraction"):
        return rt.op("Identity" if rt.version >= (1, 13) else "Mean", "fraction" if rt.version >= (1, 13) else "Mean", shape=(),
                     dtype="float32", complete=True)


@op("nn.erosion2d")
def erosion2d(
    rt: Runtime, value: Any, kernel: Any, strides: Any = None, rates: Any = None, padding: Any = None, name: Any = None
) -> Any:
    """``tf.nn.erosion2d``: a dilation of the negated values."""
    with name_scope(rt, name, "erosion2d") as scope:
        negated = make(rt, "Neg", None, x=value)
        made = make(rt, "Dilation2D", scope, input=negated, filter=kernel, strides=strides, rates=rates, padding=padding)
        return make(rt, "Neg", None, x=made)
