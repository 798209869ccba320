"""tensorflow.contrib.seq2seq.python.ops.beam_search_decoder."""

from ..._decoders import *
