"""layer_norm, instance_norm, group_norm and unit_norm."""

import tensorflow as tf
from _scope_lint import static_dtype, static_shape, tensor, unknown

from ...layers._initial import zeros
from ..framework._arg_scope import add_arg_scope
from . import utils
from ._common import activated, alias_of, dtype_of, own_variable


def _scale_and_offset(shape, dtype, center, scale, initializers, trainable, variables_collections):
    """``beta`` and ``gamma``."""
    initializers = initializers or {}
    if center:
        start = initializers.get("beta", zeros)
        own_variable("beta", shape, dtype, start, None, trainable, variables_collections)
    if scale:
        start = initializers.get("gamma", tf.ones_initializer())
        own_variable("gamma", shape, dtype, start, None, trainable, variables_collections)


def _sizes(dims):
    return [unknown("size of the inputs") if size is None else size for size in dims]


@add_arg_scope
def layer_norm(
    inputs,
    center=True,
    scale=True,
    activation_fn=None,
    reuse=None,
    variables_collections=None,
    outputs_collections=None,
    trainable=True,
    begin_norm_axis=1,
    begin_params_axis=-1,
    scope=None,
):
    """``beta`` and ``gamma`` of the shape from begin_params_axis on."""
    with tf.variable_scope(scope, "LayerNorm", [inputs], reuse=reuse) as sc:
        inputs = tf.convert_to_tensor(inputs)
        dims = static_shape(inputs)
        shape = [unknown("last dimension of the inputs")] if dims is None else _sizes(dims[begin_params_axis:])
        _scale_and_offset(shape, dtype_of(inputs), center, scale, None, trainable, variables_collections)
        outputs = tensor(dims, static_dtype(inputs), "batchnorm/add_1", "Add")
        outputs = activated(outputs, activation_fn)
        return utils.collect_named_outputs(outputs_collections, alias_of(sc), outputs)


@add_arg_scope
def instance_norm(
    inputs,
    center=True,
    scale=True,
    epsilon=1e-6,
    activation_fn=None,
    param_initializers=None,
    reuse=None,
    variables_collections=None,
    outputs_collections=None,
    trainable=True,
    data_format="NHWC",
    scope=None,
):
    """``beta`` and ``gamma`` [channels]."""
    with tf.variable_scope(scope, "InstanceNorm", [inputs], reuse=reuse) as sc:
        inputs = tf.convert_to_tensor(inputs)
        dims = static_shape(inputs)
        axis = 1 if data_format == "NCHW" else -1
        shape = [unknown("number of channels")] if dims is None else _sizes([dims[axis]])
        _scale_and_offset(shape, dtype_of(inputs), center, scale, param_initializers, trainable, variables_collections)
        outputs = tensor(dims, static_dtype(inputs), "instancenorm/add_1", "Add")
        outputs = activated(outputs, activation_fn)
        return utils.collect_named_outputs(outputs_collections, alias_of(sc), outputs)


@add_arg_scope
def group_norm(
    inputs,
    groups=32,
    channels_axis=-1,
    reduction_axes=(-3, -2),
    center=True,
    scale=True,
    epsilon=1e-6,
    activation_fn=None,
    param_initializers=None,
    reuse=None,
    variables_collections=None,
    outputs_collections=None,
    trainable=True,
    scope=None,
    mean_close_to_zero=False,
):
    """``beta`` and ``gamma`` [channels]."""
    inputs = tf.convert_to_tensor(inputs)
    dims = static_shape(inputs)
    with tf.variable_scope(scope, "GroupNorm", [inputs], reuse=reuse) as sc:
        shape = [unknown("number of channels")] if dims is None else _sizes([dims[channels_axis]])
        _scale_and_offset(shape, dtype_of(inputs), center, scale, param_initializers, trainable, variables_collections)
        outputs = tensor(dims, static_dtype(inputs), "Reshape_2", "Reshape")
        outputs = activated(outputs, activation_fn)
        return utils.collect_named_outputs(outputs_collections, alias_of(sc), outputs)


@add_arg_scope
def unit_norm(inputs, dim, epsilon=1e-7, scope=None):
    with tf.variable_scope(scope, "UnitNorm", [inputs]):
        return tensor(static_shape(inputs), static_dtype(inputs), "div", "RealDiv")
