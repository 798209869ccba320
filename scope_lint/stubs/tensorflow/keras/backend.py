"""tf.keras.backend, as far as names and static shapes go; its other functions make tensors of which nothing is known."""

import tensorflow as tf
from _scope_lint import known, static_dtype, static_shape, tensor, unknown

_uids = {}


def get_uid(prefix=""):
    graph = tf.get_default_graph()
    counts = _uids.setdefault(graph, {})
    counts[prefix] = counts.get(prefix, 0) + 1
    return counts[prefix]


def reset_uids():
    _uids.clear()


def clear_session():
    tf.reset_default_graph()
    _uids.clear()


def floatx():
    return "float32"


def set_floatx(value):
    pass


def epsilon():
    return 1e-07


def image_data_format():
    return "channels_last"


def set_image_data_format(data_format):
    pass


def set_learning_phase(value):
    pass


def learning_phase():
    return tf.placeholder_with_default(False, [], name="keras_learning_phase")


def get_session(*args):
    return tf.get_default_session() or tf.Session()


def set_session(session):
    pass


def variable(value, dtype=None, name=None, constraint=None):
    return tf.Variable(value, dtype=tf.as_dtype(dtype or "float32"), name=name)


def zeros(shape, dtype=None, name=None):
    return variable(tf.zeros(shape, dtype or "float32", name=name), name=name)


def ones(shape, dtype=None, name=None):
    return variable(tf.ones(shape, dtype or "float32", name=name), name=name)


def zeros_like(x, dtype=None, name=None):
    return tf.zeros_like(x, dtype=dtype, name=name)


def ones_like(x, dtype=None, name=None):
    return tf.ones_like(x, dtype=dtype, name=name)


def placeholder(shape=None, ndim=None, dtype=None, sparse=False, name=None, ragged=False):
    if shape is None and ndim is not None:
        shape = [None] * ndim
    return tf.placeholder(dtype or "float32", shape, name=name)


def constant(value, dtype=None, shape=None, name=None):
    return tf.constant(value, dtype=dtype or "float32", shape=shape, name=name)


def int_shape(x):
    """A tuple, with None where a dimension is not static."""
    shape = static_shape(x) if known(x) else None
    return None if shape is None else tuple(shape)


def ndim(x):
    shape = static_shape(x) if known(x) else None
    return None if shape is None else len(shape)


def shape(x):
    return tf.shape(x)


def dtype(x):
    return static_dtype(x)


def is_keras_tensor(x):
    return hasattr(x, "_keras_history")


def name_scope(name, default_name=None, values=None):
    return tf.name_scope(name, default_name, values)


def concatenate(tensors, axis=-1):
    return tf.concat(tensors, axis)


def reshape(x, shape):
    return tf.reshape(x, shape)


def flatten(x):
    return tf.reshape(x, [-1])


def expand_dims(x, axis=-1):
    return tf.expand_dims(x, axis)


def squeeze(x, axis):
    return tf.squeeze(x, [axis])


def permute_dimensions(x, pattern):
    return tf.transpose(x, perm=pattern)


def cast(x, dtype):
    return tf.cast(x, dtype)


def sum(x, axis=None, keepdims=False):
    return tf.reduce_sum(x, axis, keepdims)


def mean(x, axis=None, keepdims=False):
    return tf.reduce_mean(x, axis, keepdims)


def max(x, axis=None, keepdims=False):
    return tf.reduce_max(x, axis, keepdims)


def min(x, axis=None, keepdims=False):
    return tf.reduce_min(x, axis, keepdims)


def square(x):
    return tf.square(x)


def sqrt(x):
    return tf.sqrt(x)


def exp(x):
    return tf.exp(x)


def log(x):
    return tf.log(x)


def abs(x):
    return tf.abs(x)


def relu(x, alpha=0.0, max_value=None, threshold=0):
    return tf.nn.relu(x)


def sigmoid(x):
    return tf.sigmoid(x)


def tanh(x):
    return tf.tanh(x)


def softmax(x, axis=-1):
    return tf.nn.softmax(x)


def dot(x, y):
    a, b = static_shape(x), static_shape(y)
    if a is not None and b is not None and len(a) == 2 and len(b) == 2:
        return tf.matmul(x, y)
    shape = None if a is None or b is None else a[:-1] + b[:-2] + b[-1:]
    return tensor(shape, static_dtype(x), "MatMul", "MatMul")


def stop_gradient(variables):
    return tf.stop_gradient(variables)


def update(x, new_x):
    return tf.assign(x, new_x)


def update_add(x, increment):
    return tf.assign_add(x, increment)


def update_sub(x, decrement):
    return tf.assign_sub(x, decrement)


def moving_average_update(x, value, momentum):
    return tf.assign_sub(x, (x - value) * (1 - momentum))


def eval(x):
    return unknown("a value")


def get_value(x):
    return unknown("a value")


def set_value(x, value):
    pass


def batch_set_value(tuples):
    pass


def batch_get_value(tensors):
    return unknown("values")


def function(inputs, outputs, updates=None, **kwargs):
    return lambda arguments: unknown("what a function of Keras gives")


def gradients(loss, variables):
    return tf.gradients(loss, variables)


def manual_variable_initialization(value):
    pass
