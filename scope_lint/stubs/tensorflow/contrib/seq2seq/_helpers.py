"""Helpers of tf.contrib.seq2seq's decoders: where the next input of a step comes from."""

import tensorflow as tf
from _scope_lint import known, static_shape, tensor

from ...nn._rnn_util import dtype_of, map_structure


def shape_of(x):
    return static_shape(x) if known(x) else None


def first_of(x):
    shape = shape_of(x)
    return shape[0] if shape else None


def finished_flags(batch):
    return tensor([batch], "bool", "finished", "Equal")


class Helper(object):
    """tf.contrib.seq2seq.Helper."""

    @property
    def batch_size(self):
        raise NotImplementedError("batch_size has not been implemented")

    @property
    def sample_ids_shape(self):
        return tf.TensorShape([])

    @property
    def sample_ids_dtype(self):
        return tf.int32

    def initialize(self, name=None):
        raise NotImplementedError("Abstract method")

    def sample(self, time, outputs, state, name=None):
        raise NotImplementedError("Abstract method")

    def next_inputs(self, time, outputs, state, sample_ids, name=None):
        raise NotImplementedError("Abstract method")


class CustomHelper(Helper):
    """tf.contrib.seq2seq.CustomHelper: made of three functions."""

    def __init__(self, initialize_fn, sample_fn, next_inputs_fn, sample_ids_shape=None, sample_ids_dtype=None):
        self._initialize_fn, self._sample_fn, self._next_inputs_fn = initialize_fn, sample_fn, next_inputs_fn
        self._batch_size = None

    @property
    def batch_size(self):
        return self._batch_size

    def initialize(self, name=None):
        with tf.name_scope(name, "CustomHelperInitialize"):
            finished, inputs = self._initialize_fn()
            self._batch_size = first_of(finished)
            return finished, inputs

    def sample(self, time, outputs, state, name=None):
        with tf.name_scope(name, "CustomHelperSample", (time, outputs, state)):
            return self._sample_fn(time=time, outputs=outputs, state=state)

    def next_inputs(self, time, outputs, state, sample_ids, name=None):
        with tf.name_scope(name, "CustomHelperNextInputs", (time, outputs, state)):
            return self._next_inputs_fn(time=time, outputs=outputs, state=state, sample_ids=sample_ids)


class TrainingHelper(Helper):
    """tf.contrib.seq2seq.TrainingHelper: the inputs are given."""

    _scope = "TrainingHelper"

    def __init__(self, inputs, sequence_length, time_major=False, name=None):
        with tf.name_scope(name, self._scope, [inputs, sequence_length]):
            self._inputs, self._sequence_length = inputs, sequence_length
            self._time_major = time_major
            self._batch = first_of(sequence_length)
            self._batch_size = tensor([], "int32", "Size", "Size")
            self._zeros = map_structure(self._zero_step, inputs)

    def _step_input(self, *sampled):
        """The input of a step: zeros, or what was given, or was sampled."""

        def merged(x, zero, *others):
            return tensor(shape_of(zero), dtype_of(zero), "cond/Merge", "Merge", inputs=[x, zero] + list(others))

        return map_structure(merged, self._inputs, self._zeros, *sampled)

    def _zero_step(self, x):
        shape = shape_of(x)
        if shape is None or len(shape) < 2:
            return tensor(None, dtype_of(x), "zeros_like", "ZerosLike")
        batch = self._batch if self._batch is not None else shape[1 if self._time_major else 0]
        return tensor([batch] + list(shape[2:]), dtype_of(x), "zeros_like", "ZerosLike")

    @property
    def inputs(self):
        return self._inputs

    @property
    def sequence_length(self):
        return self._sequence_length

    @property
    def batch_size(self):
        return self._batch_size

    def initialize(self, name=None):
        with tf.name_scope(name, self._scope + "Initialize"):
            return finished_flags(self._batch), self._step_input()

    def sample(self, time, outputs, name=None, **unused_kwargs):
        with tf.name_scope(name, self._scope + "Sample", [time, outputs]):
            return tensor([first_of(outputs)], "int32", "Cast", "Cast")

    def next_inputs(self, time, outputs, state, name=None, **unused_kwargs):
        with tf.name_scope(name, self._scope + "NextInputs", [time, outputs, state]):
            return finished_flags(self._batch), self._step_input(), state


