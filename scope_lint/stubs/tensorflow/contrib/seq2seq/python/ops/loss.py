"""tensorflow.contrib.seq2seq.python.ops.loss."""

from ..._decoders import sequence_loss
