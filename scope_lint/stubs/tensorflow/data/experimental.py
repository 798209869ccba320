"""tf.data.experimental: transformations that are applied to a data set."""

import tensorflow as tf
from _scope_lint import unknown

AUTOTUNE = -1


def map_and_batch(
    map_func,
    batch_size,
    num_parallel_batches=None,
    drop_remainder=False,
    num_parallel_calls=None,
):
    return lambda dataset: dataset.map(map_func).batch(batch_size, drop_remainder)


def parallel_interleave(
    map_func,
    cycle_length,
    block_length=1,
    sloppy=False,
    buffer_output_elements=None,
    prefetch_input_elements=None,
):
    return lambda dataset: dataset.interleave(map_func)


def shuffle_and_repeat(buffer_size, count=None, seed=None):
    return lambda dataset: dataset


def prefetch_to_device(device, buffer_size=None):
    return lambda dataset: dataset


def copy_to_device(target_device, source_device="/cpu:0"):
    return lambda dataset: dataset


def ignore_errors():
    return lambda dataset: dataset


def unbatch():
    def apply(dataset):
        return dataset.flat_map(tf.data.Dataset.from_tensor_slices)

    return apply


def bucket_by_sequence_length(
    element_length_func,
    bucket_boundaries,
    bucket_batch_sizes,
    padded_shapes=None,
    padding_values=None,
    pad_to_bucket_boundary=False,
    no_padding=False,
    drop_remainder=False,
):
    def apply(dataset):
        if padded_shapes is None:
            return dataset.batch(unknown("the batch size"))
        return dataset.padded_batch(unknown("the batch size"), padded_shapes)

    return apply


def group_by_window(key_func, reduce_func, window_size=None, window_size_func=None):
    def apply(dataset):
        dataset._call(key_func)
        return reduce_func(unknown("a key"), dataset)

    return apply
