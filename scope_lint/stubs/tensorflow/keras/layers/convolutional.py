"""Convolutions, and the layers that resize."""

import tensorflow as tf
from _scope_lint import known, unknown

from ...layers._input_spec import InputSpec
from ...layers._shapes import lower
from ...train.sizes import absent, conv_length, product
from ..base import Layer, _size
from ..tensors import activated, dims, made


def several(value, rank):
    """An int or a sequence as a list of ``rank`` numbers."""
    if known(value) and isinstance(value, (list, tuple)):
        return list(value)
    return [value] * rank


class _Conv(Layer):
    rank = 2

    def __init__(
        self,
        filters,
        kernel_size,
        strides=1,
        padding="valid",
        data_format=None,
        dilation_rate=1,
        activation=None,
        use_bias=True,
        kernel_initializer="glorot_uniform",
        bias_initializer="zeros",
        kernel_regularizer=None,
        bias_regularizer=None,
        activity_regularizer=None,
        kernel_constraint=None,
        bias_constraint=None,
        **kwargs,
    ):
        super(_Conv, self).__init__(**kwargs)
        self.filters = filters
        self.kernel_size = several(kernel_size, self.rank)
        self.strides = several(strides, self.rank)
        self.padding = lower(padding)
        self.data_format = data_format
        self.dilation_rate = several(dilation_rate, self.rank)
        self.activation = activation
        self.use_bias = use_bias
        self.kernel_regularizer = kernel_regularizer
        self.bias_regularizer = bias_regularizer
        self.bias = None
        self.input_spec = InputSpec(ndim=self.rank + 2)

    @property
    def channels_first(self):
        return self.data_format == "channels_first"

    def channels(self, input_shape):
        """The number of channels, which every other input must have, too."""
        if not known(input_shape):
            return unknown("the channels of a layer's input")
        axis = 1 if self.channels_first else -1
        size = _size(input_shape[axis])
        if absent(size):
            return unknown("the channels of a layer's input")
        self.input_spec = InputSpec(ndim=self.rank + 2, axes={axis: size})
        return size

    def weight(self, name, shape, regularizer=None):
        return self.add_weight(name=name, shape=shape, regularizer=regularizer, trainable=True)

    def build(self, input_shape):
        shape = self.kernel_size + [self.channels(input_shape), self.filters]
        self.kernel = self.weight("kernel", shape, self.kernel_regularizer)
        self.build_bias(self.filters)
        self.built = True

    def build_bias(self, size):
        if self.use_bias:
            self.bias = self.add_weight(
                name="bias",
                shape=[size],
                initializer=tf.zeros_initializer(),
                regularizer=self.bias_regularizer,
                trainable=True,
            )

    def lengths(self, sizes):
        """The output's sizes along the dimensions of the kernel."""
        found = []
        for i, size in enumerate(sizes):
            padding = "valid" if self.padding == "causal" else self.padding
            if self.padding == "causal" and not absent(size):
                size = size + (self.kernel_size[i] - 1) * self.dilation_rate[i]
            found.append(conv_length(size, self.kernel_size[i], self.strides[i], padding, self.dilation_rate[i]))
        return found

    def call(self, inputs):
        shape = dims(inputs)
        if shape is not None and self.channels_first:
            shape = [shape[0], self.out_channels(shape[1])] + self.lengths(shape[2:])
        elif shape is not None:
            shape = [shape[0]] + self.lengths(shape[1:-1]) + [self.out_channels(shape[-1])]
        return activated(made(shape, inputs, "BiasAdd" if self.use_bias else "Conv", "BiasAdd"), self.activation)

    def out_channels(self, channels):
        return self.filters


class Conv1D(_Conv):
    rank = 1


class Conv2D(_Conv):
    rank = 2


class Conv3D(_Conv):
    rank = 3


class Conv2DTranspose(Conv2D):
    def __init__(
        self,
        filters,
        kernel_size,
        strides=1,
        padding="valid",
        output_padding=None,
        data_format=None,
        dilation_rate=1,
        **kwargs,
    ):
        super(Conv2DTranspose, self).__init__(
            filters, kernel_size, strides, padding, data_format, dilation_rate, **kwargs
        )

    def build(self, input_shape):
        shape = self.kernel_size + [self.filters, self.channels(input_shape)]
        self.kernel = self.weight("kernel", shape, self.kernel_regularizer)
        self.build_bias(self.filters)
        self.built = True

    def lengths(self, sizes):
        found = []
        for i, size in enumerate(sizes):
            if absent(size):
                found.append(None)
            elif self.padding == "same":
                found.append(size * self.strides[i])
            else:
                overlap = self.kernel_size[i] - self.strides[i]
                found.append(size * self.strides[i] + (max(overlap, 0) if known(overlap) else overlap))
        return found


class Conv3DTranspose(Conv2DTranspose):
    rank = 3


class DepthwiseConv2D(Conv2D):
    def __init__(
        self,
        kernel_size,
        strides=(1, 1),
        padding="valid",
        depth_multiplier=1,
        data_format=None,
        activation=None,
        use_bias=True,
        **kwargs,
    ):
        super(DepthwiseConv2D, self).__init__(
            None, kernel_size, strides, padding, data_format, activation=activation, use_bias=use_bias, **_plain(kwargs)
        )
        self.depth_multiplier = depth_multiplier

    def build(self, input_shape):
        channels = self.channels(input_shape)
        self.depthwise_kernel = self.weight("depthwise_kernel", self.kernel_size + [channels, self.depth_multiplier])
        self.build_bias(channels * self.depth_multiplier)
        self.built = True

    def out_channels(self, channels):
        return product([channels, self.depth_multiplier])


