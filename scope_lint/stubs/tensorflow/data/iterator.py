"""tf.data.Iterator."""

import tensorflow as tf
from _scope_lint import tensor, version

from ..train.structures import map_structure
from .elements import Components, shape_of, type_of, typed


def _handle(name=None):
    return tensor([], "string", name or "IteratorToStringHandle", "IteratorToStringHandle", inputs=[])


def _first_handle():
    """Since 1.5 an iterator makes its handle at once, and gives that out where no name is asked for."""
    return _handle() if version >= (1, 5) else None


class Iterator:
    def __init__(
        self,
        iterator_resource=None,
        initializer=None,
        output_types=None,
        output_shapes=None,
        output_classes=None,
    ):
        self._elements = typed(output_types, output_shapes)
        self._initializer = initializer
        self._handle = _first_handle()

    @staticmethod
    def over(elements, initializable):
        iterator = Iterator.__new__(Iterator)
        iterator._elements = elements
        iterator._initializer = tf.no_op(name="MakeIterator") if initializable else None
        iterator._handle = _first_handle()
        return iterator

    @staticmethod
    def from_structure(output_types, output_shapes=None, shared_name=None, output_classes=None):
        return Iterator.over(typed(output_types, output_shapes), False)

    @staticmethod
    def from_string_handle(string_handle, output_types, output_shapes=None, output_classes=None):
        return Iterator.over(typed(output_types, output_shapes), False)

    @property
    def initializer(self):
        if self._initializer is None:
            raise ValueError("Iterator does not have an initializer.")
        return self._initializer

    def make_initializer(self, dataset, name=None):
        return tf.no_op(name=name or "make_initializer")

    def get_next(self, name=None):
        return map_structure(Components(name or "IteratorGetNext"), self._elements)

    def string_handle(self, name=None):
        return _handle(name) if name is not None or self._handle is None else self._handle

    @property
    def output_shapes(self):
        return map_structure(shape_of, self._elements)

    @property
    def output_types(self):
        return map_structure(type_of, self._elements)
