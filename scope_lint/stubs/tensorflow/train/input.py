"""Input pipelines of queues: ``limit_epochs`` makes the one (local) variable there is."""

import tensorflow as tf
from _scope_lint import known, static_dtype, static_shape, tensor, unknown, version


class Queue:
    """A queue as far as graphs see it."""

    def __init__(self, name, dtype, shape):
        self.name = name
        self.dtypes = [dtype]
        self.shapes = [shape]
        self.names = None
        self.queue_ref = unknown("a queue")

    def _item(self, batch, name):
        shape = self.shapes[0]
        return tensor(None if shape is None else batch + list(shape), self.dtypes[0], name, "QueueDequeueV2")

    def dequeue(self, name=None):
        return self._item([], name or "%s_Dequeue" % self.name)

    def dequeue_many(self, n, name=None):
        return self._item([n if not known(n) or isinstance(n, int) else None], name or "%s_DequeueMany" % self.name)

    def dequeue_up_to(self, n, name=None):
        return self._item([None], name or "%s_DequeueUpTo" % self.name)

    def enqueue(self, vals, name=None):
        return tf.no_op(name=name or "%s_enqueue" % self.name)

    def enqueue_many(self, vals, name=None):
        return tf.no_op(name=name or "%s_EnqueueMany" % self.name)

    def close(self, cancel_pending_enqueues=False, name=None):
        return tf.no_op(name=name or "%s_Close" % self.name)

    def size(self, name=None):
        return tensor([], "int32", name or "%s_Size" % self.name, "QueueSizeV2")


def limit_epochs(tensor, num_epochs=None, name=None):
    if num_epochs is None:
        return tensor
    with tf.name_scope(name, "limit_epochs", [tensor]) as scope:
        start = tf.constant(0, dtype=tf.int64)
        _local_variable(start, "epochs")
        return tf.identity(tensor, name=scope)


def _local_variable(value, name):
    return tf.Variable(value, name=name, trainable=False, collections=[tf.GraphKeys.LOCAL_VARIABLES])


def input_producer(
    input_tensor,
    element_shape=None,
    num_epochs=None,
    shuffle=True,
    seed=None,
    capacity=32,
    shared_name=None,
    summary_name=None,
    name=None,
    cancel_op=None,
):
    with tf.name_scope(name, "input_producer", [input_tensor]):
        input_tensor = tf.convert_to_tensor(input_tensor, name="input_tensor")
        return _producer(input_tensor, element_shape, num_epochs, name or "input_producer")


def _producer(input_tensor, element_shape, num_epochs, name):
    shape = static_shape(input_tensor)
    limit_epochs(input_tensor, num_epochs)
    return Queue(name, static_dtype(input_tensor), element_shape or (None if shape is None else shape[1:]))


def string_input_producer(
    string_tensor,
    num_epochs=None,
    shuffle=True,
    seed=None,
    capacity=32,
    shared_name=None,
    name=None,
    cancel_op=None,
):
    if known(string_tensor) and isinstance(string_tensor, (list, tuple)) and not string_tensor:
        raise ValueError("string_input_producer requires a non-null input tensor")
    with tf.name_scope(name, "input_producer", [string_tensor]) as scope:
        tensor_ = tf.convert_to_tensor(string_tensor, dtype=tf.string)
        return _producer(tensor_, [], num_epochs, scope[:-1])


def range_input_producer(limit, num_epochs=None, shuffle=True, seed=None, capacity=32, shared_name=None, name=None):
    with tf.name_scope(name, "input_producer", [limit]) as scope:
        numbers = tf.range(limit)
        if version < (1, 1):
            with tf.name_scope("fraction_of_%d_full" % capacity):
                return _producer(numbers, [], num_epochs, scope[:-1])
        return _producer(numbers, [], num_epochs, scope[:-1])


def slice_input_producer(
    tensor_list, num_epochs=None, shuffle=True, seed=None, capacity=32, shared_name=None, name=None
):
    with tf.name_scope(name, "input_producer", tensor_list):
        if not known(tensor_list):
            return unknown("slices of unknown tensors")
        tensors = [tf.convert_to_tensor(t) for t in tensor_list]
        if not tensors:
            raise ValueError("Expected at least one tensor in slice_input_producer().")
        range_input_producer(unknown_length(tensors[0]), num_epochs=num_epochs, capacity=capacity)
        return [_slice(t) for t in tensors]


def unknown_length(x):
    shape = static_shape(x)
    return tf.shape(x)[0] if shape is None or shape[0] is None else shape[0]


def _slice(x):
    shape = static_shape(x)
    return tensor(
        None if shape is None else shape[1:], static_dtype(x), "GatherV2" if version >= (1, 9) else "Gather", "GatherV2"
    )


