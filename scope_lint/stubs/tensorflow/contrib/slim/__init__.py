"""tf.contrib.slim: the names of tf.contrib.layers and tf.contrib.framework, and a few modules of its own."""

from .. import framework as contrib_framework
from .. import layers as contrib_layers
from ..framework import *  # noqa: F403
from ..layers import *  # noqa: F403
from ..layers.optimizers import adaptive_clipping_fn
from ..layers.pooling import pool
from . import learning, utils

layers = contrib_layers
