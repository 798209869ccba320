"""tf.map_fn, scan, foldl, foldr: the function is called once, in the loop's op scope (``map/while``)."""

import tensorflow as tf
from _scope_lint import control_flow, known, static_dtype, static_shape, tensor, unknown, version

from .train.sizes import absent
from .train.structures import flatten, map_structure, missing


def _element(x):
    """One item of a tensor's first dimension."""
    if not known(x):
        return tensor(None, None, "TensorArrayReadV3", "TensorArrayReadV3")
    shape = static_shape(x)
    return tensor(None if not shape else shape[1:], static_dtype(x), "TensorArrayReadV3", "TensorArrayReadV3")


def _tensors(elems):
    return map_structure(_tensor, elems)


def _tensor(x):
    return tf.convert_to_tensor(x, name="elem") if known(x) else x


def _length(elems):
    """The number of steps: the first dimension of what is iterated over."""
    for x in flatten(elems):
        if not known(x) or static_shape(x) is None:
            return unknown("the number of steps")
        shape = static_shape(x)
        if shape and not absent(shape[0]):
            return shape[0]
    return None


class _Stacked:
    """The results of all steps, one after the other."""

    def __init__(self, length):
        self.length = length

    def __call__(self, x):
        if known(x) and isinstance(x, (bool, int, float)):
            x = tf.convert_to_tensor(x)
        dtype = static_dtype(x) if known(x) else None
        shape = static_shape(x) if known(x) else None
        with tf.name_scope("TensorArrayStack"):
            return tensor(
                None if shape is None else [self.length] + shape, dtype, "TensorArrayGatherV3", "TensorArrayGatherV3"
            )


def _loop_state(x):
    if not known(x):
        return tensor(None, None, "Identity", "Identity")
    return tensor(static_shape(x), static_dtype(x), "Identity", "Identity")


def _final(x):
    dtype = static_dtype(x) if known(x) else None
    shape = static_shape(x) if known(x) else None
    return tensor(shape, dtype, "while/Exit_2" if version >= (1, 13) else "while/Exit_1", "Exit")


def map_fn(
    fn,
    elems,
    dtype=None,
    parallel_iterations=None,
    back_prop=True,
    swap_memory=False,
    infer_shape=True,
    name=None,
):
    if known(fn) and not callable(fn):
        raise TypeError("fn must be callable.")
    with tf.name_scope(name, "map", flatten(elems)):
        elems = _tensors(elems)
        with tf.name_scope("while"), control_flow():
            result = fn(map_structure(_element, elems))
        return map_structure(_Stacked(_length(elems)), result)


def scan(
    fn,
    elems,
    initializer=None,
    parallel_iterations=10,
    back_prop=True,
    swap_memory=False,
    infer_shape=True,
    reverse=False,
    name=None,
):
    if known(fn) and not callable(fn):
        raise TypeError("fn must be callable.")
    with tf.name_scope(name, "scan", flatten(elems)):
        elems = _tensors(elems)
        start = map_structure(_element, elems) if missing(initializer) else _tensors(initializer)
        with tf.name_scope("while"), control_flow():
            state = map_structure(_loop_state, start)
            end = fn(state, map_structure(_element, elems))  # what is made from here on hangs on it
        return map_structure(_Stacked(_length(elems)), start) if known(end) else end


def _fold(fn, elems, initializer, name, default):
    if known(fn) and not callable(fn):
        raise TypeError("fn must be callable.")
    with tf.name_scope(name, default, [elems]):
        elems = _tensors(elems)
        start = map_structure(_element, elems) if missing(initializer) else _tensors(initializer)
        with tf.name_scope("while"), control_flow():
            state = map_structure(_loop_state, start)
            end = fn(state, map_structure(_element, elems))  # what is made from here on hangs on it
        return map_structure(_final, start) if known(end) else end


def foldl(fn, elems, initializer=None, parallel_iterations=10, back_prop=True, swap_memory=False, name=None):
    return _fold(fn, elems, initializer, name, "foldl")


def foldr(fn, elems, initializer=None, parallel_iterations=10, back_prop=True, swap_memory=False, name=None):
    return _fold(fn, elems, initializer, name, "foldr")
