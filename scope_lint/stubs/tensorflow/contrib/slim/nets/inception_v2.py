"""slim.nets.inception_v2."""

import tensorflow as tf

from ...framework import arg_scope
from ...layers import avg_pool2d, conv2d, max_pool2d, separable_conv2d, softmax
from ._inception import classify, inception_arg_scope, kernel_of, reduced, run, training_scope


def _block(sizes, pool="AvgPool_0a_3x3"):
    a, b1, b2, c1, c2, d = sizes
    return [
        [("Conv2d_0a_1x1", a)],
        [("Conv2d_0a_1x1", b1), ("Conv2d_0b_3x3", b2)],
        [("Conv2d_0a_1x1", c1), ("Conv2d_0b_3x3", c2), ("Conv2d_0c_3x3", c2)],
        [(pool, None), ("Conv2d_0b_1x1", d)],
    ]


def _reduction(a1, a2, b1, b2):
    return [
        [("Conv2d_0a_1x1", a1), ("Conv2d_1a_3x3", a2)],
        [("Conv2d_0a_1x1", b1), ("Conv2d_0b_3x3", b2), ("Conv2d_1a_3x3", b2)],
        [("MaxPool_1a_3x3", None)],
    ]


_BLOCKS = [
    ("Mixed_3b", _block((64, 64, 64, 64, 96, 32))),
    ("Mixed_3c", _block((64, 64, 96, 64, 96, 64))),
    ("Mixed_4a", _reduction(128, 160, 64, 96)),
    ("Mixed_4b", _block((224, 64, 96, 96, 128, 128))),
    ("Mixed_4c", _block((192, 96, 128, 96, 128, 128))),
    ("Mixed_4d", _block((160, 128, 160, 128, 160, 96))),
    ("Mixed_4e", _block((96, 128, 192, 160, 192, 96))),
    ("Mixed_5a", _reduction(128, 192, 192, 256)),
    ("Mixed_5b", _block((352, 192, 320, 160, 224, 128))),
    ("Mixed_5c", _block((352, 192, 320, 192, 224, 128), "MaxPool_0a_3x3")),
]


def _stem(depth):
    def separable(net, name):
        multiplier = min(int(depth(64) / 3), 8)
        return separable_conv2d(net, depth(64), [7, 7], depth_multiplier=multiplier, stride=2, scope=name)

    def pooled(net, name):
        return max_pool2d(net, kernel_of(name), stride=2, scope=name)

    return [
        ("Conv2d_1a_7x7", separable),
        ("MaxPool_2a_3x3", pooled),
        ("Conv2d_2b_1x1", lambda net, name: conv2d(net, depth(64), [1, 1], scope=name)),
        ("Conv2d_2c_3x3", lambda net, name: conv2d(net, depth(192), [3, 3], scope=name)),
        ("MaxPool_3a_3x3", pooled),
    ]


def inception_v2_base(inputs, final_endpoint="Mixed_5c", min_depth=16, depth_multiplier=1.0, scope=None):
    if depth_multiplier <= 0:
        raise ValueError("depth_multiplier is not greater than zero.")

    def depth(filters):
        return max(int(filters * depth_multiplier), min_depth)

    with tf.variable_scope(scope, "InceptionV2", [inputs]):
        with arg_scope([conv2d, max_pool2d, avg_pool2d, separable_conv2d], stride=1, padding="SAME"):
            return run(inputs, _stem(depth), _BLOCKS, final_endpoint, "SAME", depth)


def inception_v2(
    inputs,
    num_classes=1000,
    is_training=True,
    dropout_keep_prob=0.8,
    min_depth=16,
    depth_multiplier=1.0,
    prediction_fn=softmax,
    spatial_squeeze=True,
    reuse=None,
    scope="InceptionV2",
):
    if depth_multiplier <= 0:
        raise ValueError("depth_multiplier is not greater than zero.")
    with tf.variable_scope(scope, "InceptionV2", [inputs, num_classes], reuse=reuse) as sc:
        with training_scope(is_training):
            net, end_points = inception_v2_base(
                inputs, min_depth=min_depth, depth_multiplier=depth_multiplier, scope=sc
            )
            with tf.variable_scope("Logits"):
                kernel = reduced(net, 7)
                names = ("AvgPool_1a_%sx%s" % tuple(kernel), "Dropout_1b", "Conv2d_1c_1x1")
                net, logits = classify(net, kernel, num_classes, dropout_keep_prob, names, spatial_squeeze)
            end_points["Logits"] = logits
            end_points["Predictions"] = prediction_fn(logits, scope="Predictions")
            return logits, end_points


inception_v2.default_image_size = 224


def inception_v2_arg_scope(weight_decay=0.00004, batch_norm_var_collection="moving_vars"):
    return inception_arg_scope(weight_decay, batch_norm_var_collection, updates_collections=tf.GraphKeys.UPDATE_OPS)
