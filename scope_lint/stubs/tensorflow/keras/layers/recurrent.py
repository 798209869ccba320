"""Recurrent layers: from 1.9 the cell's variables stand in the layer's own scope, before (1.5 to 1.8) in one of the cell."""

import tensorflow as tf
from _scope_lint import known, unknown, version

from ...layers._shapes import lower
from ...nn._rnn_base import zeros_like_state
from ...train.sizes import conv_length
from ..base import Layer
from ..tensors import dims, made
from .core import last_size

CELL_SCOPES = (1, 5) <= version < (1, 9)


class AbstractRNNCell(Layer):
    """The base of cells of the user's own (1.14 and later)."""

    @property
    def state_size(self):
        raise NotImplementedError("Abstract method")

    @property
    def output_size(self):
        raise NotImplementedError("Abstract method")

    def get_initial_state(self, inputs=None, batch_size=None, dtype=None):
        return _zero_state(self.state_size, inputs, batch_size, dtype)


class _Cell(Layer):
    gates = 1

    def __init__(self, units, use_bias=True, **kwargs):
        options = ("trainable", "name", "dtype", "input_shape", "batch_input_shape", "input_dim", "batch_size")
        super(_Cell, self).__init__(**dict([(key, kwargs[key]) for key in kwargs if key in options]))
        self.units = units
        self.use_bias = use_bias
        self.state_size = units
        self.output_size = units

    def bias_shape(self):
        return [self.gates * self.units]

    def build(self, input_shape):
        size = last_size(input_shape)
        self.kernel = self.add_weight(name="kernel", shape=[size, self.gates * self.units])
        self.recurrent_kernel = self.add_weight(name="recurrent_kernel", shape=[self.units, self.gates * self.units])
        self.bias = None
        if self.use_bias:
            self.bias = self.add_weight(name="bias", shape=self.bias_shape(), initializer=tf.zeros_initializer())
        self.built = True

    def get_initial_state(self, inputs=None, batch_size=None, dtype=None):
        return _zero_state(self.state_size, inputs, batch_size, dtype)

    def call(self, inputs, states, training=None):
        shape = dims(inputs)
        output = made(None if shape is None else [shape[0], self.units], inputs, "add", "AddV2")
        return output, [output for state in states]


def _zero_state(state_size, inputs, batch_size, dtype):
    """Zeros for a state, by its inputs or the batch (1.11 and later)."""
    if inputs is not None:
        batch_size, dtype = tf.shape(inputs)[0], inputs.dtype
    return zeros_like_state(state_size, batch_size, dtype)


class SimpleRNNCell(_Cell):
    def __init__(self, units, activation="tanh", use_bias=True, **kwargs):
        super(SimpleRNNCell, self).__init__(units, use_bias, **kwargs)


class GRUCell(_Cell):
    gates = 3

    def __init__(self, units, activation="tanh", recurrent_activation="hard_sigmoid", use_bias=True, **kwargs):
        super(GRUCell, self).__init__(units, use_bias, **kwargs)
        self.reset_after = kwargs.get("reset_after", False)

    def bias_shape(self):
        return [2, self.gates * self.units] if self.reset_after else [self.gates * self.units]


class LSTMCell(_Cell):
    gates = 4

    def __init__(self, units, activation="tanh", recurrent_activation="hard_sigmoid", use_bias=True, **kwargs):
        super(LSTMCell, self).__init__(units, use_bias, **kwargs)
        self.state_size = [units, units]


class StackedRNNCells(Layer):
    def __init__(self, cells, **kwargs):
        super(StackedRNNCells, self).__init__(**kwargs)
        self.cells = cells

    @property
    def state_size(self):
        return [cell.state_size for cell in self.cells]

    @property
    def output_size(self):
        return _output_size(self.cells[-1])

    def get_initial_state(self, inputs=None, batch_size=None, dtype=None):
        return tuple([cell.get_initial_state(inputs, batch_size, dtype) for cell in self.cells])

    def build(self, input_shape):
        for cell in self.cells:
            if hasattr(cell, "build") and not CELL_SCOPES:
                cell.build(input_shape)
                cell.built = True
            input_shape = tf.TensorShape([_first(input_shape), _output_size(cell)])
        self.built = True

    def call(self, inputs, states, **kwargs):
        for cell, state in zip(self.cells, states):
            inputs, _ = _step(cell, inputs, state)
        return inputs, states


