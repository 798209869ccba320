"""embed_sequence, bow_encoder and embedding_lookup_unique."""

import tensorflow as tf
from _scope_lint import known, static_dtype, static_shape, tensor, version

from ..framework.variables import model_variable


def _embeddings(vocab_size, embed_dim, initializer, regularizer, trainable):
    return model_variable(
        "embeddings",
        shape=[vocab_size, embed_dim],
        initializer=initializer,
        regularizer=regularizer,
        trainable=trainable,
    )


def embed_sequence(
    ids,
    vocab_size=None,
    embed_dim=None,
    unique=False,
    initializer=None,
    regularizer=None,
    trainable=True,
    scope=None,
    reuse=None,
):
    """``embeddings`` [vocab_size, embed_dim]; where it is shared, the sizes may be left out."""
    if known(reuse) and not reuse and (known(vocab_size) and not vocab_size or known(embed_dim) and not embed_dim):
        space = " " if version >= (1, 6) else ""
        raise ValueError(
            "Must specify vocab size and embedding dimension when not%sreusing. Got vocab_size=%s and embed_dim=%s"
            % (space, vocab_size, embed_dim)
        )
    with tf.variable_scope(scope, "EmbedSequence", [ids], reuse=reuse):
        ids = tf.convert_to_tensor(ids)
        table = _embeddings(vocab_size, embed_dim, initializer, regularizer, trainable)
        if unique:
            return embedding_lookup_unique(table, ids)
        dims = static_shape(ids)
        shape = None if dims is None else dims + static_shape(table)[1:]
        name = "embedding_lookup/Identity" if version >= (1, 8) else "embedding_lookup"
        return tensor(shape, static_dtype(table), name, "Identity")


def bow_encoder(
    ids,
    vocab_size,
    embed_dim,
    sparse_lookup=True,
    initializer=None,
    regularizer=None,
    trainable=True,
    scope=None,
    reuse=None,
):
    """The mean of the embeddings of each sequence."""
    with tf.variable_scope(scope, "bow_encoder", [ids], reuse=reuse):
        table = _embeddings(vocab_size, embed_dim, initializer, regularizer, trainable)
        dims = static_shape(ids) if known(ids) else None
        name = "embedding_lookup/Reshape_1" if sparse_lookup else "Mean"
        return tensor([None if dims is None else dims[0], embed_dim], static_dtype(table), name, "Mean")


def embedding_lookup_unique(params, ids, partition_strategy="mod", name=None):
    with tf.name_scope(name, "EmbeddingLookupUnique", [params, ids]):
        dims = static_shape(ids)
        row = static_shape(params)
        shape = None if dims is None or row is None else dims + row[1:]
        return tensor(shape, static_dtype(params), "Reshape_1", "Reshape")
