"""tf.train.ExponentialMovingAverage."""

import tensorflow as tf
from _scope_lint import incomplete, known, static_dtype, tensor, unknown, version

from ..python.training.moving_averages import assign_moving_average
from . import slots
from .slots import known_dimensions
from .structures import missing


class ExponentialMovingAverage:
    def __init__(self, decay, num_updates=None, zero_debias=False, name="ExponentialMovingAverage"):
        self._decay = decay
        self._num_updates = num_updates
        self._zero_debias = zero_debias
        self._name = name
        self._averages = {}

    @property
    def name(self):
        return self._name

    def apply(self, var_list=None):
        if missing(var_list):
            var_list = tf.trainable_variables()
        if not known(var_list):
            incomplete("the variables to average are not known")
            return unknown("the update of moving averages")
        debiased = []
        for var in var_list:
            if known(var.dtype) and var.dtype.base_dtype not in [tf.float16, tf.float32, tf.float64]:
                raise TypeError("The variables must be half, float, or double: %s" % var.name)
            if var in self._averages:
                if version < (1, 9):
                    raise ValueError("Moving average already computed for: %s" % var.name)
                continue
            if isinstance(var, tf.Variable):
                average = slots.create_slot(var, _initialized_value(var), self._name)
                tf.add_to_collection(tf.GraphKeys.MOVING_AVERAGE_VARIABLES, var)
            else:
                average = slots.create_zeros_slot(var, self._name)
                if self._zero_debias or version < (1, 0):  # an argument since 1.0, and what 0.12 always does
                    debiased.append(average)
            self._averages[var] = average
        with tf.name_scope(self._name) as scope:
            decay = tf.convert_to_tensor(self._decay, name="decay")
            if not missing(self._num_updates):
                tf.cast(self._num_updates, tf.float32, name="num_updates")
            for var in var_list:
                average = self._averages[var]
                assign_moving_average(average, var, decay, zero_debias=average in debiased)
            return tf.no_op(name=scope)

    def average(self, var):
        return self._averages.get(var, None)

    def average_name(self, var):
        if var in self._averages:
            return self._averages[var].op.name
        return tf.get_default_graph().unique_name(var.op.name + "/" + self._name, mark_as_used=False)

    def variables_to_restore(self, moving_avg_variables=None):
        name_map = {}
        if missing(moving_avg_variables):
            moving_avg_variables = tf.trainable_variables() + tf.moving_average_variables()
        averaged = []
        for v in moving_avg_variables:
            if v not in averaged:
                averaged.append(v)
                name_map[self.average_name(v)] = v
        names = [v.op.name for v in averaged]
        for v in tf.global_variables():
            if v.op.name not in names and v.op.name not in name_map:
                name_map[v.op.name] = v
        return name_map


def _initialized_value(var):
    """The variable's value after its initializer has run: the ops that it takes count names of their own."""
    if version < (1, 1):
        return tensor(known_dimensions(var), static_dtype(var), "Identity", "Identity")
    return var.initialized_value()
