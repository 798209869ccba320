"""tf.layers' pooling: no variables."""

import tensorflow as tf
from _scope_lint import static_dtype, tensor

from ._shapes import channel_axis, conv_length, dims_of, lower, per_dimension, shape_of, spatial_result
from ._input_spec import InputSpec
from .base import Layer


class _Pooling(Layer):
    """What all poolings share; ``rank`` spatial dimensions, ``op`` the name of the op that pools."""

    rank = 2
    op = "MaxPool"

    def __init__(self, pool_size, strides, padding="valid", data_format="channels_last", name=None, **kwargs):
        super(_Pooling, self).__init__(name=name, **kwargs)
        self.pool_size = per_dimension(pool_size, self.rank)
        self.strides = per_dimension(strides, self.rank)
        self.padding = lower(padding)
        self.data_format = lower(data_format)
        self.input_spec = InputSpec(ndim=self.rank + 2)

    def _result_shape(self, dims):
        def length(i, size):
            return conv_length(size, self.pool_size[i], self.strides[i], self.padding)

        axis = channel_axis(self.data_format, self.rank + 2)
        channels = None if dims is None or axis is None else dims[axis]
        return spatial_result(dims, channels, self.data_format, self.rank + 2, length)

    def call(self, inputs):
        return tensor(self._result_shape(shape_of(inputs)), static_dtype(inputs), self.op, self.op)

    def compute_output_shape(self, input_shape):
        return tf.TensorShape(self._result_shape(dims_of(input_shape)))


class MaxPooling1D(_Pooling):
    rank = 1
    op = "Squeeze"


class MaxPooling2D(_Pooling):
    pass


class MaxPooling3D(_Pooling):
    rank = 3
    op = "MaxPool3D"


class AveragePooling1D(_Pooling):
    rank = 1
    op = "Squeeze"


class AveragePooling2D(_Pooling):
    op = "AvgPool"


class AveragePooling3D(_Pooling):
    rank = 3
    op = "AvgPool3D"


def max_pooling1d(inputs, pool_size, strides, padding="valid", data_format="channels_last", name=None):
    return MaxPooling1D(pool_size, strides, padding, data_format, name, _scope=name).apply(inputs)


def max_pooling2d(inputs, pool_size, strides, padding="valid", data_format="channels_last", name=None):
    return MaxPooling2D(pool_size, strides, padding, data_format, name, _scope=name).apply(inputs)


def max_pooling3d(inputs, pool_size, strides, padding="valid", data_format="channels_last", name=None):
    return MaxPooling3D(pool_size, strides, padding, data_format, name, _scope=name).apply(inputs)


def average_pooling1d(inputs, pool_size, strides, padding="valid", data_format="channels_last", name=None):
    return AveragePooling1D(pool_size, strides, padding, data_format, name, _scope=name).apply(inputs)


def average_pooling2d(inputs, pool_size, strides, padding="valid", data_format="channels_last", name=None):
    return AveragePooling2D(pool_size, strides, padding, data_format, name, _scope=name).apply(inputs)


def average_pooling3d(inputs, pool_size, strides, padding="valid", data_format="channels_last", name=None):
    return AveragePooling3D(pool_size, strides, padding, data_format, name, _scope=name).apply(inputs)
