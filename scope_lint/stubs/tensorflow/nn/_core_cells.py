"""The core cells: BasicRNNCell, GRUCell, BasicLSTMCell, LSTMCell, with the constructors of each version."""

import tensorflow as tf
from _scope_lint import known, version
from ._rnn_base import BuiltCell, LSTMStateTuple
from ._rnn_util import BIAS, KERNEL, affine, concat, split

# From 1.5 the cells call tf.add and tf.multiply (ops Add and Mul), before that + and *.
NAMED_OPS = version >= (1, 5)


def plus(a, b):
    return tf.add(a, b) if NAMED_OPS else a + b


def times(a, b):
    return tf.multiply(a, b) if NAMED_OPS else a * b


def activation_of(activation):
    """The function of an ``activation`` argument: None is tanh; from 1.12 it may be the name of one."""
    if activation is None:
        return tf.tanh
    if isinstance(activation, str):
        return getattr(tf.nn, activation, tf.identity)
    return activation


class BasicRNNCell(BuiltCell):
    """tf.nn.rnn_cell.BasicRNNCell."""

    _input_rank = 2
    _old_scope = "basic_rnn_cell"

    if version >= (1, 5):

        def __init__(self, num_units, activation=None, reuse=None, name=None, dtype=None, **kwargs):
            self._configure(num_units, activation, reuse=reuse, name=name, dtype=dtype, **kwargs)

    elif version >= (1, 2):

        def __init__(self, num_units, activation=None, reuse=None):
            self._configure(num_units, activation, reuse=reuse)

    elif version >= (1, 1):

        def __init__(self, num_units, input_size=None, activation=None, reuse=None):
            self._configure(num_units, activation, reuse=reuse)

    else:

        def __init__(self, num_units, input_size=None, activation=None):
            self._configure(num_units, activation)

    def _configure(self, num_units, activation, **options):
        self._setup(**options)
        self._num_units = num_units
        self._activation = activation_of(activation)

    @property
    def state_size(self):
        return self._num_units

    @property
    def output_size(self):
        return self._num_units

    def make(self, depth):
        self._kernel = self.weight(KERNEL, [depth + self._num_units, self._num_units])
        self._bias = self.bias(BIAS, [self._num_units])

    def step(self, inputs, state):
        output = self._activation(affine(concat([inputs, state], 1), self._kernel, self._bias))
        return output, output


class GRUCell(BuiltCell):
    """tf.nn.rnn_cell.GRUCell."""

    _input_rank = 2
    _old_scope = "gru_cell"
    _gates, _candidate = ("gates", "candidate") if version >= (1, 0) else ("Gates", "Candidate")

    if version >= (1, 5):

        def __init__(
            self,
            num_units,
            activation=None,
            reuse=None,
            kernel_initializer=None,
            bias_initializer=None,
            name=None,
            dtype=None,
            **kwargs,
        ):
            self._configure(
                num_units,
                activation,
                kernel_initializer,
                bias_initializer,
                reuse=reuse,
                name=name,
                dtype=dtype,
                **kwargs,
            )

    elif version >= (1, 2):

        def __init__(self, num_units, activation=None, reuse=None, kernel_initializer=None, bias_initializer=None):
            self._configure(num_units, activation, kernel_initializer, bias_initializer, reuse=reuse)

    elif version >= (1, 1):

        def __init__(self, num_units, input_size=None, activation=None, reuse=None):
            self._configure(num_units, activation, None, None, reuse=reuse)

    else:

        def __init__(self, num_units, input_size=None, activation=None):
            self._configure(num_units, activation, None, None)

    # The cell's own scope has no "weights" in 1.1 (they are in gates and candidate), so that its check finds nothing.
    def _configure(self, num_units, activation, kernel_initializer, bias_initializer, **options):
        self._setup(**options)
        self._num_units = num_units
        self._activation = activation_of(activation)
        self._kernel_initializer = kernel_initializer
        self._bias_initializer = bias_initializer

    @property
    def state_size(self):
        return self._num_units

    @property
    def output_size(self):
        return self._num_units

    def make(self, depth):
        n, rows = self._num_units, depth + self._num_units
        ones = self._bias_initializer or tf.constant_initializer(1.0)
        self._gate_kernel = self.weight(self._gates + "/" + KERNEL, [rows, 2 * n], self._kernel_initializer)
        self._gate_bias = self.bias(self._gates + "/" + BIAS, [2 * n], ones)
        self._candidate_kernel = self.weight(self._candidate + "/" + KERNEL, [rows, n], self._kernel_initializer)
        self._candidate_bias = self.bias(self._candidate + "/" + BIAS, [n], self._bias_initializer)

    def step(self, inputs, state):
        gates = tf.sigmoid(affine(concat([inputs, state], 1), self._gate_kernel, self._gate_bias))
        reset, update = split(gates, 2, 1)
        candidate = affine(concat([inputs, reset * state], 1), self._candidate_kernel, self._candidate_bias)
        output = update * state + (1 - update) * self._activation(candidate)
        return output, output


