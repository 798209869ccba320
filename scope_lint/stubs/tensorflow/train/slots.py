"""Slot variables: what an optimizer or a moving average keeps beside a variable.

Their names are those of variable scopes: ``variable_scope(None, default_name="<variable>/<slot>")`` with a get_variable("") in it, so
they obey the current scope's reuse, getters and counters (TF 1.0 to 1.15; 0.12 opened a name_scope).
"""

import tensorflow as tf
from _scope_lint import known, static_shape, unknown, version

from ..layers._initial import zeros


def known_dimensions(x):
    """The static shape of x for get_variable: a dimension that is not known is unknown, not the None of a user."""
    shape = static_shape(x)
    if shape is None:
        return unknown("the shape of a variable")
    return [unknown("a dimension of a variable") if known(size) and size is None else size for size in shape]


def slot_scope(primary, name):
    return tf.variable_scope(None, primary.op.name + "/" + name)


def create_slot(primary, val, name, colocate_with_primary=True):
    """A slot that starts as the tensor val."""
    if version < (1, 0):
        with tf.name_scope(primary.op.name + "/" + name) as scope:
            return tf.Variable(val, name=scope, trainable=False)
    with slot_scope(primary, name):
        return _slot_variable(initializer=val)


def create_slot_with_initializer(primary, initializer, shape, dtype, name, colocate_with_primary=True):
    """A slot made by an initializer (1.1 and later)."""
    with slot_scope(primary, name):
        return _slot_variable(initializer=initializer, shape=shape, dtype=dtype)


def create_zeros_slot(primary, name, dtype=None, colocate_with_primary=True):
    """A slot of zeros with the shape of its variable."""
    dtype = primary.dtype.base_dtype if dtype is None else dtype
    shape = known_dimensions(primary)
    if version < (1, 1):
        return create_slot(primary, tf.zeros(shape, dtype), name)
    return create_slot_with_initializer(primary, zeros, shape, dtype, name)


def _slot_variable(**how):
    """Slots are never partitioned, whatever the scope says."""
    scope = tf.get_variable_scope()
    partitioner = scope.partitioner
    scope.set_partitioner(None)
    slot = tf.get_variable("", trainable=False, **how)
    scope.set_partitioner(partitioner)
    return slot
