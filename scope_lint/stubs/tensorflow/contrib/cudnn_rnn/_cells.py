"""Cells with the variables that Cudnn's layers are saved as."""

from _scope_lint import version

from ...nn._core_cells import GRUCell
from ...nn._rnn_util import like
from ..rnn._block_cells import LSTMBlockCell


class CudnnCompatibleLSTMCell(LSTMBlockCell):
    """tf.contrib.cudnn_rnn.CudnnCompatibleLSTMCell."""

    _old_scope = "cudnn_compatible_lstm_cell"

    def __init__(self, num_units, reuse=None):
        name = "lstm_cell" if version == (1, 5) else "cudnn_compatible_lstm_cell"
        super(CudnnCompatibleLSTMCell, self).__init__(
            num_units, forget_bias=0, use_peephole=False, reuse=reuse, name=name
        )


class CudnnCompatibleGRUCell(GRUCell):
    """tf.contrib.cudnn_rnn.CudnnCompatibleGRUCell: the candidate has two projections."""

    def __init__(self, num_units, reuse=None, kernel_initializer=None):
        super(CudnnCompatibleGRUCell, self).__init__(num_units, reuse=reuse, kernel_initializer=kernel_initializer)

    def make(self, depth):
        n = self._num_units
        self.weight("gates/kernel", [depth + n, 2 * n], self._kernel_initializer)
        self.weight("gates/bias", [2 * n], self._bias_initializer)
        parts = [("input_projection", depth), ("hidden_projection", n)]
        # From 1.5 the kernels come before the biases.
        for kind in ("kernel", "bias") if version >= (1, 5) else ("",):
            for part, rows in parts:
                if kind != "bias":
                    self.weight("candidate/%s/kernel" % part, [rows, n], self._kernel_initializer)
                if kind != "kernel":
                    self.bias("candidate/%s/bias" % part, [n], self._bias_initializer)

    def step(self, inputs, state):
        output = like(inputs, self._num_units, "add_1", "Add")
        return output, output
