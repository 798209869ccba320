"""Optimizers of tf.contrib.opt with slots of their own (recorded from TF 1.15)."""

import tensorflow as tf
from _scope_lint import static_shape, unknown

from ...layers._initial import zeros
from ...train.slots import known_dimensions


class AdaMaxOptimizer(tf.train.AdamOptimizer):
    def __init__(self, learning_rate=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8, use_locking=False, name="AdaMax"):
        super(AdaMaxOptimizer, self).__init__(learning_rate, beta1, beta2, epsilon, use_locking, name)

    def _create_slots(self, var_list):
        first_var = min(var_list, key=lambda x: x.name)
        self._create_non_slot_variable(self._beta1, "beta1_power", first_var)
        for v in var_list:
            self._zeros_slot(v, "m", self._name)
            self._zeros_slot(v, "v", self._name)


class LazyAdamOptimizer(tf.train.AdamOptimizer):
    pass


class NadamOptimizer(tf.train.AdamOptimizer):
    pass


class AdamGSOptimizer(tf.train.Optimizer):
    """Its beta powers come from the global step: no variables for them."""

    def __init__(
        self,
        global_step=0,
        learning_rate=0.001,
        beta1=0.9,
        beta2=0.999,
        epsilon=1e-8,
        use_locking=False,
        name="Adam",
    ):
        super(AdamGSOptimizer, self).__init__(use_locking, name)
        self._global_step = global_step
        self._lr = learning_rate

    def _create_slots(self, var_list):
        for v in var_list:
            self._zeros_slot(v, "m", self._name)
            self._zeros_slot(v, "v", self._name)


class LazyAdamGSOptimizer(AdamGSOptimizer):
    pass


class AddSignOptimizer(tf.train.Optimizer):
    def __init__(
        self,
        learning_rate=0.1,
        alpha=1.0,
        beta=0.9,
        sign_decay_fn=None,
        use_locking=False,
        name="AddSignOptimizer",
    ):
        super(AddSignOptimizer, self).__init__(use_locking, name)
        self._lr = learning_rate

    def _create_slots(self, var_list):
        for v in var_list:
            self._zeros_slot(v, "m", self._name)


class PowerSignOptimizer(tf.train.Optimizer):
    def __init__(
        self,
        learning_rate=0.1,
        base=2.718281828459045,
        beta=0.9,
        sign_decay_fn=None,
        use_locking=False,
        name="PowerSignOptimizer",
    ):
        super(PowerSignOptimizer, self).__init__(use_locking, name)
        self._lr = learning_rate

    def _create_slots(self, var_list):
        for v in var_list:
            self._zeros_slot(v, "m", self._name)


class LARSOptimizer(tf.train.Optimizer):
    def __init__(
        self,
        learning_rate,
        momentum=0.9,
        weight_decay=0.0001,
        eeta=0.001,
        epsilon=0.0,
        name="LARSOptimizer",
        skip_list=None,
        use_nesterov=False,
    ):
        super(LARSOptimizer, self).__init__(False, name)
        self._learning_rate = learning_rate

    def _create_slots(self, var_list):
        for v in var_list:
            self._zeros_slot(v, "momentum", self._name)


class RegAdagradOptimizer(tf.train.AdagradOptimizer):
    def __init__(self, learning_rate, initial_accumulator_value=0.1, use_locking=False, name="RegAdagrad"):
        super(RegAdagradOptimizer, self).__init__(learning_rate, initial_accumulator_value, use_locking, name)


class ShampooOptimizer(tf.train.Optimizer):
    """A buffer of the variable's shape, and a square matrix for each dimension that is not too large."""

    def __init__(
        self,
        global_step=0,
        max_matrix_size=768,
        gbar_decay=0.0,
        gbar_weight=1.0,
        mat_gbar_decay=1.0,
        mat_gbar_weight=1.0,
        learning_rate=1.0,
        svd_interval=1,
        precond_update_interval=1,
        epsilon=0.0001,
        alpha=0.5,
        use_iterative_root=False,
        use_locking=False,
        name="Shampoo",
    ):
        super(ShampooOptimizer, self).__init__(use_locking, name)
        self._max_matrix_size = max_matrix_size

    def _create_slots(self, var_list):
        for v in var_list:
            self._zeros_slot(v, "gbar", self._name)
            dtype = v.dtype.base_dtype
            for i, size in enumerate(static_shape(v) or []):
                if size is None:
                    shape = [unknown("a dimension of a variable")] * 2
                else:
                    shape = [size, size] if size <= self._max_matrix_size else [size]
                start = zeros
                self._get_or_make_slot_with_initializer(v, start, shape, dtype, "mat_gbar_%d" % i, self._name)


class GGTOptimizer(tf.train.Optimizer):
    """No slots: one flat buffer for all variables."""

    def __init__(
        self,
        learning_rate=0.001,
        beta1=0.9,
        use_locking=False,
        name="GGT",
        window=10,
        eps=0.0001,
        svd_eps=1e-6,
        sigma_eps=0.01,
    ):
        super(GGTOptimizer, self).__init__(use_locking, name)
        self._window = window

    def _create_slots(self, var_list):
        total = 0
        for v in var_list:
            size = 1
            for dimension in known_dimensions(v):
                size = size * dimension
            total = total + size
        tf.Variable(0.0, name="global_step", trainable=False)
        tf.Variable(tf.zeros([self._window, total]), name="grad_buffer", trainable=False)
        tf.Variable(tf.zeros([total]), name="moment1", trainable=False)
        tf.Variable(tf.zeros([total]), name="flat_grad", trainable=False)
