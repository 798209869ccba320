"""Activations, as layers apply them."""

import tensorflow as tf
from _scope_lint import known

_IN_NN = ("relu", "relu6", "tanh", "sigmoid", "elu", "selu", "softmax", "softplus", "softsign")


def activated(activation, outputs):
    """The outputs after the activation; one that is not known leaves shape and dtype as they are."""
    if not known(activation) or activation is None:
        return outputs
    if isinstance(activation, str):
        if activation in _IN_NN:
            return getattr(tf.nn, activation)(outputs)
        return outputs
    return activation(outputs)