def _plain(options):
    """Without the options of depthwise kernels, which change no name."""
    return dict([(key, options[key]) for key in options if not key.startswith(("depthwise_", "pointwise_"))])


class _Separable(_Conv):
    def __init__(
        self,
        filters,
        kernel_size,
        strides=1,
        padding="valid",
        data_format=None,
        dilation_rate=1,
        depth_multiplier=1,
        **kwargs,
    ):
        super(_Separable, self).__init__(
            filters, kernel_size, strides, padding, data_format, dilation_rate, **_plain(kwargs)
        )
        self.depth_multiplier = depth_multiplier

    def build(self, input_shape):
        channels = self.channels(input_shape)
        self.depthwise_kernel = self.weight("depthwise_kernel", self.kernel_size + [channels, self.depth_multiplier])
        shape = [1] * self.rank + [channels * self.depth_multiplier, self.filters]
        self.pointwise_kernel = self.weight("pointwise_kernel", shape)
        self.build_bias(self.filters)
        self.built = True


class SeparableConv1D(_Separable):
    rank = 1


class SeparableConv2D(_Separable):
    rank = 2


class LocallyConnected1D(_Conv):
    rank = 1

    def build(self, input_shape):
        length = self.lengths([_size(input_shape[1])])[0]
        size = self.kernel_size[0] * self.channels(input_shape)
        self.kernel = self.weight("kernel", [length, size, self.filters], self.kernel_regularizer)
        if self.use_bias:
            self.bias = self.add_weight(
                name="bias", shape=[length, self.filters], initializer=tf.zeros_initializer(), trainable=True
            )
        self.built = True


class LocallyConnected2D(_Conv):
    rank = 2

    def build(self, input_shape):
        sizes = [input_shape[2], input_shape[3]] if self.channels_first else [input_shape[1], input_shape[2]]
        rows, columns = self.lengths([_size(size) for size in sizes])
        size = self.kernel_size[0] * self.kernel_size[1] * self.channels(input_shape)
        places = product([rows, columns])
        self.kernel = self.weight("kernel", [places, size, self.filters], self.kernel_regularizer)
        if self.use_bias:
            self.bias = self.add_weight(
                name="bias", shape=[rows, columns, self.filters], initializer=tf.zeros_initializer(), trainable=True
            )
        self.built = True


class _Resized(Layer):
    """Channels stay; each spatial size is changed by ``resized``."""

    rank = 2

    def __init__(self, size, data_format=None, interpolation="nearest", **kwargs):
        super(_Resized, self).__init__(**kwargs)
        self.size = several(size, self.rank)
        self.data_format = data_format

    def resized(self, length, i):
        return length

    def call(self, inputs):
        shape = dims(inputs)
        if shape is not None:
            first = 2 if self.data_format == "channels_first" else 1
            for i in range(self.rank):
                length = shape[first + i]
                shape[first + i] = None if absent(length) else self.resized(length, i)
        return made(shape, inputs, "resize", "ResizeNearestNeighbor")


class UpSampling2D(_Resized):
    def __init__(self, size=(2, 2), data_format=None, interpolation="nearest", **kwargs):
        super(UpSampling2D, self).__init__(size, data_format, interpolation, **kwargs)

    def resized(self, length, i):
        return length * self.size[i]


class UpSampling1D(UpSampling2D):
    rank = 1

    def __init__(self, size=2, **kwargs):
        super(UpSampling1D, self).__init__(size, **kwargs)


class UpSampling3D(UpSampling2D):
    rank = 3

    def __init__(self, size=(2, 2, 2), data_format=None, **kwargs):
        super(UpSampling3D, self).__init__(size, data_format, **kwargs)


def _pairs(padding, rank):
    """``1``, ``(1, 2)`` or ``((1, 1), (2, 2))`` as (before, after) of each dimension."""
    if isinstance(padding, int):
        return [(padding, padding)] * rank
    if rank == 1:
        return [tuple(padding)]
    return [(item, item) if isinstance(item, int) else tuple(item) for item in padding]


class ZeroPadding2D(_Resized):
    def __init__(self, padding=(1, 1), data_format=None, **kwargs):
        super(ZeroPadding2D, self).__init__(1, data_format, **kwargs)
        self.padding = _pairs(padding, self.rank)

    def resized(self, length, i):
        return length + self.padding[i][0] + self.padding[i][1]


class ZeroPadding1D(ZeroPadding2D):
    rank = 1

    def __init__(self, padding=1, **kwargs):
        super(ZeroPadding1D, self).__init__(padding, **kwargs)


class ZeroPadding3D(ZeroPadding2D):
    rank = 3

    def __init__(self, padding=(1, 1, 1), data_format=None, **kwargs):
        super(ZeroPadding3D, self).__init__(padding, data_format, **kwargs)


class Cropping2D(ZeroPadding2D):
    def __init__(self, cropping=((0, 0), (0, 0)), data_format=None, **kwargs):
        super(Cropping2D, self).__init__(cropping, data_format, **kwargs)

    def resized(self, length, i):
        return length - self.padding[i][0] - self.padding[i][1]
