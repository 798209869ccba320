"""tf.layers.Conv1D, Conv2D, Conv3D and their functions: ``kernel`` [spatial…, in, filters] and ``bias``."""

import tensorflow as tf
from _scope_lint import known, static_dtype, tensor, version

from ._initial import zeros
from ._activation import activated
from ._shapes import channel_axis, channels_of, conv_length, dims_of, lower, per_dimension, shape_of, spatial_result
from ._input_spec import InputSpec
from .base import Layer


class Conv(Layer):
    """What the convolutions of every rank share."""

    def __init__(
        self,
        rank,
        filters,
        kernel_size,
        strides=1,
        padding="valid",
        data_format="channels_last",
        dilation_rate=1,
        activation=None,
        use_bias=True,
        kernel_initializer=None,
        bias_initializer=zeros,
        kernel_regularizer=None,
        bias_regularizer=None,
        activity_regularizer=None,
        kernel_constraint=None,
        bias_constraint=None,
        trainable=True,
        name=None,
        **kwargs,
    ):
        super(Conv, self).__init__(trainable=trainable, name=name, activity_regularizer=activity_regularizer, **kwargs)
        self.rank = rank
        self.filters = filters
        self.kernel_size = per_dimension(kernel_size, rank)
        self.strides = per_dimension(strides, rank)
        self.padding = lower(padding)
        self.data_format = lower(data_format)
        self.dilation_rate = per_dimension(dilation_rate, rank)
        self.activation = activation
        self.use_bias = use_bias
        self.kernel_initializer = kernel_initializer
        self.bias_initializer = bias_initializer
        self.kernel_regularizer = kernel_regularizer
        self.bias_regularizer = bias_regularizer
        self.kernel_constraint = kernel_constraint
        self.bias_constraint = bias_constraint
        self.input_spec = InputSpec(ndim=rank + 2)

    def _input_channels(self, input_shape):
        """The number of channels, which every other input must have, too."""
        channels = channels_of(dims_of(input_shape), self.data_format, self.rank + 2)
        if version >= (1, 2) and channel_axis(self.data_format, self.rank + 2) is not None:
            self.input_spec = InputSpec(ndim=self.rank + 2, axes={self._channel_axis(): channels})
        return channels

    def _channel_axis(self):
        return 1 if channel_axis(self.data_format, self.rank + 2) == 1 else -1

    def _kernel_shape(self, channels):
        return list(self.kernel_size) + [channels, self.filters]

    def build(self, input_shape):
        channels = self._input_channels(input_shape)
        self.kernel = self.add_weight(
            "kernel",
            shape=self._kernel_shape(channels),
            initializer=self.kernel_initializer,
            regularizer=self.kernel_regularizer,
            constraint=self.kernel_constraint,
            trainable=True,
        )
        self._build_bias()

    def _build_bias(self):
        self.bias = None
        if self.use_bias:
            self.bias = self.add_weight(
                "bias",
                shape=[self.filters],
                initializer=self.bias_initializer,
                regularizer=self.bias_regularizer,
                constraint=self.bias_constraint,
                trainable=True,
            )
        self.built = True

    def _result_shape(self, dims):
        def length(i, size):
            return conv_length(size, self.kernel_size[i], self.strides[i], self.padding, self.dilation_rate[i])

        return spatial_result(dims, self.filters, self.data_format, self.rank + 2, length)

    def call(self, inputs):
        shape = self._result_shape(shape_of(inputs))
        dtype = static_dtype(inputs)
        outputs = tensor(shape, dtype, *self._op(inputs))
        if self.use_bias:
            outputs = tensor(shape, dtype, "BiasAdd", "BiasAdd")
        return activated(self.activation, outputs)

    def _op(self, inputs):
        """Name and type of the op that convolves."""
        if version < (1, 2):
            return "convolution", "Conv" + str(self.rank) + "D"
        if self.rank == 1:
            return "conv1d", "Squeeze"
        dilation = self.dilation_rate
        if known(dilation[0]) and known(dilation[1]) and (dilation[0] > 1 or dilation[1] > 1):
            return "BatchToSpaceND", "BatchToSpaceND"
        name = "Conv" + str(self.rank) + "D"
        return name, name

    def compute_output_shape(self, input_shape):
        return tf.TensorShape(self._result_shape(dims_of(input_shape)))


