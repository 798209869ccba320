"""tensorflow.python.ops.rnn_cell_impl, which many programs import by that path; ``_RNNCell`` in 1.0 and 1.1."""

from _scope_lint import known

from ...nn._cell_wrappers import DeviceWrapper, DropoutWrapper, MultiRNNCell, ResidualWrapper
from ...nn._core_cells import BasicLSTMCell, BasicRNNCell, GRUCell, LSTMCell
from ...nn._rnn_base import LayerRNNCell, LSTMStateTuple, RNNCell, zeros_like_state
from ...nn._rnn_util import _Linear, _linear

_RNNCell = RNNCell
_LayerRNNCell = LayerRNNCell
_LSTMStateTuple = LSTMStateTuple
_zero_state_tensors = zeros_like_state
_BIAS_VARIABLE_NAME = "bias"
_WEIGHTS_VARIABLE_NAME = "kernel"


def assert_like_rnncell(cell_name, cell):
    """Raises for what lacks a part of a cell (1.5 and later; before, ``_like_rnncell`` told it)."""
    if not _like_rnncell(cell):
        raise TypeError("The argument %r (%s) is not an RNNCell" % (cell_name, cell))


def _like_rnncell(cell):
    if not known(cell) or isinstance(cell, RNNCell):
        return True
    return hasattr(cell, "output_size") and hasattr(cell, "state_size") and hasattr(cell, "zero_state") and callable(cell)
