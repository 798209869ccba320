"""What the layers of tf.contrib.layers share: their variables, what follows the layer proper, names of outputs."""

import tensorflow as tf
from _scope_lint import known, static_dtype, static_shape, tensor, unknown, version

from ..framework.variables import model_variable
from . import utils


def is_given(value):
    """Not None; an unknown value counts as given."""
    return not known(value) or value is not None


def dtype_of(inputs):
    """The dtype of the inputs, for use as that of a variable."""
    name = static_dtype(inputs)
    return unknown("dtype of the inputs") if name is None else tf.as_dtype(name)


def layer_variable(
    name, shape, dtype, initializer=None, regularizer=None, trainable=True, variables_collections=None, key=None
):
    """A variable of a layer, in the collections that were asked for (again, where it is shared)."""
    if version == (1, 0):
        variable = _shared_or_made(name, shape, dtype, initializer, regularizer, trainable)
    else:
        variable = model_variable(
            name, shape=shape, dtype=dtype, initializer=initializer, regularizer=regularizer, trainable=trainable
        )
    add_to_its_collections(variable, variables_collections, key or name)
    return variable


def add_to_its_collections(variable, variables_collections, name):
    """Put a variable that is made into the collections that were asked for, where it is not there already (1.0 to 1.15)."""
    collections = utils.get_variable_collections(variables_collections, name)
    if known(collections) and collections:
        for collection in [collections] if isinstance(collections, str) else collections:
            there = tf.get_collection(collection)
            if not (known(there) and variable in there):
                tf.add_to_collection(collection, variable)


def _shared_or_made(name, shape, dtype, initializer, regularizer, trainable):
    """1.0.0 shares what is there and makes what is not, whatever ``reuse`` says."""
    scope = tf.get_variable_scope()
    full_name = scope.name + "/" + name if scope.name else name
    there = any(v.op.name == full_name for v in tf.global_variables())
    with tf.variable_scope(scope, reuse=there):
        return model_variable(
            name, shape=shape, dtype=dtype, initializer=initializer, regularizer=regularizer, trainable=trainable
        )


def own_variable(name, shape, dtype, initializer=None, regularizer=None, trainable=True, variables_collections=None):
    """A variable that is made in its collections, for the functions that are not built on tf.layers."""
    return model_variable(
        name,
        shape=shape,
        dtype=dtype,
        initializer=initializer,
        regularizer=regularizer,
        trainable=trainable,
        collections=utils.get_variable_collections(variables_collections, name),
    )


def alias_of(scope):
    """What the outputs of a layer go by: since 1.3 the name of the variable scope, before that of the op name scope."""
    return scope.name if version >= (1, 3) else scope.original_name_scope


def normalized(outputs, normalizer_fn, normalizer_params):
    """The outputs after the normaliser; shape and dtype stay where it is not known."""
    if not is_given(normalizer_fn):
        return outputs
    made = normalizer_fn(outputs, **(normalizer_params or {}))
    return made if known(made) else tensor(static_shape(outputs), static_dtype(outputs), "normalized", "Identity")


def activated(outputs, activation_fn):
    """The outputs after the activation; one that is not known leaves them as they are."""
    if not known(activation_fn) or activation_fn is None:
        return outputs
    return activation_fn(outputs)


def finished(outputs, scope, normalizer_fn, normalizer_params, activation_fn, outputs_collections):
    """Normaliser, activation, collections: the end of most layers."""
    outputs = normalized(outputs, normalizer_fn, normalizer_params)
    outputs = activated(outputs, activation_fn)
    return utils.collect_named_outputs(outputs_collections, alias_of(scope), outputs)


def wants_biases(normalizer_fn, biases_initializer):
    """A layer has biases where it is not normalised and they are initialised."""
    return not is_given(normalizer_fn) and is_given(biases_initializer)