class Conv1D(Conv):
    def __init__(self, filters, kernel_size, strides=1, *args, **kwargs):
        super(Conv1D, self).__init__(1, filters, kernel_size, strides, *args, **kwargs)


class Conv2D(Conv):
    def __init__(self, filters, kernel_size, strides=(1, 1), *args, **kwargs):
        super(Conv2D, self).__init__(2, filters, kernel_size, strides, *args, **kwargs)


class Conv3D(Conv):
    def __init__(self, filters, kernel_size, strides=(1, 1, 1), *args, **kwargs):
        super(Conv3D, self).__init__(3, filters, kernel_size, strides, *args, **kwargs)


def conv1d(
    inputs,
    filters,
    kernel_size,
    strides=1,
    padding="valid",
    data_format="channels_last",
    dilation_rate=1,
    activation=None,
    use_bias=True,
    kernel_initializer=None,
    bias_initializer=zeros,
    kernel_regularizer=None,
    bias_regularizer=None,
    activity_regularizer=None,
    kernel_constraint=None,
    bias_constraint=None,
    trainable=True,
    name=None,
    reuse=None,
):
    layer = Conv1D(
        filters,
        kernel_size,
        strides,
        padding,
        data_format,
        dilation_rate,
        activation,
        use_bias,
        kernel_initializer,
        bias_initializer,
        kernel_regularizer,
        bias_regularizer,
        activity_regularizer,
        kernel_constraint,
        bias_constraint,
        trainable,
        name,
        _scope=name,
        _reuse=reuse,
    )
    return layer.apply(inputs)


def conv2d(
    inputs,
    filters,
    kernel_size,
    strides=(1, 1),
    padding="valid",
    data_format="channels_last",
    dilation_rate=(1, 1),
    activation=None,
    use_bias=True,
    kernel_initializer=None,
    bias_initializer=zeros,
    kernel_regularizer=None,
    bias_regularizer=None,
    activity_regularizer=None,
    kernel_constraint=None,
    bias_constraint=None,
    trainable=True,
    name=None,
    reuse=None,
):
    layer = Conv2D(
        filters,
        kernel_size,
        strides,
        padding,
        data_format,
        dilation_rate,
        activation,
        use_bias,
        kernel_initializer,
        bias_initializer,
        kernel_regularizer,
        bias_regularizer,
        activity_regularizer,
        kernel_constraint,
        bias_constraint,
        trainable,
        name,
        _scope=name,
        _reuse=reuse,
    )
    return layer.apply(inputs)


def conv3d(
    inputs,
    filters,
    kernel_size,
    strides=(1, 1, 1),
    padding="valid",
    data_format="channels_last",
    dilation_rate=(1, 1, 1),
    activation=None,
    use_bias=True,
    kernel_initializer=None,
    bias_initializer=zeros,
    kernel_regularizer=None,
    bias_regularizer=None,
    activity_regularizer=None,
    kernel_constraint=None,
    bias_constraint=None,
    trainable=True,
    name=None,
    reuse=None,
):
    layer = Conv3D(
        filters,
        kernel_size,
        strides,
        padding,
        data_format,
        dilation_rate,
        activation,
        use_bias,
        kernel_initializer,
        bias_initializer,
        kernel_regularizer,
        bias_regularizer,
        activity_regularizer,
        kernel_constraint,
        bias_constraint,
        trainable,
        name,
        _scope=name,
        _reuse=reuse,
    )
    return layer.apply(inputs)
