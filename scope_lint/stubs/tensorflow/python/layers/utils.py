"""tensorflow.python.layers.utils, the helpers that layers of programs' own use."""

from ...contrib.layers.utils import constant_value, smart_cond


def normalize_tuple(value, n, name):
    if isinstance(value, int):
        return (value,) * n
    value = tuple(value)
    if len(value) != n:
        raise ValueError("The `" + name + "` argument must be a tuple of " + str(n) + " integers. Received: " + str(value))
    return value


def normalize_data_format(value):
    return value.lower()


def normalize_padding(value):
    return value.lower()
