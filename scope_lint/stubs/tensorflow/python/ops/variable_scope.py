"""tensorflow.python.ops.variable_scope: what it has beside the public functions."""

import tensorflow as tf


def _pure_variable_scope(name_or_scope, reuse=None, initializer=None, regularizer=None, caching_device=None, partitioner=None,
                         custom_getter=None, old_name_scope=None, dtype=None, use_resource=None, constraint=None):
    """A variable scope that opens no name scope (TensorFlow 1.15's parameters)."""
    return tf.variable_scope(
        name_or_scope, reuse=reuse, initializer=initializer, regularizer=regularizer, caching_device=caching_device,
        partitioner=partitioner, custom_getter=custom_getter, dtype=dtype, use_resource=use_resource, constraint=constraint,
        auxiliary_name_scope=False)
