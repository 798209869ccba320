"""tf.contrib.cudnn_rnn.CudnnLSTM, CudnnGRU, CudnnRNNTanh, CudnnRNNRelu (1.5 and later)."""

import tensorflow as tf
from _scope_lint import known, static_shape, tensor

from ...layers.base import Layer
from ...nn._rnn_util import dtype_of


class _CudnnRNN(Layer):
    """A stack of layers in one kernel: ``cudnn_lstm/opaque_kernel``; inputs are (time, batch, depth)."""

    _own_call = True
    _states = 1

    def __init__(
        self,
        num_layers,
        num_units,
        input_mode="linear_input",
        direction="unidirectional",
        dropout=0.0,
        seed=None,
        dtype=tf.float32,
        kernel_initializer=None,
        bias_initializer=None,
        name=None,
    ):
        super(_CudnnRNN, self).__init__(dtype=dtype, name=name)
        if known(direction) and direction not in ("unidirectional", "bidirectional"):
            raise ValueError(
                "direction must be %s or %s. Provided: %s" % ("unidirectional", "bidirectional", direction)
            )
        self._num_layers, self._num_units, self._direction = num_layers, num_units, direction
        self._input_mode = input_mode
        self._input_size = None
        self.kernel = None

    @property
    def num_layers(self):
        return self._num_layers

    @property
    def num_units(self):
        return self._num_units

    @property
    def input_mode(self):
        return self._input_mode

    @property
    def input_size(self):
        if not self._input_size:
            raise ValueError("'input_size' is unknown since layer has not been built.")
        return self._input_size

    @property
    def direction(self):
        return self._direction

    @property
    def num_dirs(self):
        return 1 if self._direction == "unidirectional" else 2

    @property
    def rnn_mode(self):
        return self._rnn_mode

    def state_shape(self, batch_size):
        shape = [self._num_layers * self.num_dirs, batch_size, self._num_units]
        return tuple([shape for _ in range(self._states)])

    def build(self, input_shape):
        dims = input_shape.as_list() if hasattr(input_shape, "as_list") else input_shape
        if known(dims) and dims is not None:
            if len(dims) != 3:
                raise ValueError("Expecting input_shape with 3 dims, got %d" % len(dims))
            self._input_size = dims[-1]
        # Its size is known to the kernel alone.
        values = tensor(None, self._dtype or "float32", "cudnn_weights", "CudnnRNNCanonicalToParams")
        self.kernel = tf.get_variable("opaque_kernel", initializer=values, validate_shape=False)
        self._trainable_weights.append(self.kernel)
        self.built = True

    def call(self, inputs, initial_state=None, training=True):
        shape = static_shape(inputs) if known(inputs) else None
        time, batch = (shape[0], shape[1]) if shape and len(shape) == 3 else (None, None)
        units = self._num_units if known(self._num_units) else None
        dirs = self.num_dirs if known(self._direction) else None
        layers = self._num_layers if known(self._num_layers) else None
        width = units * dirs if units is not None and dirs is not None else None
        depth = layers * dirs if layers is not None and dirs is not None else None
        dtype = dtype_of(inputs)
        output = tensor([time, batch, width], dtype, "CudnnRNN", "CudnnRNN")
        return output, tuple(
            [tensor([depth, batch, units], dtype, "CudnnRNN", "CudnnRNN") for _ in range(self._states)]
        )


class CudnnLSTM(_CudnnRNN):
    """tf.contrib.cudnn_rnn.CudnnLSTM."""

    _rnn_mode = "lstm"
    _states = 2


class CudnnGRU(_CudnnRNN):
    """tf.contrib.cudnn_rnn.CudnnGRU."""

    _rnn_mode = "gru"


class CudnnRNNTanh(_CudnnRNN):
    """tf.contrib.cudnn_rnn.CudnnRNNTanh."""

    _rnn_mode = "rnn_tanh"


class CudnnRNNRelu(_CudnnRNN):
    """tf.contrib.cudnn_rnn.CudnnRNNRelu."""

    _rnn_mode = "rnn_relu"
