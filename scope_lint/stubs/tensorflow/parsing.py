"""Features of serialized examples: a dense one has the shape it is declared with, one of variable length is sparse.

Structures and shapes as recorded from TF 1.15.
"""

import collections

import tensorflow as tf
from _scope_lint import known, static_shape, tensor, unknown

from .sparse_tensors import made_of

FixedLenFeature = collections.namedtuple("FixedLenFeature", ["shape", "dtype", "default_value"])
FixedLenFeature.__new__.__defaults__ = (None,)
VarLenFeature = collections.namedtuple("VarLenFeature", ["dtype"])
SparseFeature = collections.namedtuple("SparseFeature", ["index_key", "value_key", "dtype", "size", "already_sorted"])
SparseFeature.__new__.__defaults__ = (False,)
FixedLenSequenceFeature = collections.namedtuple(
    "FixedLenSequenceFeature", ["shape", "dtype", "allow_missing", "default_value"]
)
FixedLenSequenceFeature.__new__.__defaults__ = (False, None)


def parse_single_example(serialized, features, name=None, example_names=None):
    with tf.name_scope(name, "ParseSingleExample"):
        return _parsed(features, [], "ParseSingleExample")


def parse_example(serialized, features, name=None, example_names=None):
    dims = static_shape(serialized)
    with tf.name_scope(name, "ParseExample"):
        return _parsed(features, [dims[0] if dims else None], "ParseExample")


def parse_single_sequence_example(
    serialized, context_features=None, sequence_features=None, example_name=None, name=None
):
    with tf.name_scope(name, "ParseSingleSequenceExample"):
        op = "ParseSingleSequenceExample"
        return _parsed(context_features or {}, [], op), _parsed(sequence_features or {}, [None], op, True)


def _parsed(features, batch, op, sequence=False):
    if not known(features):
        return unknown("the features of an example")
    return dict([(key, _feature(features[key], batch, op, sequence)) for key in sorted(features)])


def _feature(feature, batch, op, sequence):
    if not known(feature) or not isinstance(feature, tuple):
        return unknown("a feature of an example")
    dtype = tf.as_dtype(feature.dtype).name if known(feature.dtype) else None
    if isinstance(feature, FixedLenFeature):
        return tensor(_shape(batch, feature.shape), dtype, op, op, [])
    if isinstance(feature, FixedLenSequenceFeature):
        return tensor(_shape(batch if sequence else batch + [None], feature.shape), dtype, op, op, [])
    dims = [None] * (len(batch) + 1)
    indices = tensor([None, len(dims)], "int64", op, op, [])
    return made_of(indices, tensor([None], dtype, op, op, []), tensor([len(dims)], "int64", op, op, []), dims)


def _shape(batch, shape):
    if isinstance(shape, tf.TensorShape) and shape.ndims is not None:
        shape = shape.as_list()
    if isinstance(shape, int):
        shape = [shape]
    return batch + list(shape) if isinstance(shape, (list, tuple)) else unknown("shape of a feature")
