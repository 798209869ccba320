"""tf.contrib.cudnn_rnn (1.3 and later): layers (1.5) with one opaque variable each, cells that can read it."""

from _scope_lint import version

from ._cells import CudnnCompatibleGRUCell, CudnnCompatibleLSTMCell

if version >= (1, 5):
    from ._layers import CudnnGRU, CudnnLSTM, CudnnRNNRelu, CudnnRNNTanh
