"""fully_connected, its variants, bias_add, and the legacy forms."""

import functools

import tensorflow as tf
from _scope_lint import known, static_dtype, static_shape, tensor, unknown, version

from ...layers._initial import zeros
from ..framework._arg_scope import add_arg_scope
from . import utils
from ._common import activated, alias_of, dtype_of, finished, layer_variable, own_variable, wants_biases
from .initializers import xavier_initializer


def _last(dims):
    return unknown("last dimension of the inputs") if dims is None or dims[-1] is None else dims[-1]


@add_arg_scope
def fully_connected(
    inputs,
    num_outputs,
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
    """``weights`` [last dimension, num_outputs] and ``biases``."""
    if known(num_outputs) and not isinstance(num_outputs, int):
        raise ValueError("num_outputs type should be one of [<class 'int'>], got %s." % (type(num_outputs),))
    with tf.variable_scope(scope, "fully_connected", [inputs], reuse=reuse) as sc:
        inputs = tf.convert_to_tensor(inputs)
        dims = static_shape(inputs)
        if dims is not None and len(dims) < 2:
            raise ValueError("Inputs to `Dense` should have rank >= 2.")
        dtype = dtype_of(inputs)
        layer_variable(
            "weights",
            [_last(dims), num_outputs],
            dtype,
            weights_initializer,
            weights_regularizer,
            trainable,
            variables_collections,
        )
        shape = None if dims is None else dims[:-1] + [num_outputs]
        deep = dims is not None and len(dims) > 2
        outputs = tensor(shape, static_dtype(inputs), "Tensordot" if deep and version >= (1, 1) else "MatMul", "MatMul")
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


linear = functools.partial(fully_connected, activation_fn=None)
relu = functools.partial(fully_connected, activation_fn=tf.nn.relu)
relu6 = functools.partial(fully_connected, activation_fn=tf.nn.relu6)
elu = functools.partial(fully_connected, activation_fn=tf.nn.elu)


@add_arg_scope
def bias_add(
    inputs,
    activation_fn=None,
    initializer=zeros,
    regularizer=None,
    reuse=None,
    variables_collections=None,
    outputs_collections=None,
    trainable=True,
    data_format="NHWC",
    scope=None,
):
    """``biases`` [channels]."""
    with tf.variable_scope(scope, "BiasAdd", [inputs], reuse=reuse) as sc:
        inputs = tf.convert_to_tensor(inputs)
        dims = static_shape(inputs)
        axis = 1 if data_format == "NCHW" else -1
        size = unknown("number of channels") if dims is None or dims[axis] is None else dims[axis]
        own_variable("biases", [size], dtype_of(inputs), initializer, regularizer, trainable, variables_collections)
        outputs = tensor(dims, static_dtype(inputs), "BiasAdd", "BiasAdd")
        outputs = activated(outputs, activation_fn)
        return utils.collect_named_outputs(outputs_collections, alias_of(sc), outputs)


def legacy_fully_connected(
    x,
    num_output_units,
    activation_fn=None,
    weight_init=xavier_initializer(),
    bias_init=zeros,
    name=None,
    weight_collections=("weights",),
    bias_collections=("biases",),
    output_collections=("activations",),
    trainable=True,
    weight_regularizer=None,
    bias_regularizer=None,
):
    """``weights`` and ``bias``, in collections of their own."""
    with tf.variable_scope(name, "fully_connected", [x]):
        x = tf.convert_to_tensor(x)
        dims = static_shape(x)
        dtype = dtype_of(x)
        _legacy_variable("weights", [_last(dims), num_output_units], dtype, weight_init, weight_collections, trainable)
        shape = None if dims is None else dims[:-1] + [num_output_units]
        outputs = tensor(shape, static_dtype(x), "MatMul", "MatMul")
        if bias_init is not None:
            _legacy_variable("bias", [num_output_units], dtype, bias_init, bias_collections, trainable)
            outputs = tensor(shape, static_dtype(x), "BiasAdd", "BiasAdd")
        outputs = activated(outputs, activation_fn)
        for collection in output_collections or ():
            tf.add_to_collection(collection, outputs)
        return outputs


def _legacy_variable(name, shape, dtype, initializer, collections, trainable):
    where = list(collections or ()) + [tf.GraphKeys.GLOBAL_VARIABLES]
    return tf.get_variable(
        name, shape=shape, dtype=dtype, initializer=initializer, collections=where, trainable=trainable
    )


legacy_linear = functools.partial(legacy_fully_connected, activation_fn=None)
legacy_relu = functools.partial(legacy_fully_connected, activation_fn=tf.nn.relu)
