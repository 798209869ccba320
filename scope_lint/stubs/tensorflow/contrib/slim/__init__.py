"""tf.contrib.slim: the names of tf.contrib.layers and tf.contrib.framework, and a few modules of its own."""

from .. import framework as contrib_framework
from .. import layers as contrib_layers
from ..framework import *  # noqa: F403
from ..layers import *  # noqa: F403
from ..framework import arg_scope_func_key
from ..layers import (
    adaptive_clipping_fn,
    bow_encoder,
    convolution,
    embedding_lookup_unique,
    l1_l2_regularizer,
    pool,
    spatial_softmax,
)
from . import learning, utils

layers = contrib_layers
