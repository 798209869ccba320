"""optimize_loss and adaptive_clipping_fn."""

import tensorflow as tf
from _scope_lint import known, static_shape, tensor

from ...layers._initial import zeros

OPTIMIZER_CLS_NAMES = {
    "Adagrad": tf.train.AdagradOptimizer,
    "Adam": tf.train.AdamOptimizer,
    "Ftrl": tf.train.FtrlOptimizer,
    "Momentum": lambda learning_rate: tf.train.MomentumOptimizer(learning_rate, momentum=0.9),
    "RMSProp": tf.train.RMSPropOptimizer,
    "SGD": tf.train.GradientDescentOptimizer,
}

OPTIMIZER_SUMMARIES = ["learning_rate", "loss", "gradients", "gradient_norm", "global_gradient_norm"]


def optimize_loss(
    loss,
    global_step,
    learning_rate,
    optimizer,
    gradient_noise_scale=None,
    gradient_multipliers=None,
    clip_gradients=None,
    learning_rate_decay_fn=None,
    update_ops=None,
    variables=None,
    name=None,
    summaries=None,
    colocate_gradients_with_ops=False,
    increment_global_step=True,
):
    """A number as the learning rate becomes the variable ``learning_rate``; the optimizer works inside the scope, too."""
    with tf.variable_scope(name, "OptimizeLoss", [loss, global_step]):
        if global_step is None:
            global_step = tf.train.get_global_step()
        rate = _learning_rate(learning_rate)
        if rate is not None and learning_rate_decay_fn is not None:
            if global_step is None:
                raise ValueError("global_step is required for learning_rate_decay_fn.")
            rate = learning_rate_decay_fn(rate, global_step)
        opt = _optimizer(optimizer, rate)
        if variables is None:
            variables = tf.trainable_variables()
        gradients = opt.compute_gradients(loss, variables, colocate_gradients_with_ops=colocate_gradients_with_ops)
        if callable(clip_gradients):
            gradients = clip_gradients(gradients)
        opt.apply_gradients(gradients, global_step=global_step if increment_global_step else None, name="train")
        return tensor(static_shape(loss), "float32", "control_dependency", "Identity")


def _learning_rate(learning_rate):
    if known(learning_rate) and learning_rate is None:
        return None
    if known(learning_rate) and not isinstance(learning_rate, (float, tf.Tensor)):
        raise ValueError(
            "Learning rate should be 0d Tensor or float. Got %s of type %s" % (learning_rate, type(learning_rate))
        )
    if isinstance(learning_rate, tf.Tensor):
        return learning_rate
    if isinstance(learning_rate, float) and learning_rate < 0.0:
        raise ValueError("Invalid learning_rate %s.", learning_rate)
    return tf.get_variable("learning_rate", [], trainable=False, initializer=tf.constant_initializer(learning_rate))


def _optimizer(optimizer, rate):
    if isinstance(optimizer, str):
        if optimizer not in OPTIMIZER_CLS_NAMES:
            raise ValueError(
                "Optimizer name should be one of [%s], you provided %s." % (", ".join(OPTIMIZER_CLS_NAMES), optimizer)
            )
        return OPTIMIZER_CLS_NAMES[optimizer](learning_rate=rate)
    if isinstance(optimizer, type):
        return optimizer(learning_rate=rate)
    if isinstance(optimizer, tf.train.Optimizer) or not callable(optimizer):
        return optimizer
    return optimizer(rate) if rate is not None else optimizer()


def adaptive_clipping_fn(
    std_factor=2.0,
    decay=0.95,
    static_max_norm=None,
    global_step=None,
    report_summary=False,
    epsilon=1e-8,
    name=None,
):
    """Keeps ``mean`` and ``sq_mean`` of the logarithm of the gradient's norm."""

    def gradient_clipping(grads_and_vars):
        with tf.variable_scope(name, "AdaptiveMaxNorm", []):
            for moment in ("mean", "sq_mean"):
                tf.get_variable(moment, shape=[], dtype=tf.float32, initializer=zeros, trainable=False)
        return grads_and_vars

    return gradient_clipping
