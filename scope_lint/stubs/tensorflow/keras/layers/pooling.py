"""Pooling: no weights."""

from ...layers._input_spec import InputSpec
from ...layers._shapes import lower
from ...train.sizes import conv_length
from ..base import Layer
from ..tensors import dims, made
from .convolutional import several


class _Pooling(Layer):
    rank = 2
    op = "MaxPool"

    def __init__(self, pool_size=2, strides=None, padding="valid", data_format=None, **kwargs):
        super(_Pooling, self).__init__(**kwargs)
        self.pool_size = several(pool_size, self.rank)
        self.strides = several(pool_size if strides is None else strides, self.rank)
        self.padding = lower(padding)
        self.data_format = data_format
        self.input_spec = InputSpec(ndim=self.rank + 2)

    def call(self, inputs):
        shape = dims(inputs)
        if shape is not None:
            first = 2 if self.data_format == "channels_first" else 1
            for i in range(self.rank):
                shape[first + i] = conv_length(shape[first + i], self.pool_size[i], self.strides[i], self.padding, 1)
        return made(shape, inputs, self.op, self.op)


class MaxPooling1D(_Pooling):
    rank = 1


class MaxPooling2D(_Pooling):
    pass


class MaxPooling3D(_Pooling):
    rank = 3


class AveragePooling1D(_Pooling):
    rank = 1
    op = "AvgPool"


class AveragePooling2D(_Pooling):
    op = "AvgPool"


class AveragePooling3D(_Pooling):
    rank = 3
    op = "AvgPool"


class _Global(Layer):
    rank = 2
    op = "Mean"

    def __init__(self, data_format=None, **kwargs):
        super(_Global, self).__init__(**kwargs)
        self.data_format = data_format
        self.input_spec = InputSpec(ndim=self.rank + 2)

    def call(self, inputs, mask=None):
        shape = dims(inputs)
        if shape is not None:
            shape = [shape[0], shape[1] if self.data_format == "channels_first" else shape[-1]]
        return made(shape, inputs, self.op, self.op)


class GlobalAveragePooling1D(_Global):
    rank = 1


class GlobalAveragePooling2D(_Global):
    pass


class GlobalAveragePooling3D(_Global):
    rank = 3


class GlobalMaxPooling1D(_Global):
    rank = 1
    op = "Max"


class GlobalMaxPooling2D(_Global):
    op = "Max"


class GlobalMaxPooling3D(_Global):
    rank = 3
    op = "Max"
