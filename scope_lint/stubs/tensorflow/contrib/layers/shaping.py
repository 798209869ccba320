"""flatten, dropout, softmax, maxout, one_hot_encoding, sequences and images: no variables but a temperature."""

import tensorflow as tf
from _scope_lint import known, static_dtype, static_shape, tensor, version

from ..framework._arg_scope import add_arg_scope
from ..framework.variables import model_variable
from . import utils
from ._common import alias_of
from ...layers._shapes import times


@add_arg_scope
def flatten(inputs, outputs_collections=None, scope=None):
    with tf.name_scope(scope, "Flatten", [inputs]) as sc:
        inputs = tf.convert_to_tensor(inputs)
        dims = static_shape(inputs)
        size = None if dims is None else 1
        for dim in dims[1:] if dims is not None else []:
            size = times(size, dim)
        shape = [None if dims is None else dims[0], size]
        name = "flatten/Reshape" if version >= (1, 4) else "Reshape"
        outputs = tensor(shape, static_dtype(inputs), name, "Reshape")
        return utils.collect_named_outputs(outputs_collections, sc, outputs)


@add_arg_scope
def dropout(inputs, keep_prob=0.5, noise_shape=None, is_training=True, outputs_collections=None, scope=None, seed=None):
    with tf.variable_scope(scope, "Dropout", [inputs]) as sc:
        with tf.variable_scope(sc):
            # The layer underneath enters the scope once more: an op name scope inside is taken.
            inputs = tf.convert_to_tensor(inputs)
        training = utils.constant_value(is_training)
        if training is None:
            op, kind = "cond/Merge", "Merge"
        elif training:
            op, kind = _dropout_op()
        else:
            op, kind = "Identity", "Identity"
        outputs = tensor(static_shape(inputs), static_dtype(inputs), op, kind)
        return utils.collect_named_outputs(outputs_collections, alias_of(sc), outputs)


def _dropout_op():
    with tf.name_scope("dropout") as name:
        return name + ("mul_1" if version >= (1, 13) else "mul"), "Mul"


def softmax(logits, scope=None):
    with tf.variable_scope(scope, "softmax", [logits]):
        logits = tf.convert_to_tensor(logits)
        return tensor(static_shape(logits), static_dtype(logits), "Reshape_1", "Reshape")


@add_arg_scope
def maxout(inputs, num_units, axis=-1, scope=None):
    with tf.variable_scope(scope, "MaxOut", [inputs]):
        inputs = tf.convert_to_tensor(inputs)
        shape = static_shape(inputs)
        if shape is not None and known(axis):
            shape[axis] = num_units
        return tensor(shape, static_dtype(inputs), "Max", "Max")


@add_arg_scope
def one_hot_encoding(labels, num_classes, on_value=1.0, off_value=0.0, outputs_collections=None, scope=None):
    with tf.name_scope(scope, "OneHotEncoding", [labels, num_classes]) as sc:
        labels = tf.convert_to_tensor(labels)
        dims = static_shape(labels)
        shape = None if dims is None else dims + [num_classes]
        outputs = tensor(shape, "float32", "one_hot", "OneHot")
        return utils.collect_named_outputs(outputs_collections, sc, outputs)


@add_arg_scope
def images_to_sequence(inputs, data_format="NHWC", outputs_collections=None, scope=None):
    """[batch, h, w, d] → [w, batch * h, d]."""
    with tf.name_scope(scope, "ImagesToSequence", [inputs]) as sc:
        inputs = tf.convert_to_tensor(inputs)
        dims = static_shape(inputs)
        shape = [None, None, None] if dims is None else [dims[2], times(dims[0], dims[1]), dims[3]]
        outputs = tensor(shape, static_dtype(inputs), "Reshape", "Reshape")
        return utils.collect_named_outputs(outputs_collections, sc, outputs)


@add_arg_scope
def sequence_to_images(inputs, height, output_data_format="channels_last", outputs_collections=None, scope=None):
    """[w, batch * height, d] → [batch, height, w, d]."""
    with tf.name_scope(scope, "SequenceToImages", [inputs]) as sc:
        inputs = tf.convert_to_tensor(inputs)
        dims = static_shape(inputs)
        if dims is None:
            shape = [None, None, None, None]
        else:
            batch = None if dims[1] is None else dims[1] // height
            shape = [batch, height, dims[0], dims[2]]
            if output_data_format == "channels_first":
                shape = [batch, dims[2], height, dims[0]]
        outputs = tensor(shape, static_dtype(inputs), "transpose", "Transpose")
        return utils.collect_named_outputs(outputs_collections, sc, outputs)


@add_arg_scope
def spatial_softmax(
    features, temperature=None, name=None, variables_collections=None, trainable=True, data_format="NHWC"
):
    """Expected positions [batch, 2 * channels]; the temperature is a variable, whether it is given or not."""
    with tf.variable_scope(name, "spatial_softmax"):
        model_variable(
            "temperature",
            shape=(),
            dtype=tf.float32,
            initializer=tf.ones_initializer(),
            collections=utils.get_variable_collections(variables_collections, "temperature"),
            trainable=trainable,
        )
        dims = static_shape(features)
        channels = None if dims is None else dims[1 if data_format == "NCHW" else 3]
        shape = [None if dims is None else dims[0], times(channels, 2)]
        return tensor(shape, static_dtype(features), "spatial_softmax_op/Reshape_3", "Reshape")


@add_arg_scope
def scale_gradient(inputs, gradient_multiplier):
    return tensor(static_shape(inputs), static_dtype(inputs), "scale_gradient", "Identity")
