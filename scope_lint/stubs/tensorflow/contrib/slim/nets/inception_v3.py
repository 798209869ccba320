"""slim.nets.inception_v3."""

import tensorflow as tf

from ...framework import arg_scope
from ...layers import avg_pool2d, conv2d, max_pool2d, softmax
from ._inception import KERNELS, classify, inception_arg_scope, kernel_of, reduced, run, training_scope

# Named 1x1, but 3x3.
KERNELS[("Mixed_6a", "Conv2d_1a_1x1")] = (3, 3)


def _block_5(pooled, first="Conv2d_0a_1x1", second="Conv2d_0b_5x5"):
    return [
        [("Conv2d_0a_1x1", 64)],
        [(first, 48), (second, 64)],
        [("Conv2d_0a_1x1", 64), ("Conv2d_0b_3x3", 96), ("Conv2d_0c_3x3", 96)],
        [("AvgPool_0a_3x3", None), ("Conv2d_0b_1x1", pooled)],
    ]


def _block_6(inner):
    return [
        [("Conv2d_0a_1x1", 192)],
        [("Conv2d_0a_1x1", inner), ("Conv2d_0b_1x7", inner), ("Conv2d_0c_7x1", 192)],
        [
            ("Conv2d_0a_1x1", inner),
            ("Conv2d_0b_7x1", inner),
            ("Conv2d_0c_1x7", inner),
            ("Conv2d_0d_7x1", inner),
            ("Conv2d_0e_1x7", 192),
        ],
        [("AvgPool_0a_3x3", None), ("Conv2d_0b_1x1", 192)],
    ]


def _block_7(fork):
    return [
        [("Conv2d_0a_1x1", 320)],
        [("Conv2d_0a_1x1", 384), (("Conv2d_0b_1x3", 384), (fork, 384))],
        [
            ("Conv2d_0a_1x1", 448),
            ("Conv2d_0b_3x3", 384),
            (("Conv2d_0c_1x3", 384), ("Conv2d_0d_3x1", 384)),
        ],
        [("AvgPool_0a_3x3", None), ("Conv2d_0b_1x1", 192)],
    ]


_BLOCKS = [
    ("Mixed_5b", _block_5(32)),
    ("Mixed_5c", _block_5(64, "Conv2d_0b_1x1", "Conv_1_0c_5x5")),
    ("Mixed_5d", _block_5(64)),
    (
        "Mixed_6a",
        [
            [("Conv2d_1a_1x1", 384)],
            [("Conv2d_0a_1x1", 64), ("Conv2d_0b_3x3", 96), ("Conv2d_1a_1x1", 96)],
            [("MaxPool_1a_3x3", None)],
        ],
    ),
    ("Mixed_6b", _block_6(128)),
    ("Mixed_6c", _block_6(160)),
    ("Mixed_6d", _block_6(160)),
    ("Mixed_6e", _block_6(192)),
    (
        "Mixed_7a",
        [
            [("Conv2d_0a_1x1", 192), ("Conv2d_1a_3x3", 320)],
            [("Conv2d_0a_1x1", 192), ("Conv2d_0b_1x7", 192), ("Conv2d_0c_7x1", 192), ("Conv2d_1a_3x3", 192)],
            [("MaxPool_1a_3x3", None)],
        ],
    ),
    ("Mixed_7b", _block_7("Conv2d_0b_3x1")),
    ("Mixed_7c", _block_7("Conv2d_0c_3x1")),
]


def _stem(depth):
    def pooled(net, name):
        return max_pool2d(net, [3, 3], stride=2, scope=name)

    def conv(filters, **options):
        return lambda net, name: conv2d(net, depth(filters), kernel_of(name), scope=name, **options)

    return [
        ("Conv2d_1a_3x3", conv(32, stride=2)),
        ("Conv2d_2a_3x3", conv(32)),
        ("Conv2d_2b_3x3", conv(64, padding="SAME")),
        ("MaxPool_3a_3x3", pooled),
        ("Conv2d_3b_1x1", conv(80)),
        ("Conv2d_4a_3x3", conv(192)),
        ("MaxPool_5a_3x3", pooled),
    ]


