"""What the networks share: layers in their scopes from tables, end points."""

import tensorflow as tf

from ...framework import arg_scope
from ...layers import conv2d, dropout, fully_connected, l2_regularizer, max_pool2d
from ...layers.utils import convert_collection_to_dict


def plain_arg_scope(weight_decay, initial_bias):
    """Convolutions with relu, penalty and biases; SAME padding, but for max pooling."""
    with arg_scope(
        [conv2d, fully_connected],
        activation_fn=tf.nn.relu,
        biases_initializer=tf.constant_initializer(initial_bias),
        weights_regularizer=l2_regularizer(weight_decay),
    ):
        with arg_scope([conv2d], padding="SAME"):
            with arg_scope([max_pool2d], padding="VALID") as scope:
                return scope


def end_point_scope(sc, operations):
    """An arg_scope that collects the outputs of some layers, and the name of the collection."""
    collection = sc.original_name_scope + "_end_points"
    return collection, arg_scope(operations, outputs_collections=collection)


def head(net, sc, collection, sizes, kernel, keep_prob, is_training, spatial_squeeze):
    """Three fully connected layers as convolutions: ``fc6``, ``fc7``, ``fc8``."""
    first, second, classes = sizes
    net = conv2d(net, first, kernel, padding="VALID", scope="fc6")
    net = dropout(net, keep_prob, is_training=is_training, scope="dropout6")
    net = conv2d(net, second, [1, 1], scope="fc7")
    net = dropout(net, keep_prob, is_training=is_training, scope="dropout7")
    net = conv2d(net, classes, [1, 1], activation_fn=None, normalizer_fn=None, scope="fc8")
    end_points = convert_collection_to_dict(collection)
    if spatial_squeeze:
        net = tf.squeeze(net, [1, 2], name="fc8/squeezed")
        end_points[sc.name + "/fc8"] = net
    return net, end_points
