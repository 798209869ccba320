"""tf.data.Dataset: the structure of its elements. Functions that are mapped over it run once, in a graph of their own
that shares the variables."""

import tensorflow as tf
from _scope_lint import function_graph, known, unknown

from ..train.structures import map_structure
from .elements import (
    Batched,
    Element,
    of_slice,
    of_tensor,
    padded,
    placeholders,
    result_elements,
    shape_of,
    type_of,
    typed,
)
from .iterator import Iterator


class Dataset:
    def __init__(self):
        self._elements = Element(None, None)

    @staticmethod
    def _of(elements):
        dataset = Dataset.__new__(Dataset)
        dataset._elements = elements
        return dataset

    @staticmethod
    def from_tensors(tensors):
        return Dataset._of(map_structure(of_tensor, _leaves(tensors)))

    @staticmethod
    def from_tensor_slices(tensors):
        return Dataset._of(map_structure(of_slice, _leaves(tensors)))

    @staticmethod
    def from_sparse_tensor_slices(sparse_tensor):
        return Dataset._of(Element(None, None))

    @staticmethod
    def from_generator(generator, output_types, output_shapes=None, args=None):
        return Dataset._of(typed(output_types, output_shapes))

    @staticmethod
    def range(*args):
        return Dataset._of(Element([], "int64"))

    @staticmethod
    def list_files(file_pattern, shuffle=None, seed=None):
        return Dataset._of(Element([], "string"))

    @staticmethod
    def zip(datasets):
        if not known(datasets):
            return Dataset._of(Element(None, None))
        return Dataset._of(_elements_of(datasets))

    def _call(self, function):
        """What the function gives for one element."""
        if not known(function):
            return unknown("the result of a mapped function")
        with function_graph().as_default():
            arguments = placeholders(self._elements)
            if known(arguments) and isinstance(arguments, tuple) and not hasattr(arguments, "_fields"):
                return function(*arguments)
            return function(arguments)

    def map(self, map_func, num_parallel_calls=None):
        return Dataset._of(result_elements(self._call(map_func)))

    def map_with_legacy_function(self, map_func, num_parallel_calls=None):
        return self.map(map_func)

    def flat_map(self, map_func):
        result = self._call(map_func)
        return Dataset._of(result._elements if known(result) else Element(None, None))

    def interleave(self, map_func, cycle_length=-1, block_length=1, num_parallel_calls=None):
        return self.flat_map(map_func)

    def filter(self, predicate):
        self._call(predicate)
        return self

    def filter_with_legacy_function(self, predicate):
        return self.filter(predicate)

    def batch(self, batch_size, drop_remainder=False):
        fixed = drop_remainder and (not known(batch_size) or isinstance(batch_size, int))
        return Dataset._of(map_structure(Batched(batch_size if fixed else None), self._elements))

    def padded_batch(self, batch_size, padded_shapes, padding_values=None, drop_remainder=False):
        return Dataset._of(padded(self._elements, padded_shapes)).batch(batch_size, drop_remainder)

    def apply(self, transformation_func):
        result = transformation_func(self)
        return result if known(result) else Dataset._of(Element(None, None))

    def concatenate(self, dataset):
        return self

    def window(self, size, shift=None, stride=1, drop_remainder=False):
        return Dataset._of(unknown("a window of a data set"))

    def repeat(self, count=None):
        return self

    def shuffle(self, buffer_size, seed=None, reshuffle_each_iteration=None):
        return self

    def prefetch(self, buffer_size):
        return self

    def cache(self, filename=""):
        return self

    def take(self, count):
        return self

    def skip(self, count):
        return self

    def shard(self, num_shards, index):
        return self

    def with_options(self, options):
        return self

    def make_one_shot_iterator(self):
        return Iterator.over(self._elements, False)

    def make_initializable_iterator(self, shared_name=None):
        return Iterator.over(self._elements, True)

    @property
    def output_shapes(self):
        return map_structure(shape_of, self._elements)

    @property
    def output_types(self):
        return map_structure(type_of, self._elements)

    @property
    def output_classes(self):
        return map_structure(lambda element: tf.Tensor, self._elements)


def _leaves(tensors):
    """A list is one tensor, tuples and dicts are structure."""
    if known(tensors) and isinstance(tensors, list):
        return tf.convert_to_tensor(tensors)
    if known(tensors) and isinstance(tensors, tuple):
        return tuple([_leaves(item) for item in tensors])
    if known(tensors) and isinstance(tensors, dict):
        return dict([(key, _leaves(tensors[key])) for key in tensors])
    return tensors


def _elements_of(datasets):
    if known(datasets) and isinstance(datasets, dict):
        return dict([(key, _elements_of(datasets[key])) for key in datasets])
    if known(datasets) and isinstance(datasets, (list, tuple)):
        return tuple([_elements_of(item) for item in datasets])
    return datasets._elements if known(datasets) else Element(None, None)


class TFRecordDataset(Dataset):
    def __init__(self, filenames, compression_type=None, buffer_size=None, num_parallel_reads=None):
        self._elements = Element([], "string")


class TextLineDataset(Dataset):
    def __init__(self, filenames, compression_type=None, buffer_size=None, num_parallel_reads=None):
        self._elements = Element([], "string")


class FixedLengthRecordDataset(Dataset):
    def __init__(
        self,
        filenames,
        record_bytes,
        header_bytes=None,
        footer_bytes=None,
        buffer_size=None,
        compression_type=None,
        num_parallel_reads=None,
    ):
        self._elements = Element([], "string")


class Options:
    def __init__(self):
        self.experimental_distribute = unknown("options")
        self.experimental_optimization = unknown("options")
        self.experimental_threading = unknown("options")


def make_one_shot_iterator(dataset):
    return dataset.make_one_shot_iterator()


def make_initializable_iterator(dataset, shared_name=None):
    return dataset.make_initializable_iterator()


def get_output_shapes(dataset_or_iterator):
    return dataset_or_iterator.output_shapes


def get_output_types(dataset_or_iterator):
    return dataset_or_iterator.output_types


def get_output_classes(dataset_or_iterator):
    return dataset_or_iterator.output_classes
