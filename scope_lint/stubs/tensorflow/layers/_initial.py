"""Initializers of layers: of zeros, and by name."""

import tensorflow as tf
from _scope_lint import version

zeros = tf.zeros_initializer if version < (1, 0) else tf.zeros_initializer()
"""Up to 0.12 ``tf.zeros_initializer`` is one itself, since 1.0 it makes them (``tf.ones_initializer`` always does)."""


_CLASSES = {
    "zero": "Zeros",
    "zeros": "Zeros",
    "one": "Ones",
    "ones": "Ones",
    "constant": "Constant",
    "identity": "Identity",
    "orthogonal": "Orthogonal",
    "uniform": "RandomUniform",
    "random_uniform": "RandomUniform",
    "normal": "RandomNormal",
    "random_normal": "RandomNormal",
    "truncated_normal": "TruncatedNormal",
}


def named(initializer):
    """What an initializer's name, or its configuration, stands for; anything else is taken as it is (1.9 and later: before, no layer
    looks names up, and tf.get_variable never does)."""
    if version < (1, 9):
        return initializer
    if isinstance(initializer, dict):
        return named(initializer["class_name"])
    if not isinstance(initializer, str):
        return initializer
    found = getattr(tf.keras.initializers, _CLASSES.get(initializer, initializer), None)
    if found is None:
        raise ValueError("Unknown initializer:" + (initializer if version >= (1, 15) else " " + initializer))
    return found()
