"""tensorflow_probability: distributions and what computes with them make no variables; its layers, and more that is built on them, may."""

from _scope_lint import unknown_code

__version__ = "0.8.0"
layers = unknown_code("tensorflow_probability.layers")
sts = unknown_code("tensorflow_probability.sts")
glm = unknown_code("tensorflow_probability.glm")
optimizer = unknown_code("tensorflow_probability.optimizer")
bijectors = unknown_code("tensorflow_probability.bijectors")
trainable_distributions = unknown_code("tensorflow_probability.trainable_distributions")