def _first(shape):
    return shape[0] if known(shape) else None


def _output_size(cell):
    size = getattr(cell, "output_size", None)
    if size is not None:
        return size
    size = cell.state_size
    return size[0] if isinstance(size, (list, tuple)) else size


def _step(cell, inputs, state):
    states = state if isinstance(state, (list, tuple)) else [state]
    if CELL_SCOPES and not isinstance(cell, StackedRNNCells):
        return cell(inputs, list(states))
    return cell.call(inputs, list(states))


class RNN(Layer):
    def __init__(
        self,
        cell,
        return_sequences=False,
        return_state=False,
        go_backwards=False,
        stateful=False,
        unroll=False,
        **kwargs,
    ):
        kwargs.pop("time_major", None)
        super(RNN, self).__init__(**kwargs)
        if known(cell) and isinstance(cell, (list, tuple)):
            cell = StackedRNNCells(cell)
        self.cell = cell
        self.return_sequences = return_sequences
        self.return_state = return_state

    def build(self, input_shape):
        if known(input_shape) and isinstance(input_shape, list):
            input_shape = input_shape[0]
        if hasattr(self.cell, "build") and not CELL_SCOPES:
            if known(input_shape):
                step = tf.TensorShape([input_shape[0]]).concatenate(input_shape[2:])
            else:
                step = unknown("the shape of a step")
            self.cell.build(step)
            self.cell.built = True
        self.built = True

    def __call__(self, inputs, initial_state=None, constants=None, **kwargs):
        return super(RNN, self).__call__(inputs, **kwargs)

    def call(self, inputs, mask=None, training=None, initial_state=None, constants=None):
        if known(inputs) and isinstance(inputs, list):
            inputs = inputs[0]
        shape = dims(inputs)
        batch = unknown("the batch size") if shape is None else shape[0]
        step = None if shape is None else [batch] + shape[2:]
        item = made(step, inputs, "TensorArrayReadV3", "TensorArrayReadV3")
        states = self._states(batch, item)
        _step(self.cell, item, states)
        size = _output_size(self.cell)
        steps = unknown("the number of steps") if shape is None else shape[1]
        if self.return_sequences:
            output = made([batch, steps, size], inputs, "transpose_1", "Transpose")
        else:
            output = made([batch, size], inputs, "strided_slice", "StridedSlice")
        if not self.return_state:
            return output
        return [output] + [_last(state) for state in states]

    def _states(self, batch, like):
        sizes = self.cell.state_size
        if not known(sizes):
            return [unknown("a state")]
        if not isinstance(sizes, (list, tuple)):
            sizes = [sizes]
        return [_zeros(batch, size, like) for size in sizes]


def _zeros(batch, size, like):
    if isinstance(size, (list, tuple)):
        return [_zeros(batch, part, like) for part in size]
    if known(size) and hasattr(size, "as_list"):
        return made([batch] + size.as_list(), like, "zeros", "Fill")
    return made([batch, size], like, "zeros", "Fill")


def _last(state):
    return state[-1] if isinstance(state, list) else state


