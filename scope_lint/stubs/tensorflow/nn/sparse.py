"""Functions of tf.nn that take or give sparse tensors."""

from _scope_lint import static_dtype, static_shape, tensor, unknown

import tensorflow as tf

from ..sparse_tensors import SparseTensor, made_of


def embedding_lookup_sparse(
    params, sp_ids, sp_weights, partition_strategy="mod", name=None, combiner=None, max_norm=None
):
    """One row for each row of ids: the shape of the table's rows."""
    table = list(params) if isinstance(params, (list, tuple)) else [params]
    dims = static_shape(table[0])
    rest = unknown("shape of an embedding") if dims is None else [None] + list(dims[1:])
    with tf.name_scope(name, "embedding_lookup_sparse", table) as scope:
        pass
    weights = [sp_weights.values] if isinstance(sp_weights, SparseTensor) else []
    return tensor(rest, static_dtype(table[0]), scope, "SegmentSum", table + weights)


def ctc_greedy_decoder(inputs, sequence_length, merge_repeated=True):
    decoded = _decoded("CTCGreedyDecoder", inputs)
    return [decoded], tensor([_batch(inputs), 1], "float32", "CTCGreedyDecoder", "CTCGreedyDecoder", [inputs])


def ctc_beam_search_decoder(inputs, sequence_length, beam_width=100, top_paths=1, merge_repeated=True):
    return _beams(inputs, top_paths)


def ctc_beam_search_decoder_v2(inputs, sequence_length, beam_width=100, top_paths=1):
    return _beams(inputs, top_paths)


def _beams(inputs, top_paths):
    paths = top_paths if isinstance(top_paths, int) else 1
    decoded = [_decoded("CTCBeamSearchDecoder", inputs) for _ in range(paths)]
    return decoded, tensor([_batch(inputs), top_paths], "float32", "CTCBeamSearchDecoder", "CTCBeamSearchDecoder", [inputs])


def _batch(inputs):
    dims = static_shape(inputs)
    return unknown("batch size") if dims is None else dims[1]


def _decoded(op, inputs):
    indices = tensor([None, 2], "int64", op, op, [inputs])
    values = tensor([None], "int64", op, op, [inputs])
    return made_of(indices, values, tensor([2], "int64", op, op, [inputs]), [None, None])