class BasicLSTMCell(BuiltCell):
    """tf.nn.rnn_cell.BasicLSTMCell."""

    _input_rank = 2
    _old_scope = "basic_lstm_cell"

    if version >= (1, 5):

        def __init__(
            self,
            num_units,
            forget_bias=1.0,
            state_is_tuple=True,
            activation=None,
            reuse=None,
            name=None,
            dtype=None,
            **kwargs,
        ):
            self._configure(num_units, state_is_tuple, activation, reuse=reuse, name=name, dtype=dtype, **kwargs)

    elif version >= (1, 2):

        def __init__(self, num_units, forget_bias=1.0, state_is_tuple=True, activation=None, reuse=None):
            self._configure(num_units, state_is_tuple, activation, reuse=reuse)

    elif version >= (1, 1):

        def __init__(
            self, num_units, forget_bias=1.0, input_size=None, state_is_tuple=True, activation=None, reuse=None
        ):
            self._configure(num_units, state_is_tuple, activation, reuse=reuse)

    else:

        def __init__(self, num_units, forget_bias=1.0, input_size=None, state_is_tuple=True, activation=None):
            self._configure(num_units, state_is_tuple, activation)

    def _configure(self, num_units, state_is_tuple, activation, **options):
        self._setup(**options)
        self._num_units = num_units
        self._state_is_tuple = state_is_tuple
        self._activation = activation_of(activation)

    @property
    def state_size(self):
        n = self._num_units
        return LSTMStateTuple(n, n) if self._state_is_tuple else 2 * n

    @property
    def output_size(self):
        return self._num_units

    def make(self, depth):
        self._kernel = self.weight(KERNEL, [depth + self._num_units, 4 * self._num_units])
        self._bias = self.bias(BIAS, [4 * self._num_units])

    def step(self, inputs, state):
        c, h = state if self._state_is_tuple else split(state, 2, 1)
        i, j, f, o = split(affine(concat([inputs, h], 1), self._kernel, self._bias), 4, 1)
        kept = times(c, tf.sigmoid(plus(f, 1.0)))
        new_c = plus(kept, times(tf.sigmoid(i), self._activation(j)))
        new_h = times(self._activation(new_c), tf.sigmoid(o))
        return new_h, LSTMStateTuple(new_c, new_h) if self._state_is_tuple else concat([new_c, new_h], 1)


