"""tf.contrib.layers."""

from . import utils
from ._batch_norm import batch_norm
from .convolutions import conv1d, conv2d, conv3d, convolution, convolution1d, convolution2d, convolution3d
from .embedding import bow_encoder, embed_sequence, embedding_lookup_unique
from .dense import (
    bias_add,
    elu,
    fully_connected,
    legacy_fully_connected,
    legacy_linear,
    legacy_relu,
    linear,
    relu,
    relu6,
)
from ._gdn import GDN, gdn
from .initializers import variance_scaling_initializer, xavier_initializer, xavier_initializer_conv2d
from .normalization import group_norm, instance_norm, layer_norm, unit_norm
from .optimizers import OPTIMIZER_CLS_NAMES, OPTIMIZER_SUMMARIES, adaptive_clipping_fn, optimize_loss
from .pooling import avg_pool2d, avg_pool3d, max_pool2d, max_pool3d, pool
from .regularizers import (
    apply_regularization,
    l1_l2_regularizer,
    l1_regularizer,
    l2_regularizer,
    sum_regularizer,
)
from .repeat_stack import repeat, stack
from .reversible import recompute_grad, rev_block
from .separable import conv2d_in_plane, convolution2d_in_plane, separable_conv2d, separable_convolution2d
from .shaping import (
    dropout,
    flatten,
    images_to_sequence,
    maxout,
    one_hot_encoding,
    scale_gradient,
    sequence_to_images,
    softmax,
    spatial_softmax,
)
from .transposed import conv2d_transpose, conv3d_transpose, convolution2d_transpose, convolution3d_transpose
