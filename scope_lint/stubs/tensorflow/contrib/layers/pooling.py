"""Pooling: no variables."""

import tensorflow as tf
from _scope_lint import static_dtype, static_shape, tensor

from ...layers._shapes import channel_axis, conv_length, lower, per_dimension, spatial_result
from ..framework._arg_scope import add_arg_scope
from . import utils
from .convolutions import check_data_format


def _pooled(inputs, kernel_size, stride, padding, data_format, rank, op, rate=1):
    dims = static_shape(inputs)
    if dims is not None and len(dims) != rank + 2:
        raise ValueError(
            "Input 0 of layer %s is incompatible with the layer: expected ndim=%d, found ndim=%d. Full shape received: %s"
            % ("max_pooling%dd" % rank, rank + 2, len(dims), dims)
        )
    kernel = per_dimension(kernel_size, rank)
    strides = per_dimension(stride, rank)
    rates = per_dimension(rate, rank)
    mode = lower(padding)

    def length(i, size):
        return conv_length(size, kernel[i], strides[i], mode, rates[i])

    axis = channel_axis(data_format, rank + 2)
    channels = None if dims is None or axis is None else dims[axis]
    shape = spatial_result(dims, channels, data_format, rank + 2, length)
    return tensor(shape, static_dtype(inputs), op, op)


def _pool(inputs, kernel_size, stride, padding, data_format, outputs_collections, scope, default_name, rank, op):
    check_data_format(data_format)
    with tf.name_scope(scope, default_name, [inputs]) as sc:
        inputs = tf.convert_to_tensor(inputs)
        outputs = _pooled(inputs, kernel_size, stride, padding, data_format, rank, op)
        return utils.collect_named_outputs(outputs_collections, sc, outputs)


@add_arg_scope
def avg_pool2d(
    inputs, kernel_size, stride=2, padding="VALID", data_format="NHWC", outputs_collections=None, scope=None
):
    return _pool(
        inputs, kernel_size, stride, padding, data_format, outputs_collections, scope, "AvgPool2D", 2, "AvgPool"
    )


@add_arg_scope
def avg_pool3d(
    inputs, kernel_size, stride=2, padding="VALID", data_format="NDHWC", outputs_collections=None, scope=None
):
    return _pool(
        inputs, kernel_size, stride, padding, data_format, outputs_collections, scope, "AvgPool3D", 3, "AvgPool3D"
    )


@add_arg_scope
def max_pool2d(
    inputs, kernel_size, stride=2, padding="VALID", data_format="NHWC", outputs_collections=None, scope=None
):
    return _pool(
        inputs, kernel_size, stride, padding, data_format, outputs_collections, scope, "MaxPool2D", 2, "MaxPool"
    )


@add_arg_scope
def max_pool3d(
    inputs, kernel_size, stride=2, padding="VALID", data_format="NDHWC", outputs_collections=None, scope=None
):
    return _pool(
        inputs, kernel_size, stride, padding, data_format, outputs_collections, scope, "MaxPool3D", 3, "MaxPool3D"
    )


@add_arg_scope
def pool(
    inputs,
    kernel_size,
    pooling_type,
    padding="VALID",
    data_format=None,
    dilation_rate=1,
    stride=1,
    outputs_collections=None,
    scope=None,
):
    """Pooling of the rank of the inputs; it has no op name scope of its own."""
    with tf.name_scope(scope, pooling_type.lower() + "_pool", [inputs]) as sc:
        inputs = tf.convert_to_tensor(inputs)
        dims = static_shape(inputs)
        rank = 2 if dims is None else len(dims) - 2
        outputs = _pooled(inputs, kernel_size, stride, padding, data_format, rank, sc, dilation_rate)
        return utils.collect_named_outputs(outputs_collections, sc, outputs)
