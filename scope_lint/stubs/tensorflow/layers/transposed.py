"""tf.layers.Conv2DTranspose and Conv3DTranspose: ``kernel`` [spatial…, filters, in]."""

import tensorflow as tf
from _scope_lint import static_dtype, tensor

from ._initial import zeros
from ._activation import activated
from ._shapes import deconv_length, shape_of, spatial_result
from .convolutional import Conv


class _ConvTranspose(Conv):
    """What both ranks share."""

    def __init__(
        self,
        rank,
        filters,
        kernel_size,
        strides=1,
        padding="valid",
        data_format="channels_last",
        activation=None,
        use_bias=True,
        kernel_initializer=None,
        bias_initializer=zeros,
        *args,
        **kwargs,
    ):
        super(_ConvTranspose, self).__init__(
            rank,
            filters,
            kernel_size,
            strides,
            padding,
            data_format,
            1,
            activation,
            use_bias,
            kernel_initializer,
            bias_initializer,
            *args,
            **kwargs,
        )

    def _kernel_shape(self, channels):
        return list(self.kernel_size) + [self.filters, channels]

    def _result_shape(self, dims):
        def length(i, size):
            return deconv_length(size, self.kernel_size[i], self.strides[i], self.padding)

        return spatial_result(dims, self.filters, self.data_format, self.rank + 2, length)

    def call(self, inputs):
        shape = self._result_shape(shape_of(inputs))
        dtype = static_dtype(inputs)
        name = "conv" + str(self.rank) + "d_transpose"
        outputs = tensor(shape, dtype, name, "Conv2DBackpropInput" if self.rank == 2 else "Conv3DBackpropInputV2")
        if self.use_bias:
            outputs = tensor(shape, dtype, "BiasAdd", "BiasAdd")
        return activated(self.activation, outputs)


class Conv2DTranspose(_ConvTranspose):
    def __init__(self, filters, kernel_size, strides=(1, 1), *args, **kwargs):
        super(Conv2DTranspose, self).__init__(2, filters, kernel_size, strides, *args, **kwargs)


class Conv3DTranspose(_ConvTranspose):
    def __init__(self, filters, kernel_size, strides=(1, 1, 1), *args, **kwargs):
        super(Conv3DTranspose, self).__init__(3, filters, kernel_size, strides, *args, **kwargs)


def conv2d_transpose(
    inputs,
    filters,
    kernel_size,
    strides=(1, 1),
    padding="valid",
    data_format="channels_last",
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
    layer = Conv2DTranspose(
        filters,
        kernel_size,
        strides,
        padding,
        data_format,
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


def conv3d_transpose(
    inputs,
    filters,
    kernel_size,
    strides=(1, 1, 1),
    padding="valid",
    data_format="channels_last",
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
    layer = Conv3DTranspose(
        filters,
        kernel_size,
        strides,
        padding,
        data_format,
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
