"""tf.layers.Dense, Dropout and Flatten."""

import tensorflow as tf
from _scope_lint import known, static_dtype, tensor, version

from ._initial import zeros
from ._activation import activated
from ._shapes import dims_of, shape_of, size_at, times
from ._input_spec import InputSpec
from .base import Layer


class Dense(Layer):
    """A dense layer: ``kernel`` [last dimension, units] and ``bias``."""

    def __init__(
        self,
        units,
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
        super(Dense, self).__init__(trainable=trainable, name=name, activity_regularizer=activity_regularizer, **kwargs)
        self.units = units
        self.activation = activation
        self.use_bias = use_bias
        self.kernel_initializer = kernel_initializer
        self.bias_initializer = bias_initializer
        self.kernel_regularizer = kernel_regularizer
        self.bias_regularizer = bias_regularizer
        self.kernel_constraint = kernel_constraint
        self.bias_constraint = bias_constraint
        if version >= (1, 2):
            self.input_spec = InputSpec(min_ndim=2)

    def build(self, input_shape):
        if known(self._dtype) and self._dtype is not None and not tf.as_dtype(self._dtype).is_floating:
            _refuse_integers(self._dtype)
        dims = dims_of(input_shape)
        if dims is not None and len(dims) < 2:
            raise ValueError("Inputs to `Dense` should have rank >= 2.")  # before 1.2
        width = size_at(dims, -1, "last dimension of the inputs")
        if version >= (1, 2):
            self.input_spec = InputSpec(min_ndim=2, axes={-1: width})
        self.kernel = self.add_weight(
            "kernel",
            shape=[width, self.units],
            initializer=self.kernel_initializer,
            regularizer=self.kernel_regularizer,
            constraint=self.kernel_constraint,
            trainable=True,
        )
        self.bias = None
        if self.use_bias:
            self.bias = self.add_weight(
                "bias",
                shape=[self.units],
                initializer=self.bias_initializer,
                regularizer=self.bias_regularizer,
                constraint=self.bias_constraint,
                trainable=True,
            )
        self.built = True

    def call(self, inputs):
        dims = shape_of(inputs)
        dtype = static_dtype(inputs)
        shape = None if dims is None else dims[:-1] + [self.units]
        if dims is not None and len(dims) > 2:
            outputs = tensor(shape, dtype, "Tensordot" if version >= (1, 1) else "MatMul", "Reshape")
        else:
            outputs = tensor(shape, dtype, "MatMul", "MatMul")
        if self.use_bias:
            outputs = tensor(shape, dtype, "BiasAdd", "BiasAdd")
        if version < (1, 1) and dims is not None and len(dims) > 2:
            outputs = tensor(shape, dtype, "Reshape_1", "Reshape")
        return activated(self.activation, outputs)

    def compute_output_shape(self, input_shape):
        dims = dims_of(input_shape)
        return tf.TensorShape(None if dims is None else dims[:-1] + [self.units])


def _refuse_integers(dtype):
    if version >= (1, 13):
        raise TypeError("Unable to build `Dense` layer with non-floating point dtype %s" % (tf.as_dtype(dtype),))


def dense(
    inputs,
    units,
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
    layer = Dense(
        units,
        activation=activation,
        use_bias=use_bias,
        kernel_initializer=kernel_initializer,
        bias_initializer=bias_initializer,
        kernel_regularizer=kernel_regularizer,
        bias_regularizer=bias_regularizer,
        activity_regularizer=activity_regularizer,
        kernel_constraint=kernel_constraint,
        bias_constraint=bias_constraint,
        trainable=trainable,
        name=name,
        _scope=name,
        _reuse=reuse,
    )
    return layer.apply(inputs)


class Dropout(Layer):
    """Dropout; no variables."""

    def __init__(self, rate=0.5, noise_shape=None, seed=None, name=None, **kwargs):
        super(Dropout, self).__init__(name=name, **kwargs)
        self.rate = rate
        self.noise_shape = noise_shape
        self.seed = seed

    def call(self, inputs, training=False):
        shape = shape_of(inputs)
        dtype = static_dtype(inputs)
        if not known(training) or not isinstance(training, (bool, int)) and training is not None:
            return tensor(shape, dtype, "cond/Merge", "Merge")
        if not training:
            return tensor(shape, dtype, "Identity", "Identity")
        return tensor(shape, dtype, "dropout/mul_1" if version >= (1, 13) else "dropout/mul", "Mul")

    def compute_output_shape(self, input_shape):
        return input_shape


def dropout(inputs, rate=0.5, noise_shape=None, seed=None, training=False, name=None):
    layer = Dropout(rate, noise_shape=noise_shape, seed=seed, name=name, _scope=name)
    return layer.apply(inputs, training=training)


class Flatten(Layer):
    """All dimensions but the first in one."""

    def __init__(self, data_format=None, **kwargs):
        super(Flatten, self).__init__(**kwargs)
        self.data_format = data_format
        self.input_spec = InputSpec(min_ndim=1 if version >= (1, 13) else 2)

    def call(self, inputs):
        return tensor(_flat(shape_of(inputs)), static_dtype(inputs), "Reshape", "Reshape")

    def compute_output_shape(self, input_shape):
        return tf.TensorShape(_flat(dims_of(input_shape)))


def _flat(dims):
    if dims is None:
        return [None, None]
    size = 1
    for dim in dims[1:]:
        size = times(size, dim)
    return [dims[0], size]


def flatten(inputs, name=None, data_format="channels_last"):
    return Flatten(name=name, data_format=data_format, _scope=name).apply(inputs)
