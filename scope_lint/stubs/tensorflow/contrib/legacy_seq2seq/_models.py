"""Whole models of tf.contrib.legacy_seq2seq, and their losses."""

import copy

import tensorflow as tf
from _scope_lint import known, tensor, unknown, version

from ...nn._rnn_util import dtype_of, flatten, leading
from ...nn.rnn import static_rnn
from ..rnn._cell_wrappers import EmbeddingWrapper, OutputProjectionWrapper
from ._decoders import embedding_attention_decoder, embedding_rnn_decoder, rnn_decoder, tied_rnn_seq2seq


def encoder_copy(cell):
    """The encoder's own copy of the cell (1.1 and later): one that has variables already cannot be copied."""
    if version < (1, 1) or not known(cell):
        return cell
    if version >= (1, 2) and getattr(cell, "built", False):
        raise TypeError("can't pickle _thread.%s objects" % ("RLock" if version >= (1, 14) else "lock"))
    return copy.deepcopy(cell)


def fed_both_ways(feed_previous, decoder):
    """``decoder(feed_previous)``, where that is a tensor in both branches of a tf.cond."""
    if not known(feed_previous):
        return decoder(True, None)
    if isinstance(feed_previous, bool):
        return decoder(feed_previous, None)
    with tf.name_scope("cond"):
        decoder(True, None)
        return decoder(False, True)


def basic_rnn_seq2seq(encoder_inputs, decoder_inputs, cell, dtype=tf.float32, scope=None):
    """legacy_seq2seq.basic_rnn_seq2seq."""
    with tf.variable_scope(scope or "basic_rnn_seq2seq"):
        _, state = static_rnn(encoder_copy(cell), encoder_inputs, dtype=dtype)
        return rnn_decoder(decoder_inputs, state, cell)


def embedding_rnn_seq2seq(
    encoder_inputs,
    decoder_inputs,
    cell,
    num_encoder_symbols,
    num_decoder_symbols,
    embedding_size,
    output_projection=None,
    feed_previous=False,
    dtype=None,
    scope=None,
):
    """legacy_seq2seq.embedding_rnn_seq2seq."""
    with tf.variable_scope(scope or "embedding_rnn_seq2seq") as entered:
        dtype = entered.dtype if dtype is None else dtype
        encoder = EmbeddingWrapper(
            encoder_copy(cell), embedding_classes=num_encoder_symbols, embedding_size=embedding_size
        )
        _, state = static_rnn(encoder, encoder_inputs, dtype=dtype)
        if output_projection is None:
            cell = OutputProjectionWrapper(cell, num_decoder_symbols)

        def decoder(feed, reuse):
            with tf.variable_scope(tf.get_variable_scope(), reuse=reuse):
                return embedding_rnn_decoder(
                    decoder_inputs,
                    state,
                    cell,
                    num_decoder_symbols,
                    embedding_size,
                    output_projection=output_projection,
                    feed_previous=feed,
                )

        if isinstance(feed_previous, bool):
            return embedding_rnn_decoder(
                decoder_inputs,
                state,
                cell,
                num_decoder_symbols,
                embedding_size,
                output_projection=output_projection,
                feed_previous=feed_previous,
            )
        return fed_both_ways(feed_previous, decoder)


