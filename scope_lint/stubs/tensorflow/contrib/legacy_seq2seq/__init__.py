"""tf.contrib.legacy_seq2seq (tf.nn.seq2seq in 0.12)."""

from ._decoders import (
    attention_decoder,
    embedding_attention_decoder,
    embedding_rnn_decoder,
    rnn_decoder,
    tied_rnn_seq2seq,
)
from ._models import (
    basic_rnn_seq2seq,
    embedding_attention_seq2seq,
    embedding_rnn_seq2seq,
    embedding_tied_rnn_seq2seq,
    model_with_buckets,
    one2many_rnn_seq2seq,
    sequence_loss,
    sequence_loss_by_example,
)
