"""separable_conv2d and conv2d_in_plane."""

import tensorflow as tf
from _scope_lint import known, static_dtype, static_shape, tensor

from ...layers._initial import zeros
from ...layers._shapes import channels_of, conv_length, lower, per_dimension, spatial_result, times
from ..framework._arg_scope import add_arg_scope
from ._common import dtype_of, finished, layer_variable, own_variable, wants_biases
from .convolutions import check_data_format
from .initializers import xavier_initializer


@add_arg_scope
def separable_convolution2d(
    inputs,
    num_outputs,
    kernel_size,
    depth_multiplier=1,
    stride=1,
    padding="SAME",
    data_format="NHWC",
    rate=1,
    activation_fn=tf.nn.relu,
    normalizer_fn=None,
    normalizer_params=None,
    weights_initializer=xavier_initializer(),
    pointwise_initializer=None,
    weights_regularizer=None,
    biases_initializer=zeros,
    biases_regularizer=None,
    reuse=None,
    variables_collections=None,
    outputs_collections=None,
    trainable=True,
    scope=None,
):
    """``depthwise_weights``, ``pointwise_weights`` and ``biases``; num_outputs None leaves the pointwise part out."""
    check_data_format(data_format)
    with tf.variable_scope(scope, "SeparableConv2d", [inputs], reuse=reuse) as sc:
        inputs = tf.convert_to_tensor(inputs)
        dims = static_shape(inputs)
        dtype = dtype_of(inputs)
        kernel = per_dimension(kernel_size, 2)
        strides = per_dimension(stride, 2)
        rates = per_dimension(rate, 2)
        mode = lower(padding)
        channels = channels_of(dims, data_format, 4)
        depthwise = list(kernel) + [channels, depth_multiplier]
        pointwise = not known(num_outputs) or num_outputs is not None
        filters = num_outputs if pointwise else times(channels, depth_multiplier)
        if pointwise:
            layer_variable(
                "depthwise_weights",
                depthwise,
                dtype,
                weights_initializer,
                weights_regularizer,
                trainable,
                variables_collections,
                "weights",
            )
            layer_variable(
                "pointwise_weights",
                [1, 1, times(channels, depth_multiplier), num_outputs],
                dtype,
                weights_initializer if pointwise_initializer is None else pointwise_initializer,
                weights_regularizer,
                trainable,
                variables_collections,
                "weights",
            )
        else:
            own_variable(
                "depthwise_weights",
                depthwise,
                dtype,
                weights_initializer,
                weights_regularizer,
                trainable,
                _weights_of(variables_collections),
            )

        def length(i, size):
            return conv_length(size, kernel[i], strides[i], mode, rates[i])

        shape = spatial_result(dims, filters, data_format, 4, length)
        outputs = tensor(shape, static_dtype(inputs), "separable_conv2d" if pointwise else "depthwise", "Conv2D")
        if wants_biases(normalizer_fn, biases_initializer):
            make = layer_variable if pointwise else own_variable
            make("biases", [filters], dtype, biases_initializer, biases_regularizer, trainable, variables_collections)
            outputs = tensor(shape, static_dtype(inputs), "BiasAdd", "BiasAdd")
        return finished(outputs, sc, normalizer_fn, normalizer_params, activation_fn, outputs_collections)


def _weights_of(variables_collections):
    if isinstance(variables_collections, dict):
        return variables_collections.get("weights")
    return variables_collections


@add_arg_scope
def convolution2d_in_plane(
    inputs,
    kernel_size,
    stride=1,
    padding="SAME",
    activation_fn=tf.nn.relu,
    normalizer_fn=None,
    normalizer_params=None,
    weights_initializer=xavier_initializer(),
    weights_regularizer=None,
    biases_initializer=zeros,
    biases_regularizer=None,
    reuse=None,
    variables_collections=None,
    outputs_collections=None,
    trainable=True,
    scope=None,
):
    """One kernel [h, w, 1, 1] for all channels."""
    with tf.variable_scope(scope, "ConvInPlane", [inputs], reuse=reuse) as sc:
        inputs = tf.convert_to_tensor(inputs)
        dims = static_shape(inputs)
        dtype = dtype_of(inputs)
        kernel = per_dimension(kernel_size, 2)
        strides = per_dimension(stride, 2)
        mode = lower(padding)
        channels = channels_of(dims, "NHWC", 4)
        own_variable(
            "weights",
            list(kernel) + [1, 1],
            dtype,
            weights_initializer,
            weights_regularizer,
            trainable,
            variables_collections,
        )

        def length(i, size):
            return conv_length(size, kernel[i], strides[i], mode)

        shape = spatial_result(dims, channels, "NHWC", 4, length)
        outputs = tensor(shape, static_dtype(inputs), "depthwise", "DepthwiseConv2dNative")
        if wants_biases(normalizer_fn, biases_initializer):
            own_variable(
                "biases",
                [channels],
                dtype,
                biases_initializer,
                biases_regularizer,
                trainable,
                variables_collections,
            )
            outputs = tensor(shape, static_dtype(inputs), "BiasAdd", "BiasAdd")
        return finished(outputs, sc, normalizer_fn, normalizer_params, activation_fn, outputs_collections)


separable_conv2d = separable_convolution2d
conv2d_in_plane = convolution2d_in_plane
