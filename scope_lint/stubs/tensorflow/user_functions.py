"""Functions of the user that TensorFlow wraps: py_func runs later, outside the graph; custom_gradient runs at once."""

import functools

import tensorflow as tf
from _scope_lint import another_output, known, static_dtype, static_shape, tensor, unknown

from .train.structures import map_structure


def py_func(func, inp, Tout, stateful=True, name=None):
    """The function itself runs when the graph does, and makes no names; TensorFlow does not know the shapes of its results."""
    if not known(Tout):
        return unknown("the results of a py_func")
    none = tf.TensorShape(None)
    if isinstance(Tout, (list, tuple)):
        outputs = [tensor(none, _name_of(kind), name or "PyFunc", "PyFunc") for kind in Tout[:1]]
        return outputs + [another_output(outputs[0], none, _name_of(kind)) for kind in Tout[1:]]
    return tensor(none, _name_of(Tout), name or "PyFunc", "PyFunc")


def numpy_function(func, inp, Tout, name=None):
    return py_func(func, inp, Tout, stateful=True, name=name)


def py_function(func, inp, Tout, name=None):
    return py_func(func, inp, Tout, stateful=True, name=name or "EagerPyFunc")


def _name_of(dtype):
    return tf.as_dtype(dtype).name if known(dtype) else None


def custom_gradient(f):
    """Calls f, which gives the result and the function of the gradient."""

    @functools.wraps(f)
    def decorated(*args, **kwargs):
        given = f(*args, **kwargs)
        if not known(given):
            return given
        result, _ = given
        return map_structure(_identity, result)

    return decorated


def _identity(x):
    if not known(x):
        return x
    shape = x.shape if isinstance(x, tf.Tensor) else static_shape(x)  # one that TensorFlow does not know stays so
    return tensor(shape, static_dtype(x), "IdentityN", "IdentityN")


def recompute_grad(f):
    return custom_gradient(lambda *args, **kwargs: (f(*args, **kwargs), None))
