"""Learning rates that decay: one tensor each, named as TF names it (they make no variables)."""

import tensorflow as tf
from _scope_lint import static_dtype, tensor, version

from .structures import missing


def _decayed(learning_rate, name, default):
    with tf.name_scope(name, default) as scope:
        return tensor([], _float(learning_rate), scope, "Mul")


def _float(rate):
    return static_dtype(rate) if isinstance(rate, (tf.Tensor, tf.Variable)) else "float32"


def exponential_decay(learning_rate, global_step, decay_steps, decay_rate, staircase=False, name=None):
    if missing(global_step):
        raise ValueError("global_step is required for exponential_decay.")
    return _decayed(learning_rate, name, "ExponentialDecay")


def natural_exp_decay(learning_rate, global_step, decay_steps, decay_rate, staircase=False, name=None):
    if missing(global_step):
        raise ValueError("global_step is required for natural_exp_decay.")
    return _decayed(learning_rate, name, "NaturalExpDecay" if version < (1, 13) else "ExponentialDecay")


def inverse_time_decay(learning_rate, global_step, decay_steps, decay_rate, staircase=False, name=None):
    if missing(global_step):
        raise ValueError("global_step is required for inverse_time_decay.")
    return _decayed(learning_rate, name, "InverseTimeDecay")


def polynomial_decay(
    learning_rate, global_step, decay_steps, end_learning_rate=0.0001, power=1.0, cycle=False, name=None
):
    if missing(global_step):
        raise ValueError("global_step is required for polynomial_decay.")
    return _decayed(learning_rate, name, "PolynomialDecay")


def piecewise_constant(x, boundaries, values, name=None):
    if len(boundaries) != len(values) - 1:
        raise ValueError("The length of boundaries should be 1 less than the length of values")
    if version >= (1, 13):
        for number in list(boundaries) + list(values):
            tf.convert_to_tensor(number)
    with tf.name_scope(name, "PiecewiseConstant"):
        return tensor([], _float(values[0]), "case/cond/Merge", "Merge")


piecewise_constant_decay = piecewise_constant


def cosine_decay(learning_rate, global_step, decay_steps, alpha=0.0, name=None):
    return _decayed(learning_rate, name, "CosineDecay")


def cosine_decay_restarts(learning_rate, global_step, first_decay_steps, t_mul=2.0, m_mul=1.0, alpha=0.0, name=None):
    return _decayed(learning_rate, name, "SGDRDecay")


def linear_cosine_decay(learning_rate, global_step, decay_steps, num_periods=0.5, alpha=0.0, beta=0.001, name=None):
    return _decayed(learning_rate, name, "LinearCosineDecay")


def noisy_linear_cosine_decay(
    learning_rate,
    global_step,
    decay_steps,
    initial_variance=1.0,
    variance_decay=0.55,
    num_periods=0.5,
    alpha=0.0,
    beta=0.001,
    name=None,
):
    return _decayed(learning_rate, name, "NoisyLinearCosineDecay")
