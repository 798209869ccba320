"""convolution and its forms of fixed rank: ``weights`` [spatial…, in, out] and ``biases``."""

import tensorflow as tf
from _scope_lint import static_dtype, static_shape, tensor, version

from ...layers._initial import zeros
from ...layers._shapes import channels_of, conv_length, lower, per_dimension, spatial_result
from ..framework._arg_scope import add_arg_scope
from ._common import dtype_of, finished, layer_variable, wants_biases
from .initializers import xavier_initializer


def check_data_format(data_format, allowed=(None, "NWC", "NCW", "NHWC", "NCHW", "NDHWC", "NCDHW")):
    if isinstance(data_format, str) and data_format not in allowed:
        raise ValueError("Invalid data_format: %r" % (data_format,))


def _convolution(
    inputs,
    num_outputs,
    kernel_size,
    stride,
    padding,
    data_format,
    rate,
    activation_fn,
    normalizer_fn,
    normalizer_params,
    weights_initializer,
    weights_regularizer,
    biases_initializer,
    biases_regularizer,
    reuse,
    variables_collections,
    outputs_collections,
    trainable,
    scope,
    conv_dims,
):
    check_data_format(data_format)
    with tf.variable_scope(scope, "Conv", [inputs], reuse=reuse) as sc:
        inputs = tf.convert_to_tensor(inputs)
        dims = static_shape(inputs)
        rank = conv_dims or (2 if dims is None else len(dims) - 2)
        if dims is not None and len(dims) != rank + 2 or rank not in (1, 2, 3):
            _refuse_rank(rank, len(dims))
        dtype = dtype_of(inputs)
        kernel = per_dimension(kernel_size, rank)
        strides = per_dimension(stride, rank)
        rates = per_dimension(rate, rank)
        mode = lower(padding)
        layer_variable(
            "weights",
            list(kernel) + [channels_of(dims, data_format, rank + 2), num_outputs],
            dtype,
            weights_initializer,
            weights_regularizer,
            trainable,
            variables_collections,
        )

        def length(i, size):
            return conv_length(size, kernel[i], strides[i], mode, rates[i])

        shape = spatial_result(dims, num_outputs, data_format, rank + 2, length)
        outputs = tensor(shape, static_dtype(inputs), _op_name(rank), "Conv%dD" % rank)
        if wants_biases(normalizer_fn, biases_initializer):
            layer_variable(
                "biases",
                [num_outputs],
                dtype,
                biases_initializer,
                biases_regularizer,
                trainable,
                variables_collections,
            )
            outputs = tensor(shape, static_dtype(inputs), "BiasAdd", "BiasAdd")
        return finished(outputs, sc, normalizer_fn, normalizer_params, activation_fn, outputs_collections)


def _op_name(rank):
    return "convolution" if version < (1, 2) else "Conv%dD" % rank


def _refuse_rank(rank, found):
    if version >= (1, 9):
        raise ValueError("Convolution expects input with rank %d, got %d" % (rank + 2, found))
    raise ValueError("Convolution not supported for input with rank", found)


@add_arg_scope
def convolution(
    inputs,
    num_outputs,
    kernel_size,
    stride=1,
    padding="SAME",
    data_format=None,
    rate=1,
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
    conv_dims=None,
):
    """A convolution of the rank of the inputs."""
    return _convolution(
        inputs,
        num_outputs,
        kernel_size,
        stride,
        padding,
        data_format,
        rate,
        activation_fn,
        normalizer_fn,
        normalizer_params,
        weights_initializer,
        weights_regularizer,
        biases_initializer,
        biases_regularizer,
        reuse,
        variables_collections,
        outputs_collections,
        trainable,
        scope,
        conv_dims,
    )


@add_arg_scope
def convolution1d(
    inputs,
    num_outputs,
    kernel_size,
    stride=1,
    padding="SAME",
    data_format=None,
    rate=1,
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
    return _convolution(
        inputs,
        num_outputs,
        kernel_size,
        stride,
        padding,
        data_format,
        rate,
        activation_fn,
        normalizer_fn,
        normalizer_params,
        weights_initializer,
        weights_regularizer,
        biases_initializer,
        biases_regularizer,
        reuse,
        variables_collections,
        outputs_collections,
        trainable,
        scope,
        1,
    )


@add_arg_scope
def convolution2d(
    inputs,
    num_outputs,
    kernel_size,
    stride=1,
    padding="SAME",
    data_format=None,
    rate=1,
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
    return _convolution(
        inputs,
        num_outputs,
        kernel_size,
        stride,
        padding,
        data_format,
        rate,
        activation_fn,
        normalizer_fn,
        normalizer_params,
        weights_initializer,
        weights_regularizer,
        biases_initializer,
        biases_regularizer,
        reuse,
        variables_collections,
        outputs_collections,
        trainable,
        scope,
        2,
    )


@add_arg_scope
def convolution3d(
    inputs,
    num_outputs,
    kernel_size,
    stride=1,
    padding="SAME",
    data_format=None,
    rate=1,
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
    return _convolution(
        inputs,
        num_outputs,
        kernel_size,
        stride,
        padding,
        data_format,
        rate,
        activation_fn,
        normalizer_fn,
        normalizer_params,
        weights_initializer,
        weights_regularizer,
        biases_initializer,
        biases_regularizer,
        reuse,
        variables_collections,
        outputs_collections,
        trainable,
        scope,
        3,
    )


if version < (1, 9):
    # One function for every rank: its name is what slim.repeat makes scopes of.
    convolution2d = convolution
    convolution3d = convolution

conv1d = convolution1d
conv2d = convolution2d
conv3d = convolution3d
