"""tf.keras: since 1.9 a layer's variables are named through the op name scope; before, its layers were those of tf.layers."""

from .network import Model, Sequential  # noqa: F401
from .tensors import Input  # noqa: F401
