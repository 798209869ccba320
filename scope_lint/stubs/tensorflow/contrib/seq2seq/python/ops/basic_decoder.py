"""tensorflow.contrib.seq2seq.python.ops.basic_decoder."""

from ..._decoders import *