def embedding_tied_rnn_seq2seq(
    encoder_inputs,
    decoder_inputs,
    cell,
    num_symbols,
    embedding_size,
    num_decoder_symbols=None,
    output_projection=None,
    feed_previous=False,
    dtype=None,
    scope=None,
):
    """legacy_seq2seq.embedding_tied_rnn_seq2seq: one embedding and one cell for both sides."""
    from ._decoders import embed_previous

    with tf.variable_scope(scope or "embedding_tied_rnn_seq2seq", dtype=dtype) as entered:
        dtype = entered.dtype
        embedding = tf.get_variable("embedding", [num_symbols, embedding_size], dtype=dtype)
        encoder = [tf.nn.embedding_lookup(embedding, x) for x in encoder_inputs]
        decoder_embedded = [tf.nn.embedding_lookup(embedding, x) for x in decoder_inputs]
        if output_projection is None:
            cell = OutputProjectionWrapper(cell, num_symbols if num_decoder_symbols is None else num_decoder_symbols)

        def decoder(feed, reuse):
            loop = embed_previous(embedding, output_projection) if feed else None
            with tf.variable_scope(tf.get_variable_scope(), reuse=reuse):
                return tied_rnn_seq2seq(encoder, decoder_embedded, cell, loop_function=loop, dtype=dtype)

        if isinstance(feed_previous, bool):
            loop = embed_previous(embedding, output_projection) if feed_previous else None
            return tied_rnn_seq2seq(encoder, decoder_embedded, cell, loop_function=loop, dtype=dtype)
        return fed_both_ways(feed_previous, decoder)


def embedding_attention_seq2seq(
    encoder_inputs,
    decoder_inputs,
    cell,
    num_encoder_symbols,
    num_decoder_symbols,
    embedding_size,
    num_heads=1,
    output_projection=None,
    feed_previous=False,
    dtype=None,
    scope=None,
    initial_state_attention=False,
):
    """legacy_seq2seq.embedding_attention_seq2seq."""
    with tf.variable_scope(scope or "embedding_attention_seq2seq", dtype=dtype) as entered:
        dtype = entered.dtype
        encoder = EmbeddingWrapper(
            encoder_copy(cell), embedding_classes=num_encoder_symbols, embedding_size=embedding_size
        )
        outputs, state = static_rnn(encoder, encoder_inputs, dtype=dtype)
        states = attention_states_of(outputs, cell.output_size)
        output_size = None
        if output_projection is None:
            cell = OutputProjectionWrapper(cell, num_decoder_symbols)
            output_size = num_decoder_symbols

        def decode(feed):
            return embedding_attention_decoder(
                decoder_inputs,
                state,
                states,
                cell,
                num_decoder_symbols,
                embedding_size,
                num_heads=num_heads,
                output_size=output_size,
                output_projection=output_projection,
                feed_previous=feed,
                initial_state_attention=initial_state_attention,
            )

        def decoder(feed, reuse):
            with tf.variable_scope(tf.get_variable_scope(), reuse=reuse):
                return decode(feed)

        return decode(feed_previous) if isinstance(feed_previous, bool) else fed_both_ways(feed_previous, decoder)


def attention_states_of(outputs, size):
    """The encoder's outputs as (batch, time, size)."""
    first = outputs[0]
    time = len(outputs) if known(outputs) else None
    return tensor([leading(first), time, size if known(size) else None], dtype_of(first), "concat", "ConcatV2")


def one2many_rnn_seq2seq(encoder_inputs, decoder_inputs_dict, *args, **kwargs):
    """legacy_seq2seq.one2many_rnn_seq2seq.

    From 1.1: enc_cell, dec_cells_dict, num_encoder_symbols, num_decoder_symbols_dict, embedding_size, feed_previous,
    dtype, scope; before: one ``cell`` in the place of the first two.
    """
    names = ("num_encoder_symbols", "num_decoder_symbols_dict", "embedding_size", "feed_previous", "dtype", "scope")
    names = (("enc_cell", "dec_cells_dict") if version >= (1, 1) else ("cell",)) + names
    given = dict(zip(names, args), **kwargs)
    encoder_cell = given["enc_cell"] if version >= (1, 1) else given["cell"]
    feed_previous, dtype = given.get("feed_previous", False), given.get("dtype")
    outputs_dict, state_dict = {}, {}
    with tf.variable_scope(given.get("scope") or "one2many_rnn_seq2seq", dtype=dtype) as entered:
        encoder = EmbeddingWrapper(
            encoder_cell, embedding_classes=given["num_encoder_symbols"], embedding_size=given["embedding_size"]
        )
        _, state = static_rnn(encoder, encoder_inputs, dtype=entered.dtype)
        for name, decoder_inputs in decoder_inputs_dict.items():
            symbols = given["num_decoder_symbols_dict"][name]
            with tf.variable_scope("one2many_decoder_" + str(name)):
                own = given["dec_cells_dict"][name] if version >= (1, 1) else given["cell"]
                cell = OutputProjectionWrapper(own, symbols)

                def decoder(feed, reuse):
                    with tf.variable_scope(tf.get_variable_scope(), reuse=reuse):
                        return embedding_rnn_decoder(
                            decoder_inputs, state, cell, symbols, given["embedding_size"], feed_previous=feed
                        )

                if isinstance(feed_previous, bool):
                    result = embedding_rnn_decoder(
                        decoder_inputs, state, cell, symbols, given["embedding_size"], feed_previous=feed_previous
                    )
                else:
                    result = fed_both_ways(feed_previous, decoder)
                outputs_dict[name], state_dict[name] = result
    return outputs_dict, state_dict


