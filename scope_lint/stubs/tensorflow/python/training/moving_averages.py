"""tensorflow.python.training.moving_averages, which many programs import by that path."""

import tensorflow as tf
from _scope_lint import known, version

from ...layers._initial import zeros
from ...train.slots import known_dimensions


def assign_moving_average(variable, value, decay, zero_debias=True, name=None):
    """``zero_debias`` makes two variables, ``biased`` and ``local_step``, in a variable scope of the variable's name."""
    with tf.name_scope(name, "AssignMovingAvg", [variable, value, decay]) as scope:
        if zero_debias:
            _debiasing_variables(variable)
        return tf.assign_sub(variable, tf.subtract(variable, value), name=scope)


def _debiasing_variables(variable):
    with tf.variable_scope(variable.op.name):
        dtype = variable.dtype.base_dtype
        biased = _free_name("biased")
        tf.get_variable(
            biased, shape=known_dimensions(variable), dtype=dtype, initializer=zeros, trainable=False
        )
        step = _free_name("local_step")
        tf.get_variable(step, shape=[], dtype=dtype, initializer=zeros, trainable=False)


def _free_name(name):
    """Since 1.4 a second average of one variable gets variables of its own, unless the scope reuses."""
    scope = tf.get_variable_scope()
    if version < (1, 4) or scope.reuse:
        return name
    taken = [v.op.name for v in scope.global_variables()]
    full = scope.name + "/" + name
    if full not in taken:
        return name
    index = 1
    while full + ("_%d" % index) in taken:
        index += 1
    return name + ("_%d" % index)


def weighted_moving_average(value, decay, weight, truediv=True, collections=None, name=None):
    """Two variables, ``value_x_weight`` and ``weight``, in a scope ``WeightedMovingAvg``."""
    if known(collections) and collections is None:
        collections = [tf.GraphKeys.GLOBAL_VARIABLES]
    with tf.variable_scope(name, "WeightedMovingAvg", [value, weight, decay]) as scope:
        numerator = _average("value_x_weight", value, collections)
        denominator = _average("weight", weight, collections)
        assign_moving_average(numerator, tf.multiply(value, weight), decay, zero_debias=False)
        assign_moving_average(denominator, weight, decay, zero_debias=False)
        return tf.truediv(numerator, denominator, name=scope.name)


def _average(name, like, collections):
    return tf.get_variable(
        name,
        shape=known_dimensions(like),
        dtype=like.dtype,
        initializer=zeros,
        trainable=False,
        collections=collections,
    )
