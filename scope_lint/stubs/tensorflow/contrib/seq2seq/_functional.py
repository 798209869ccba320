"""The decoders of tf.contrib.seq2seq in 1.0: dynamic_rnn_decoder calls decoder functions at each step."""

import tensorflow as tf
from _scope_lint import control_flow, static_shape, known, tensor

from ...nn._rnn_util import depth, dtype_of, flatten, like
from ...nn.rnn import loop_ends
from ._helpers import first_of, shape_of


def linear(x, size, scope, reuse=None):
    """A linear map without a bias: ``scope/weights``."""
    with tf.variable_scope(scope, reuse=reuse):
        collections = [tf.GraphKeys.GLOBAL_VARIABLES, "model_variables"]
        tf.get_variable("weights", [depth(x), size], dtype=dtype_of(x), collections=collections)
        return like(x, size, "MatMul", "MatMul")


def prepare_attention(attention_states, attention_option, num_units, reuse=False):
    """tf.contrib.seq2seq.prepare_attention: keys, values and the functions of an attention."""
    with tf.variable_scope("attention_keys", reuse=reuse) as scope:
        keys = linear(attention_states, num_units, scope)
    with tf.variable_scope("attention_score", reuse=reuse):
        if attention_option == "bahdanau":
            tf.get_variable("attnW", [num_units, num_units], dtype=dtype_of(attention_states))
            tf.get_variable("attnV", [num_units], dtype=dtype_of(attention_states))
        elif attention_option != "luong":
            raise ValueError("Unknown attention option %s!" % attention_option)

    def score_fn(query, keys, values):
        return like(query, num_units, "Sum", "Sum")

    calls = []
    with tf.variable_scope("attention_construct", reuse=reuse) as construct_scope:

        def construct_fn(query, keys, values):
            # In 1.0 a linear layer in a given scope takes up what is there.
            calls.append(query)
            mixed = tf.concat([query, score_fn(query, keys, values)], 1)
            return linear(mixed, num_units, construct_scope, True if len(calls) > 1 else None)

    return keys, attention_states, score_fn, construct_fn


def simple_decoder_fn_train(encoder_state, name=None):
    """tf.contrib.seq2seq.simple_decoder_fn_train."""
    with tf.name_scope(name, "simple_decoder_fn_train", [encoder_state]):
        pass

    def decoder_fn(time, cell_state, cell_input, cell_output, context_state):
        if cell_state is None:
            return None, encoder_state, cell_input, cell_output, context_state
        return None, cell_state, cell_input, cell_output, context_state

    return decoder_fn


def attention_decoder_fn_train(
    encoder_state, attention_keys, attention_values, attention_score_fn, attention_construct_fn, name=None
):
    """tf.contrib.seq2seq.attention_decoder_fn_train."""
    with tf.name_scope(name, "attention_decoder_fn_train", [encoder_state]):
        pass

    def decoder_fn(time, cell_state, cell_input, cell_output, context_state):
        if cell_state is None:
            attention = like(cell_input, depth(attention_keys), "zeros", "Fill")
            return None, encoder_state, tf.concat([cell_input, attention], 1), cell_output, context_state
        attention = attention_construct_fn(cell_output, attention_keys, attention_values)
        return None, cell_state, tf.concat([cell_input, attention], 1), cell_output, context_state

    return decoder_fn


def embedded_start(embeddings, encoder_state):
    batch = first_of(flatten(encoder_state)[0])
    shape = shape_of(embeddings)
    return tensor([batch, shape[1] if shape else None], dtype_of(embeddings), "embedding_lookup", "Gather")


def simple_decoder_fn_inference(
    output_fn,
    encoder_state,
    embeddings,
    start_of_sequence_id,
    end_of_sequence_id,
    maximum_length,
    num_decoder_symbols,
    dtype=tf.int32,
    name=None,
):
    """tf.contrib.seq2seq.simple_decoder_fn_inference."""
    output_fn = output_fn or (lambda x: x)

    def decoder_fn(time, cell_state, cell_input, cell_output, context_state):
        inputs = embedded_start(embeddings, encoder_state)
        if cell_state is None:
            return None, encoder_state, inputs, None, context_state
        return None, cell_state, inputs, output_fn(cell_output), context_state

    return decoder_fn


def attention_decoder_fn_inference(
    output_fn,
    encoder_state,
    attention_keys,
    attention_values,
    attention_score_fn,
    attention_construct_fn,
    embeddings,
    start_of_sequence_id,
    end_of_sequence_id,
    maximum_length,
    num_decoder_symbols,
    dtype=tf.int32,
    name=None,
):
    """tf.contrib.seq2seq.attention_decoder_fn_inference."""
    output_fn = output_fn or (lambda x: x)

    def decoder_fn(time, cell_state, cell_input, cell_output, context_state):
        inputs = embedded_start(embeddings, encoder_state)
        if cell_state is None:
            attention = like(inputs, depth(attention_keys), "zeros", "Fill")
            return None, encoder_state, tf.concat([inputs, attention], 1), None, context_state
        attention = attention_construct_fn(cell_output, attention_keys, attention_values)
        return None, cell_state, tf.concat([inputs, attention], 1), output_fn(cell_output), context_state

    return decoder_fn


def dynamic_rnn_decoder(
    cell,
    decoder_fn,
    inputs=None,
    sequence_length=None,
    parallel_iterations=None,
    swap_memory=False,
    time_major=False,
    scope=None,
    name=None,
):
    """tf.contrib.seq2seq.dynamic_rnn_decoder: outputs, the last state and the last context."""
    with tf.name_scope(name, "dynamic_rnn_decoder", [cell, decoder_fn, inputs, sequence_length, scope]):
        step = None
        if inputs is not None:
            shape = shape_of(inputs)
            batch = None if shape is None else shape[1 if time_major else 0]
            step = tensor(None if shape is None else [batch] + list(shape[2:]), dtype_of(inputs), "zeros", "Fill")
        with tf.variable_scope(scope or "rnn"):
            _, state, first_input, _, context = decoder_fn(None, None, step, None, None)
            with tf.name_scope("while"), control_flow():
                output, cell_state = cell(first_input, state)
                _, new_state, _, emitted, context = decoder_fn(
                    tensor([], "int32", "Identity", "Identity"), cell_state, step, output, context
                )
                final_state = loop_ends(state, new_state, 4)
        emitted = output if emitted is None else emitted
        shape = static_shape(emitted) if known(emitted) else None
        outer = [None, shape[0] if shape else None] if time_major else [shape[0] if shape else None, None]
        outputs = tensor(outer + list(shape[1:]) if shape else None, dtype_of(emitted), "transpose", "Transpose")
    return outputs, final_state, context
