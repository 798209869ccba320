"""The inception networks from tables.

A table is a list of (end point, what makes it): a number of filters (a convolution), None (a pooling), or a list of branches. A
branch is a list of steps (scope, filters), None for the filters of a pooling; two scopes with the same input are a tuple of
steps, whose results are put side by side. A scope tells the kernel (``_3x3``) and, by ``1a``, that the step has stride 2.
"""

import re

import tensorflow as tf
from _scope_lint import known

from ...framework import arg_scope
from ...layers import (
    avg_pool2d,
    batch_norm,
    conv2d,
    dropout,
    fully_connected,
    l2_regularizer,
    max_pool2d,
    variance_scaling_initializer,
)

KERNELS = {}
"""Scopes whose kernel is not the one they are named for, by block."""


def kernel_of(scope, block=None):
    if (block, scope) in KERNELS:
        return list(KERNELS[(block, scope)])
    height, width = re.search("([0-9]+)x([0-9]+)$", scope).groups()
    return [int(height), int(width)]


def step(net, scope, filters, padding, depth, block=None):
    """One layer of a branch."""
    reducing = "_1a_" in scope
    options = {"stride": 2 if reducing else 1, "padding": padding if reducing else "SAME", "scope": scope}
    if filters is None:
        pool = avg_pool2d if scope.startswith("Avg") else max_pool2d
        return pool(net, kernel_of(scope), **options)
    return conv2d(net, depth(filters), kernel_of(scope, block), **options)


def mixed(net, block, branches, padding, depth):
    """A block: its branches side by side."""
    with tf.variable_scope(block):
        results = []
        for i, branch in enumerate(branches):
            with tf.variable_scope("Branch_%d" % i):
                branch_net = net
                for one in branch:
                    if isinstance(one[0], tuple):
                        parts = [step(branch_net, scope, filters, padding, depth, block) for scope, filters in one]
                        branch_net = tf.concat(parts, 3)
                    else:
                        branch_net = step(branch_net, one[0], one[1], padding, depth, block)
                results.append(branch_net)
        return tf.concat(results, 3)


def run(net, stem, blocks, final_endpoint, padding, depth):
    """The network up to an end point, and all end points. ``stem``: (end point, layer of net and scope)."""
    end_points = {}
    for name, layer in stem:
        net = layer(net, name)
        end_points[name] = net
        if name == final_endpoint:
            return net, end_points
    for name, branches in blocks:
        if branches is None:
            net = max_pool2d(net, kernel_of(name), stride=2, padding="SAME", scope=name)
        else:
            net = mixed(net, name, branches, padding, depth)
        end_points[name] = net
        if name == final_endpoint:
            return net, end_points
    raise ValueError("Unknown final endpoint %s" % final_endpoint)


def reduced(net, side):
    """A square pooling kernel, no larger than the inputs."""
    sizes = net.get_shape().as_list()[1:3]
    return [side if not known(size) or size is None else min(size, side) for size in sizes]


def classify(net, kernel, num_classes, keep_prob, names, spatial_squeeze):
    """Average pooling, dropout, logits; ``names``: the scopes of the three."""
    pool, drop, conv = names
    net = avg_pool2d(net, kernel, stride=1, padding="VALID", scope=pool)
    net = dropout(net, keep_prob=keep_prob, scope=drop)
    logits = conv2d(net, num_classes, [1, 1], activation_fn=None, normalizer_fn=None, scope=conv)
    if spatial_squeeze:
        logits = tf.squeeze(logits, [1, 2], name="SpatialSqueeze")
    return net, logits


def training_scope(is_training):
    return arg_scope([batch_norm, dropout], is_training=is_training)


def inception_arg_scope(weight_decay, collection, decay=0.9997, epsilon=0.001, **more):
    statistics = {"beta": None, "gamma": None, "moving_mean": [collection], "moving_variance": [collection]}
    params = {"decay": decay, "epsilon": epsilon, "variables_collections": statistics}
    params.update(more)
    with arg_scope([conv2d, fully_connected], weights_regularizer=l2_regularizer(weight_decay)):
        with arg_scope(
            [conv2d],
            weights_initializer=variance_scaling_initializer(),
            activation_fn=tf.nn.relu,
            normalizer_fn=batch_norm,
            normalizer_params=params,
        ) as scope:
            return scope
