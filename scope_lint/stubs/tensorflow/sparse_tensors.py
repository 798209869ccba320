"""Sparse tensors: three tensors in one object, and the ops on them.

Names and shapes as recorded from TF 1.15: ops on the values alone keep the indices, those that reorder make an op of their own.
"""

import tensorflow as tf
from _scope_lint import known, static_dtype, static_shape, tensor, unknown


class SparseTensor(object):
    """``tf.SparseTensor``: the shape is known where ``dense_shape`` is a constant."""

    def __init__(self, indices, values, dense_shape):
        with tf.name_scope(None, "SparseTensor", [indices, values, dense_shape]):
            self._dims = _dims_of(dense_shape)
            self.indices = tf.convert_to_tensor(indices, name="indices", dtype=tf.int64)
            self.values = tf.convert_to_tensor(values, name="values")
            self.dense_shape = tf.convert_to_tensor(dense_shape, name="dense_shape", dtype=tf.int64)

    @property
    def dtype(self):
        return self.values.dtype

    @property
    def op(self):
        return self.values.op

    @property
    def graph(self):
        return self.values.graph

    @property
    def shape(self):
        return self.get_shape()

    def get_shape(self):
        return unknown("shape of a sparse tensor") if self._dims is None else tf.TensorShape(self._dims)

    def eval(self, feed_dict=None, session=None):
        return unknown("the value of a sparse tensor")

    def consumers(self):
        return unknown("consumers")

    def __mul__(self, other):
        return _with_values(self, self.values, "mul", "SparseDenseCwiseMul", [other])

    __rmul__ = __mul__

    def __truediv__(self, other):
        return _with_values(self, self.values, "truediv", "SparseDenseCwiseDiv", [other])

    __div__ = __truediv__


def sparse_placeholder(dtype, shape=None, name=None):
    dims = _dims_of(shape)
    if shape is None:
        size = tf.placeholder(tf.int64, [None], name=None if name is None else name + "/shape")
    elif dims is not None and None in dims:
        size = tf.placeholder(tf.int64, [len(dims)], name=None if name is None else name + "/shape")
    else:
        size = tf.convert_to_tensor(shape, name="Const" if name is None else name + "/shape")
    rank = None if dims is None else len(dims)
    values = tf.placeholder(dtype, [None], name=None if name is None else name + "/values")
    indices = tf.placeholder(tf.int64, [None, rank], name=None if name is None else name + "/indices")
    return made_of(indices, values, size, dims)


def sparse_retain(sp_input, to_retain):
    if not known(sp_input):
        return unknown("a sparse tensor")
    where = tensor([None, 1], "int64", "Where", "Where", [])
    tensor([None], "int64", "Reshape", "Reshape", [where])
    indices = tensor([None, None], "int64", "GatherV2", "GatherV2", [sp_input.indices])
    values = tensor([None], static_dtype(sp_input.values), "GatherV2", "GatherV2", [sp_input.values])
    return made_of(indices, values, tf.identity(sp_input.dense_shape), sp_input._dims)


def sparse_tensor_dense_matmul(sp_a, b, adjoint_a=False, adjoint_b=False, name=None):
    left = sp_a._dims if known(sp_a) and isinstance(sp_a, SparseTensor) else None
    right = static_shape(b)
    rows = None if left is None else left[1 if adjoint_a else 0]
    columns = None if right is None else right[0 if adjoint_b else -1]
    shape = [_or_unknown(rows, left, sp_a), _or_unknown(columns, right, b)]
    with tf.name_scope(name, "SparseTensorDenseMatMul"):
        used = _parts(sp_a) + [b]
        return tensor(shape, static_dtype(b), "SparseTensorDenseMatMul" if name is None else name, "SparseTensorDenseMatMul", used)


def sparse_tensor_to_dense(sp_input, default_value=None, validate_indices=True, name=None):
    return _dense(sp_input, name or "SparseToDense", "SparseToDense", lambda dims: dims)


def sparse_to_indicator(sp_input, vocab_size, name=None):
    return _dense(sp_input, name or "SparseToIndicator", "SparseToDense", lambda dims: dims[:-1] + [vocab_size], "bool")


def sparse_reduce_sum(sp_input, axis=None, keepdims=None, reduction_axes=None, keep_dims=None):
    return _reduced(sp_input, reduction_axes if axis is None else axis, keepdims or keep_dims, "SparseReduceSum")


def sparse_reduce_max(sp_input, axis=None, keepdims=None, reduction_axes=None, keep_dims=None):
    return _reduced(sp_input, reduction_axes if axis is None else axis, keepdims or keep_dims, "SparseReduceMax")


def sparse_reorder(sp_input, name=None):
    return _remade(sp_input, name or "SparseReorder", "SparseReorder", lambda dims: dims)


