"""Sizes in static shapes: an int, None (TensorFlow itself does not know it), or an Unknown (the analysis does not)."""

from _scope_lint import conv_output_length, known, unknown


def absent(size):
    """Whether TensorFlow itself does not know the size."""
    return known(size) and size is None


def product(sizes):
    result = 1
    for size in sizes:
        if absent(size):
            return None
        result = result * size
    return result


def total(sizes):
    result = 0
    for size in sizes:
        if absent(size):
            return None
        result = result + size
    return result


def quotient(size, divisor):
    if absent(size) or absent(divisor):
        return None
    if not (known(size) and known(divisor)):
        return unknown("a dimension")
    return size // divisor


def common(a, b):
    """The size that a dimension has which is one of two."""
    if not (known(a) and known(b)):
        return a if a is b else unknown("a dimension")
    return a if a == b else None


def conv_length(length, kernel, stride, padding, dilation):
    """The size that a convolution or a pooling leaves."""
    if absent(length):
        return None
    if not (known(length) and known(kernel) and known(stride) and known(padding) and known(dilation)):
        return unknown("a dimension")
    return conv_output_length(length, kernel, stride, padding, dilation)
