"""Optimizers around an optimizer."""

import tensorflow as tf
from _scope_lint import known, unknown


class MovingAverageOptimizer(tf.train.Optimizer):
    """The variables of the inner optimizer, then moving averages of what it trains."""

    def __init__(self, opt, average_decay=0.9999, num_updates=None, sequential_update=True):
        self._optimizer = opt
        self._ema = tf.train.ExponentialMovingAverage(average_decay, num_updates=num_updates)
        self._swapped_variable_name_map = None
        self._sequential_update = sequential_update

    def compute_gradients(self, *args, **kwargs):
        return self._optimizer.compute_gradients(*args, **kwargs)

    def apply_gradients(self, grads_and_vars, global_step=None, name=None):
        self._optimizer.apply_gradients(grads_and_vars, global_step=global_step, name=name)
        self._swapped_variable_name_map = {}
        if known(grads_and_vars):
            variables = [v for g, v in grads_and_vars if not known(g) or g is not None]
            self._ema.apply(variables)
            for v in variables:
                self._swapped_variable_name_map[v.op.name] = self._ema.average(v)
        return tf.no_op(name="train_with_avg")

    def swapping_saver(self, var_list=None, name="swapping_saver", **kwargs):
        if self._swapped_variable_name_map is None:
            raise RuntimeError("Must call apply_gradients or minimize before creating the swapping_saver")
        variables = tf.global_variables() if var_list is None else var_list
        names = {}
        for v in variables if not isinstance(variables, dict) else [variables[key] for key in variables]:
            names[v.op.name] = v
        swapped = dict(names)
        for name_of_variable in self._swapped_variable_name_map:
            average = self._swapped_variable_name_map[name_of_variable]
            if name_of_variable in names:
                swapped[name_of_variable] = average
                swapped[average.op.name] = names[name_of_variable]
        return tf.train.Saver(swapped, name=name, **kwargs)

    def variables(self):
        return self._optimizer.variables()

    def get_slot_names(self, *args, **kwargs):
        return self._optimizer.get_slot_names(*args, **kwargs)

    def get_slot(self, *args, **kwargs):
        return self._optimizer.get_slot(*args, **kwargs)


class VariableClippingOptimizer(tf.train.Optimizer):
    """The inner optimizer works in a name scope of this one's name."""

    def __init__(
        self,
        opt,
        vars_to_clip_dims,
        max_norm,
        use_locking=False,
        colocate_clip_ops_with_vars=False,
        name="VariableClipping",
    ):
        super(VariableClippingOptimizer, self).__init__(use_locking, name)
        self._opt = opt

    def compute_gradients(self, *args, **kwargs):
        return self._opt.compute_gradients(*args, **kwargs)

    def get_slot(self, *args, **kwargs):
        return self._opt.get_slot(*args, **kwargs)

    def get_slot_names(self, *args, **kwargs):
        return self._opt.get_slot_names(*args, **kwargs)

    def apply_gradients(self, grads_and_vars, global_step=None, name=None):
        with tf.name_scope(name, self._name) as scope:
            self._opt.apply_gradients(grads_and_vars, global_step=global_step)
            return tf.no_op(name=scope)


class MultitaskOptimizerWrapper(object):
    """Adds nothing to the optimizer."""

    def __init__(self, opt):
        self._opt = opt

    def __getattr__(self, name):
        return getattr(self._opt, name)


def clip_gradients_by_global_norm(gradients_variables, clip_norm=20.0):
    return gradients_variables


class ExternalOptimizerInterface(object):
    """Optimizes outside the graph: no variables."""

    def __init__(self, loss, var_list=None, equalities=None, inequalities=None, var_to_bounds=None, **optimizer_kwargs):
        self._loss = loss
        self._vars = tf.trainable_variables() if var_list is None else list(var_list)

    def minimize(
        self, session=None, feed_dict=None, fetches=None, step_callback=None, loss_callback=None, **run_kwargs
    ):
        return unknown("the result of an optimization")


class ScipyOptimizerInterface(ExternalOptimizerInterface):
    pass