def sparse_softmax(sp_input, name=None):
    with tf.name_scope(name, "SparseSoftmax"):
        return _with_values(sp_input, sp_input.values, "SparseSoftmax", "SparseSoftmax", []) if known(sp_input) else sp_input


def sparse_reshape(sp_input, shape, name=None):
    return _remade(sp_input, name or "SparseReshape", "SparseReshape", lambda dims: _dims_of(shape))


def sparse_transpose(sp_input, perm=None, name=None):
    return _remade(sp_input, name or "SparseTranspose", "SparseReorder", lambda dims: [None] * len(dims))


def sparse_slice(sp_input, start, size, name=None):
    return _remade(sp_input, name or "SparseSlice", "SparseSlice", lambda dims: [None] * len(dims))


def sparse_concat(axis, sp_inputs, name=None, expand_nonconcat_dim=False, concat_dim=None):
    first = sp_inputs[0] if known(sp_inputs) and sp_inputs else unknown("a sparse tensor")
    return _remade(first, name or "SparseConcat", "SparseConcat", lambda dims: [None] * len(dims), list(sp_inputs)[1:])


def sparse_add(a, b, thresh=0):
    if known(b) and not isinstance(b, SparseTensor):
        a, b = b, a
    if known(a) and not isinstance(a, SparseTensor):
        return tensor(static_shape(a), static_dtype(a), "SparseTensorDenseAdd", "SparseTensorDenseAdd", [a] + _parts(b))
    return _remade(a, "SparseAdd", "SparseAdd", lambda dims: dims, [b])


def string_split(source, delimiter=" ", skip_empty=True, sep=None, result_type="SparseTensor", name=None):
    with tf.name_scope(name, "StringSplit"):
        indices = tensor([None, 2], "int64", "StringSplit", "StringSplit", [source])
        values = tensor([None], "string", "StringSplit", "StringSplit", [source])
        return made_of(indices, values, tensor([2], "int64", "StringSplit", "StringSplit", [source]), [None, None])


def made_of(indices, values, dense_shape, dims):
    """A sparse tensor of parts that are tensors already."""
    made = SparseTensor.__new__(SparseTensor)
    made.indices, made.values, made.dense_shape, made._dims = indices, values, dense_shape, dims
    return made


def sparse_like(dims, dtype, name, op_type):
    """A sparse tensor that one op makes."""
    indices = tensor([None, None], "int64", name, op_type, [])
    return made_of(indices, tensor([None], dtype, name, op_type, []), tensor([None], "int64", name, op_type, []), dims)


def _with_values(sparse, values, name, op_type, others):
    new = tensor(static_shape(values), static_dtype(values), name, op_type, [values] + others)
    return made_of(sparse.indices, new, sparse.dense_shape, sparse._dims)


def _remade(sparse, name, op_type, change, others=()):
    if not known(sparse) or not isinstance(sparse, SparseTensor):
        return unknown("a sparse tensor")
    used = _parts(sparse) + [part for other in others for part in _parts(other)]
    dims = None if sparse._dims is None else change(sparse._dims)
    values = tensor([None], static_dtype(sparse.values), name, op_type, used)
    return made_of(sparse.indices, values, sparse.dense_shape, dims)


def _dense(sparse, name, op_type, change, dtype=None):
    if not known(sparse) or not isinstance(sparse, SparseTensor):
        return tensor(unknown("shape of a sparse tensor"), dtype, name, op_type, [sparse])
    dims = unknown("shape of a sparse tensor") if sparse._dims is None else change(sparse._dims)
    return tensor(dims, dtype or static_dtype(sparse.values), name, op_type, [sparse.values])


def _reduced(sparse, axis, keep, name):
    def change(dims):
        axes = list(range(len(dims))) if axis is None else axis if isinstance(axis, (list, tuple)) else [axis]
        axes = [a % len(dims) for a in axes]
        return [1 if i in axes else d for i, d in enumerate(dims) if keep or i not in axes]

    return _dense(sparse, name, name, change)


def _parts(sparse):
    """The parts that gradients flow through."""
    return [sparse.values] if known(sparse) and isinstance(sparse, SparseTensor) else [sparse]


def _dims_of(shape):
    """A shape as a list where it is a constant, else None."""
    if shape is None or not known(shape):
        return None
    if isinstance(shape, tf.TensorShape):
        return None if shape.ndims is None else shape.as_list()
    if isinstance(shape, (list, tuple)):
        return [None if not known(size) or not isinstance(size, int) else size for size in shape]
    value = tf.contrib.util.constant_value(shape) if isinstance(shape, tf.Tensor) else None
    return None if value is None or not known(value) else [int(size) for size in value]


def _or_unknown(size, dims, value):
    return unknown("size of a sparse tensor") if dims is None and size is None else size
