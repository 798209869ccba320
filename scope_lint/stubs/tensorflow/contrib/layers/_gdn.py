"""GDN: ``reparam_beta`` [channels] and ``reparam_gamma`` [channels, channels]."""

import tensorflow as tf
from _scope_lint import static_dtype, tensor

from ...layers._shapes import channels_of, dims_of, shape_of
from ...layers.base import Layer


class GDN(Layer):
    def __init__(
        self,
        inverse=False,
        beta_min=1e-6,
        gamma_init=0.1,
        reparam_offset=2**-18,
        data_format="channels_last",
        activity_regularizer=None,
        trainable=True,
        name=None,
        **kwargs,
    ):
        super(GDN, self).__init__(trainable=trainable, name=name, activity_regularizer=activity_regularizer, **kwargs)
        self.inverse = inverse
        self.data_format = data_format

    def build(self, input_shape):
        dims = dims_of(input_shape)
        channels = channels_of(dims, self.data_format, 4 if dims is None else len(dims))
        self._beta = self.add_weight("reparam_beta", shape=[channels], initializer=tf.ones_initializer())
        self._gamma = self.add_weight("reparam_gamma", shape=[channels, channels], initializer=tf.ones_initializer())
        self.built = True

    def call(self, inputs):
        return tensor(shape_of(inputs), static_dtype(inputs), "mul" if self.inverse else "truediv", "RealDiv")


def gdn(
    inputs,
    inverse=False,
    beta_min=1e-6,
    gamma_init=0.1,
    reparam_offset=2**-18,
    data_format="channels_last",
    activity_regularizer=None,
    trainable=True,
    name=None,
    reuse=None,
):
    layer = GDN(
        inverse=inverse,
        data_format=data_format,
        activity_regularizer=activity_regularizer,
        trainable=trainable,
        name=name,
        _scope=name,
        _reuse=reuse,
    )
    return layer.apply(inputs)
