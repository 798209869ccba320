"""Regularizers: functions of the weights, None for a scale of 0."""

import tensorflow as tf
from _scope_lint import known, tensor

from ._common import static_dtype


def l1_regularizer(scale, scope=None):
    return _regularizer(scale, scope, "l1_regularizer")


def l2_regularizer(scale, scope=None):
    return _regularizer(scale, scope, "l2_regularizer")


def _regularizer(scale, scope, default_name):
    if known(scale) and scale == 0.0:
        return lambda _: None

    def regularizer(weights):
        with tf.name_scope(scope, default_name, [weights]) as name:
            return tensor([], static_dtype(weights), name, "Mul")

    return regularizer


def l1_l2_regularizer(scale_l1=1.0, scale_l2=1.0, scope=None):
    return sum_regularizer([l1_regularizer(scale_l1), l2_regularizer(scale_l2)], scope=scope or "l1_l2_regularizer")


def sum_regularizer(regularizer_list, scope=None):
    regularizers = [regularizer for regularizer in regularizer_list if regularizer is not None]
    if not regularizers:
        return None

    def regularizer(weights):
        with tf.name_scope(scope, "sum_regularizer", [weights]) as name:
            for part in regularizers:
                part(weights)
            return tensor([], static_dtype(weights), name, "AddN")

    return regularizer


def apply_regularization(regularizer, weights_list=None):
    """The sum of the penalties of the weights (those of the WEIGHTS collection), put into REGULARIZATION_LOSSES."""
    if weights_list is None:
        weights_list = tf.get_collection("weights")
    with tf.name_scope("get_regularization_penalty", values=weights_list):
        for weights in weights_list:
            regularizer(weights)
        penalty = tensor([], "float32", "AddN", "AddN")
        tf.add_to_collection(tf.GraphKeys.REGULARIZATION_LOSSES, penalty)
        return penalty
