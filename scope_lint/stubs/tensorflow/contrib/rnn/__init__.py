"""tf.contrib.rnn: the cells and networks of the core, and many more cells."""

from _scope_lint import version

from ...nn._cell_wrappers import DeviceWrapper, DropoutWrapper, MultiRNNCell, ResidualWrapper
from ...nn._core_cells import BasicLSTMCell, BasicRNNCell, GRUCell, LSTMCell
from ...nn._rnn_base import LayerRNNCell, LSTMStateTuple, RNNCell
from ...nn._rnn_util import _Linear, _linear
from ...nn.rnn import (
    stack_bidirectional_dynamic_rnn,
    stack_bidirectional_rnn,
    static_bidirectional_rnn,
    static_rnn,
    static_state_saving_rnn,
)
from ._block_cells import (
    FusedRNNCell,
    FusedRNNCellAdaptor,
    GRUBlockCell,
    GRUBlockCellV2,
    LSTMBlockCell,
    LSTMBlockFusedCell,
    LSTMBlockWrapper,
    TimeReversedFusedRNN,
)
from ._cell_wrappers import (
    AttentionCellWrapper,
    CompiledWrapper,
    EmbeddingWrapper,
    HighwayWrapper,
    InputProjectionWrapper,
    OutputProjectionWrapper,
)
from ._frequency_cells import BidirectionalGridLSTMCell, GridLSTMCell, TimeFreqLSTMCell
from ._lstm_cells import (
    CoupledInputForgetGateLSTMCell,
    GLSTMCell,
    LayerNormBasicLSTMCell,
    NASCell,
    PhasedLSTMCell,
)
from ._other_cells import (
    Conv1DLSTMCell,
    Conv2DLSTMCell,
    Conv3DLSTMCell,
    ConvLSTMCell,
    IndRNNCell,
    IndyGRUCell,
    IndyLSTMCell,
    IntersectionRNNCell,
    SRUCell,
    UGRNNCell,
)


def transpose_batch_time(x):
    """1.5 and later: batch and time exchanged."""
    from ...nn.rnn import swapped

    return swapped(x, "transpose")
