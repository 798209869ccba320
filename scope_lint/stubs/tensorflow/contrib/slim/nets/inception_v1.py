"""slim.nets.inception_v1."""

import tensorflow as tf

from ...framework import arg_scope
from ...layers import conv2d, fully_connected, l2_regularizer, max_pool2d, softmax
from ._inception import classify, inception_arg_scope, kernel_of, run, training_scope


def _block(sizes, third="Conv2d_0b_3x3"):
    a, b1, b2, c1, c2, d = sizes
    return [
        [("Conv2d_0a_1x1", a)],
        [("Conv2d_0a_1x1", b1), ("Conv2d_0b_3x3", b2)],
        [("Conv2d_0a_1x1", c1), (third, c2)],
        [("MaxPool_0a_3x3", None), ("Conv2d_0b_1x1", d)],
    ]


_BLOCKS = [
    ("Mixed_3b", _block((64, 96, 128, 16, 32, 32))),
    ("Mixed_3c", _block((128, 128, 192, 32, 96, 64))),
    ("MaxPool_4a_3x3", None),
    ("Mixed_4b", _block((192, 96, 208, 16, 48, 64))),
    ("Mixed_4c", _block((160, 112, 224, 24, 64, 64))),
    ("Mixed_4d", _block((128, 128, 256, 24, 64, 64))),
    ("Mixed_4e", _block((112, 144, 288, 32, 64, 64))),
    ("Mixed_4f", _block((256, 160, 320, 32, 128, 128))),
    ("MaxPool_5a_2x2", None),
    ("Mixed_5b", _block((256, 160, 320, 32, 128, 128), "Conv2d_0a_3x3")),
    ("Mixed_5c", _block((384, 192, 384, 48, 128, 128))),
]


def _stem():
    def pooled(net, name):
        return max_pool2d(net, kernel_of(name), stride=2, scope=name)

    return [
        ("Conv2d_1a_7x7", lambda net, name: conv2d(net, 64, [7, 7], stride=2, scope=name)),
        ("MaxPool_2a_3x3", pooled),
        ("Conv2d_2b_1x1", lambda net, name: conv2d(net, 64, [1, 1], scope=name)),
        ("Conv2d_2c_3x3", lambda net, name: conv2d(net, 192, [3, 3], scope=name)),
        ("MaxPool_3a_3x3", pooled),
    ]


def inception_v1_base(inputs, final_endpoint="Mixed_5c", scope="InceptionV1"):
    with tf.variable_scope(scope, "InceptionV1", [inputs]):
        with arg_scope([conv2d, fully_connected], weights_initializer=tf.truncated_normal_initializer(0.0, 0.01)):
            with arg_scope([conv2d, max_pool2d], stride=1, padding="SAME"):
                return run(inputs, _stem(), _BLOCKS, final_endpoint, "SAME", lambda filters: filters)


def inception_v1(
    inputs,
    num_classes=1000,
    is_training=True,
    dropout_keep_prob=0.8,
    prediction_fn=softmax,
    spatial_squeeze=True,
    reuse=None,
    scope="InceptionV1",
):
    with tf.variable_scope(scope, "InceptionV1", [inputs, num_classes], reuse=reuse) as sc:
        with training_scope(is_training):
            net, end_points = inception_v1_base(inputs, scope=sc)
            with tf.variable_scope("Logits"):
                names = ("MaxPool_0a_7x7", "Dropout_0b", "Conv2d_0c_1x1")
                net, logits = classify(net, [7, 7], num_classes, dropout_keep_prob, names, spatial_squeeze)
                end_points["Logits"] = logits
                end_points["Predictions"] = prediction_fn(logits, scope="Predictions")
            return logits, end_points


inception_v1.default_image_size = 224


def inception_v1_arg_scope(weight_decay=0.00004, use_batch_norm=True, batch_norm_var_collection="moving_vars"):
    if not use_batch_norm:
        with arg_scope([conv2d, fully_connected], weights_regularizer=l2_regularizer(weight_decay)):
            with arg_scope([conv2d], activation_fn=tf.nn.relu, normalizer_fn=None) as scope:
                return scope
    return inception_arg_scope(weight_decay, batch_norm_var_collection, updates_collections=tf.GraphKeys.UPDATE_OPS)
