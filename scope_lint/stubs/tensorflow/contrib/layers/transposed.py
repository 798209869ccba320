"""conv2d_transpose and conv3d_transpose: ``weights`` [spatial…, out, in]."""

import tensorflow as tf
from _scope_lint import static_dtype, static_shape, tensor

from ...layers._initial import zeros
from ...layers._shapes import channels_of, deconv_length, lower, per_dimension, spatial_result
from ..framework._arg_scope import add_arg_scope
from ._common import dtype_of, finished, layer_variable, wants_biases
from .convolutions import check_data_format
from .initializers import xavier_initializer


def _transposed(
    rank,
    inputs,
    num_outputs,
    kernel_size,
    stride,
    padding,
    data_format,
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
):
    with tf.variable_scope(scope, "Conv%dd_transpose" % rank, [inputs], reuse=reuse) as sc:
        check_data_format(data_format)
        with tf.variable_scope(sc):
            # The layer underneath enters the scope once more: an op name scope inside is taken.
            inputs = tf.convert_to_tensor(inputs)
        dims = static_shape(inputs)
        dtype = dtype_of(inputs)
        kernel = per_dimension(kernel_size, rank)
        strides = per_dimension(stride, rank)
        mode = lower(padding)
        layer_variable(
            "weights",
            list(kernel) + [num_outputs, channels_of(dims, data_format, rank + 2)],
            dtype,
            weights_initializer,
            weights_regularizer,
            trainable,
            variables_collections,
        )

        def length(i, size):
            return deconv_length(size, kernel[i], strides[i], mode)

        shape = spatial_result(dims, num_outputs, data_format, rank + 2, length)
        outputs = tensor(shape, static_dtype(inputs), "conv%dd_transpose" % rank, "Conv%dDBackpropInput" % rank)
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


@add_arg_scope
def convolution2d_transpose(
    inputs,
    num_outputs,
    kernel_size,
    stride=1,
    padding="SAME",
    data_format="NHWC",
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
    return _transposed(
        2,
        inputs,
        num_outputs,
        kernel_size,
        stride,
        padding,
        data_format,
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
    )


@add_arg_scope
def convolution3d_transpose(
    inputs,
    num_outputs,
    kernel_size,
    stride=1,
    padding="SAME",
    data_format="NDHWC",
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
    return _transposed(
        3,
        inputs,
        num_outputs,
        kernel_size,
        stride,
        padding,
        data_format,
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
    )


conv2d_transpose = convolution2d_transpose
conv3d_transpose = convolution3d_transpose
