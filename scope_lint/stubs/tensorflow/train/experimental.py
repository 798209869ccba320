"""tf.train.experimental: loss scales and the optimizer that uses one."""

import tensorflow as tf
from _scope_lint import known

from .optimizer import Optimizer


class LossScale(object):
    def __init__(self):
        pass


class FixedLossScale(LossScale):
    def __init__(self, loss_scale_value):
        self._loss_scale_value = float(loss_scale_value) if known(loss_scale_value) else loss_scale_value

    def __call__(self):
        return tf.convert_to_tensor(self._loss_scale_value)


class DynamicLossScale(LossScale):
    """Two variables, ``current_loss_scale`` and ``good_steps``."""

    def __init__(self, initial_loss_scale=32768, increment_period=2000, multiplier=2.0):
        self._current_loss_scale = tf.Variable(float(initial_loss_scale), name="current_loss_scale", trainable=False)
        self._num_good_steps = tf.Variable(tf.zeros([], tf.int64), name="good_steps", dtype=tf.int64, trainable=False)

    def __call__(self):
        return self._current_loss_scale


class MixedPrecisionLossScaleOptimizer(Optimizer):
    """With a dynamic scale the inner optimizer works in the second of two conds."""

    def __init__(self, opt, loss_scale):
        super(MixedPrecisionLossScaleOptimizer, self).__init__(False, "MixedPrecisionLossScaleOptimizer")
        self._optimizer = opt
        if loss_scale == "dynamic":
            loss_scale = DynamicLossScale()
        elif isinstance(loss_scale, (int, float)):
            loss_scale = FixedLossScale(loss_scale)
        self._loss_scale = loss_scale

    def compute_gradients(self, loss, var_list=None, **kwargs):
        return self._optimizer.compute_gradients(loss, var_list, **kwargs)

    def apply_gradients(self, grads_and_vars, global_step=None, name=None):
        if isinstance(self._loss_scale, FixedLossScale):
            return self._optimizer.apply_gradients(grads_and_vars, global_step, name)
        should = tf.placeholder_with_default(True, [])
        tf.cond(should, tf.no_op, tf.no_op)

        def step():
            return tf.group(self._optimizer.apply_gradients(grads_and_vars, global_step))

        return tf.cond(should, step, tf.no_op)

    def variables(self):
        return self._optimizer.variables()


def enable_mixed_precision_graph_rewrite(opt, loss_scale="dynamic"):
    return MixedPrecisionLossScaleOptimizer(opt, loss_scale)


def disable_mixed_precision_graph_rewrite():
    pass
