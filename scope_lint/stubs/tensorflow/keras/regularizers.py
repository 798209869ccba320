"""tf.keras.regularizers: objects that give a loss for a weight."""

import tensorflow as tf


class Regularizer(object):
    def __call__(self, x):
        return 0.0

    @classmethod
    def from_config(cls, config):
        return cls(**config)


class L1L2(Regularizer):
    def __init__(self, l1=0.0, l2=0.0):
        self.l1 = l1
        self.l2 = l2

    def __call__(self, x):
        if not self.l1 and not self.l2:
            return tf.constant(0.0)
        regularization = 0.0
        if self.l1:
            regularization += tf.reduce_sum(self.l1 * tf.abs(x))
        if self.l2:
            regularization += tf.reduce_sum(self.l2 * tf.square(x))
        return regularization

    def get_config(self):
        return {"l1": float(self.l1), "l2": float(self.l2)}


def l1(l=0.01):
    return L1L2(l1=l)


def l2(l=0.01):
    return L1L2(l2=l)


def l1_l2(l1=0.01, l2=0.01):
    return L1L2(l1=l1, l2=l2)


def get(identifier):
    if isinstance(identifier, dict):
        return globals()[identifier["class_name"]](**identifier["config"])
    if isinstance(identifier, str):
        return globals()[identifier]()
    return identifier
