"""tf.contrib.seq2seq: attention, helpers and decoders; in 1.0 the functional decoders."""

from _scope_lint import version

from ._decoders import sequence_loss

if version >= (1, 1):
    from ._decoders import BasicDecoder, BasicDecoderOutput, Decoder, dynamic_decode
    from ._helpers import (
        CustomHelper,
        GreedyEmbeddingHelper,
        Helper,
        ScheduledEmbeddingTrainingHelper,
        ScheduledOutputTrainingHelper,
        TrainingHelper,
    )
else:
    from ._functional import (
        attention_decoder_fn_inference,
        attention_decoder_fn_train,
        dynamic_rnn_decoder,
        prepare_attention,
        simple_decoder_fn_inference,
        simple_decoder_fn_train,
    )

if version >= (1, 2):
    from ._attention import (
        AttentionMechanism,
        BahdanauAttention,
        BahdanauMonotonicAttention,
        LuongAttention,
        LuongMonotonicAttention,
        hardmax,
        monotonic_attention,
        safe_cumprod,
    )
    from ._attention_wrapper import AttentionWrapper, AttentionWrapperState
    from ._decoders import (
        BeamSearchDecoder,
        BeamSearchDecoderOutput,
        BeamSearchDecoderState,
        FinalBeamSearchDecoderOutput,
        gather_tree,
        tile_batch,
    )
    from ._helpers import InferenceHelper, SampleEmbeddingHelper
