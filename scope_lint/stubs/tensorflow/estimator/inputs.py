"""tf.estimator.inputs: functions that feed arrays through a queue."""

from _scope_lint import known, static_dtype, static_shape, tensor


def numpy_input_fn(x, y=None, batch_size=128, num_epochs=1, shuffle=None, queue_capacity=1000, num_threads=1):
    def input_fn():
        if not known(x):
            features = tensor(None, None, "fifo_queue_DequeueUpTo", "QueueDequeueUpToV2")
        elif isinstance(x, dict):
            features = dict([(key, _batch(x[key])) for key in x])
        else:
            features = _batch(x)
        if y is None:
            return features
        if known(y) and isinstance(y, dict):
            return features, dict([(key, _batch(y[key])) for key in y])
        return features, _batch(y)

    return input_fn


def _batch(array):
    shape = static_shape(array) if known(array) else None
    dtype = static_dtype(array) if known(array) else None
    return tensor(None if not shape else [None] + shape[1:], dtype, "fifo_queue_DequeueUpTo", "QueueDequeueUpToV2")


def pandas_input_fn(
    x,
    y=None,
    batch_size=128,
    num_epochs=1,
    shuffle=None,
    queue_capacity=1000,
    num_threads=1,
    target_column="target",
):
    def input_fn():
        features = tensor(None, None, "fifo_queue_DequeueUpTo", "QueueDequeueUpToV2")
        return features if y is None else (features, _batch(y))

    return input_fn
