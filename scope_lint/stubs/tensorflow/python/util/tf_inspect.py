"""tensorflow.python.util.tf_inspect: inspect, through TensorFlow's decorators."""

from inspect import *  # noqa: F401,F403
