"""tensorflow.contrib.rnn.python.ops.core_rnn_cell_impl."""

from .....nn._rnn_util import _Linear, _linear
from ... import *
