"""tensorflow.python.framework.tensor_shape."""

import tensorflow as tf

TensorShape = tf.TensorShape
Dimension = tf.Dimension


def as_shape(shape):
    return shape if isinstance(shape, tf.TensorShape) else tf.TensorShape(shape)


def as_dimension(value):
    return value if isinstance(value, tf.Dimension) else tf.Dimension(value)


def dimension_value(dimension):
    return dimension.value if isinstance(dimension, tf.Dimension) else dimension


def dimension_at_index(shape, index):
    return shape[index]


def unknown_shape(ndims=None, rank=None):
    size = ndims if rank is None else rank
    return tf.TensorShape(None if size is None else [None] * size)


def scalar():
    return tf.TensorShape([])


def vector(length):
    return tf.TensorShape([length])


def matrix(rows, cols):
    return tf.TensorShape([rows, cols])
