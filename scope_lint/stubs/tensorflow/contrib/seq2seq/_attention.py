"""Attention mechanisms of tf.contrib.seq2seq (1.2 and later).

``memory_layer`` is called at construction, in the current variable scope; ``query_layer`` and the scores' variables
come into being in ``luong_attention``, ``bahdanau_attention`` … below the scope of the attention wrapper's call.
"""

import tensorflow as tf
from _scope_lint import known, static_shape, tensor, version

from ...layers._initial import zeros
from ...layers.core import Dense
from ...nn._rnn_util import dtype_of

# From 1.6 a mechanism has a state of its own, returned beside the alignments.
WITH_STATE = version >= (1, 6)


def shape_of(x):
    return static_shape(x) if known(x) else None


class AttentionMechanism(object):
    """tf.contrib.seq2seq.AttentionMechanism."""

    @property
    def alignments_size(self):
        raise NotImplementedError

    @property
    def state_size(self):
        raise NotImplementedError


class _BaseAttentionMechanism(AttentionMechanism):
    """What all mechanisms share."""

    def __init__(
        self,
        query_layer,
        memory,
        probability_fn=None,
        memory_sequence_length=None,
        memory_layer=None,
        check_inner_dims_defined=True,
        score_mask_value=None,
        custom_key_value_fn=None,
        name=None,
    ):
        self._query_layer = query_layer
        self._memory_layer = memory_layer
        self._memory_sequence_length = memory_sequence_length
        self.dtype = dtype_of(memory)
        self._probability_fn = self._probabilities if probability_fn is None else lambda score, _: probability_fn(score)
        with tf.name_scope(name, "BaseAttentionMechanismInit", [memory]):
            shape = shape_of(memory)
            self._values = memory
            if memory_sequence_length is not None:
                self._values = tensor(shape, dtype_of(memory), "mul", "Mul")
            self._keys = self._values if memory_layer is None else memory_layer(self._values)
            if custom_key_value_fn is not None:
                self._keys, self._values = custom_key_value_fn(self._keys, self._values)
            self._batch_size = (
                shape[0] if shape and shape[0] is not None else tensor([], "int32", "strided_slice", "StridedSlice")
            )
            size = shape[1] if shape and len(shape) > 1 else None
            self._alignments_size = size if size is not None else tensor([], "int32", "strided_slice_1", "StridedSlice")

    def _probabilities(self, score, previous_state):
        return tf.nn.softmax(score)

    @property
    def memory_layer(self):
        return self._memory_layer

    @property
    def query_layer(self):
        return self._query_layer

    @property
    def values(self):
        return self._values

    @property
    def keys(self):
        return self._keys

    @property
    def batch_size(self):
        return self._batch_size

    @property
    def alignments_size(self):
        return self._alignments_size

    @property
    def state_size(self):
        return self._alignments_size

    def initial_alignments(self, batch_size, dtype):
        return zeros([batch_size, self._alignments_size], dtype)

    def initial_state(self, batch_size, dtype):
        return self.initial_alignments(batch_size, dtype)

    def _scores(self, query):
        """A score for each time step of the memory."""
        shape, keys = shape_of(query), shape_of(self._keys)
        batch = shape[0] if shape else None
        return tensor([batch, keys[1] if keys and len(keys) > 1 else None], self.dtype, "Sum", "Sum")

    def _aligned(self, score, previous):
        alignments = self._probability_fn(score, previous)
        return (alignments, alignments) if WITH_STATE else alignments


def zeros(sizes, dtype):
    """Zeros; a size that is no number is not known."""
    return tensor([size if known(size) and isinstance(size, int) else None for size in sizes], dtype, "zeros", "Fill")


def memory_layer_of(num_units, dtype=None):
    return dense(num_units, "memory_layer", dtype)


def dense(units, name, dtype=None):
    """A Dense layer without a bias."""
    options = {} if dtype is None else {"dtype": dtype}
    return Dense(units, name=name, use_bias=False, **options)


class LuongAttention(_BaseAttentionMechanism):
    """tf.contrib.seq2seq.LuongAttention."""

    _scope = "luong_attention"

    def __init__(
        self,
        num_units,
        memory,
        memory_sequence_length=None,
        scale=False,
        probability_fn=None,
        score_mask_value=None,
        dtype=None,
        custom_key_value_fn=None,
        name="LuongAttention",
    ):
        super(LuongAttention, self).__init__(
            query_layer=None,
            memory_layer=memory_layer_of(num_units, dtype),
            memory=memory,
            probability_fn=probability_fn,
            memory_sequence_length=memory_sequence_length,
            custom_key_value_fn=custom_key_value_fn,
            name=name,
        )
        self._num_units = num_units
        self._scale = scale
        self._name = name

    def __call__(self, query, state):
        with tf.variable_scope(None, self._scope, [query]):
            score = luong_score(self, query, self._scale)
        return self._aligned(score, state)


