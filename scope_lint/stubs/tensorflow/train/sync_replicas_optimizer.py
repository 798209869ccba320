"""tf.train.SyncReplicasOptimizer: a local step, then the variables of the optimizer that it wraps."""

import tensorflow as tf
from _scope_lint import known

from .optimizer import Optimizer
from .structures import missing


class SyncReplicasOptimizer(Optimizer):
    def __init__(
        self,
        opt,
        replicas_to_aggregate,
        total_num_replicas=None,
        variable_averages=None,
        variables_to_average=None,
        use_locking=False,
        name="sync_replicas",
    ):
        super(SyncReplicasOptimizer, self).__init__(use_locking, name)
        self._opt = opt
        self._replicas_to_aggregate = replicas_to_aggregate
        self._total_num_replicas = total_num_replicas or replicas_to_aggregate
        self._variable_averages = variable_averages
        self._variables_to_average = variables_to_average
        self._gradients_applied = False
        self._local_step = None
        self._global_step = None

    def compute_gradients(self, *args, **kwargs):
        return self._opt.compute_gradients(*args, **kwargs)

    def apply_gradients(self, grads_and_vars, global_step=None, name=None):
        if not grads_and_vars:
            raise ValueError("Must supply at least one variable")
        if missing(global_step):
            raise ValueError("Global step is required to check staleness")
        self._global_step = global_step
        self._local_step = tf.Variable(
            initial_value=0,
            trainable=False,
            collections=[tf.GraphKeys.LOCAL_VARIABLES],
            dtype=global_step.dtype.base_dtype,
            name="sync_rep_local_step",
        )
        if known(grads_and_vars):
            for grad, var in grads_and_vars:
                if grad is not None:
                    tf.no_op(self._name + "/conditional_accumulator")
        self._opt.apply_gradients(grads_and_vars, global_step)
        train_op = tf.assign(self._local_step, global_step)
        if self._variable_averages is not None:
            self._variable_averages.apply(self._variables_to_average)
        self._gradients_applied = True
        return train_op

    def variables(self):
        return self._opt.variables()

    def get_slot(self, *args, **kwargs):
        return self._opt.get_slot(*args, **kwargs)

    def get_slot_names(self, *args, **kwargs):
        return self._opt.get_slot_names(*args, **kwargs)

    def _applied(self):
        if not self._gradients_applied:
            raise ValueError("Should be called after apply_gradients().")

    def get_chief_queue_runner(self):
        self._applied()
        return tf.train.QueueRunner(None, [])

    def get_init_tokens_op(self, num_tokens=-1):
        self._applied()
        return tf.no_op(name="no_init_tokens")

    def make_session_run_hook(self, is_chief, num_tokens=-1):
        self._applied()
        return tf.train.SessionRunHook()