def match_filenames_once(pattern, name=None):
    """A local variable since 1.1."""
    with tf.name_scope(name, "matching_filenames", [pattern]) as scope:
        collections = [tf.GraphKeys.GLOBAL_VARIABLES if version < (1, 1) else tf.GraphKeys.LOCAL_VARIABLES]
        files = tensor(None, "string", "MatchingFiles", "MatchingFiles")
        return tf.Variable(files, trainable=False, name=scope, validate_shape=False, collections=collections)


def _batched(tensors, batch_size, enqueue_many, whole, name, default, shapes=None):
    """``tensors`` (a list, tuple, dict or tensor) with a batch dimension, in one scope."""
    if not known(tensors):
        return unknown("a batch of unknown tensors")
    with tf.name_scope(name, default) as scope:
        size = batch_size if whole and (not known(batch_size) or isinstance(batch_size, int)) else None
        first = [scope]

        def one(x, shape=None):
            x = tf.convert_to_tensor(x)
            given = shape
            shape = static_shape(x) if given is None else list(tf.TensorShape(given).as_list())
            if shape is not None and given is None and enqueue_many:
                shape = shape[1:]
            label = first.pop() if first else "output"
            return tensor(None if shape is None else [size] + shape, static_dtype(x), label, "QueueDequeueManyV2")

        if isinstance(tensors, dict):
            return dict([(key, one(tensors[key])) for key in sorted(tensors)])
        if not isinstance(tensors, (list, tuple)):
            return one(tensors)
        if shapes is not None and known(shapes):
            made = [one(x, shape) for x, shape in zip(tensors, shapes)]
        else:
            made = [one(x) for x in tensors]
        return made[0] if len(made) == 1 else made


def batch(
    tensors,
    batch_size,
    num_threads=1,
    capacity=32,
    enqueue_many=False,
    shapes=None,
    dynamic_pad=False,
    allow_smaller_final_batch=False,
    shared_name=None,
    name=None,
):
    return _batched(tensors, batch_size, enqueue_many, not allow_smaller_final_batch, name, "batch", shapes)


def maybe_batch(
    tensors,
    keep_input,
    batch_size,
    num_threads=1,
    capacity=32,
    enqueue_many=False,
    shapes=None,
    dynamic_pad=False,
    allow_smaller_final_batch=False,
    shared_name=None,
    name=None,
):
    return _batched(tensors, batch_size, enqueue_many, not allow_smaller_final_batch, name, "batch", shapes)


def batch_join(
    tensors_list,
    batch_size,
    capacity=32,
    enqueue_many=False,
    shapes=None,
    dynamic_pad=False,
    allow_smaller_final_batch=False,
    shared_name=None,
    name=None,
):
    first = tensors_list[0]
    return _batched(first, batch_size, enqueue_many, not allow_smaller_final_batch, name, "batch_join", shapes)


def maybe_batch_join(
    tensors_list,
    keep_input,
    batch_size,
    capacity=32,
    enqueue_many=False,
    shapes=None,
    dynamic_pad=False,
    allow_smaller_final_batch=False,
    shared_name=None,
    name=None,
):
    first = tensors_list[0]
    return _batched(first, batch_size, enqueue_many, not allow_smaller_final_batch, name, "batch_join", shapes)


def shuffle_batch(
    tensors,
    batch_size,
    capacity,
    min_after_dequeue,
    num_threads=1,
    seed=None,
    enqueue_many=False,
    shapes=None,
    allow_smaller_final_batch=False,
    shared_name=None,
    name=None,
):
    return _batched(tensors, batch_size, enqueue_many, not allow_smaller_final_batch, name, "shuffle_batch", shapes)


def maybe_shuffle_batch(
    tensors,
    batch_size,
    capacity,
    min_after_dequeue,
    keep_input,
    num_threads=1,
    seed=None,
    enqueue_many=False,
    shapes=None,
    allow_smaller_final_batch=False,
    shared_name=None,
    name=None,
):
    return _batched(tensors, batch_size, enqueue_many, not allow_smaller_final_batch, name, "shuffle_batch", shapes)


def shuffle_batch_join(
    tensors_list,
    batch_size,
    capacity,
    min_after_dequeue,
    seed=None,
    enqueue_many=False,
    shapes=None,
    allow_smaller_final_batch=False,
    shared_name=None,
    name=None,
):
    first = tensors_list[0]
    whole = not allow_smaller_final_batch
    return _batched(first, batch_size, enqueue_many, whole, name, "shuffle_batch_join", shapes)


def maybe_shuffle_batch_join(
    tensors_list,
    batch_size,
    capacity,
    min_after_dequeue,
    keep_input,
    seed=None,
    enqueue_many=False,
    shapes=None,
    allow_smaller_final_batch=False,
    shared_name=None,
    name=None,
):
    first = tensors_list[0]
    whole = not allow_smaller_final_batch
    return _batched(first, batch_size, enqueue_many, whole, name, "shuffle_batch_join", shapes)
