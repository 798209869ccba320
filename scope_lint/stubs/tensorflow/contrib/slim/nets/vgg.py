"""slim.nets.vgg."""

import tensorflow as tf

from ....layers._initial import zeros
from ...framework import arg_scope
from ...layers import conv2d, fully_connected, l2_regularizer, max_pool2d, repeat
from ._common import end_point_scope, head


def vgg_arg_scope(weight_decay=0.0005):
    with arg_scope(
        [conv2d, fully_connected],
        activation_fn=tf.nn.relu,
        weights_regularizer=l2_regularizer(weight_decay),
        biases_initializer=zeros,
    ):
        with arg_scope([conv2d], padding="SAME") as scope:
            return scope


def _vgg(inputs, repetitions, num_classes, is_training, keep_prob, spatial_squeeze, scope, default):
    with tf.variable_scope(scope, default, [inputs]) as sc:
        collection, collecting = end_point_scope(sc, [conv2d, fully_connected, max_pool2d])
        with collecting:
            net = inputs
            for i, (times, depth) in enumerate(zip(repetitions, (64, 128, 256, 512, 512))):
                net = repeat(net, times, conv2d, depth, [3, 3], scope="conv" + str(i + 1))
                net = max_pool2d(net, [2, 2], scope="pool" + str(i + 1))
            sizes = (4096, 4096, num_classes)
            return head(net, sc, collection, sizes, [7, 7], keep_prob, is_training, spatial_squeeze)


def vgg_a(inputs, num_classes=1000, is_training=True, dropout_keep_prob=0.5, spatial_squeeze=True, scope="vgg_a"):
    times = (1, 1, 2, 2, 2)
    return _vgg(inputs, times, num_classes, is_training, dropout_keep_prob, spatial_squeeze, scope, "vgg_a")


def vgg_16(inputs, num_classes=1000, is_training=True, dropout_keep_prob=0.5, spatial_squeeze=True, scope="vgg_16"):
    times = (2, 2, 3, 3, 3)
    return _vgg(inputs, times, num_classes, is_training, dropout_keep_prob, spatial_squeeze, scope, "vgg_16")


def vgg_19(inputs, num_classes=1000, is_training=True, dropout_keep_prob=0.5, spatial_squeeze=True, scope="vgg_19"):
    times = (2, 2, 4, 4, 4)
    return _vgg(inputs, times, num_classes, is_training, dropout_keep_prob, spatial_squeeze, scope, "vgg_19")


vgg_a.default_image_size = 224
vgg_16.default_image_size = 224
vgg_19.default_image_size = 224
vgg_d = vgg_16
vgg_e = vgg_19
