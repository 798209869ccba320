"""The fused kernels of tf.contrib.rnn: GRUBlockCell(V2), LSTMBlockCell, LSTMBlockFusedCell and the cells around it.

Until 1.4 they are plain objects that open a scope in every call; from 1.5 the cells are Layers.
"""

import tensorflow as tf
from _scope_lint import static_shape, known, tensor, version

from ...nn._rnn_base import BuiltCell, Layer, LSTMStateTuple
from ...nn._rnn_util import BIAS, KERNEL, depth, dtype_of, last_of, like
from ...nn.rnn import dynamic_rnn, static_rnn

OLD = version < (1, 0)
PEEPHOLES = ("w_i_diag", "w_f_diag", "w_o_diag") if version >= (1, 5) else ("w_i_diag", "w_o_diag", "w_f_diag")


class GRUBlockCell(BuiltCell):
    """tf.contrib.rnn.GRUBlockCell."""

    _input_rank = 2
    _plain_before = (1, 5)
    _made_once_since = None
    _checked = False

    def __init__(self, num_units=None, cell_size=None, reuse=None, name="gru_cell"):
        self._setup(reuse=reuse, name=name)
        # Until 1.3 the one parameter was cell_size.
        self._cell_size = num_units if num_units is not None else cell_size

    @property
    def state_size(self):
        return self._cell_size

    @property
    def output_size(self):
        return self._cell_size

    def make(self, depth):
        n = self._cell_size
        self.weight("w_ru", [depth + n, 2 * n])
        self.weight("b_ru", [2 * n], tf.constant_initializer(1.0))
        self.weight("w_c", [depth + n, n])
        self.bias("b_c", [n])

    def step(self, inputs, state):
        output = like(inputs, self._cell_size, "GRUBlockCell", "GRUBlockCell")
        return output, output


class GRUBlockCellV2(GRUBlockCell):
    """tf.contrib.rnn.GRUBlockCellV2 (1.4 and later): with the names of GRUCell."""

    def make(self, depth):
        n = self._cell_size
        self.weight("gates/kernel", [depth + n, 2 * n])
        self.weight("gates/bias", [2 * n], tf.constant_initializer(1.0))
        self.weight("candidate/kernel", [depth + n, n])
        self.bias("candidate/bias", [n])


class LSTMBlockCell(BuiltCell):
    """tf.contrib.rnn.LSTMBlockCell."""

    _input_rank = 2
    _plain_before = (1, 5)
    _made_once_since = None
    _old_scope = "lstm_cell"
    _checked = False

    if version >= (1, 6):

        def __init__(
            self,
            num_units,
            forget_bias=1.0,
            cell_clip=None,
            use_peephole=False,
            dtype=None,
            reuse=None,
            name="lstm_cell",
        ):
            self._configure(num_units, use_peephole, reuse, name, dtype)

    elif version >= (1, 2):

        def __init__(
            self, num_units, forget_bias=1.0, cell_clip=None, use_peephole=False, reuse=None, name="lstm_cell"
        ):
            self._configure(num_units, use_peephole, reuse, name, None)

    else:

        def __init__(self, num_units, forget_bias=1.0, use_peephole=False):
            self._configure(num_units, use_peephole, None, None, None)

    def _configure(self, num_units, use_peephole, reuse, name, dtype):
        self._setup(reuse=reuse, name=name, dtype=dtype)
        self._num_units = num_units
        self._use_peephole = use_peephole

    @property
    def state_size(self):
        return LSTMStateTuple(self._num_units, self._num_units)

    @property
    def output_size(self):
        return self._num_units

    def make(self, depth):
        n = self._num_units
        self.weight("W" if OLD else KERNEL, [depth + n, 4 * n])
        self.bias("b" if OLD else BIAS, [4 * n])
        if self._use_peephole:
            for name in ("wci", "wco", "wcf") if OLD else PEEPHOLES:
                self.weight(name, [n])

    def step(self, inputs, state):
        output = like(inputs, self._num_units, "LSTMBlockCell", "LSTMBlockCell")
        memory = like(inputs, self._num_units, "LSTMBlockCell", "LSTMBlockCell")
        return output, LSTMStateTuple(memory, output) if version >= (1, 1) else (memory, output)


class FusedRNNCell(object):
    """tf.contrib.rnn.FusedRNNCell: runs over all time steps; inputs are (time, batch, depth)."""

    def __call__(self, inputs, initial_state=None, dtype=None, sequence_length=None, scope=None):
        raise NotImplementedError("Abstract method")


