"""tensorflow.python.ops.rnn_cell_impl, which many programs import by that path; ``_RNNCell`` in 1.0 and 1.1."""

import tensorflow as tf
from _scope_lint import known

from ...nn._cell_wrappers import DeviceWrapper, DropoutWrapper, MultiRNNCell, ResidualWrapper
from ...nn._core_cells import BasicLSTMCell, BasicRNNCell, GRUCell, LSTMCell
from ...nn._rnn_base import LayerRNNCell, LSTMStateTuple, RNNCell, zeros_like_state
from ...nn._rnn_util import _Linear, _linear

_RNNCell = RNNCell
_LayerRNNCell = LayerRNNCell
_LSTMStateTuple = LSTMStateTuple
_zero_state_tensors = zeros_like_state
_BIAS_VARIABLE_NAME = "bias"
_WEIGHTS_VARIABLE_NAME = "kernel"


def _concat(prefix, suffix, static=False):
    """A batch size and the size of a state (numbers, shapes or tensors) as one vector, or as a list of what is known."""
    p, p_known = _vector_of(prefix)
    s, s_known = _vector_of(suffix)
    if static:
        shape = tf.TensorShape(p_known).concatenate(tf.TensorShape(s_known))
        return None if shape.ndims is None else shape.as_list()
    if p is None or s is None:
        raise ValueError("Provided a prefix or suffix of None: %s and %s" % (prefix, suffix))
    return tf.concat((p, s), 0)


def _vector_of(size):
    if isinstance(size, tf.Tensor):
        return tf.expand_dims(size, 0) if size.shape.ndims == 0 else size, tf.contrib.util.constant_value(size)
    shape = tf.TensorShape(size if size is None or isinstance(size, (list, tuple, tf.TensorShape)) else [size])
    if not shape.is_fully_defined():
        return None, shape
    return tf.constant(shape.as_list(), dtype=tf.int32), shape


def assert_like_rnncell(cell_name, cell):
    """Raises for what lacks a part of a cell (1.5 and later; before, ``_like_rnncell`` told it)."""
    if not _like_rnncell(cell):
        raise TypeError("The argument %r (%s) is not an RNNCell" % (cell_name, cell))


def _like_rnncell(cell):
    if not known(cell) or isinstance(cell, RNNCell):
        return True
    return hasattr(cell, "output_size") and hasattr(cell, "state_size") and hasattr(cell, "zero_state") and callable(cell)
