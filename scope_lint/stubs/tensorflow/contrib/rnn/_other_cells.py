"""tf.contrib.rnn's further cells: UGRNNCell, IntersectionRNNCell, IndRNNCell and its kin, SRUCell, ConvLSTMCell."""

import tensorflow as tf
from _scope_lint import known, version

from ...nn._rnn_base import BuiltCell, LSTMStateTuple
from ...nn._rnn_util import BIAS, KERNEL, like
from ._lstm_cells import lstm_state


class _Simple(BuiltCell):
    """A cell whose state is one tensor of ``num_units``."""

    _layered_since = None

    @property
    def state_size(self):
        return self._num_units

    @property
    def output_size(self):
        return self._num_units


class UGRNNCell(_Simple):
    """tf.contrib.rnn.UGRNNCell (1.2 and later)."""

    def __init__(self, num_units, initializer=None, forget_bias=1.0, activation=None, reuse=None):
        self._setup(reuse=reuse)
        self._num_units = num_units
        self._initializer = initializer

    def make(self, depth):
        n = self._num_units
        with tf.variable_scope(tf.get_variable_scope(), initializer=self._initializer):
            self.weight(KERNEL, [depth + n, 2 * n])
            self.bias(BIAS, [2 * n])

    def step(self, inputs, state):
        output = like(inputs, self._num_units, "add_1", "Add")
        return output, output


class IntersectionRNNCell(_Simple):
    """tf.contrib.rnn.IntersectionRNNCell (1.2 and later)."""

    def __init__(self, num_units, num_in_proj=None, initializer=None, forget_bias=1.0, y_activation=None, reuse=None):
        self._setup(reuse=reuse)
        self._num_units = num_units
        self._num_in_proj = num_in_proj
        self._initializer = initializer

    def make(self, depth):
        n = self._num_units
        with tf.variable_scope(tf.get_variable_scope(), initializer=self._initializer):
            if known(depth) and depth != n:
                if self._num_in_proj is None:
                    raise ValueError(
                        "Must have input size == output size for Intersection RNN. "
                        "To fix, num_in_proj should be set to "
                        "num_units at cell init."
                    )
                self.weight("in_projection/" + KERNEL, [depth, self._num_in_proj])
                self.bias("in_projection/" + BIAS, [self._num_in_proj])
                depth = self._num_in_proj
            self.weight(KERNEL, [depth + n, 4 * n])
            self.bias(BIAS, [4 * n])

    def step(self, inputs, state):
        output = like(inputs, self._num_units, "add_3", "Add")
        return output, like(inputs, self._num_units, "add_2", "Add")


class IndRNNCell(_Simple):
    """tf.contrib.rnn.IndRNNCell (1.9 and later)."""

    _layered_since = (1, 5)

    def __init__(self, num_units, activation=None, reuse=None, name=None, dtype=None):
        self._setup(reuse=reuse, name=name, dtype=dtype)
        self._num_units = num_units

    def make(self, depth):
        n = self._num_units
        self.weight("kernel_w", [depth, n])
        self.weight("kernel_u", [1, n])
        self.bias("bias", [n])

    def step(self, inputs, state):
        output = like(inputs, self._num_units, "Tanh", "Tanh")
        return output, output


class IndyGRUCell(_Simple):
    """tf.contrib.rnn.IndyGRUCell (1.9 and later)."""

    _layered_since = (1, 5)

    def __init__(
        self,
        num_units,
        activation=None,
        reuse=None,
        kernel_initializer=None,
        bias_initializer=None,
        name=None,
        dtype=None,
    ):
        self._setup(reuse=reuse, name=name, dtype=dtype)
        self._num_units = num_units
        self._kernel_initializer, self._bias_initializer = kernel_initializer, bias_initializer

    def make(self, depth):
        n = self._num_units
        self.weight("gates/kernel_w", [depth, 2 * n], self._kernel_initializer)
        self.weight("gates/kernel_u", [1, 2 * n], self._kernel_initializer)
        self.bias("gates/bias", [2 * n], self._bias_initializer)
        self.weight("candidate/kernel", [depth, n], self._kernel_initializer)
        self.weight("candidate/kernel_u", [1, n], self._kernel_initializer)
        self.bias("candidate/bias", [n], self._bias_initializer)

    def step(self, inputs, state):
        output = like(inputs, self._num_units, "add_2", "Add")
        return output, output


