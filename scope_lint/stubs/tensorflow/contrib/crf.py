"""tf.contrib.crf: a linear-chain CRF; its one variable is ``transitions``, in the current variable scope."""

import tensorflow as tf
from _scope_lint import static_shape, tensor, unknown


def _batch(inputs):
    shape = static_shape(inputs)
    return None if shape is None else shape[0]


def crf_log_likelihood(inputs, tag_indices, sequence_lengths, transition_params=None):
    shape = static_shape(inputs)
    num_tags = unknown("the number of tags") if shape is None else shape[2]
    if transition_params is None:
        transition_params = tf.get_variable("transitions", [num_tags, num_tags])
    return tensor([_batch(inputs)], "float32", "sub", "Sub"), transition_params


def crf_log_norm(inputs, sequence_lengths, transition_params):
    return tensor([_batch(inputs)], "float32", "cond/Merge", "Merge")


def crf_sequence_score(inputs, tag_indices, sequence_lengths, transition_params):
    return tensor([_batch(inputs)], "float32", "cond/Merge", "Merge")


def crf_unary_score(tag_indices, sequence_lengths, inputs):
    return tensor([_batch(inputs)], "float32", "Sum", "Sum")


def crf_binary_score(tag_indices, sequence_lengths, transition_params):
    return tensor([_batch(tag_indices)], "float32", "Sum", "Sum")


def crf_decode(potentials, transition_params, sequence_length):
    shape = static_shape(potentials)
    tags = tensor(None if shape is None else shape[:2], "int32", "cond/Merge", "Merge")
    return tags, tensor([_batch(potentials)], "float32", "cond/Merge_1", "Merge")


def viterbi_decode(score, transition_params):
    return unknown("the best tags of a sequence"), unknown("the score of a sequence")
