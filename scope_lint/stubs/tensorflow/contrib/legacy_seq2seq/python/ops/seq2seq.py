"""tensorflow.contrib.legacy_seq2seq.python.ops.seq2seq."""

from .....nn._rnn_util import _Linear as Linear
from .....nn._rnn_util import _linear as linear
from ... import *
from ..._decoders import embed_previous as _extract_argmax_and_embed
