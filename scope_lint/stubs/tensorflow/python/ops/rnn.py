"""tensorflow.python.ops.rnn."""

from ...nn.rnn import *
