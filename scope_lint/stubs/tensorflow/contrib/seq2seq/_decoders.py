"""Decoders of tf.contrib.seq2seq and dynamic_decode (1.1 and later).

The scope is ``decoder``; from 1.2 it is a default name, so that a second call gets ``decoder_1``.
"""

import collections

import tensorflow as tf
from _scope_lint import control_flow, known, tensor, unknown, version

from ...nn._rnn_util import dtype_of, flatten, is_tensor, map_structure
from ...nn.rnn import loop_ends, swapped
from ._helpers import embedding_function, first_of, shape_of


class Decoder(object):
    """tf.contrib.seq2seq.Decoder."""

    @property
    def batch_size(self):
        raise NotImplementedError

    @property
    def output_size(self):
        raise NotImplementedError

    @property
    def output_dtype(self):
        raise NotImplementedError

    def initialize(self, name=None):
        raise NotImplementedError

    def step(self, time, inputs, state, name=None):
        raise NotImplementedError

    def finalize(self, outputs, final_state, sequence_lengths):
        raise NotImplementedError

    @property
    def tracks_own_finished(self):
        return False


class BasicDecoderOutput(collections.namedtuple("BasicDecoderOutput", ("rnn_output", "sample_id"))):
    """tf.contrib.seq2seq.BasicDecoderOutput."""


class BasicDecoder(Decoder):
    """tf.contrib.seq2seq.BasicDecoder."""

    def __init__(self, cell, helper, initial_state, output_layer=None):
        self._cell, self._helper, self._initial_state = cell, helper, initial_state
        self._output_layer = output_layer

    @property
    def batch_size(self):
        return self._helper.batch_size

    @property
    def output_size(self):
        size = self._cell.output_size if self._output_layer is None else tf.TensorShape([self._output_layer.units])
        return BasicDecoderOutput(rnn_output=size, sample_id=tf.TensorShape([]))

    @property
    def output_dtype(self):
        return BasicDecoderOutput(dtype_of(flatten(self._initial_state)[0]), tf.int32)

    def initialize(self, name=None):
        return self._helper.initialize() + (self._initial_state,)

    def step(self, time, inputs, state, name=None):
        with tf.name_scope(name, "BasicDecoderStep", (time, inputs, state)):
            outputs, new_state = self._cell(inputs, state)
            if self._output_layer is not None:
                outputs = self._output_layer(outputs)
            sample_ids = self._helper.sample(time=time, outputs=outputs, state=new_state)
            finished, next_inputs, next_state = self._helper.next_inputs(
                time=time, outputs=outputs, state=new_state, sample_ids=sample_ids
            )
        return BasicDecoderOutput(outputs, sample_ids), next_state, next_inputs, finished


class BeamSearchDecoderState(
    collections.namedtuple(
        "BeamSearchDecoderState",
        ("cell_state", "log_probs", "finished", "lengths")
        + (("accumulated_attention_probs",) if version >= (1, 12) else ()),
    )
):
    """tf.contrib.seq2seq.BeamSearchDecoderState."""


class BeamSearchDecoderOutput(
    collections.namedtuple("BeamSearchDecoderOutput", ("scores", "predicted_ids", "parent_ids"))
):
    """tf.contrib.seq2seq.BeamSearchDecoderOutput."""


class FinalBeamSearchDecoderOutput(
    collections.namedtuple("FinalBeamDecoderOutput", ("predicted_ids", "beam_search_decoder_output"))
):
    """tf.contrib.seq2seq.FinalBeamSearchDecoderOutput."""


