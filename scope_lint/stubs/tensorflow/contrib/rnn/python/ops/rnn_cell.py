"""tensorflow.contrib.rnn.python.ops.rnn_cell."""

from .....nn._rnn_util import _Linear, _linear
from ... import *
