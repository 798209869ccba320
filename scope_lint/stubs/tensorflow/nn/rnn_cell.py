"""tf.nn.rnn_cell: the recurrent cells of the core."""

from ._cell_wrappers import DeviceWrapper, DropoutWrapper, MultiRNNCell, ResidualWrapper
from ._core_cells import BasicLSTMCell, BasicRNNCell, GRUCell, LSTMCell
from ._rnn_base import LSTMStateTuple, RNNCell
from ._rnn_util import _linear
