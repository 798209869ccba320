"""slim.nets.overfeat."""

import tensorflow as tf

from ...layers import conv2d, fully_connected, max_pool2d
from ._common import end_point_scope, head, plain_arg_scope


def overfeat_arg_scope(weight_decay=0.0005):
    return plain_arg_scope(weight_decay, 0.0)


def overfeat(inputs, num_classes=1000, is_training=True, dropout_keep_prob=0.5, spatial_squeeze=True, scope="overfeat"):
    with tf.variable_scope(scope, "overfeat", [inputs]) as sc:
        collection, collecting = end_point_scope(sc, [conv2d, fully_connected, max_pool2d])
        with collecting:
            net = conv2d(inputs, 64, [11, 11], 4, padding="VALID", scope="conv1")
            net = max_pool2d(net, [2, 2], scope="pool1")
            net = conv2d(net, 256, [5, 5], padding="VALID", scope="conv2")
            net = max_pool2d(net, [2, 2], scope="pool2")
            for i, depth in enumerate((512, 1024, 1024)):
                net = conv2d(net, depth, [3, 3], scope="conv" + str(i + 3))
            net = max_pool2d(net, [2, 2], scope="pool5")
            sizes = (3072, 4096, num_classes)
            return head(net, sc, collection, sizes, [6, 6], dropout_keep_prob, is_training, spatial_squeeze)


overfeat.default_image_size = 231
