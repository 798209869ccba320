"""tensorflow.contrib.rnn.python.ops.core_rnn."""

from .....nn.rnn import *
