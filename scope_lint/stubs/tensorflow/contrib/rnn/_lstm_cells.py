"""The LSTM cells of tf.contrib.rnn with names of their own, as recorded under 0.12 to 1.15.

LayerNormBasicLSTMCell, CoupledInputForgetGateLSTMCell, GLSTMCell, NASCell, PhasedLSTMCell.
"""

import tensorflow as tf
from _scope_lint import known, version

from ...nn._rnn_base import BuiltCell, LSTMStateTuple
from ...nn._rnn_util import BIAS, KERNEL, concat, depth, like


def shards_of(cell, name, rows, columns, shards, initializer=None):
    """Variables name_0, name_1 … with the rows divided among them."""
    shards = shards or 1
    size = rows // shards
    extra = rows - size * shards
    return [
        cell.weight(name + "_" + str(i), [size + 1 if known(extra) and i < extra else size, columns], initializer)
        for i in range(shards)
    ]


def normalized(names, size):
    """gamma and beta of the layer normalizations, made first and then taken up by tf.contrib.layers.layer_norm."""
    for name in names:
        with tf.variable_scope(name):
            tf.get_variable("gamma", [size], initializer=tf.constant_initializer(1.0))
            tf.get_variable("beta", [size], initializer=tf.constant_initializer(0.0))
        with tf.variable_scope(name, reuse=True):
            tf.get_variable("beta", [size])
            tf.get_variable("gamma", [size])


def lstm_state(inputs, units, output, tuple_state=True):
    """A new LSTM state: the memory and the output."""
    memory = like(inputs, units, "add_1", "Add")
    return LSTMStateTuple(memory, output) if tuple_state else concat([memory, output], 1)


class LayerNormBasicLSTMCell(BuiltCell):
    """tf.contrib.rnn.LayerNormBasicLSTMCell."""

    _layered_since = None
    _made_once_since = None
    _old_scope = "layer_norm_basic_lstm_cell"

    def __init__(
        self,
        num_units,
        forget_bias=1.0,
        input_size=None,
        activation=None,
        layer_norm=True,
        norm_gain=1.0,
        norm_shift=0.0,
        dropout_keep_prob=1.0,
        dropout_prob_seed=None,
        reuse=None,
    ):
        self._setup(reuse=reuse)
        self._num_units = num_units
        self._layer_norm = layer_norm

    @property
    def state_size(self):
        return LSTMStateTuple(self._num_units, self._num_units)

    @property
    def output_size(self):
        return self._num_units

    def make(self, depth):
        n, old = self._num_units, version < (1, 0)
        self.weight("linear/weights" if old else KERNEL, [depth + n, 4 * n])
        if self._layer_norm:
            normalized(["input", "transform", "forget", "output", "state"], n)
        else:
            self.bias("linear/b" if old else BIAS, [4 * n])

    def step(self, inputs, state):
        output = like(inputs, self._num_units, "mul_2", "Mul")
        return output, lstm_state(inputs, self._num_units, output)


class CoupledInputForgetGateLSTMCell(BuiltCell):
    """tf.contrib.rnn.CoupledInputForgetGateLSTMCell."""

    _layered_since = None
    _made_once_since = None
    _old_scope = "coupled_input_forget_gate_lstm_cell"

    def __init__(
        self,
        num_units,
        use_peepholes=False,
        initializer=None,
        num_proj=None,
        proj_clip=None,
        num_unit_shards=1,
        num_proj_shards=1,
        forget_bias=1.0,
        state_is_tuple=version >= (1, 2),
        activation=None,
        reuse=None,
        layer_norm=False,
        norm_gain=1.0,
        norm_shift=0.0,
    ):
        self._setup(reuse=reuse)
        self._num_units, self._num_proj = num_units, num_proj
        self._unit_shards, self._proj_shards = num_unit_shards, num_proj_shards
        self._use_peepholes, self._layer_norm = use_peepholes, layer_norm
        self._state_is_tuple = state_is_tuple
        self._initializer = initializer

    @property
    def state_size(self):
        n, out = self._num_units, self.output_size
        return LSTMStateTuple(n, out) if self._state_is_tuple else n + out

    @property
    def output_size(self):
        return self._num_units if self._num_proj is None else self._num_proj

    def make(self, depth):
        n = self._num_units
        with tf.variable_scope(tf.get_variable_scope(), initializer=self._initializer):
            shards_of(self, "W", depth + self.output_size, 3 * n, self._unit_shards)
            self.bias("B", [3 * n])
            if self._layer_norm:
                normalized(["transform", "forget", "output"], n)
            if self._use_peepholes:
                self.weight("W_F_diag", [n])
                self.weight("W_O_diag", [n])
            if self._layer_norm:
                normalized(["state"], n)
            if self._num_proj is not None:
                shards_of(self, "W_P", n, self._num_proj, self._proj_shards)

    def step(self, inputs, state):
        output = like(inputs, self.output_size, "mul_2", "Mul")
        return output, lstm_state(inputs, self._num_units, output, self._state_is_tuple)


