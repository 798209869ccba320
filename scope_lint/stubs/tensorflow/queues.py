"""Queues: what is taken out has the types and shapes that the queue was made with. As recorded from TF 1.15."""

import tensorflow as tf
from _scope_lint import known, tensor, unknown


class QueueBase(object):
    def __init__(self, dtypes, shapes, names, name):
        self._types = list(dtypes) if isinstance(dtypes, (list, tuple)) else [dtypes]
        self._shapes = _listed(shapes, len(self._types))
        self.names = names
        kind = type(self).__name__ + "V2"
        self.queue_ref = tensor([], "resource", kind if name is None else name, kind)
        self.name = self.queue_ref.op.name

    @property
    def dtypes(self):
        return self._types

    @property
    def shapes(self):
        return self._shapes

    def enqueue(self, vals, name=None):
        return tf.no_op(name=name or self.name.split("/")[-1] + "_enqueue")

    def enqueue_many(self, vals, name=None):
        return tf.no_op(name=name or self.name.split("/")[-1] + "_EnqueueMany")

    def dequeue(self, name=None):
        return self._taken(name, "_Dequeue", [])

    def dequeue_many(self, n, name=None):
        return self._taken(name, "_DequeueMany", [n if isinstance(n, int) else None])

    def dequeue_up_to(self, n, name=None):
        return self._taken(name, "_DequeueUpTo", [None])

    def close(self, cancel_pending_enqueues=False, name=None):
        return tf.no_op(name=name or self.name.split("/")[-1] + "_Close")

    def size(self, name=None):
        return tensor([], "int32", name or self.name.split("/")[-1] + "_Size", "QueueSizeV2", [])

    def is_closed(self, name=None):
        return tensor([], "bool", name or self.name.split("/")[-1] + "_Closed", "QueueIsClosedV2", [])

    def _taken(self, name, suffix, batch):
        op = name or self.name.split("/")[-1] + suffix
        made = []
        for i, kind in enumerate(self._types):
            dims = self._shapes[i]
            if known(dims):
                dims = tf.TensorShape(None) if dims is None else batch + dims
            dtype = tf.as_dtype(kind).name if known(kind) else None
            made.append(tensor(dims, dtype, op if i == 0 else op + "/component", "QueueDequeueV2", []))
        if known(self.names) and self.names:
            return dict(zip(self.names, made))
        return made[0] if len(made) == 1 else made


def _listed(shapes, count):
    if shapes is None:
        return [None] * count
    if not known(shapes):
        return [unknown("shape of a queue's items")] * count
    one = isinstance(shapes, tf.TensorShape) or not isinstance((shapes or [[]])[0], (list, tuple, tf.TensorShape))
    if one and count == 1:
        shapes = [shapes]
    if not shapes and count == 1:
        shapes = [[]]
    return [_dims(shape) for shape in shapes]


def _dims(shape):
    if not known(shape) or shape is None:
        return shape
    if isinstance(shape, tf.TensorShape):
        return None if shape.ndims is None else shape.as_list()
    return list(shape) if isinstance(shape, (list, tuple)) else [shape]


class FIFOQueue(QueueBase):
    def __init__(self, capacity, dtypes, shapes=None, names=None, shared_name=None, name="fifo_queue"):
        QueueBase.__init__(self, dtypes, shapes, names, name)


class PaddingFIFOQueue(QueueBase):
    def __init__(self, capacity, dtypes, shapes, names=None, shared_name=None, name="padding_fifo_queue"):
        QueueBase.__init__(self, dtypes, shapes, names, name)


class RandomShuffleQueue(QueueBase):
    def __init__(
        self,
        capacity,
        min_after_dequeue,
        dtypes,
        shapes=None,
        names=None,
        seed=None,
        shared_name=None,
        name="random_shuffle_queue",
    ):
        QueueBase.__init__(self, dtypes, shapes, names, name)


class PriorityQueue(QueueBase):
    def __init__(self, capacity, types, shapes=None, names=None, shared_name=None, name="priority_queue"):
        QueueBase.__init__(self, [tf.int64] + list(types), [[]] + list(shapes or []), names, name)
