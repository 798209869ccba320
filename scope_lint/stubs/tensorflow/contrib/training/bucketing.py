"""Batches of items of like length: queues, no variables."""

import tensorflow as tf
from _scope_lint import known

from ...train.input import _batched
from ...train.sizes import absent


def bucket(
    tensors,
    which_bucket,
    batch_size,
    num_buckets,
    num_threads=1,
    capacity=32,
    bucket_capacities=None,
    shapes=None,
    dynamic_pad=False,
    allow_smaller_final_batch=False,
    keep_input=True,
    shared_name=None,
    name=None,
):
    size = batch_size if not known(batch_size) or isinstance(batch_size, int) else None
    whole = not allow_smaller_final_batch and not absent(size)
    with tf.name_scope(name, "bucket"):
        chosen = tf.convert_to_tensor(which_bucket)
        outputs = _batched(tensors, size, False, whole, "dequeue_top", "dequeue_top", shapes)
        return chosen, [outputs] if isinstance(tensors, list) and len(tensors) == 1 else outputs


def bucket_by_sequence_length(
    input_length,
    tensors,
    batch_size,
    bucket_boundaries,
    num_threads=1,
    capacity=32,
    bucket_capacities=None,
    shapes=None,
    dynamic_pad=False,
    allow_smaller_final_batch=False,
    keep_input=True,
    shared_name=None,
    name=None,
):
    with tf.name_scope(name, "bucket_by_sequence_length"):
        size = batch_size if not known(batch_size) or isinstance(batch_size, int) else None
        whole = not allow_smaller_final_batch and not absent(size)
        lengths = _batched([input_length], size, False, whole, "lengths", "lengths")
        _, outputs = bucket(
            tensors,
            input_length,
            batch_size,
            1,
            shapes=shapes,
            allow_smaller_final_batch=allow_smaller_final_batch,
        )
        return lengths, outputs
