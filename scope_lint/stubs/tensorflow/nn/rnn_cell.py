"""tf.nn.rnn_cell: the recurrent cells of the core (not in 1.0 and 1.1, where they are in tf.contrib.rnn)."""

from _scope_lint import version

from ._cell_wrappers import DeviceWrapper, DropoutWrapper, MultiRNNCell, ResidualWrapper
from ._core_cells import BasicLSTMCell, BasicRNNCell, GRUCell, LSTMCell
from ._rnn_base import LSTMStateTuple, RNNCell
from ._rnn_util import _linear

if version < (1, 0):
    from ..contrib.rnn._cell_wrappers import EmbeddingWrapper, InputProjectionWrapper, OutputProjectionWrapper