class _Named(RNN):
    """A layer that makes its cell of the same options."""

    cell_class = SimpleRNNCell

    def __init__(self, units, *args, **kwargs):
        own = (
            "return_sequences",
            "return_state",
            "go_backwards",
            "stateful",
            "unroll",
            "time_major",
            "trainable",
            "name",
            "dtype",
            "input_shape",
            "batch_input_shape",
            "input_dim",
            "batch_size",
            "input_length",
        )
        mine = dict([(key, kwargs[key]) for key in kwargs if key in own])
        length = mine.pop("input_length", None)
        if "input_dim" in mine and "input_shape" not in mine:
            mine["input_shape"] = (length, mine.pop("input_dim"))
        theirs = dict([(key, kwargs[key]) for key in kwargs if key not in own])
        cell = self.cell_class(units, *args, **theirs)
        super(_Named, self).__init__(cell, **mine)
        self.units = units


class SimpleRNN(_Named):
    cell_class = SimpleRNNCell


class GRU(_Named):
    cell_class = GRUCell


class LSTM(_Named):
    cell_class = LSTMCell


class _CuDNN(Layer):
    gates = 4
    biases = 2

    def __init__(self, units, return_sequences=False, return_state=False, **kwargs):
        options = ("trainable", "name", "dtype", "input_shape", "batch_input_shape")
        super(_CuDNN, self).__init__(**dict([(key, kwargs[key]) for key in kwargs if key in options]))
        self.units = units
        self.return_sequences = return_sequences
        self.return_state = return_state

    def build(self, input_shape):
        size = last_size(input_shape)
        self.kernel = self.add_weight(name="kernel", shape=[size, self.gates * self.units])
        self.recurrent_kernel = self.add_weight(name="recurrent_kernel", shape=[self.units, self.gates * self.units])
        self.bias = self.add_weight(name="bias", shape=[2 * self.gates * self.units])
        self.built = True

    def call(self, inputs, mask=None, training=None, initial_state=None):
        shape = dims(inputs)
        batch = unknown("the batch size") if shape is None else shape[0]
        steps = unknown("the number of steps") if shape is None else shape[1]
        size = [batch, steps, self.units] if self.return_sequences else [batch, self.units]
        output = made(size, inputs, "CudnnRNN", "CudnnRNN")
        if not self.return_state:
            return output
        state = made([batch, self.units], inputs, "CudnnRNN_state", "CudnnRNN")
        return [output] + [state] * (2 if self.gates == 4 else 1)


class CuDNNLSTM(_CuDNN):
    pass


class CuDNNGRU(_CuDNN):
    gates = 3


class ConvLSTM2D(Layer):
    def __init__(
        self,
        filters,
        kernel_size,
        strides=(1, 1),
        padding="valid",
        data_format=None,
        dilation_rate=(1, 1),
        activation="tanh",
        recurrent_activation="hard_sigmoid",
        use_bias=True,
        **kwargs,
    ):
        options = ("trainable", "name", "dtype", "input_shape", "batch_input_shape")
        super(ConvLSTM2D, self).__init__(**dict([(key, kwargs[key]) for key in kwargs if key in options]))
        self.filters = filters
        self.kernel_size = list(kernel_size) if isinstance(kernel_size, (list, tuple)) else [kernel_size] * 2
        self.padding = lower(padding)
        self.use_bias = use_bias
        self.return_sequences = kwargs.get("return_sequences", False)

    def build(self, input_shape):
        size = last_size(input_shape)
        self.kernel = self.add_weight(name="kernel", shape=self.kernel_size + [size, 4 * self.filters])
        shape = self.kernel_size + [self.filters, 4 * self.filters]
        self.recurrent_kernel = self.add_weight(name="recurrent_kernel", shape=shape)
        if self.use_bias:
            self.bias = self.add_weight(name="bias", shape=[4 * self.filters])
        self.built = True

    def call(self, inputs, mask=None, training=None, initial_state=None):
        shape = dims(inputs)
        if shape is not None:
            sizes = [_shrunk(size, k, self.padding) for size, k in zip(shape[2:4], self.kernel_size)]
            shape = ([shape[0], shape[1]] if self.return_sequences else [shape[0]]) + sizes + [self.filters]
        return made(shape, inputs, "transpose_1", "Transpose")


def _shrunk(size, kernel, padding):
    return conv_length(size, kernel, 1, padding, 1)
