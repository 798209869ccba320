"""Keras tensors: Input, and what the layers make of static shapes."""

import tensorflow as tf
from _scope_lint import known, static_dtype, static_shape, tensor

from .base import Layer, Node


class InputLayer(Layer):
    """A placeholder of the layer's name."""

    def __init__(
        self,
        input_shape=None,
        batch_size=None,
        dtype=None,
        input_tensor=None,
        sparse=False,
        name=None,
        batch_input_shape=None,
        **kwargs,
    ):
        if not name:
            name = "input_%s" % tf.keras.backend.get_uid("input")
        super(InputLayer, self).__init__(name=name, dtype=dtype or "float32")
        if batch_input_shape is None and input_shape is not None:
            batch_input_shape = (batch_size,) + tuple(input_shape)
        if input_tensor is None:
            shape = None if batch_input_shape is None else list(batch_input_shape)
            input_tensor = tf.placeholder(dtype or "float32", shape, name=name)
        self._batch_input_shape = batch_input_shape
        self.built = True
        self.tensor = input_tensor
        input_tensor._keras_history = (self, Node(self, [], {}))
        self.is_placeholder = True

    def call(self, inputs):
        return inputs


def Input(shape=None, batch_size=None, name=None, dtype=None, sparse=False, tensor=None, ragged=False, **kwargs):
    batch_shape = kwargs.get("batch_shape", None)
    if batch_shape is not None and batch_size is None:
        batch_input_shape = tuple(batch_shape)
    elif shape is None:
        batch_input_shape = None
    else:
        batch_input_shape = (batch_size,) + _sizes(shape)
    layer = InputLayer(name=name, dtype=dtype, input_tensor=tensor, batch_input_shape=batch_input_shape)
    return layer.tensor


def _sizes(shape):
    if known(shape) and isinstance(shape, int):
        return (shape,)
    return tuple(shape.as_list()) if hasattr(shape, "as_list") else tuple(shape)


def dims(x):
    """The static shape of a tensor, or None."""
    return static_shape(x) if known(x) else None


def made(shape, like, name, op_type):
    """A tensor of that shape with the dtype of another."""
    return tensor(shape, static_dtype(like) if known(like) else None, name, op_type)


def activated(x, activation):
    """What an activation makes of a tensor: a name of Keras, or a function."""
    if not known(activation):
        return tensor(dims(x), static_dtype(x), "Activation", "Activation")
    if activation is None:
        return x
    if isinstance(activation, str):
        if activation == "linear":
            return x
        return tensor(dims(x), static_dtype(x), _OPS.get(activation, activation.capitalize()), "Activation")
    result = activation(x)
    return result if known(result) else tensor(dims(x), static_dtype(x), "Activation", "Activation")


_OPS = {"relu": "Relu", "selu": "Selu", "elu": "Elu", "tanh": "Tanh", "sigmoid": "Sigmoid", "softmax": "Softmax"}
