"""tensorflow.contrib.seq2seq.python.ops.helper."""

from ..._helpers import *
