"""tensorflow.python.ops.rnn."""

from ...nn.rnn import *
from . import rnn_cell_impl
