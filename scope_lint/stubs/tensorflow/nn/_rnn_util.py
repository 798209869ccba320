"""What the stubs of recurrent cells share: static sizes, nested structures, the affine map of a cell by version."""

import tensorflow as tf
from _scope_lint import known, static_shape, tensor, unknown, version

from ..train.structures import flatten, map_structure  # noqa: F401

# The names of a cell's weights: 0.12, then 1.0 and 1.1, then 1.2 and later.
if version >= (1, 2):
    KERNEL, BIAS = "kernel", "bias"
elif version >= (1, 0):
    KERNEL, BIAS = "weights", "biases"
else:
    KERNEL, BIAS = "Linear/Matrix", "Linear/Bias"


def depth(x):
    """The last dimension of a tensor, or something unknown (never None: a variable can be made of it)."""
    shape = static_shape(x) if known(x) else None
    if shape and shape[-1] is not None:
        return shape[-1]
    return unknown("the last dimension of an RNN's input is not known")


def last_of(shape):
    """As ``depth``, of the input shape that ``build`` is given."""
    if not known(shape) or shape is None:
        return unknown("the shape of an RNN's input is not known")
    size = shape[-1]
    size = getattr(size, "value", size)
    return unknown("the last dimension of an RNN's input is not known") if size is None else size


def size_of(size):
    """An element of a state_size or output_size as a list of dimensions."""
    if not known(size):
        return None
    if isinstance(size, int):
        return [size]
    if hasattr(size, "as_list"):
        return size.as_list()
    return [getattr(size, "value", size)]


def leading(x):
    """The first dimension (the batch of a step's input); None where it is not known."""
    shape = static_shape(x) if known(x) else None
    return shape[0] if shape else None


def like(x, units, name, op_type):
    """One op with the shape of ``x`` but another last dimension."""
    shape = static_shape(x) if known(x) else None
    units = units if known(units) else None
    return tensor(None if shape is None else list(shape[:-1]) + [units], dtype_of(x), name, op_type)


def dtype_of(x):
    return x.dtype.base_dtype if known(x) else tf.float32


def is_tensor(x):
    """Whether something is known to be a tensor: a state may also hold TensorArrays and plain values."""
    return known(x) and hasattr(x, "get_shape")


def is_nested(structure):
    return known(structure) and isinstance(structure, (list, tuple, dict))


def concat(values, axis):
    return tf.concat(values, axis) if version >= (1, 0) else tf.concat(axis, values)


def split(value, parts, axis):
    return tf.split(value, parts, axis) if version >= (1, 0) else tf.split(axis, parts, value)


def affine(x, kernel, bias):
    """A cell's ``x W + b``; 0.12 adds the bias by ``+``."""
    product_ = tf.matmul(x, kernel)
    if bias is None:
        return product_
    return tf.nn.bias_add(product_, bias) if version >= (1, 0) else product_ + bias


def _linear(args, output_size, bias, *options, **keywords):
    """core_rnn_cell._linear: one kernel for the joined ``args``, in the current scope (0.12: in a scope "Linear").

    0.12 and 1.0: (args, output_size, bias, bias_start=0.0, scope=None);
    1.2: (…, bias_initializer=None, kernel_initializer=None).
    """
    scope = options[1] if version <= (1, 0) and len(options) > 1 else keywords.get("scope")
    if version < (1, 0):
        with tf.variable_scope(scope or "Linear"):
            return _weighted(args, output_size, bias, "Matrix", "Bias", None, None)
    kernel_initializer, bias_initializer = keywords.get("kernel_initializer"), keywords.get("bias_initializer")
    if version >= (1, 2) and options:
        bias_initializer = options[0]
        kernel_initializer = options[1] if len(options) > 1 else kernel_initializer
    if scope is not None:
        with tf.variable_scope(scope):
            return _weighted(args, output_size, bias, KERNEL, BIAS, kernel_initializer, bias_initializer)
    return _weighted(args, output_size, bias, KERNEL, BIAS, kernel_initializer, bias_initializer)


def _weighted(args, output_size, bias, kernel_name, bias_name, kernel_initializer, bias_initializer):
    args = args if isinstance(args, (list, tuple)) else [args]
    dtype = dtype_of(args[0])
    kernel = tf.get_variable(
        kernel_name, [sum([depth(a) for a in args]), output_size], dtype=dtype, initializer=kernel_initializer
    )
    result = tf.matmul(args[0] if len(args) == 1 else concat(args, 1), kernel)
    if not bias:
        return result
    biases = tf.get_variable(
        bias_name, [output_size], dtype=dtype, initializer=bias_initializer or tf.constant_initializer(0.0)
    )
    return tf.nn.bias_add(result, biases) if version >= (1, 0) else result + biases


class _Linear:
    """core_rnn_cell._Linear (1.4 and later): the variables are made at construction, in the scope of that moment."""

    def __init__(self, args, output_size, build_bias, bias_initializer=None, kernel_initializer=None):
        self._is_sequence = isinstance(args, (list, tuple))
        args = args if self._is_sequence else [args]
        dtype = dtype_of(args[0])
        self._weights = tf.get_variable(
            KERNEL, [sum([depth(a) for a in args]), output_size], dtype=dtype, initializer=kernel_initializer
        )
        self._biases = None
        if build_bias:
            self._biases = tf.get_variable(
                BIAS, [output_size], dtype=dtype, initializer=bias_initializer or tf.constant_initializer(0.0)
            )

    def __call__(self, args):
        args = args if self._is_sequence else [args]
        return affine(args[0] if len(args) == 1 else concat(args, 1), self._weights, self._biases)
