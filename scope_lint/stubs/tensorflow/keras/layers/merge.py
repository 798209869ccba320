"""Layers that merge several inputs, and attention."""

from _scope_lint import known

from ...train.sizes import total
from ..base import Layer, _size
from ..tensors import dims, made
from .core import last_size


class _Merge(Layer):
    """The result of an elementwise operation."""

    op = "add"

    def call(self, inputs):
        first = inputs[0] if known(inputs) else inputs
        shapes = [dims(x) for x in inputs] if known(inputs) else [None]
        shape = shapes[0]
        for other in shapes[1:]:
            if shape is None or other is None or len(shape) != len(other):
                shape = None if shape is None or other is None else (shape if len(shape) > len(other) else other)
            else:
                shape = [b if known(a) and a in (1, None) else a for a, b in zip(shape, other)]
        return made(shape, first, self.op, self.op)


class Add(_Merge):
    pass


class Subtract(_Merge):
    op = "sub"


class Multiply(_Merge):
    op = "mul"


class Average(_Merge):
    op = "truediv"


class Maximum(_Merge):
    op = "Maximum"


class Minimum(_Merge):
    op = "Minimum"


class Concatenate(Layer):
    def __init__(self, axis=-1, **kwargs):
        super(Concatenate, self).__init__(**kwargs)
        self.axis = axis

    def call(self, inputs):
        shapes = [dims(x) for x in inputs] if known(inputs) else [None]
        first = inputs[0] if known(inputs) else inputs
        if not known(self.axis) or [shape for shape in shapes if shape is None]:
            return made(None, first, "concat", "ConcatV2")
        shape = list(shapes[0])
        shape[self.axis] = total([other[self.axis] for other in shapes])
        return made(shape, first, "concat", "ConcatV2")


class Dot(Layer):
    def __init__(self, axes, normalize=False, **kwargs):
        super(Dot, self).__init__(**kwargs)
        self.axes = axes

    def call(self, inputs):
        a, b = dims(inputs[0]), dims(inputs[1])
        if a is None or b is None:
            return made(None, inputs[0], "MatMul", "BatchMatMulV2")
        axes = [self.axes, self.axes] if isinstance(self.axes, int) else list(self.axes)
        left = [size for i, size in enumerate(a) if i != axes[0] % len(a)]
        right = [size for i, size in enumerate(b) if i != axes[1] % len(b)][1:]
        shape = left + right
        return made(shape + [1] if len(shape) == 1 else shape, inputs[0], "MatMul", "BatchMatMulV2")


class Attention(Layer):
    def __init__(self, use_scale=False, **kwargs):
        super(Attention, self).__init__(**kwargs)
        self.use_scale = use_scale

    def build(self, input_shape):
        self.scale = self.add_weight(name="scale", shape=(), trainable=True) if self.use_scale else None
        self.built = True

    def call(self, inputs, mask=None):
        query, value = dims(inputs[0]), dims(inputs[1])
        shape = None if query is None or value is None else query[:-1] + value[-1:]
        return made(shape, inputs[0], "MatMul_1", "BatchMatMulV2")


class AdditiveAttention(Attention):
    def __init__(self, use_scale=True, **kwargs):
        super(AdditiveAttention, self).__init__(use_scale=use_scale, **kwargs)

    def build(self, input_shape):
        self.scale = None
        if self.use_scale:
            size = last_size(input_shape[1])
            self.scale = self.add_weight(name="scale", shape=[_size(size)], trainable=True)
        self.built = True


def add(inputs, **kwargs):
    return Add(**kwargs)(inputs)


def subtract(inputs, **kwargs):
    return Subtract(**kwargs)(inputs)


def multiply(inputs, **kwargs):
    return Multiply(**kwargs)(inputs)


def average(inputs, **kwargs):
    return Average(**kwargs)(inputs)


def maximum(inputs, **kwargs):
    return Maximum(**kwargs)(inputs)


def minimum(inputs, **kwargs):
    return Minimum(**kwargs)(inputs)


def concatenate(inputs, axis=-1, **kwargs):
    return Concatenate(axis=axis, **kwargs)(inputs)


def dot(inputs, axes, normalize=False, **kwargs):
    return Dot(axes=axes, normalize=normalize, **kwargs)(inputs)
