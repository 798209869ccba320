"""tensorflow.contrib.seq2seq.python.ops.attention_wrapper, the base of many attention mechanisms."""

from ..._attention import (
    AttentionMechanism,
    BahdanauAttention,
    BahdanauMonotonicAttention,
    LuongAttention,
    LuongMonotonicAttention,
    _BaseAttentionMechanism,
    _BaseMonotonicAttentionMechanism,
    hardmax,
    monotonic_attention,
    safe_cumprod,
)
from ..._attention_wrapper import AttentionWrapper, AttentionWrapperState, _compute_attention
