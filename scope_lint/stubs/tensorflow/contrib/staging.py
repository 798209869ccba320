"""tf.contrib.staging: areas that hold tensors from one step to the next (names and shapes as in 1.15)."""

import tensorflow as tf
from _scope_lint import another_output, known, tensor


class StagingArea(object):
    def __init__(self, dtypes, shapes=None, names=None, shared_name=None, capacity=0, memory_limit=0):
        self._dtypes = [tf.as_dtype(dtype) for dtype in dtypes] if known(dtypes) else dtypes
        self._shapes = [tf.TensorShape(None) for _ in dtypes] if shapes is None else [tf.TensorShape(shape) for shape in shapes]
        self._names, self._capacity, self._memory_limit = names, capacity, memory_limit
        self._name = shared_name if shared_name else tf.get_default_graph().unique_name("StagingArea")
        with tf.name_scope("%s_root" % self._name):
            tf.no_op()

    @property
    def name(self):
        return self._name

    @property
    def dtypes(self):
        return self._dtypes

    @property
    def shapes(self):
        return self._shapes

    @property
    def names(self):
        return self._names

    @property
    def capacity(self):
        return self._capacity

    @property
    def memory_limit(self):
        return self._memory_limit

    def put(self, values, name=None):
        return tensor(None, None, name or "%s_put" % self._name, "Stage").op

    def _taken(self, name, op_type):
        outputs = []
        for dtype, shape in zip(self._dtypes, self._shapes):
            outputs.append(another_output(outputs[0], shape, dtype) if outputs else tensor(shape, dtype, name, op_type))
        return dict(zip(self._names, outputs)) if self._names else outputs

    def get(self, name=None):
        return self._taken(name or "%s_get" % self._name, "Unstage")

    def peek(self, index, name=None):
        return self._taken(name or "%s_peek" % self._name, "StagePeek")

    def size(self, name=None):
        return tensor([], "int32", name or "%s_size" % self._name, "StageSize")

    def clear(self, name=None):
        return tensor(None, None, name or "%s_clear" % self._name, "StageClear").op
