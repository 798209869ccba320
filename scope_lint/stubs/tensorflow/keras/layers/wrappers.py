"""Layers around a layer."""

import copy

import tensorflow as tf
from _scope_lint import known, unknown, version

from ...train.sizes import product
from ..base import Layer, shapes_of
from ..network import Model
from ..tensors import dims, made

OWN_SCOPES = version < (1, 9)


class Wrapper(Layer):
    def __init__(self, layer, **kwargs):
        super(Wrapper, self).__init__(**kwargs)
        self.layer = layer


class TimeDistributed(Wrapper):
    def build(self, input_shape=None):
        self.built = True

    def call(self, inputs, training=None, mask=None):
        shape = dims(inputs)
        item = made(None if shape is None else shape[:1] + shape[2:], inputs, "Reshape", "Reshape")
        if OWN_SCOPES or _is_users(self.layer):
            output = self.layer(item)
        else:
            if not self.layer.built and not isinstance(self.layer, Model):
                self.layer.build(shapes_of(item))
                self.layer.built = True
            output = self.layer.call(item)
        sizes = dims(output)
        steps = unknown("the number of steps") if shape is None else shape[1]
        return made(None if sizes is None else sizes[:1] + [steps] + sizes[1:], output, "transpose_1", "Transpose")


def _is_users(layer):
    """A layer that its user wrote is called as a whole, to learn the shape of its output."""
    module = type(layer).__module__
    return not isinstance(layer, Model) and not module.startswith(("tensorflow", "stubbed"))


class Bidirectional(Wrapper):
    def __init__(self, layer, merge_mode="concat", weights=None, backward_layer=None, **kwargs):
        super(Bidirectional, self).__init__(layer, **kwargs)
        self.forward_layer = layer if OWN_SCOPES else copy.copy(layer)
        self.backward_layer = backward_layer or copy.copy(layer)
        if hasattr(layer, "cell"):
            self.backward_layer.cell = copy.copy(layer.cell)
        if not OWN_SCOPES:
            if hasattr(layer, "cell"):
                self.forward_layer.cell = copy.copy(layer.cell)
            self.forward_layer._name = "forward_" + layer.name
            self.backward_layer._name = "backward_" + layer.name
        self.merge_mode = merge_mode
        self.return_sequences = layer.return_sequences
        self.return_state = layer.return_state

    def build(self, input_shape):
        if not OWN_SCOPES:
            for layer in [self.forward_layer, self.backward_layer]:
                with tf.name_scope(layer.name):
                    layer.build(input_shape)
                    layer.built = True
        self.built = True

    def __call__(self, inputs, initial_state=None, constants=None, **kwargs):
        return super(Bidirectional, self).__call__(inputs, **kwargs)

    def call(self, inputs, training=None, mask=None, initial_state=None, constants=None):
        there = _run(self.forward_layer, inputs)
        back = _run(self.backward_layer, inputs)
        states = []
        if self.return_state and known(there) and known(back):
            states = there[1:] + back[1:]
            there, back = there[0], back[0]
        shape = dims(there)
        if self.merge_mode is None:
            return [there, back] + states
        if self.merge_mode == "concat" and shape is not None:
            shape = shape[:-1] + [product([2, shape[-1]])]
        output = made(shape, there, "concat", "ConcatV2")
        return [output] + states if states else output

    def _sublayers(self):
        return [self.forward_layer, self.backward_layer]


def _run(layer, inputs):
    if version < (1, 5):
        return layer(inputs)
    if OWN_SCOPES:
        return layer.call(inputs)
    with tf.name_scope(layer.name):
        return layer.call(inputs)
