"""slim.nets.alexnet."""

import tensorflow as tf

from ...layers import conv2d, fully_connected, max_pool2d
from ._common import end_point_scope, head, plain_arg_scope


def alexnet_v2_arg_scope(weight_decay=0.0005):
    return plain_arg_scope(weight_decay, 0.1)


def alexnet_v2(
    inputs, num_classes=1000, is_training=True, dropout_keep_prob=0.5, spatial_squeeze=True, scope="alexnet_v2"
):
    with tf.variable_scope(scope, "alexnet_v2", [inputs]) as sc:
        collection, collecting = end_point_scope(sc, [conv2d, fully_connected, max_pool2d])
        with collecting:
            net = conv2d(inputs, 64, [11, 11], 4, padding="VALID", scope="conv1")
            net = max_pool2d(net, [3, 3], 2, scope="pool1")
            net = conv2d(net, 192, [5, 5], scope="conv2")
            net = max_pool2d(net, [3, 3], 2, scope="pool2")
            net = conv2d(net, 384, [3, 3], scope="conv3")
            net = conv2d(net, 384, [3, 3], scope="conv4")
            net = conv2d(net, 256, [3, 3], scope="conv5")
            net = max_pool2d(net, [3, 3], 2, scope="pool5")
            sizes = (4096, 4096, num_classes)
            return head(net, sc, collection, sizes, [5, 5], dropout_keep_prob, is_training, spatial_squeeze)


alexnet_v2.default_image_size = 224