class FusedRNNCellAdaptor(FusedRNNCell):
    """tf.contrib.rnn.FusedRNNCellAdaptor: an ordinary cell as a fused one."""

    def __init__(self, cell, use_dynamic_rnn=False):
        self._cell = cell
        self._use_dynamic_rnn = use_dynamic_rnn

    def __call__(self, inputs, initial_state=None, dtype=None, sequence_length=None, scope=None):
        steps = inputs
        if self._use_dynamic_rnn:
            if isinstance(inputs, (list, tuple)):
                steps = tf.stack(inputs)
            return dynamic_rnn(
                self._cell,
                steps,
                sequence_length=sequence_length,
                initial_state=initial_state,
                dtype=dtype,
                time_major=True,
                scope=scope,
            )
        if not isinstance(inputs, (list, tuple)):
            steps = tf.unstack(inputs)
        outputs, state = static_rnn(
            self._cell, steps, initial_state=initial_state, dtype=dtype, sequence_length=sequence_length, scope=scope
        )
        return (outputs if isinstance(inputs, (list, tuple)) else tf.stack(outputs)), state


class TimeReversedFusedRNN(FusedRNNCell):
    """tf.contrib.rnn.TimeReversedFusedRNN."""

    def __init__(self, cell):
        self._cell = cell

    def _reverse(self, x, sequence_length):
        if isinstance(x, (list, tuple)):
            return list(reversed(x))
        op = "ReverseV2" if sequence_length is None else "ReverseSequence"
        return tensor(static_shape(x) if known(x) else None, dtype_of(x), op, op)

    def __call__(self, inputs, initial_state=None, dtype=None, sequence_length=None, scope=None):
        outputs, state = self._cell(
            self._reverse(inputs, sequence_length),
            initial_state=initial_state,
            dtype=dtype,
            sequence_length=sequence_length,
            scope=scope,
        )
        return self._reverse(outputs, sequence_length), state


def _fused_weights(make, rows, units, use_peephole):
    make("W_0" if OLD else KERNEL, [rows, 4 * units])
    make("B" if OLD else BIAS, [4 * units])
    if use_peephole:
        for name in ("W_I_diag", "W_O_diag", "W_F_diag") if OLD else PEEPHOLES:
            make(name, [units])


def _fused_results(inputs, units):
    """Outputs over time and the last state; a list of inputs gives a list of outputs."""
    first = inputs[0] if isinstance(inputs, (list, tuple)) else inputs
    shape = static_shape(first) if known(first) else None
    batch = None if shape is None else shape[-2]
    if isinstance(inputs, (list, tuple)):
        outputs = [like(x, units, "BlockLSTM", "BlockLSTM") for x in inputs]
    else:
        outputs = like(inputs, units, "BlockLSTM", "BlockLSTM")
    memory = tensor([batch, units], dtype_of(first), "strided_slice", "StridedSlice")
    hidden = tensor([batch, units], dtype_of(first), "strided_slice", "StridedSlice")
    return outputs, LSTMStateTuple(memory, hidden) if version >= (1, 1) else (memory, hidden)


def _input_depth(inputs):
    return depth(inputs[0] if isinstance(inputs, (list, tuple)) else inputs)


class LSTMBlockWrapper(Layer if version >= (1, 5) else FusedRNNCell):
    """tf.contrib.rnn.LSTMBlockWrapper: scope ``lstm_block_wrapper`` in 1.0 to 1.4, ``rnn/lstm_cell`` in 1.5."""

    @property
    def num_units(self):
        return self._num_units

    if version >= (1, 5):

        def build(self, input_shape):
            size = last_of(input_shape[0] if isinstance(input_shape, list) else input_shape)
            _fused_weights(
                lambda name, shape: self.add_variable(name, shape),
                size + self._num_units,
                self._num_units,
                self._peephole,
            )
            self.built = True

        def call(self, inputs, initial_state=None, dtype=None, sequence_length=None):
            return _fused_results(inputs, self._num_units)

    else:

        def __call__(self, inputs, initial_state=None, dtype=None, sequence_length=None, scope=None):
            default = "lstm_block_wrapper" if version >= (1, 0) else type(self).__name__
            with tf.variable_scope(scope or default):
                first = inputs[0] if isinstance(inputs, (list, tuple)) else inputs
                _fused_weights(
                    lambda name, shape: tf.get_variable(name, shape, dtype=dtype_of(first)),
                    _input_depth(inputs) + self._num_units,
                    self._num_units,
                    self._peephole,
                )
                return _fused_results(inputs, self._num_units)


class LSTMBlockFusedCell(LSTMBlockWrapper):
    """tf.contrib.rnn.LSTMBlockFusedCell."""

    def __init__(
        self,
        num_units,
        forget_bias=1.0,
        cell_clip=None,
        use_peephole=False,
        reuse=None,
        dtype=None,
        name="lstm_fused_cell" if version >= (1, 6) else "rnn/lstm_cell",
    ):
        if version >= (1, 5):
            super(LSTMBlockFusedCell, self).__init__(_reuse=reuse, name=name, dtype=dtype)
        self._num_units = num_units
        self._peephole = use_peephole
