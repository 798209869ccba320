"""tensorflow.contrib.seq2seq.python.ops.decoder."""

from ..._decoders import *