class ScheduledEmbeddingTrainingHelper(TrainingHelper):
    """tf.contrib.seq2seq.ScheduledEmbeddingTrainingHelper."""

    _scope = "ScheduledEmbeddingSamplingWrapper"

    def __init__(
        self,
        inputs,
        sequence_length,
        embedding,
        sampling_probability,
        time_major=False,
        seed=None,
        scheduling_seed=None,
        name=None,
    ):
        self._embedding_fn = embedding_function(embedding)
        super(ScheduledEmbeddingTrainingHelper, self).__init__(
            inputs, sequence_length, time_major=time_major, name=name
        )

    def initialize(self, name=None):
        return super(ScheduledEmbeddingTrainingHelper, self).initialize(name=name)

    def sample(self, time, outputs, state, name=None):
        with tf.name_scope(name, "ScheduledEmbeddingTrainingHelperSample", [time, outputs, state]):
            return tensor([first_of(outputs)], "int32", "Select", "Select")

    def next_inputs(self, time, outputs, state, sample_ids, name=None):
        with tf.name_scope(name, "ScheduledEmbeddingTrainingHelperNextInputs", [time, outputs, state, sample_ids]):
            with tf.name_scope("cond"):
                sampled = self._embedding_fn(sample_ids)
            return finished_flags(self._batch), self._step_input(sampled), state


class ScheduledOutputTrainingHelper(TrainingHelper):
    """tf.contrib.seq2seq.ScheduledOutputTrainingHelper; ``next_inputs_fn`` was ``next_input_layer`` until 1.2."""

    _scope = "ScheduledOutputTrainingHelper"

    def __init__(
        self,
        inputs,
        sequence_length,
        sampling_probability,
        time_major=False,
        seed=None,
        next_inputs_fn=None,
        auxiliary_inputs=None,
        name=None,
        next_input_layer=None,
    ):
        super(ScheduledOutputTrainingHelper, self).__init__(inputs, sequence_length, time_major=time_major, name=name)
        self._next_inputs_fn = next_inputs_fn or next_input_layer

    def sample(self, time, outputs, state, name=None):
        with tf.name_scope(name, "ScheduledOutputTrainingHelperSample", [time, outputs, state]):
            return tensor([first_of(outputs)], "int32", "Cast", "Cast")

    def next_inputs(self, time, outputs, state, sample_ids, name=None):
        with tf.name_scope(name, "ScheduledOutputTrainingHelperNextInputs", [time, outputs, state, sample_ids]):
            sampled = [outputs]
            if self._next_inputs_fn is not None:
                with tf.name_scope("cond"):
                    sampled = [self._next_inputs_fn(outputs)]
            return finished_flags(self._batch), self._step_input(*sampled), state


def embedding_function(embedding):
    """The embedding itself where it is a function, otherwise a look-up in it."""
    if callable(embedding):
        return embedding
    return lambda ids: tf.nn.embedding_lookup(embedding, ids)


class GreedyEmbeddingHelper(Helper):
    """tf.contrib.seq2seq.GreedyEmbeddingHelper: the embedded argmax of the outputs."""

    def __init__(self, embedding, start_tokens, end_token):
        self._embedding_fn = embedding_function(embedding)
        self._start_tokens = start_tokens
        self._end_token = tensor([], "int32", "end_token", "Const")
        self._batch = first_of(start_tokens)
        self._batch_size = tensor([], "int32", "Size", "Size")
        self._start_inputs = self._embedding_fn(self._start_tokens)

    @property
    def batch_size(self):
        return self._batch_size

    def initialize(self, name=None):
        return finished_flags(self._batch), self._start_inputs

    def sample(self, time, outputs, state, name=None):
        return tensor([first_of(outputs)], "int32", "ArgMax", "ArgMax")

    def next_inputs(self, time, outputs, state, sample_ids, name=None):
        with tf.name_scope("cond"):
            inputs = self._embedding_fn(sample_ids)
        return finished_flags(self._batch), inputs, state


class SampleEmbeddingHelper(GreedyEmbeddingHelper):
    """tf.contrib.seq2seq.SampleEmbeddingHelper (1.2 and later)."""

    def __init__(self, embedding, start_tokens, end_token, softmax_temperature=None, seed=None):
        super(SampleEmbeddingHelper, self).__init__(embedding, start_tokens, end_token)


class InferenceHelper(Helper):
    """tf.contrib.seq2seq.InferenceHelper (1.4 and later)."""

    def __init__(self, sample_fn, sample_shape, sample_dtype, start_inputs, end_fn, next_inputs_fn=None):
        self._sample_fn, self._end_fn, self._next_inputs_fn = sample_fn, end_fn, next_inputs_fn
        self._sample_shape, self._sample_dtype = tf.TensorShape(sample_shape), sample_dtype
        self._start_inputs = start_inputs

    @property
    def batch_size(self):
        return first_of(self._start_inputs)

    @property
    def sample_ids_shape(self):
        return self._sample_shape

    @property
    def sample_ids_dtype(self):
        return self._sample_dtype

    def initialize(self, name=None):
        return finished_flags(first_of(self._start_inputs)), self._start_inputs

    def sample(self, time, outputs, state, name=None):
        return self._sample_fn(outputs)

    def next_inputs(self, time, outputs, state, sample_ids, name=None):
        inputs = sample_ids if self._next_inputs_fn is None else self._next_inputs_fn(sample_ids)
        return self._end_fn(sample_ids), inputs, state