class GLSTMCell(BuiltCell):
    """tf.contrib.rnn.GLSTMCell (1.2 and later): an LSTM in groups."""

    _layered_since = None

    def __init__(
        self,
        num_units,
        initializer=None,
        num_proj=None,
        number_of_groups=1,
        forget_bias=1.0,
        activation=None,
        reuse=None,
    ):
        self._setup(reuse=reuse)
        self._num_units, self._num_proj, self._groups = num_units, num_proj, number_of_groups
        self._initializer = initializer

    @property
    def state_size(self):
        return LSTMStateTuple(self._num_units, self.output_size)

    @property
    def output_size(self):
        return self._num_units if self._num_proj is None else self._num_proj

    def make(self, depth):
        n, out, groups = self._num_units, self.output_size, self._groups
        # Until 1.7 the input is taken to be as wide as the output.
        width = depth if version >= (1, 8) else out
        with tf.variable_scope(tf.get_variable_scope(), initializer=self._initializer):
            # From 1.4 to 1.7 the groups share the first one's kernel.
            for i in range(1 if (1, 4) <= version < (1, 8) else groups):
                self.weight("group%d/%s" % (i, KERNEL), [width // groups + out // groups, 4 * (n // groups)])
            for gate in ("i", "j", "f", "o"):
                self.bias("bias_" + gate, [n])
            if self._num_proj is not None:
                self.weight("projection/" + KERNEL, [n, self._num_proj])

    def step(self, inputs, state):
        output = like(inputs, self.output_size, "mul_2", "Mul")
        return output, lstm_state(inputs, self._num_units, output)


class NASCell(BuiltCell):
    """tf.contrib.rnn.NASCell (1.1 and later); its scope was ``nas_rnn`` in 1.1."""

    _layered_since = (1, 13)
    _made_once_since = None
    _old_scope = "nas_rnn"

    if version >= (1, 13):

        def __init__(self, num_units, num_proj=None, use_bias=False, reuse=None, **kwargs):
            self._configure(num_units, num_proj, use_bias, reuse=reuse, **kwargs)

    else:

        def __init__(self, num_units, num_proj=None, use_biases=False, reuse=None):
            self._configure(num_units, num_proj, use_biases, reuse=reuse)

    def _configure(self, num_units, num_proj, use_bias, **options):
        self._setup(**options)
        self._num_units, self._num_proj, self._use_bias = num_units, num_proj, use_bias

    @property
    def state_size(self):
        return LSTMStateTuple(self._num_units, self.output_size)

    @property
    def output_size(self):
        return self._num_units if self._num_proj is None else self._num_proj

    def make(self, depth):
        n, out = self._num_units, self.output_size
        self.weight("recurrent_" + KERNEL, [out, 8 * n])
        self.weight(KERNEL, [depth, 8 * n])
        if self._use_bias:
            self.bias("bias", [8 * n])
        if self._num_proj is not None:
            self.weight("projection_weights", [n, self._num_proj])

    def step(self, inputs, state):
        output = like(inputs, self.output_size, "Tanh_7", "Tanh")
        return output, lstm_state(inputs, self._num_units, output)


class PhasedLSTMCell(BuiltCell):
    """tf.contrib.rnn.PhasedLSTMCell (1.2 and later): its input is the pair of a time and an ordinary input."""

    _layered_since = None

    def __init__(
        self,
        num_units,
        use_peepholes=False,
        leak=0.001,
        ratio_on=0.1,
        trainable_ratio_on=True,
        period_init_min=1.0,
        period_init_max=1000.0,
        reuse=None,
    ):
        self._setup(reuse=reuse)
        self._num_units = num_units
        self._use_peepholes = use_peepholes
        self._trainable_ratio_on = trainable_ratio_on

    @property
    def state_size(self):
        return LSTMStateTuple(self._num_units, self._num_units)

    @property
    def output_size(self):
        return self._num_units

    def call(self, inputs, state):
        time, x = inputs
        n = self._num_units
        rows = depth(x) + n
        gate_rows = rows + n if self._use_peepholes else rows
        for scope, height, width in (
            ("mask_gates", gate_rows, 2 * n),
            ("new_input", rows, n),
            ("output_gate", gate_rows, n),
        ):
            if not getattr(self, "_made", False) or version < (1, 4):
                with tf.variable_scope(scope):
                    tf.get_variable(KERNEL, [height, width], dtype=x.dtype)
                    tf.get_variable(BIAS, [width], dtype=x.dtype, initializer=tf.constant_initializer(0.0))
        self._made = True
        tf.get_variable("period", [n], dtype=x.dtype)
        tf.get_variable("phase", [n], dtype=x.dtype)
        tf.get_variable("ratio_on", [n], dtype=x.dtype, trainable=self._trainable_ratio_on)
        output = like(x, n, "add_3", "Add")
        return output, LSTMStateTuple(like(x, n, "add_2", "Add"), output)
