"""Decoders of tf.contrib.legacy_seq2seq (tf.nn.seq2seq in 0.12): a step for each input, sharing from the second on."""

import tensorflow as tf
from _scope_lint import known, tensor

from ...nn._rnn_util import concat, depth, dtype_of, flatten, leading, like
from ...nn._rnn_util import _linear as linear


def embed_previous(embedding, output_projection=None, update_embedding=True):
    """A loop function: the embedding of the previous output's largest symbol."""

    def loop_function(previous, _):
        if output_projection is not None:
            previous = tf.nn.xw_plus_b(previous, output_projection[0], output_projection[1])
        symbol = tensor([leading(previous)], "int64", "ArgMax", "ArgMax")
        return tf.nn.embedding_lookup(embedding, symbol)

    return loop_function


def rnn_decoder(decoder_inputs, initial_state, cell, loop_function=None, scope=None):
    """legacy_seq2seq.rnn_decoder."""
    with tf.variable_scope(scope or "rnn_decoder"):
        state, outputs, previous = initial_state, [], None
        for i, step in enumerate(decoder_inputs):
            if loop_function is not None and previous is not None:
                with tf.variable_scope("loop_function", reuse=True):
                    step = loop_function(previous, i)
            if i > 0:
                tf.get_variable_scope().reuse_variables()
            output, state = cell(step, state)
            outputs.append(output)
            if loop_function is not None:
                previous = output
    return outputs, state


def tied_rnn_seq2seq(encoder_inputs, decoder_inputs, cell, loop_function=None, dtype=tf.float32, scope=None):
    """legacy_seq2seq.tied_rnn_seq2seq: encoder and decoder share their variables."""
    from ...nn.rnn import static_rnn

    with tf.variable_scope("combined_tied_rnn_seq2seq"):
        scope = scope or "tied_rnn_seq2seq"
        _, state = static_rnn(cell, encoder_inputs, dtype=dtype, scope=scope)
        tf.get_variable_scope().reuse_variables()
        return rnn_decoder(decoder_inputs, state, cell, loop_function=loop_function, scope=scope)


def embedding_rnn_decoder(
    decoder_inputs,
    initial_state,
    cell,
    num_symbols,
    embedding_size,
    output_projection=None,
    feed_previous=False,
    update_embedding_for_previous=True,
    scope=None,
):
    """legacy_seq2seq.embedding_rnn_decoder."""
    with tf.variable_scope(scope or "embedding_rnn_decoder"):
        embedding = tf.get_variable("embedding", [num_symbols, embedding_size])
        loop = embed_previous(embedding, output_projection) if feed_previous else None
        embedded = [tf.nn.embedding_lookup(embedding, symbols) for symbols in decoder_inputs]
        return rnn_decoder(embedded, initial_state, cell, loop_function=loop)


def attention_decoder(
    decoder_inputs,
    initial_state,
    attention_states,
    cell,
    output_size=None,
    num_heads=1,
    loop_function=None,
    dtype=None,
    scope=None,
    initial_state_attention=False,
):
    """legacy_seq2seq.attention_decoder."""
    if known(decoder_inputs) and not decoder_inputs:
        raise ValueError("Must provide at least 1 input to attention decoder.")
    if known(num_heads) and num_heads < 1:
        raise ValueError("With less than 1 heads, use a non-attention decoder.")
    output_size = cell.output_size if output_size is None else output_size
    with tf.variable_scope(scope or "attention_decoder", dtype=dtype):
        size = depth(attention_states)
        for head in range(num_heads):
            tf.get_variable("AttnW_%d" % head, [1, 1, size, size])
            tf.get_variable("AttnV_%d" % head, [size])

        def attention(query):
            parts = flatten(query)
            query = parts[0] if len(parts) == 1 else concat(parts, 1)
            heads = []
            for head in range(num_heads):
                with tf.variable_scope("Attention_%d" % head):
                    scored = linear(query, size, True)
                heads.append(like(scored, size, "Reshape", "Reshape"))
            return heads

        state, outputs, previous = initial_state, [], None
        batch = leading(flatten(initial_state)[0])
        read = [
            tensor([batch, size if known(size) else None], dtype_of(attention_states), "zeros", "Fill")
            for _ in range(num_heads)
        ]
        if initial_state_attention:
            read = attention(initial_state)
        for i, step in enumerate(decoder_inputs):
            if i > 0:
                tf.get_variable_scope().reuse_variables()
            if loop_function is not None and previous is not None:
                with tf.variable_scope("loop_function", reuse=True):
                    step = loop_function(previous, i)
            mixed = linear([step] + read, depth(step), True)
            cell_output, state = cell(mixed, state)
            if i == 0 and initial_state_attention:
                with tf.variable_scope(tf.get_variable_scope(), reuse=True):
                    read = attention(state)
            else:
                read = attention(state)
            with tf.variable_scope("AttnOutputProjection"):
                output = linear([cell_output] + read, output_size, True)
            if loop_function is not None:
                previous = output
            outputs.append(output)
    return outputs, state


def embedding_attention_decoder(
    decoder_inputs,
    initial_state,
    attention_states,
    cell,
    num_symbols,
    embedding_size,
    num_heads=1,
    output_size=None,
    output_projection=None,
    feed_previous=False,
    update_embedding_for_previous=True,
    dtype=None,
    scope=None,
    initial_state_attention=False,
):
    """legacy_seq2seq.embedding_attention_decoder."""
    output_size = cell.output_size if output_size is None else output_size
    with tf.variable_scope(scope or "embedding_attention_decoder", dtype=dtype):
        embedding = tf.get_variable("embedding", [num_symbols, embedding_size])
        loop = embed_previous(embedding, output_projection) if feed_previous else None
        embedded = [tf.nn.embedding_lookup(embedding, symbols) for symbols in decoder_inputs]
        return attention_decoder(
            embedded,
            initial_state,
            attention_states,
            cell,
            output_size=output_size,
            num_heads=num_heads,
            loop_function=loop,
            initial_state_attention=initial_state_attention,
        )
