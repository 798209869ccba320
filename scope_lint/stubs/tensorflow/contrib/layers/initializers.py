"""Initializers: what they compute does not matter, that they are functions does."""

import tensorflow as tf
from _scope_lint import known, tensor


def variance_scaling_initializer(factor=2.0, mode="FAN_IN", uniform=False, seed=None, dtype=tf.float32):
    """A function of shape and dtype, which takes a partition, too."""
    if known(dtype) and not tf.as_dtype(dtype).is_floating:
        raise TypeError("Cannot create initializer for non-floating point type.")

    def _initializer(shape, dtype=dtype, partition_info=None):
        return tensor(shape, dtype, "random_uniform" if uniform else "truncated_normal", "Add")

    _initializer.floats_only = True
    return _initializer


def xavier_initializer(uniform=True, seed=None, dtype=tf.float32):
    return variance_scaling_initializer(factor=1.0, mode="FAN_AVG", uniform=uniform, seed=seed, dtype=dtype)


xavier_initializer_conv2d = xavier_initializer
