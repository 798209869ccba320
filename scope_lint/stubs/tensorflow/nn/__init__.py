"""tf.nn: recurrent networks and cells. The plain ops of tf.nn come from the twin's op table."""

from _scope_lint import version
from . import rnn_cell
from .rnn import bidirectional_dynamic_rnn, dynamic_rnn, raw_rnn
from .sampled import nce_loss, sampled_softmax_loss
from .sparse import ctc_beam_search_decoder, ctc_beam_search_decoder_v2, ctc_greedy_decoder, embedding_lookup_sparse

if version >= (1, 0):
    from .rnn import static_bidirectional_rnn, static_rnn, static_state_saving_rnn
else:
    from .rnn import bidirectional_rnn, rnn, state_saving_rnn
