"""tensorflow.python.ops.rnn_cell_impl, which many programs import by that path; ``_RNNCell`` in 1.0 and 1.1."""

from ...nn._cell_wrappers import DeviceWrapper, DropoutWrapper, MultiRNNCell, ResidualWrapper
from ...nn._core_cells import BasicLSTMCell, BasicRNNCell, GRUCell, LSTMCell
from ...nn._rnn_base import LayerRNNCell, LSTMStateTuple, RNNCell, zeros_like_state
from ...nn._rnn_util import _Linear, _linear

_RNNCell = RNNCell
_LayerRNNCell = LayerRNNCell
_LSTMStateTuple = LSTMStateTuple
_zero_state_tensors = zeros_like_state