class IndyLSTMCell(BuiltCell):
    """tf.contrib.rnn.IndyLSTMCell (1.9 and later)."""

    def __init__(
        self,
        num_units,
        forget_bias=1.0,
        activation=None,
        reuse=None,
        kernel_initializer=None,
        bias_initializer=None,
        name=None,
        dtype=None,
    ):
        self._setup(reuse=reuse, name=name, dtype=dtype)
        self._num_units = num_units
        self._kernel_initializer, self._bias_initializer = kernel_initializer, bias_initializer

    @property
    def state_size(self):
        return LSTMStateTuple(self._num_units, self._num_units)

    @property
    def output_size(self):
        return self._num_units

    def make(self, depth):
        n = self._num_units
        self.weight("kernel_w", [depth, 4 * n], self._kernel_initializer)
        self.weight("kernel_u", [1, 4 * n], self._kernel_initializer)
        self.bias("bias", [4 * n], self._bias_initializer)

    def step(self, inputs, state):
        output = like(inputs, self._num_units, "Mul_3", "Mul")
        return output, lstm_state(inputs, self._num_units, output)


class SRUCell(_Simple):
    """tf.contrib.rnn.SRUCell (1.9 and later)."""

    _layered_since = (1, 5)

    def __init__(self, num_units, activation=None, reuse=None, name=None, **kwargs):
        self._setup(reuse=reuse, name=name, **kwargs)
        self._num_units = num_units

    def make(self, depth):
        n = self._num_units
        self.weight("kernel", [depth, 4 * n])
        self.bias("bias", [2 * n])

    def step(self, inputs, state):
        return like(inputs, self._num_units, "add_1", "Add"), like(inputs, self._num_units, "add", "Add")


class ConvLSTMCell(BuiltCell):
    """tf.contrib.rnn.ConvLSTMCell (1.3 and later)."""

    _layered_since = None
    _made_once_since = None

    def __init__(
        self,
        conv_ndims,
        input_shape,
        output_channels,
        kernel_shape,
        use_bias=True,
        skip_connection=False,
        forget_bias=1.0,
        initializers=None,
        name="conv_lstm_cell",
    ):
        if known(input_shape) and known(conv_ndims) and conv_ndims != len(input_shape) - 1:
            raise ValueError("Invalid input_shape {} for conv_ndims={}.".format(input_shape, conv_ndims))
        super(BuiltCell, self).__init__(name=name)
        self._input_shape, self._kernel_shape = input_shape, kernel_shape
        self._output_channels, self._use_bias = output_channels, use_bias
        self._total = output_channels + (input_shape[-1] if skip_connection else 0)
        self._state_size = tf.TensorShape(list(input_shape[:-1]) + [output_channels])
        self._output_size = tf.TensorShape(list(input_shape[:-1]) + [self._total])

    @property
    def state_size(self):
        return LSTMStateTuple(self._state_size, self._state_size)

    @property
    def output_size(self):
        return self._output_size

    def make(self, depth):
        channels = self._output_channels
        kernel = list(self._kernel_shape) + [depth + channels, 4 * channels]
        tf.get_variable("kernel", kernel, dtype=self._weights_dtype)
        if self._use_bias:
            tf.get_variable(
                "biases", [4 * channels], dtype=self._weights_dtype, initializer=tf.constant_initializer(0.0)
            )

    def step(self, inputs, state):
        hidden = like(inputs, self._output_channels, "mul_2", "Mul")
        memory = like(inputs, self._output_channels, "add_2", "Add")
        output = hidden
        if known(self._total) and self._total != self._output_channels:
            output = like(inputs, self._total, "concat_1", "ConcatV2")
        return output, LSTMStateTuple(memory, output)


# Since 1.7 the cells of a number of dimensions have names of their own.
NAMED = version >= (1, 7)


class Conv1DLSTMCell(ConvLSTMCell):
    """tf.contrib.rnn.Conv1DLSTMCell."""

    def __init__(self, name="conv_1d_lstm_cell" if NAMED else "conv_lstm_cell", **kwargs):
        super(Conv1DLSTMCell, self).__init__(conv_ndims=1, name=name, **kwargs)


class Conv2DLSTMCell(ConvLSTMCell):
    """tf.contrib.rnn.Conv2DLSTMCell."""

    def __init__(self, name="conv_2d_lstm_cell" if NAMED else "conv_lstm_cell", **kwargs):
        super(Conv2DLSTMCell, self).__init__(conv_ndims=2, name=name, **kwargs)


class Conv3DLSTMCell(ConvLSTMCell):
    """tf.contrib.rnn.Conv3DLSTMCell."""

    def __init__(self, name="conv_3d_lstm_cell" if NAMED else "conv_lstm_cell", **kwargs):
        super(Conv3DLSTMCell, self).__init__(conv_ndims=3, name=name, **kwargs)