def luong_score(mechanism, query, scale):
    if scale:
        tf.get_variable("attention_g", shape=(), dtype=dtype_of(query), initializer=tf.ones_initializer())
    return mechanism._scores(query)


def bahdanau_score(mechanism, query, normalize):
    processed = mechanism.query_layer(query) if mechanism.query_layer else query
    dtype, units = dtype_of(query), mechanism._num_units
    tf.get_variable("attention_v", [units], dtype=dtype)
    if normalize:
        tf.get_variable("attention_g", shape=(), dtype=dtype, initializer=tf.constant_initializer(1.0))
        tf.get_variable("attention_b", [units], dtype=dtype, initializer=zeros)
    return mechanism._scores(processed)


class BahdanauAttention(_BaseAttentionMechanism):
    """tf.contrib.seq2seq.BahdanauAttention."""

    _scope = "bahdanau_attention"

    def __init__(
        self,
        num_units,
        memory,
        memory_sequence_length=None,
        normalize=False,
        probability_fn=None,
        score_mask_value=None,
        dtype=None,
        custom_key_value_fn=None,
        name="BahdanauAttention",
    ):
        super(BahdanauAttention, self).__init__(
            query_layer=dense(num_units, "query_layer", dtype),
            memory_layer=memory_layer_of(num_units, dtype),
            memory=memory,
            probability_fn=probability_fn,
            memory_sequence_length=memory_sequence_length,
            custom_key_value_fn=custom_key_value_fn,
            name=name,
        )
        self._num_units = num_units
        self._normalize = normalize
        self._name = name

    def __call__(self, query, state):
        with tf.variable_scope(None, self._scope, [query]):
            score = bahdanau_score(self, query, self._normalize)
        return self._aligned(score, state)


class _BaseMonotonicAttentionMechanism(_BaseAttentionMechanism):
    """A mechanism that moves forward only (1.4 and later)."""

    def _with_bias(self, score, query):
        tf.get_variable(
            "attention_score_bias", shape=(), dtype=dtype_of(query), initializer=tf.constant_initializer(0.0)
        )
        return score + 0.0


class BahdanauMonotonicAttention(_BaseMonotonicAttentionMechanism):
    """tf.contrib.seq2seq.BahdanauMonotonicAttention."""

    def __init__(
        self,
        num_units,
        memory,
        memory_sequence_length=None,
        normalize=False,
        score_mask_value=None,
        sigmoid_noise=0.0,
        sigmoid_noise_seed=None,
        score_bias_init=0.0,
        mode="parallel",
        dtype=None,
        name="BahdanauMonotonicAttention",
    ):
        super(BahdanauMonotonicAttention, self).__init__(
            query_layer=dense(num_units, "query_layer", dtype),
            memory_layer=memory_layer_of(num_units, dtype),
            memory=memory,
            memory_sequence_length=memory_sequence_length,
            name=name,
        )
        self._num_units = num_units
        self._normalize = normalize
        self._name = name

    def __call__(self, query, state):
        with tf.variable_scope(None, "bahdanau_monotonic_attention", [query]):
            score = self._with_bias(bahdanau_score(self, query, self._normalize), query)
        return self._aligned(score, state)


class LuongMonotonicAttention(_BaseMonotonicAttentionMechanism):
    """tf.contrib.seq2seq.LuongMonotonicAttention."""

    def __init__(
        self,
        num_units,
        memory,
        memory_sequence_length=None,
        scale=False,
        score_mask_value=None,
        sigmoid_noise=0.0,
        sigmoid_noise_seed=None,
        score_bias_init=0.0,
        mode="parallel",
        dtype=None,
        name="LuongMonotonicAttention",
    ):
        super(LuongMonotonicAttention, self).__init__(
            query_layer=None,
            memory_layer=memory_layer_of(num_units, dtype),
            memory=memory,
            memory_sequence_length=memory_sequence_length,
            name=name,
        )
        self._num_units = num_units
        self._scale = scale
        self._name = name

    def __call__(self, query, state):
        with tf.variable_scope(None, "luong_monotonic_attention", [query]):
            score = self._with_bias(luong_score(self, query, self._scale), query)
        return self._aligned(score, state)


def hardmax(logits, name=None):
    """tf.contrib.seq2seq.hardmax."""
    with tf.name_scope(name, "Hardmax", [logits]):
        return tensor(shape_of(logits), dtype_of(logits), "one_hot", "OneHot")


def safe_cumprod(x, *args, **kwargs):
    """tf.contrib.seq2seq.safe_cumprod (1.4 and later)."""
    with tf.name_scope(None, "SafeCumprod", [x]):
        return tensor(shape_of(x), dtype_of(x), "Exp", "Exp")


def monotonic_attention(p_choose_i, previous_attention, mode):
    """tf.contrib.seq2seq.monotonic_attention (1.4 and later)."""
    return tensor(shape_of(p_choose_i), dtype_of(p_choose_i), "mul", "Mul")
