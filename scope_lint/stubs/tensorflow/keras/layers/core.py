"""Dense, Embedding, and the layers that keep or rearrange shapes."""

import tensorflow as tf
from _scope_lint import known, tensor, unknown

from ...layers._input_spec import InputSpec
from ...train.sizes import absent, product, quotient
from ..base import Layer, _size
from ..tensors import activated, dims, made


def last_size(input_shape):
    """The size of the last dimension of an input's shape."""
    if not known(input_shape):
        return unknown("the last dimension of a layer's input")
    size = _size(input_shape[-1])
    return unknown("the last dimension of a layer's input") if absent(size) else size


class Dense(Layer):
    def __init__(
        self,
        units,
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
        super(Dense, self).__init__(**kwargs)
        self.units = units
        self.activation = activation
        self.use_bias = use_bias
        self.kernel_regularizer = kernel_regularizer
        self.bias_regularizer = bias_regularizer
        self.bias = None
        self.input_spec = InputSpec(min_ndim=2)

    def build(self, input_shape):
        size = last_size(input_shape)
        self.input_spec = InputSpec(min_ndim=2, axes={-1: size})
        self.kernel = self.add_weight(
            name="kernel", shape=[size, self.units], regularizer=self.kernel_regularizer, trainable=True
        )
        if self.use_bias:
            self.bias = self.add_weight(
                name="bias",
                shape=[self.units],
                initializer=tf.zeros_initializer(),
                regularizer=self.bias_regularizer,
                trainable=True,
            )
        self.built = True

    def call(self, inputs):
        shape = dims(inputs)
        outputs = made(
            None if shape is None else shape[:-1] + [self.units],
            inputs,
            "BiasAdd" if self.use_bias else "MatMul",
            "BiasAdd",
        )
        return activated(outputs, self.activation)


class Embedding(Layer):
    def __init__(
        self,
        input_dim,
        output_dim,
        embeddings_initializer="uniform",
        embeddings_regularizer=None,
        activity_regularizer=None,
        embeddings_constraint=None,
        mask_zero=False,
        input_length=None,
        **kwargs,
    ):
        if "input_shape" not in kwargs:
            kwargs["input_shape"] = (input_length,) if input_length else (None,)
        super(Embedding, self).__init__(dtype=kwargs.pop("dtype", "float32"), **kwargs)
        self.input_dim = input_dim
        self.output_dim = output_dim
        self.embeddings_regularizer = embeddings_regularizer
        self._input_dtype = "float32"

    def build(self, input_shape):
        self.embeddings = self.add_weight(
            shape=[self.input_dim, self.output_dim], name="embeddings", regularizer=self.embeddings_regularizer
        )
        self.built = True

    def call(self, inputs):
        shape = dims(inputs)
        return tensor(
            None if shape is None else shape + [self.output_dim], "float32", "embedding_lookup/Identity", "Identity"
        )


class _SameShape(Layer):
    """A layer without weights whose output has its input's shape."""

    op = "Identity"

    def call(self, inputs):
        return made(dims(inputs), inputs, self.op, self.op)


class Dropout(_SameShape):
    def __init__(self, rate, noise_shape=None, seed=None, **kwargs):
        super(Dropout, self).__init__(**kwargs)
        self.rate = rate

    def call(self, inputs, training=None):
        return made(dims(inputs), inputs, "cond/Identity", "Identity")


class SpatialDropout1D(Dropout):
    def __init__(self, rate, **kwargs):
        super(SpatialDropout1D, self).__init__(rate, **kwargs)


class SpatialDropout2D(Dropout):
    def __init__(self, rate, data_format=None, **kwargs):
        super(SpatialDropout2D, self).__init__(rate, **kwargs)


class SpatialDropout3D(SpatialDropout2D):
    pass


class GaussianNoise(_SameShape):
    def __init__(self, stddev, **kwargs):
        super(GaussianNoise, self).__init__(**kwargs)

    def call(self, inputs, training=None):
        return made(dims(inputs), inputs, "cond/Identity", "Identity")


class GaussianDropout(GaussianNoise):
    pass


class AlphaDropout(Dropout):
    pass


class Masking(_SameShape):
    def __init__(self, mask_value=0.0, **kwargs):
        super(Masking, self).__init__(**kwargs)


class ActivityRegularization(_SameShape):
    def __init__(self, l1=0.0, l2=0.0, **kwargs):
        super(ActivityRegularization, self).__init__(**kwargs)


class Activation(Layer):
    def __init__(self, activation, **kwargs):
        super(Activation, self).__init__(**kwargs)
        self.activation = activation

    def call(self, inputs):
        return activated(inputs, self.activation)


class LeakyReLU(_SameShape):
    op = "LeakyRelu"

    def __init__(self, alpha=0.3, **kwargs):
        super(LeakyReLU, self).__init__(**kwargs)


class ELU(_SameShape):
    op = "Elu"

    def __init__(self, alpha=1.0, **kwargs):
        super(ELU, self).__init__(**kwargs)


class ReLU(_SameShape):
    op = "Relu"

    def __init__(self, max_value=None, negative_slope=0, threshold=0, **kwargs):
        super(ReLU, self).__init__(**kwargs)


class ThresholdedReLU(_SameShape):
    def __init__(self, theta=1.0, **kwargs):
        super(ThresholdedReLU, self).__init__(**kwargs)


class Softmax(_SameShape):
    op = "Softmax"

    def __init__(self, axis=-1, **kwargs):
        super(Softmax, self).__init__(**kwargs)


class PReLU(Layer):
    def __init__(
        self, alpha_initializer="zeros", alpha_regularizer=None, alpha_constraint=None, shared_axes=None, **kwargs
    ):
        super(PReLU, self).__init__(**kwargs)
        self.shared_axes = [] if shared_axes is None else shared_axes

    def build(self, input_shape):
        shape = [_size(size) for size in list(input_shape)[1:]] if known(input_shape) else unknown("a shape")
        if known(shape):
            shared = self.shared_axes if isinstance(self.shared_axes, (list, tuple)) else [self.shared_axes]
            for axis in shared:
                shape[axis - 1] = 1
        self.alpha = self.add_weight(shape=shape, name="alpha", initializer=tf.zeros_initializer())
        self.built = True

    def call(self, inputs):
        return made(dims(inputs), inputs, "add", "AddV2")


class Flatten(Layer):
    def __init__(self, data_format=None, **kwargs):
        super(Flatten, self).__init__(**kwargs)

    def call(self, inputs):
        shape = dims(inputs)
        if shape is None:
            return made([unknown("the batch size"), unknown("a dimension")], inputs, "Reshape", "Reshape")
        return made([shape[0], product(shape[1:])], inputs, "Reshape", "Reshape")


class Reshape(Layer):
    def __init__(self, target_shape, **kwargs):
        super(Reshape, self).__init__(**kwargs)
        self.target_shape = tuple(target_shape) if known(target_shape) else (unknown("a dimension"),)

    def call(self, inputs):
        shape = dims(inputs)
        target = list(self.target_shape)
        free = [i for i, size in enumerate(target) if known(size) and size == -1]
        if free:
            rest = product([size for i, size in enumerate(target) if i not in free])
            target[free[0]] = quotient(product(shape[1:]) if shape else unknown("the size of an input"), rest)
        return made([shape[0] if shape else unknown("the batch size")] + target, inputs, "Reshape", "Reshape")


class Permute(Layer):
    def __init__(self, dims, **kwargs):
        super(Permute, self).__init__(**kwargs)
        self.dims = tuple(dims)

    def call(self, inputs):
        return tf.transpose(inputs, perm=(0,) + self.dims)


class RepeatVector(Layer):
    def __init__(self, n, **kwargs):
        super(RepeatVector, self).__init__(**kwargs)
        self.n = n

    def call(self, inputs):
        shape = dims(inputs)
        return made(None if shape is None else [shape[0], self.n, shape[1]], inputs, "Tile", "Tile")


class Lambda(Layer):
    """Calls the function each time."""

    def __init__(self, function, output_shape=None, mask=None, arguments=None, **kwargs):
        super(Lambda, self).__init__(**kwargs)
        self.function = function
        self.arguments = arguments if arguments else {}

    def call(self, inputs, mask=None, training=None):
        return self.function(inputs, **self.arguments)
