"""tf.keras.optimizers: their variables come with the first training step (1.13 and later: OptimizerV2)."""

import tensorflow as tf
from _scope_lint import known, unknown


class Optimizer(object):
    hyper = ()
    slots = ()

    def __init__(self, name=None, **kwargs):
        self._name = name or type(self).__name__
        self.iterations = unknown("the number of iterations")
        self.lr = self.learning_rate = kwargs.get("learning_rate", kwargs.get("lr", unknown("the learning rate")))
        self._made = False
        self._weights = []

    def make_variables(self, params):
        """``Adam/iter``, the hyperparameters by name, then each kind of slot for all variables."""
        if self._made:
            return
        self._made = True
        with tf.name_scope(self._name):
            self._variable(tf.zeros([], tf.int64), "iter")
            for name in self.hyper:
                self._variable(tf.zeros([]), name)
            for slot in self.slots:
                for variable in params:
                    self._variable(tf.zeros_like(variable), "%s/%s" % (variable.op.name, slot))

    def _variable(self, start, name):
        self._weights.append(tf.Variable(start, name=name, trainable=False))

    def get_updates(self, loss, params):
        self.make_variables(params)
        return [tf.no_op()]

    def get_gradients(self, loss, params):
        return tf.gradients(loss, params)

    def apply_gradients(self, grads_and_vars, name=None):
        self.make_variables([v for g, v in grads_and_vars] if known(grads_and_vars) else [])
        return tf.no_op(name=name)

    def minimize(self, loss, var_list, grad_loss=None, name=None):
        self.make_variables(var_list() if callable(var_list) else var_list)
        return tf.no_op(name=name)

    @property
    def weights(self):
        return list(self._weights)

    def variables(self):
        return list(self._weights)

    def get_config(self):
        return {"name": self._name}


class SGD(Optimizer):
    hyper = ("decay", "learning_rate", "momentum")

    def __init__(self, learning_rate=0.01, momentum=0.0, nesterov=False, name="SGD", **kwargs):
        super(SGD, self).__init__(name, learning_rate=learning_rate, **kwargs)
        if not known(momentum) or momentum:
            self.slots = ("momentum",)


class RMSprop(Optimizer):
    hyper = ("decay", "learning_rate", "momentum", "rho")
    slots = ("rms",)

    def __init__(
        self, learning_rate=0.001, rho=0.9, momentum=0.0, epsilon=1e-7, centered=False, name="RMSprop", **kwargs
    ):
        super(RMSprop, self).__init__(name, learning_rate=learning_rate, **kwargs)


class Adagrad(Optimizer):
    hyper = ("decay", "learning_rate")
    slots = ("accumulator",)

    def __init__(self, learning_rate=0.001, initial_accumulator_value=0.1, epsilon=1e-7, name="Adagrad", **kwargs):
        super(Adagrad, self).__init__(name, learning_rate=learning_rate, **kwargs)


class Adadelta(Optimizer):
    hyper = ("decay", "learning_rate", "rho")
    slots = ("accum_grad", "accum_var")

    def __init__(self, learning_rate=0.001, rho=0.95, epsilon=1e-7, name="Adadelta", **kwargs):
        super(Adadelta, self).__init__(name, learning_rate=learning_rate, **kwargs)


class Adam(Optimizer):
    hyper = ("beta_1", "beta_2", "decay", "learning_rate")
    slots = ("m", "v")

    def __init__(
        self, learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-7, amsgrad=False, name="Adam", **kwargs
    ):
        super(Adam, self).__init__(name, learning_rate=learning_rate, **kwargs)
        if known(amsgrad) and amsgrad:
            self.slots = ("m", "v", "vhat")


class Adamax(Adam):
    def __init__(self, learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-7, name="Adamax", **kwargs):
        super(Adamax, self).__init__(learning_rate, beta_1, beta_2, epsilon, False, name, **kwargs)


class Nadam(Adam):
    def __init__(self, learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-7, name="Nadam", **kwargs):
        super(Nadam, self).__init__(learning_rate, beta_1, beta_2, epsilon, False, name, **kwargs)


class Wrapped(Optimizer):
    """An optimizer of tf.train in Keras's clothes (TFOptimizer)."""

    def __init__(self, optimizer):
        self.optimizer = optimizer
        self._made = False
        with tf.name_scope("TFOptimizer"):
            self.iterations = tf.Variable(tf.zeros([], tf.int64), name="iterations")

    def make_variables(self, params):
        self.optimizer._create_slots(params)


_BY_NAME = {
    "sgd": SGD,
    "rmsprop": RMSprop,
    "adagrad": Adagrad,
    "adadelta": Adadelta,
    "adam": Adam,
    "adamax": Adamax,
    "nadam": Nadam,
}


def get(identifier):
    if not known(identifier):
        return identifier
    if isinstance(identifier, str):
        return _BY_NAME[identifier.lower()]()
    if isinstance(identifier, tf.train.Optimizer):
        return Wrapped(identifier)
    return identifier
