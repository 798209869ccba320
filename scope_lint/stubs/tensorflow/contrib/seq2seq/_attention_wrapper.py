"""tf.contrib.seq2seq.AttentionWrapper (1.2 and later): a cell that attends to a memory."""

import collections

import tensorflow as tf
from _scope_lint import known, tensor, version

from ...nn._rnn_base import RNNCell
from ...nn._rnn_util import dtype_of
from ...tensor_array import TensorArray
from ._attention import WITH_STATE, dense, shape_of, zeros

_FIELDS = ("cell_state", "attention", "time", "alignments", "alignment_history")


class AttentionWrapperState(
    collections.namedtuple("AttentionWrapperState", _FIELDS + (("attention_state",) if WITH_STATE else ()))
):
    """The state of an AttentionWrapper."""

    def clone(self, **kwargs):
        return self._replace(**kwargs)


def default_cell_inputs(inputs, attention):
    return tf.concat([inputs, attention], -1)


def context_of(mechanism, alignments):
    """The memory weighted by the alignments."""
    shape, values = shape_of(alignments), shape_of(mechanism.values)
    batch = shape[0] if shape else None
    return tensor([batch, values[-1] if values else None], dtype_of(alignments), "Squeeze", "Squeeze")


def _compute_attention(attention_mechanism, cell_output, attention_state, attention_layer):
    """The attention, the alignments and (from 1.6) the mechanism's new state."""
    next_state = None
    if WITH_STATE:
        alignments, next_state = attention_mechanism(cell_output, attention_state)
    else:
        alignments = attention_mechanism(cell_output, attention_state)
    context = context_of(attention_mechanism, alignments)
    attention = context
    if attention_layer is not None:
        attention = attention_layer(tf.concat([cell_output, context], 1))
    return attention, alignments, next_state


class AttentionWrapper(RNNCell):
    """tf.contrib.seq2seq.AttentionWrapper: ``attention_wrapper/{CELL, luong_attention, attention_layer}``."""

    def __init__(
        self,
        cell,
        attention_mechanism,
        attention_layer_size=None,
        alignment_history=False,
        cell_input_fn=None,
        output_attention=True,
        initial_cell_state=None,
        name=None,
        attention_layer=None,
        attention_fn=None,
        dtype=None,
    ):
        super(AttentionWrapper, self).__init__(name=name)
        self._is_multi = known(attention_mechanism) and isinstance(attention_mechanism, (list, tuple))
        if self._is_multi and version < (1, 3):
            raise TypeError(
                "attention_mechanism must be a AttentionMechanism, saw type: %s" % type(attention_mechanism).__name__
            )
        self._attention_mechanisms = attention_mechanism if self._is_multi else (attention_mechanism,)
        self._cell_input_fn = default_cell_inputs if cell_input_fn is None else cell_input_fn
        self._attention_layers = self._make_layers(attention_layer_size, attention_layer)
        self._attention_fn = attention_fn
        self._attention_size = self._size_of_attention(attention_layer_size, attention_layer)
        self._cell = cell
        self._output_attention = output_attention
        self._alignment_history = alignment_history
        with tf.name_scope(name, "AttentionWrapperInit"):
            self._initial_cell_state = initial_cell_state

    def _make_layers(self, sizes, layers):
        count = len(self._attention_mechanisms)
        if sizes is not None and layers is not None:
            raise ValueError("Only one of attention_layer_size and attention_layer should be set")
        if layers is not None:
            layers = layers if isinstance(layers, (list, tuple)) else (layers,)
            if len(layers) != count:
                raise ValueError(
                    "If provided, attention_layer must contain exactly one layer per attention_mechanism, saw: %d vs %d"
                    % (len(layers), count)
                )
            return tuple(layers)
        if sizes is None:
            return None
        sizes = tuple(sizes if isinstance(sizes, (list, tuple)) else (sizes,))
        if len(sizes) != count:
            raise ValueError(
                "If provided, attention_layer_size must contain exactly one integer per attention_mechanism, "
                "saw: %d vs %d" % (len(sizes), count)
            )
        return tuple([dense(size, "attention_layer") for size in sizes])

    def _size_of_attention(self, sizes, layers):
        if sizes is not None:
            return sum(sizes) if isinstance(sizes, (list, tuple)) else sizes
        if layers is not None:
            return sum([layer.units for layer in self._attention_layers])
        if not known(self._attention_mechanisms[0]):
            return self._attention_mechanisms[0]
        total = 0
        for mechanism in self._attention_mechanisms:
            values = shape_of(mechanism.values)
            total = total + values[-1] if values and values[-1] is not None and total is not None else None
        return total

    def _item_or_tuple(self, items):
        return tuple(items) if self._is_multi else items[0]

    @property
    def output_size(self):
        return self._attention_size if self._output_attention else self._cell.output_size

    @property
    def state_size(self):
        sizes = self._item_or_tuple([m.alignments_size for m in self._attention_mechanisms])
        history = self._item_or_tuple([() for _ in self._attention_mechanisms])
        return self._state(self._cell.state_size, self._attention_size, tf.TensorShape([]), sizes, history, sizes)

    def _state(self, cell_state, attention, time, alignments, history, attention_state):
        if WITH_STATE:
            return AttentionWrapperState(cell_state, attention, time, alignments, history, attention_state)
        return AttentionWrapperState(cell_state, attention, time, alignments, history)

    def zero_state(self, batch_size, dtype):
        with tf.name_scope(type(self).__name__ + "ZeroState", values=[batch_size]):
            cell_state = self._initial_cell_state
            if cell_state is None:
                cell_state = self._cell.zero_state(batch_size, dtype)
            mechanisms = self._attention_mechanisms
            alignments = [m.initial_alignments(batch_size, dtype) for m in mechanisms]
            states = [m.initial_state(batch_size, dtype) for m in mechanisms] if WITH_STATE else alignments
            history = [
                TensorArray(dtype=dtype, size=0, dynamic_size=True) if self._alignment_history else ()
                for _ in mechanisms
            ]
            return self._state(
                cell_state,
                zeros([batch_size, self._attention_size], dtype),
                tensor([], "int32", "zeros", "Fill"),
                self._item_or_tuple(alignments),
                self._item_or_tuple(history),
                self._item_or_tuple(states),
            )

    def call(self, inputs, state):
        cell_output, cell_state = self._cell(self._cell_input_fn(inputs, state.attention), state.cell_state)
        previous = state.attention_state if WITH_STATE else state.alignments
        attentions, alignments, states, history = [], [], [], []
        compute = self._attention_fn or _compute_attention
        for i, mechanism in enumerate(self._attention_mechanisms):
            attention, aligned, new_state = compute(
                mechanism,
                cell_output,
                previous[i] if self._is_multi else previous,
                self._attention_layers[i] if self._attention_layers else None,
            )
            attentions.append(attention)
            alignments.append(aligned)
            states.append(new_state)
            past = state.alignment_history[i] if self._is_multi else state.alignment_history
            history.append(past.write(state.time, aligned) if self._alignment_history else past)
        attention = attentions[0] if len(attentions) == 1 else tf.concat(attentions, 1)
        next_state = self._state(
            cell_state,
            attention,
            state.time + 1,
            self._item_or_tuple(alignments),
            self._item_or_tuple(history),
            self._item_or_tuple(states),
        )
        return (attention if self._output_attention else cell_output), next_state