class BeamSearchDecoder(Decoder):
    """tf.contrib.seq2seq.BeamSearchDecoder (1.2 and later)."""

    def __init__(
        self,
        cell,
        embedding,
        start_tokens,
        end_token,
        initial_state,
        beam_width,
        output_layer=None,
        length_penalty_weight=0.0,
        coverage_penalty_weight=0.0,
        reorder_tensor_arrays=True,
    ):
        self._cell, self._output_layer = cell, output_layer
        self._embedding_fn = embedding_function(embedding)
        self._start_tokens, self._beam_width = start_tokens, beam_width
        self._end_token = tensor([], "int32", "end_token", "Const")
        self._batch = first_of(start_tokens)
        self._width = beam_width if known(beam_width) and isinstance(beam_width, int) else None
        self._initial_cell_state = map_structure(self._split, initial_state)
        self._start_inputs = self._embedding_fn(self._beams([], "int32", "Tile"))

    def _beams(self, inner, dtype, op):
        return tensor([self._batch, self._width] + list(inner), dtype, op, op)

    def _split(self, x):
        """(batch * beams, …) as (batch, beams, …)."""
        shape = shape_of(x)
        if not is_tensor(x) or not shape:
            return x
        return self._beams(shape[1:], dtype_of(x), "Reshape")

    def _merge(self, x):
        shape = shape_of(x)
        if not is_tensor(x) or not shape or len(shape) < 2:
            return x
        size = self._batch * self._width if self._batch is not None and self._width is not None else None
        return tensor([size] + list(shape[2:]), dtype_of(x), "Reshape", "Reshape")

    @property
    def batch_size(self):
        return self._batch if self._batch is not None else tensor([], "int32", "Size", "Size")

    @property
    def output_size(self):
        return BeamSearchDecoderOutput(*[tf.TensorShape([self._width]) for _ in range(3)])

    @property
    def output_dtype(self):
        return BeamSearchDecoderOutput(tf.float32, tf.int32, tf.int32)

    @property
    def tracks_own_finished(self):
        return True

    def initialize(self, name=None):
        others = [
            self._beams([], "float32", "one_hot"),
            self._beams([], "bool", "finished"),
            self._beams([], "int64", "zeros"),
        ]
        if version >= (1, 12):
            others.append(())
        return (
            self._beams([], "bool", "finished"),
            self._start_inputs,
            BeamSearchDecoderState(self._initial_cell_state, *others),
        )

    def step(self, time, inputs, state, name=None):
        with tf.name_scope(name, "BeamSearchDecoderStep", (time, inputs, state)):
            cell_state = map_structure(self._merge, state.cell_state)
            outputs, next_cell_state = self._cell(map_structure(self._merge, inputs), cell_state)
            if self._output_layer is not None:
                outputs = self._output_layer(outputs)
            result = BeamSearchDecoderOutput(
                self._beams([], "float32", "TopKV2"), self._beams([], "int32", "mod"), self._beams([], "int32", "div")
            )
            next_state = state._replace(cell_state=map_structure(self._split, next_cell_state))
            with tf.name_scope("cond"):
                next_inputs = self._embedding_fn(result.predicted_ids)
        return result, next_state, next_inputs, self._beams([], "bool", "finished")

    def finalize(self, outputs, final_state, sequence_lengths):
        ids = outputs.predicted_ids
        predicted = tensor(shape_of(ids), "int32", "GatherTree", "GatherTree") if is_tensor(ids) else ids
        return FinalBeamSearchDecoderOutput(predicted, outputs), final_state


