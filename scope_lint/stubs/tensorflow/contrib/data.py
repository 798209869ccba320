"""tf.contrib.data: data sets before they became tf.data, and what later moved to tf.data.experimental."""

from ..data import Dataset, FixedLengthRecordDataset, Iterator, TextLineDataset, TFRecordDataset  # noqa: F401
from ..data.experimental import (  # noqa: F401
    AUTOTUNE,
    bucket_by_sequence_length,
    copy_to_device,
    group_by_window,
    ignore_errors,
    map_and_batch,
    parallel_interleave,
    prefetch_to_device,
    shuffle_and_repeat,
    unbatch,
)


def batch_and_drop_remainder(batch_size):
    return lambda dataset: dataset.batch(batch_size, drop_remainder=True)


def padded_batch_and_drop_remainder(batch_size, padded_shapes, padding_values=None):
    return lambda dataset: dataset.padded_batch(batch_size, padded_shapes, drop_remainder=True)


def sloppy_interleave(map_func, cycle_length, block_length=1):
    return lambda dataset: dataset.interleave(map_func)
