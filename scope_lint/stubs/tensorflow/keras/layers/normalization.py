"""Normalisation."""

import tensorflow as tf
from _scope_lint import known, unknown, version

from ...layers._input_spec import same_at
from ...layers._shapes import dims_of
from ..base import Layer, _size
from ..tensors import dims, made


def _sizes_at(input_shape, axes):
    if not known(input_shape):
        return [unknown("the size of a normalised axis") for axis in axes]
    return [_size(input_shape[axis]) for axis in axes]


class BatchNormalization(Layer):
    def __init__(
        self,
        axis=-1,
        momentum=0.99,
        epsilon=0.001,
        center=True,
        scale=True,
        beta_initializer="zeros",
        gamma_initializer="ones",
        moving_mean_initializer="zeros",
        moving_variance_initializer="ones",
        beta_regularizer=None,
        gamma_regularizer=None,
        beta_constraint=None,
        gamma_constraint=None,
        renorm=False,
        renorm_clipping=None,
        renorm_momentum=0.99,
        fused=None,
        trainable=True,
        virtual_batch_size=None,
        adjustment=None,
        name=None,
        **kwargs,
    ):
        super(BatchNormalization, self).__init__(name=name, trainable=trainable, **kwargs)
        self.axis = axis if isinstance(axis, (list, tuple)) else [axis]
        self.center = center
        self.scale = scale
        self.renorm = renorm
        self.gamma_regularizer = gamma_regularizer
        self.beta_regularizer = beta_regularizer
        self.gamma = None
        self.beta = None

    def build(self, input_shape):
        shape = _sizes_at(input_shape, self.axis)
        self.input_spec = same_at(dims_of(input_shape), self.axis)
        zeros, ones = tf.zeros_initializer(), tf.ones_initializer()
        if self.scale:
            self.gamma = self.add_weight(
                name="gamma", shape=shape, initializer=ones, regularizer=self.gamma_regularizer, trainable=True
            )
        if self.center:
            self.beta = self.add_weight(
                name="beta", shape=shape, initializer=zeros, regularizer=self.beta_regularizer, trainable=True
            )
        self.moving_mean = self.add_weight(name="moving_mean", shape=shape, initializer=zeros, trainable=False)
        self.moving_variance = self.add_weight(name="moving_variance", shape=shape, initializer=ones, trainable=False)
        if self.renorm:
            if version >= (1, 13):
                self.add_weight(name="moving_stddev", shape=shape, initializer=ones, trainable=False)
                self.add_weight(name="renorm_mean", shape=shape, initializer=zeros, trainable=False)
                self.add_weight(name="renorm_stddev", shape=shape, initializer=ones, trainable=False)
            else:
                self.add_weight(name="renorm_mean", shape=shape, initializer=zeros, trainable=False)
                self.add_weight(name="renorm_mean_weight", shape=[], initializer=zeros, trainable=False)
                self.add_weight(name="renorm_stddev", shape=shape, initializer=ones, trainable=False)
                self.add_weight(name="renorm_stddev_weight", shape=[], initializer=zeros, trainable=False)
        self.built = True

    def call(self, inputs, training=None):
        return made(dims(inputs), inputs, "batchnorm/add_1", "AddV2")


class LayerNormalization(Layer):
    def __init__(
        self,
        axis=-1,
        epsilon=0.001,
        center=True,
        scale=True,
        beta_initializer="zeros",
        gamma_initializer="ones",
        beta_regularizer=None,
        gamma_regularizer=None,
        beta_constraint=None,
        gamma_constraint=None,
        trainable=True,
        name=None,
        **kwargs,
    ):
        super(LayerNormalization, self).__init__(name=name, trainable=trainable, **kwargs)
        self.axis = axis if isinstance(axis, (list, tuple)) else [axis]
        self.center = center
        self.scale = scale

    def build(self, input_shape):
        shape = _sizes_at(input_shape, self.axis)
        if self.scale:
            self.gamma = self.add_weight(name="gamma", shape=shape, trainable=True)
        if self.center:
            self.beta = self.add_weight(name="beta", shape=shape, trainable=True)
        self.built = True

    def call(self, inputs):
        return made(dims(inputs), inputs, "batchnorm/add_1", "AddV2")