class LSTMCell(BuiltCell):
    """tf.nn.rnn_cell.LSTMCell: with peepholes, projection and sharded variables."""

    _input_rank = 2
    _old_scope = "lstm_cell"

    if version >= (1, 5):

        def __init__(
            self,
            num_units,
            use_peepholes=False,
            cell_clip=None,
            initializer=None,
            num_proj=None,
            proj_clip=None,
            num_unit_shards=None,
            num_proj_shards=None,
            forget_bias=1.0,
            state_is_tuple=True,
            activation=None,
            reuse=None,
            name=None,
            dtype=None,
            **kwargs,
        ):
            self._configure(
                (
                    num_units,
                    use_peepholes,
                    cell_clip,
                    initializer,
                    num_proj,
                    proj_clip,
                    num_unit_shards,
                    num_proj_shards,
                ),
                (state_is_tuple, activation),
                reuse=reuse,
                name=name,
                dtype=dtype,
                **kwargs,
            )

    elif version >= (1, 2):

        def __init__(
            self,
            num_units,
            use_peepholes=False,
            cell_clip=None,
            initializer=None,
            num_proj=None,
            proj_clip=None,
            num_unit_shards=None,
            num_proj_shards=None,
            forget_bias=1.0,
            state_is_tuple=True,
            activation=None,
            reuse=None,
        ):
            self._configure(
                (
                    num_units,
                    use_peepholes,
                    cell_clip,
                    initializer,
                    num_proj,
                    proj_clip,
                    num_unit_shards,
                    num_proj_shards,
                ),
                (state_is_tuple, activation),
                reuse=reuse,
            )

    else:
        # reuse: 1.1 only.
        def __init__(
            self,
            num_units,
            input_size=None,
            use_peepholes=False,
            cell_clip=None,
            initializer=None,
            num_proj=None,
            proj_clip=None,
            num_unit_shards=None,
            num_proj_shards=None,
            forget_bias=1.0,
            state_is_tuple=True,
            activation=None,
            reuse=None,
        ):
            self._configure(
                (
                    num_units,
                    use_peepholes,
                    cell_clip,
                    initializer,
                    num_proj,
                    proj_clip,
                    num_unit_shards,
                    num_proj_shards,
                ),
                (state_is_tuple, activation),
                reuse=reuse,
            )

    def _configure(self, shape_options, others, **options):
        self._setup(**options)
        self._num_units, self._use_peepholes, self._cell_clip, self._initializer = shape_options[:4]
        self._num_proj, self._proj_clip, self._num_unit_shards, self._num_proj_shards = shape_options[4:]
        self._state_is_tuple, activation = others
        self._activation = activation_of(activation)

    @property
    def state_size(self):
        n, out = self._num_units, self.output_size
        return LSTMStateTuple(n, out) if self._state_is_tuple else n + out

    @property
    def output_size(self):
        return self._num_units if self._num_proj is None else self._num_proj

    def make(self, depth):
        n = self._num_units
        old = version < (1, 0)
        self._kernel = self._sharded("W_" if old else KERNEL, [depth + self.output_size, 4 * n], self._num_unit_shards)
        self._bias = self.bias("B" if old else BIAS, [4 * n])
        if self._use_peepholes:
            self._w_f_diag, self._w_i_diag, self._w_o_diag = [
                self.weight(name if old else name.lower(), [n], self._initializer)
                for name in ("W_F_diag", "W_I_diag", "W_O_diag")
            ]
        if self._num_proj is not None:
            name = "W_P_" if old else "projection/" + KERNEL
            self._proj_kernel = self._sharded(name, [n, self._num_proj], self._num_proj_shards)

    def _sharded(self, name, shape, shards):
        """A variable in row shards: W_0, W_1 … in 0.12, a partitioned variable later."""
        if version >= (1, 0):
            partitioner = tf.fixed_size_partitioner(shards) if shards is not None else None
            return self.weight(name, shape, self._initializer, partitioner=partitioner)
        shards = shards or 1
        rows = shape[0] // shards
        extra = shape[0] - rows * shards
        pieces = [
            self.weight(name + str(i), [rows + 1 if known(extra) and i < extra else rows, shape[1]], self._initializer)
            for i in range(shards)
        ]
        return pieces[0] if shards == 1 else concat(pieces, 0)

    def step(self, inputs, state):
        if self._state_is_tuple:
            c, h = state
        else:
            c = tf.slice(state, [0, 0], [-1, self._num_units])
            h = tf.slice(state, [0, self._num_units], [-1, self.output_size])
        i, j, f, o = split(affine(concat([inputs, h], 1), self._kernel, self._bias), 4, 1)
        if self._use_peepholes:
            new_c = tf.sigmoid(f + 1.0 + self._w_f_diag * c) * c
            new_c = new_c + tf.sigmoid(i + self._w_i_diag * c) * self._activation(j)
        else:
            new_c = tf.sigmoid(f + 1.0) * c + tf.sigmoid(i) * self._activation(j)
        if self._cell_clip is not None:
            new_c = tf.clip_by_value(new_c, -self._cell_clip, self._cell_clip)
        gate = o + self._w_o_diag * new_c if self._use_peepholes else o
        new_h = tf.sigmoid(gate) * self._activation(new_c)
        if self._num_proj is not None:
            new_h = tf.matmul(new_h, self._proj_kernel)
            if self._proj_clip is not None:
                new_h = tf.clip_by_value(new_h, -self._proj_clip, self._proj_clip)
        return new_h, LSTMStateTuple(new_c, new_h) if self._state_is_tuple else concat([new_c, new_h], 1)
