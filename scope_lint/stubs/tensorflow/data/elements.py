"""What is known of a data set's elements: a structure of Element leaves."""

import tensorflow as tf
from _scope_lint import known, static_dtype, static_shape, tensor, unknown

from ..sparse_tensors import SparseTensor, sparse_like
from ..train.structures import map_structure


class Element:
    """Shape (a list or None) and dtype (a name or None) of one component."""

    def __init__(self, shape, dtype, sparse=False):
        self.shape = shape
        self.dtype = dtype
        self.sparse = sparse

    def made(self, name, op_type):
        """A tensor like this component."""
        return (sparse_like if self.sparse else tensor)(self.shape, self.dtype, name, op_type)


def of_tensor(x):
    if not known(x):
        return Element(None, None)
    if isinstance(x, SparseTensor):
        return Element(x._dims, static_dtype(x.values), True)
    return Element(static_shape(x), static_dtype(x))


def of_slice(x):
    """An item along the first dimension."""
    element = of_tensor(x)
    return Element(element.shape[1:] if element.shape else None, element.dtype)


class Batched:
    def __init__(self, size):
        self.size = size

    def __call__(self, element):
        size = None if element.sparse else self.size
        return Element(None if element.shape is None else [size] + element.shape, element.dtype, element.sparse)


def typed(types, shapes):
    """The elements that have these types (and shapes, where they are given)."""
    if shapes is None or not known(shapes):
        return map_structure(lambda kind: Element(None, dtype_name(kind)), types)
    return with_shapes(types, shapes)


def with_shapes(types, shapes):
    if known(types) and isinstance(types, dict):
        return dict([(key, with_shapes(types[key], shapes[key])) for key in types])
    if known(types) and isinstance(types, (list, tuple)):
        return tuple([with_shapes(kind, shape) for kind, shape in zip(types, shapes)])
    return Element(dimensions(shapes), dtype_name(types))


def dtype_name(kind):
    return tf.as_dtype(kind).name if known(kind) else None


def dimensions(shape):
    """A shape as a list, or None."""
    if shape is None or not known(shape):
        return None
    if isinstance(shape, (list, tuple)):
        return list(shape)
    return None if shape.ndims is None else shape.as_list()


def padded(elements, shapes):
    """A padded batch: the shapes that are asked for."""
    if not known(shapes):
        return map_structure(lambda element: Element(None, element.dtype), elements)
    if isinstance(elements, dict):
        return dict([(key, padded(elements[key], shapes[key])) for key in elements])
    if isinstance(elements, tuple):
        return tuple([padded(element, shape) for element, shape in zip(elements, shapes)])
    shape = dimensions(shapes)
    return Element(
        None if shape is None else [None if known(size) and size == -1 else size for size in shape], elements.dtype
    )


def result_elements(result):
    """The elements that a mapped function gives: lists become tensors, tuples stay."""
    if known(result) and isinstance(result, list):
        return of_tensor(tf.convert_to_tensor(result))
    if known(result) and isinstance(result, dict):
        return dict([(key, result_elements(result[key])) for key in result])
    if known(result) and isinstance(result, tuple):
        made = [result_elements(item) for item in result]
        return type(result)(*made) if hasattr(result, "_fields") else tuple(made)
    return of_tensor(result)


def placeholders(elements):
    return map_structure(lambda element: element.made("args", "Placeholder"), elements)


class Components:
    """The outputs of one op: the first has its name, the others lie beside it."""

    def __init__(self, name):
        self.name = name
        self.first = True

    def __call__(self, element):
        name = self.name if self.first else self.name + "/component"
        self.first = False
        return element.made(name, "IteratorGetNext")


def shape_of(element):
    return tf.TensorShape(element.shape)


def type_of(element):
    return unknown("a dtype") if element.dtype is None else tf.as_dtype(element.dtype)
