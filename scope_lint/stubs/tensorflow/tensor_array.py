"""tf.TensorArray: what is known of its elements' shape goes with it; ``flow`` hangs on what was written, and what is read on it."""

import tensorflow as tf
from _scope_lint import another_output, known, static_shape, tensor, version


class TensorArray(object):
    """tf.TensorArray; ``pack`` and ``unpack`` in 0.12 are ``stack`` and ``unstack`` later."""

    def __init__(
        self,
        dtype,
        size=None,
        dynamic_size=None,
        clear_after_read=None,
        tensor_array_name=None,
        handle=None,
        flow=None,
        infer_shape=True,
        element_shape=None,
        colocate_with_first_write_call=True,
        name=None,
    ):
        self._dtype = dtype
        self._infers = infer_shape
        self._element = None
        if known(element_shape) and element_shape is not None:
            shape = tf.TensorShape(element_shape)
            self._element = None if shape.ndims is None else shape.as_list()
        if handle is None:
            handle = tensor([2], "resource", name or "TensorArray", "TensorArrayV3")
        self.handle = handle
        self.flow = another_output(handle, [], "float32") if flow is None else flow

    def _with(self, element, flow):
        """This array after a write: from now on the shape of its elements is known."""
        made = TensorArray(self._dtype, handle=self.handle, flow=flow, infer_shape=self._infers)
        made._element = self._element
        if made._element is None and self._infers and known(element):
            made._element = element
        return made

    def _written(self, value, op_type):
        return tensor([], "float32", op_type, op_type, inputs=[self.handle, self.flow, value])

    def after_loop(self, end):
        """What a loop makes of this array, which is ``end`` at the end of a step."""
        return end._with(self._element, tensor([], "float32", "Exit", "Exit", inputs=[self.flow, end.flow]))

    def _result(self, leading, name, op_type):
        element = self._element
        shape = None if element is None else leading + element
        return tensor(shape, self._dtype, name, op_type, inputs=[self.handle, self.flow])

    @property
    def dtype(self):
        return self._dtype

    @property
    def element_shape(self):
        return tf.TensorShape(self._element)

    def identity(self):
        return self

    def read(self, index, name=None):
        return self._result([], name or "TensorArrayReadV3", "TensorArrayReadV3")

    def write(self, index, value, name=None):
        with tf.name_scope(name, "TensorArrayWrite", [index, value]):
            shape = static_shape(value) if known(value) else None
            return self._with(None if shape is None else list(shape), self._written(value, "TensorArrayWriteV3"))

    def stack(self, name=None):
        with tf.name_scope(name, "TensorArrayStack", []):
            return self._result([None], "TensorArrayGatherV3", "TensorArrayGatherV3")

    def gather(self, indices, name=None):
        return self._result([None], name or "TensorArrayGatherV3", "TensorArrayGatherV3")

    def concat(self, name=None):
        element = self._element
        shape = None if not element else [None] + element[1:]
        name = name or "TensorArrayConcatV3"
        return tensor(shape, self._dtype, name, "TensorArrayConcatV3", inputs=[self.handle, self.flow])

    def unstack(self, value, name=None):
        with tf.name_scope(name, "TensorArrayUnstack", [value]):
            shape = static_shape(value) if known(value) else None
            return self._with(list(shape[1:]) if shape else None, self._written(value, "TensorArrayScatterV3"))

    def scatter(self, indices, value, name=None):
        with tf.name_scope(name, "TensorArrayScatter", [value, indices]):
            shape = static_shape(value) if known(value) else None
            return self._with(list(shape[1:]) if shape else None, self._written(value, "TensorArrayScatterV3"))

    def split(self, value, lengths, name=None):
        with tf.name_scope(name, "TensorArraySplit", [value, lengths]):
            shape = static_shape(value) if known(value) else None
            flow = self._written(value, "TensorArraySplitV3")
            return self._with([None] + list(shape[1:]) if shape else None, flow)

    def size(self, name=None):
        return tensor([], "int32", name or "TensorArraySizeV3", "TensorArraySizeV3")

    def grad(self, source, flow=None, name=None):
        return self._with(None, self.flow)

    def close(self, name=None):
        return tensor(None, None, name or "TensorArrayCloseV3", "TensorArrayCloseV3").op

    if version < (1, 0):
        pack = stack
        unpack = unstack
