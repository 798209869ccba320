"""Static shapes, where an unknown size is None in the shape of a tensor and an Unknown in the shape of a variable."""

from _scope_lint import conv_output_length, known, static_dtype, static_shape, unknown


def dims_of(shape):
    """The sizes of a TensorShape or a sequence as a list; None for an unknown rank."""
    if not known(shape) or shape is None:
        return None
    if isinstance(shape, (list, tuple)):
        return list(shape)
    if shape.ndims is None:
        return None
    return shape.as_list()


def size_at(dims, axis, label="size of the inputs"):
    """One of the sizes, for use in the shape of a variable."""
    if dims is None:
        return unknown(label)
    size = dims[axis]
    if size is None:
        return unknown(label)
    return getattr(size, "value", size)


def per_dimension(value, rank):
    """A number, or a sequence of ``rank`` numbers, as a tuple."""
    if not known(value):
        return (value,) * rank
    if isinstance(value, (list, tuple)):
        return tuple(value)
    return (value,) * rank


def times(a, b):
    """The product of two sizes that may be None or unknown."""
    if a is None or b is None:
        return None
    return a * b


def lower(text):
    """A keyword (padding, data format) in lower case."""
    return text.lower() if known(text) else text


def conv_length(length, kernel, stride, padding, dilation=1):
    """The size that a convolution or pooling leaves of one spatial dimension."""
    if length is None or not (known(stride) and known(padding)):
        return None
    if padding == "causal":
        padding = "same"
    if padding == "same":
        return conv_output_length(length, 1, stride, padding, 1)
    if not (known(kernel) and known(dilation)):
        return None
    return conv_output_length(length, kernel, stride, padding, dilation)


def deconv_length(length, kernel, stride, padding):
    """The size that a transposed convolution makes of one spatial dimension."""
    if length is None or not (known(stride) and known(padding)):
        return None
    if padding == "same":
        return length * stride
    if not known(kernel):
        return None
    return length * stride + max(kernel - stride, 0)


def channel_axis(data_format, rank):
    """Where the channels are in tensors of this rank; None where that cannot be known."""
    if not known(data_format):
        return None
    return 1 if data_format in ("channels_first", "NCHW", "NCW", "NCDHW") else rank - 1


def channels_of(dims, data_format, rank):
    """The number of channels, for use in the shape of a variable."""
    axis = channel_axis(data_format, rank)
    if axis is None or dims is None:
        return unknown("number of channels")
    return size_at(dims, axis, "number of channels")


def spatial_result(dims, channels, data_format, rank, length):
    """The shape of the result of an operation on the spatial dimensions; ``length(i, size)`` gives the new size of the i-th."""
    axis = channel_axis(data_format, rank)
    if axis is None:
        return [None] * rank
    batch = None if dims is None else dims[0]
    first = 2 if axis == 1 else 1
    sizes = [None if dims is None else length(i, dims[first + i]) for i in range(rank - 2)]
    return [batch, channels] + sizes if axis == 1 else [batch] + sizes + [channels]


def dtype_of(tensor):
    """The dtype of a tensor, for use as that of a variable."""
    name = static_dtype(tensor)
    return unknown("dtype of the inputs") if name is None else name


def shape_of(tensor):
    """The static shape of a tensor as a list; None for an unknown rank."""
    return static_shape(tensor)
