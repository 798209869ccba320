"""tensorflow.contrib.rnn.python.ops.rnn."""

from .....nn.rnn import *
