"""tf.nn.seq2seq (0.12): what is tf.contrib.legacy_seq2seq later."""

from ..contrib.legacy_seq2seq import *