def inception_v3_base(inputs, final_endpoint="Mixed_7c", min_depth=16, depth_multiplier=1.0, scope=None):
    if depth_multiplier <= 0:
        raise ValueError("depth_multiplier is not greater than zero.")

    def depth(filters):
        return max(int(filters * depth_multiplier), min_depth)

    with tf.variable_scope(scope, "InceptionV3", [inputs]):
        with arg_scope([conv2d, max_pool2d, avg_pool2d], stride=1, padding="VALID"):
            return run(inputs, _stem(depth), _BLOCKS, final_endpoint, "VALID", depth)


def _auxiliary(net, num_classes, min_depth, depth_multiplier):
    """The second head, beside the main one."""

    def depth(filters):
        return max(int(filters * depth_multiplier), min_depth)

    start = tf.truncated_normal_initializer(0.0, 0.01)
    net = avg_pool2d(net, [5, 5], stride=3, padding="VALID", scope="AvgPool_1a_5x5")
    net = conv2d(net, depth(128), [1, 1], scope="Conv2d_1b_1x1")
    kernel = reduced(net, 5)
    name = "Conv2d_2a_%sx%s" % tuple(kernel)
    net = conv2d(net, depth(768), kernel, weights_initializer=start, padding="VALID", scope=name)
    return conv2d(
        net,
        num_classes,
        [1, 1],
        activation_fn=None,
        normalizer_fn=None,
        weights_initializer=start,
        scope="Conv2d_2b_1x1",
    )


def inception_v3(
    inputs,
    num_classes=1000,
    is_training=True,
    dropout_keep_prob=0.8,
    min_depth=16,
    depth_multiplier=1.0,
    prediction_fn=softmax,
    spatial_squeeze=True,
    reuse=None,
    scope="InceptionV3",
):
    if depth_multiplier <= 0:
        raise ValueError("depth_multiplier is not greater than zero.")
    with tf.variable_scope(scope, "InceptionV3", [inputs, num_classes], reuse=reuse) as sc:
        with training_scope(is_training):
            net, end_points = inception_v3_base(
                inputs, min_depth=min_depth, depth_multiplier=depth_multiplier, scope=sc
            )
            with arg_scope([conv2d, max_pool2d, avg_pool2d], stride=1, padding="SAME"):
                with tf.variable_scope("AuxLogits"):
                    aux = _auxiliary(end_points["Mixed_6e"], num_classes, min_depth, depth_multiplier)
                    if spatial_squeeze:
                        aux = tf.squeeze(aux, [1, 2], name="SpatialSqueeze")
                    end_points["AuxLogits"] = aux
            with tf.variable_scope("Logits"):
                kernel = reduced(net, 8)
                names = ("AvgPool_1a_%sx%s" % tuple(kernel), "Dropout_1b", "Conv2d_1c_1x1")
                net, logits = classify(net, kernel, num_classes, dropout_keep_prob, names, spatial_squeeze)
                end_points["PreLogits"] = net
            end_points["Logits"] = logits
            end_points["Predictions"] = prediction_fn(logits, scope="Predictions")
            return logits, end_points


inception_v3.default_image_size = 299


def inception_v3_arg_scope(
    weight_decay=0.00004,
    batch_norm_var_collection="moving_vars",
    batch_norm_decay=0.9997,
    batch_norm_epsilon=0.001,
    updates_collections=tf.GraphKeys.UPDATE_OPS,
    use_fused_batchnorm=True,
):
    return inception_arg_scope(
        weight_decay,
        batch_norm_var_collection,
        batch_norm_decay,
        batch_norm_epsilon,
        updates_collections=updates_collections,
        fused=use_fused_batchnorm,
    )
