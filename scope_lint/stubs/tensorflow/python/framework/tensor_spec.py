"""tf.TensorSpec (1.13 and later), tf.TypeSpec (1.15), and specs with bounds: shapes and types without tensors."""

import numpy as np
import tensorflow as tf
from _scope_lint import known


class TypeSpec(object):
    pass


class TensorSpec(TypeSpec):
    def __init__(self, shape, dtype=tf.float32, name=None):
        self._shape = tf.TensorShape(shape)
        self._dtype = tf.as_dtype(dtype) if known(dtype) else dtype
        self._name = name

    @classmethod
    def from_spec(cls, spec, name=None):
        return cls(spec.shape, spec.dtype, name or spec.name)

    @classmethod
    def from_tensor(cls, tensor, name=None):
        return TensorSpec(tensor.shape, tensor.dtype, name or tensor.op.name)

    @property
    def shape(self):
        return self._shape

    @property
    def dtype(self):
        return self._dtype

    @property
    def name(self):
        return self._name

    def is_compatible_with(self, spec_or_tensor):
        return self._dtype.is_compatible_with(spec_or_tensor.dtype) and self._shape.is_compatible_with(spec_or_tensor.shape)

    def __eq__(self, other):
        return isinstance(other, TensorSpec) and self._shape == other._shape and self._dtype == other._dtype and self._name == other._name

    def __ne__(self, other):
        return not self == other

    def __hash__(self):
        return hash((self._dtype, self._name))


class BoundedTensorSpec(TensorSpec):
    def __init__(self, shape, dtype, minimum, maximum, name=None):
        super(BoundedTensorSpec, self).__init__(shape, dtype, name)
        self._minimum = np.array(minimum, dtype=self._dtype.as_numpy_dtype)
        self._maximum = np.array(maximum, dtype=self._dtype.as_numpy_dtype)

    @classmethod
    def from_spec(cls, spec):
        low = getattr(spec, "minimum", spec.dtype.min)
        return cls(spec.shape, spec.dtype, low, getattr(spec, "maximum", spec.dtype.max), spec.name)

    @property
    def minimum(self):
        return self._minimum

    @property
    def maximum(self):
        return self._maximum