def model_with_buckets(
    encoder_inputs,
    decoder_inputs,
    targets,
    weights,
    buckets,
    seq2seq,
    softmax_loss_function=None,
    per_example_loss=False,
    name=None,
):
    """legacy_seq2seq.model_with_buckets: the model is built for each bucket, sharing from the second on."""
    if known(buckets) and known(encoder_inputs) and known(targets) and known(weights):
        last = buckets[-1]
        checks = (
            ("encoder_inputs", encoder_inputs, last[0]),
            ("targets", targets, last[1]),
            ("weights", weights, last[1]),
        )
        for what, values, least in checks:
            if known(values) and known(least) and len(values) < least:
                raise ValueError(
                    "Length of %s (%d) must be at least that of last bucket (%d)." % (what, len(values), least)
                )
    losses, outputs = [], []
    with tf.name_scope(name, "model_with_buckets", []):
        for j, bucket in enumerate(buckets):
            with tf.variable_scope(tf.get_variable_scope(), reuse=True if j > 0 else None):
                bucket_outputs, _ = seq2seq(encoder_inputs[: bucket[0]], decoder_inputs[: bucket[1]])
                outputs.append(bucket_outputs)
                loss = sequence_loss_by_example if per_example_loss else sequence_loss
                losses.append(
                    loss(
                        outputs[-1],
                        targets[: bucket[1]],
                        weights[: bucket[1]],
                        softmax_loss_function=softmax_loss_function,
                    )
                )
    return outputs, losses


def sequence_loss_by_example(
    logits, targets, weights, average_across_timesteps=True, softmax_loss_function=None, name=None
):
    """legacy_seq2seq.sequence_loss_by_example."""
    if known(logits) and known(targets) and known(weights):
        if len(targets) != len(logits) or len(weights) != len(logits):
            raise ValueError(
                "Lengths of logits, weights, and targets must be the same %d, %d, %d."
                % (len(logits), len(weights), len(targets))
            )
    with tf.name_scope(name, "sequence_loss_by_example", []):
        losses = []
        if softmax_loss_function is not None:
            for logit, target in zip(logits, targets):
                if version >= (1, 2):
                    losses.append(softmax_loss_function(labels=target, logits=logit))
                else:
                    losses.append(softmax_loss_function(target, logit))
        if not all([known(loss) for loss in losses]):
            return unknown("a loss by a function that is not known")
        first = flatten(logits)[0]
        return tensor([leading(first)], dtype_of(first), "truediv", "RealDiv")


def sequence_loss(
    logits,
    targets,
    weights,
    average_across_timesteps=True,
    average_across_batch=True,
    softmax_loss_function=None,
    name=None,
):
    """legacy_seq2seq.sequence_loss."""
    with tf.name_scope(name, "sequence_loss", []):
        by_example = sequence_loss_by_example(
            logits, targets, weights, average_across_timesteps, softmax_loss_function=softmax_loss_function
        )
        return tensor([], dtype_of(by_example), "truediv", "RealDiv")
