"""Checks of tf.contrib.framework that give back what they check."""

import tensorflow as tf
from _scope_lint import known, static_dtype, static_shape, tensor


def assert_global_step(global_step_tensor):
    return None


def assert_or_get_global_step(graph=None, global_step_tensor=None):
    if global_step_tensor is None:
        return tf.train.get_global_step(graph)
    return global_step_tensor


def assert_same_float_dtype(tensors=None, dtype=None):
    if dtype is not None:
        return dtype
    for value in tensors or []:
        name = static_dtype(value)
        if name is not None:
            return tf.as_dtype(name)
    return tf.float32


def with_shape(expected_shape, tensor):
    """The tensor, with a static shape that agrees with the expected one."""
    shape = static_shape(tensor)
    if shape is not None and None not in shape:
        return tensor
    wanted = list(expected_shape) if isinstance(expected_shape, (list, tuple)) else None
    return _reshaped(tensor, wanted)


def with_same_shape(expected_tensor, tensor):
    return _reshaped(tensor, static_shape(expected_tensor))


def _reshaped(value, shape):
    if not known(value) or shape is None:
        return value
    return tensor(shape, static_dtype(value), "with_shape", "Identity")