def dynamic_decode(
    decoder,
    output_time_major=False,
    impute_finished=False,
    maximum_iterations=None,
    parallel_iterations=32,
    swap_memory=False,
    scope=None,
    **kwargs,
):
    """tf.contrib.seq2seq.dynamic_decode: outputs, final state and (from 1.2) lengths. The step is made once."""
    if known(decoder) and not hasattr(decoder, "step"):
        raise TypeError("Expected decoder to be type Decoder, but saw: %s" % type(decoder))
    entered = tf.variable_scope(scope, "decoder") if version >= (1, 2) else tf.variable_scope(scope or "decoder")
    with entered:
        finished, inputs, state = decoder.initialize()
        with tf.name_scope("while"), control_flow():
            outputs, new_state, next_inputs, ended = decoder.step(tensor([], "int32", "Identity", "Identity"), inputs, state)
            # Before the state: the time, the outputs and, from 1.5, the count of maximum_iterations.
            index = 1 + len(flatten(outputs))
            if version >= (1, 5) and maximum_iterations is not None:
                index = index + 1
            final_state = loop_ends(state, new_state, index)
            lengths = tensor(
                shape_of(finished),
                "int32",
                "Exit_%d" % (index + len(flatten(state)) + len(flatten(inputs)) + 1),
                "Exit",
            )
        final_outputs = map_structure(over_time, outputs)
        if version >= (1, 2):
            try:
                final_outputs, final_state = decoder.finalize(final_outputs, final_state, lengths)
            except NotImplementedError:
                pass
        if not output_time_major:
            final_outputs = map_structure(lambda x: swapped(x, "transpose") if is_tensor(x) else x, final_outputs)
    return (final_outputs, final_state, lengths) if version >= (1, 2) else (final_outputs, final_state)


def over_time(x):
    """A step's output as the outputs of all steps, time first."""
    if not is_tensor(x):
        return x
    shape = shape_of(x)
    with tf.name_scope("TensorArrayStack"):
        return tensor(
            None if shape is None else [None] + list(shape), dtype_of(x), "TensorArrayGatherV3", "TensorArrayGatherV3"
        )


def tile_batch(t, multiplier, name=None):
    """tf.contrib.seq2seq.tile_batch (1.2 and later)."""

    def tiled(x):
        shape = shape_of(x)
        if not is_tensor(x):
            return x
        size = shape[0] if shape else None
        count = multiplier if known(multiplier) and isinstance(multiplier, int) else None
        size = size * count if size is not None and count is not None else None
        return tensor(None if shape is None else [size] + list(shape[1:]), dtype_of(x), "Reshape", "Reshape")

    with tf.name_scope(name, "tile_batch", [t, multiplier]):
        return map_structure(tiled, t)


def gather_tree(step_ids, parent_ids, max_sequence_lengths=None, end_token=None, name=None, sequence_length=None):
    """tf.contrib.seq2seq.gather_tree; until 1.4 (step_ids, parent_ids, sequence_length)."""
    return tensor(shape_of(step_ids), "int32", name or "GatherTree", "GatherTree")


def sequence_loss(
    logits, targets, weights, average_across_timesteps=True, average_across_batch=True, *others, **options
):
    """tf.contrib.seq2seq.sequence_loss.

    The rest of the parameters: softmax_loss_function, name; from 1.12 before them sum_over_timesteps, sum_over_batch.
    """
    names = ("softmax_loss_function", "name")
    if version >= (1, 12):
        names = ("sum_over_timesteps", "sum_over_batch") + names
    options = dict(zip(names, others), **options)
    with tf.name_scope(options.get("name"), "sequence_loss", [logits, targets, weights]):
        function = options.get("softmax_loss_function")
        if function is not None:
            shape = shape_of(logits)
            flat = tensor([None, shape[-1] if shape else None], dtype_of(logits), "Reshape", "Reshape")
            labels = tensor([None], dtype_of(targets), "Reshape_1", "Reshape")
            if version >= (1, 2):
                flat = function(labels=labels, logits=flat)
            else:
                flat = function(labels, flat)
            if not known(flat):
                return unknown("a loss by a function that is not known")
        shape = shape_of(logits)
        batch, time = (shape[0], shape[1]) if shape and len(shape) == 3 else (None, None)
        over_batch = average_across_batch or options.get("sum_over_batch")
        over_steps = average_across_timesteps or options.get("sum_over_timesteps")
        left = ([] if over_batch else [batch]) + ([] if over_steps else [time])
        if left and len(left) == 2:
            return tensor(left, dtype_of(logits), "Reshape_3", "Reshape")
        return tensor(left, dtype_of(logits), "div_no_nan" if version >= (1, 12) else "truediv", "RealDiv")
