"""Wrappers of tf.contrib.rnn that make variables: projections, embedding, attention, highway."""

import tensorflow as tf
from _scope_lint import known, version

from ...nn._rnn_base import BuiltCell, RNNCell, check_scope_of_cell
from ...nn._rnn_util import BIAS, KERNEL, concat, depth, dtype_of, flatten, is_nested, like, map_structure

CAMEL = version < (1, 0)


class _Wrapping(BuiltCell):
    """A wrapper with a scope of its own: from 1.2 around the wrapped cell, before only around its own variables."""

    _layered_since = None
    _made_once_since = None
    # In 1.1 some wrappers leave the check of scopes to the wrapped cell.
    _checked = False

    @property
    def state_size(self):
        return self._cell.state_size

    @property
    def output_size(self):
        return self._cell.output_size

    def zero_state(self, batch_size, dtype):
        if version < (1, 1):
            return self._cell.zero_state(batch_size, dtype)
        with tf.name_scope(type(self).__name__ + "ZeroState", values=[batch_size]):
            return self._cell.zero_state(batch_size, dtype)

    def own_scope(self, scope=None):
        """Where a wrapper before 1.2 keeps its variables."""
        default = type(self).__name__ if CAMEL else self._old_scope
        return tf.variable_scope(default if scope is None else scope, reuse=self._reuse)

    def check(self, scope):
        if version == (1, 1) and self._checked:
            check_scope_of_cell(self, scope)

    def project(self, x, size, rows=None, key="projected"):
        """A linear map with ``KERNEL`` and ``BIAS``; from 1.4 a wrapper asks for them in its first call only."""
        rows = depth(x) if rows is None else rows
        if version < (1, 4) or not getattr(self, "_made_" + key, False):
            tf.get_variable(KERNEL, [rows, size], dtype=dtype_of(x))
            tf.get_variable(BIAS, [size], dtype=dtype_of(x), initializer=tf.constant_initializer(0.0))
            setattr(self, "_made_" + key, True)
        return like(x, size, "BiasAdd", "BiasAdd")


class InputProjectionWrapper(_Wrapping):
    """tf.contrib.rnn.InputProjectionWrapper."""

    _old_scope = "input_projection_wrapper"

    if version >= (1, 2):

        def __init__(self, cell, num_proj, activation=None, input_size=None, reuse=None):
            self._configure(cell, num_proj, activation, reuse)

    else:

        def __init__(self, cell, num_proj, input_size=None):
            self._configure(cell, num_proj, None, None)

    def _configure(self, cell, num_proj, activation, reuse):
        self._setup(reuse=reuse)
        self._cell, self._num_proj, self._activation = cell, num_proj, activation

    def __call__(self, inputs, state, scope=None):
        if version >= (1, 2):
            return super(InputProjectionWrapper, self).__call__(inputs, state, scope)
        with self.own_scope(scope):
            projected = self.project(inputs, self._num_proj)
        return self._cell(projected, state)

    def call(self, inputs, state):
        projected = self.project(inputs, self._num_proj)
        if self._activation:
            projected = self._activation(projected)
        return self._cell(projected, state)


class OutputProjectionWrapper(_Wrapping):
    """tf.contrib.rnn.OutputProjectionWrapper."""

    _old_scope = "output_projection_wrapper"
    _checked = True

    if version >= (1, 2):

        def __init__(self, cell, output_size, activation=None, reuse=None):
            self._configure(cell, output_size, activation, reuse)

    elif version >= (1, 1):

        def __init__(self, cell, output_size, reuse=None):
            self._configure(cell, output_size, None, reuse)

    else:

        def __init__(self, cell, output_size):
            self._configure(cell, output_size, None, None)

    def _configure(self, cell, output_size, activation, reuse):
        self._setup(reuse=reuse)
        self._cell, self._output_size, self._activation = cell, output_size, activation

    @property
    def output_size(self):
        return self._output_size

    def __call__(self, inputs, state, scope=None):
        if version >= (1, 2):
            return super(OutputProjectionWrapper, self).__call__(inputs, state, scope)
        output, new_state = self._cell(inputs, state)
        with self.own_scope(scope) as entered:
            self.check(entered)
            return self.project(output, self._output_size), new_state

    def call(self, inputs, state):
        output, new_state = self._cell(inputs, state)
        projected = self.project(output, self._output_size)
        return (self._activation(projected) if self._activation else projected), new_state


class EmbeddingWrapper(_Wrapping):
    """tf.contrib.rnn.EmbeddingWrapper: its inputs are symbols."""

    _old_scope = "embedding_wrapper"
    _checked = True

    def __init__(self, cell, embedding_classes, embedding_size, initializer=None, reuse=None):
        self._setup(reuse=reuse)
        if known(embedding_classes) and known(embedding_size) and (embedding_classes <= 0 or embedding_size <= 0):
            raise ValueError(
                "Both embedding_classes and embedding_size must be > 0: %d, %d." % (embedding_classes, embedding_size)
            )
        self._cell, self._initializer = cell, initializer
        self._classes, self._size = embedding_classes, embedding_size

    def __call__(self, inputs, state, scope=None):
        if version >= (1, 2):
            return super(EmbeddingWrapper, self).__call__(inputs, state, scope)
        with self.own_scope(scope) as entered:
            self.check(entered)
            embedded = self._embedded(inputs, state)
        return self._cell(embedded, state)

    def call(self, inputs, state):
        return self._cell(self._embedded(inputs, state), state)

    def _embedded(self, inputs, state):
        initializer = self._initializer or tf.get_variable_scope().initializer
        if initializer is None:
            initializer = tf.random_uniform_initializer(-1.0, 1.0)
        dtype = dtype_of(state[0] if isinstance(state, tuple) else state)
        embedding = tf.get_variable("embedding", [self._classes, self._size], initializer=initializer, dtype=dtype)
        return tf.nn.embedding_lookup(embedding, tf.reshape(inputs, [-1]))


class HighwayWrapper(RNNCell):
    """tf.contrib.rnn.HighwayWrapper (1.3 and later): ``carry_w``, ``carry_b`` in the scope of the call."""

    def __init__(self, cell, couple_carry_transform_gates=True, carry_bias_init=1.0):
        super(HighwayWrapper, self).__init__()
        self._cell, self._coupled = cell, couple_carry_transform_gates

    @property
    def state_size(self):
        return self._cell.state_size

    @property
    def output_size(self):
        return self._cell.output_size

    def zero_state(self, batch_size, dtype):
        with tf.name_scope(type(self).__name__ + "ZeroState", values=[batch_size]):
            return self._cell.zero_state(batch_size, dtype)

    def __call__(self, inputs, state, scope=None):
        if scope is None:
            outputs, new_state = self._cell(inputs, state)
        else:
            outputs, new_state = self._cell(inputs, state, scope=scope)
        return map_structure(self._highway, outputs), new_state

    def _highway(self, output):
        size = depth(output)
        for gate in ("carry",) if self._coupled else ("carry", "transform"):
            tf.get_variable(gate + "_w", [size, size])
            tf.get_variable(gate + "_b", [size], initializer=tf.constant_initializer(1.0))
        return like(output, size, "add", "Add")


class AttentionCellWrapper(_Wrapping):
    """tf.contrib.rnn.AttentionCellWrapper: attends to its last ``attn_length`` states."""

    _old_scope = "attention_cell_wrapper"
    _checked = True

    def __init__(
        self,
        cell,
        attn_length,
        attn_size=None,
        attn_vec_size=None,
        input_size=None,
        state_is_tuple=version >= (1, 2),
        reuse=None,
    ):
        self._setup(reuse=reuse)
        if is_nested(cell.state_size) and known(state_is_tuple) and not state_is_tuple:
            raise ValueError(
                "Cell returns tuple of states, but the flag state_is_tuple is not set. State size is: %s"
                % str(cell.state_size)
            )
        if known(attn_length) and attn_length <= 0:
            raise ValueError("attn_length should be greater than zero, got %s" % str(attn_length))
        self._cell, self._attn_length, self._input_size = cell, attn_length, input_size
        self._attn_size = cell.output_size if attn_size is None else attn_size
        self._attn_vec_size = self._attn_size if attn_vec_size is None else attn_vec_size
        self._state_is_tuple = state_is_tuple

    def zero_state(self, batch_size, dtype):
        return RNNCell.zero_state(self, batch_size, dtype)

    @property
    def state_size(self):
        sizes = (self._cell.state_size, self._attn_size, self._attn_size * self._attn_length)
        return sizes if self._state_is_tuple else sum(sizes)

    @property
    def output_size(self):
        return self._attn_size

    def call(self, inputs, state):
        if self._state_is_tuple:
            own = state[0]
        else:
            size = self._cell.state_size
            own = tf.slice(state, [0, 0], [-1, size])
        size = depth(inputs) if self._input_size is None else self._input_size
        mixed = self.project(inputs, size, depth(inputs) + self._attn_size, "mixed")
        output, new_state = self._cell(mixed, own)
        query = sum([depth(part) for part in flatten(new_state)])
        with tf.variable_scope("Attention" if CAMEL else "attention"):
            size, vector = self._attn_size, self._attn_vec_size
            tf.get_variable("AttnW" if CAMEL else "attn_w", [1, 1, size, vector])
            tf.get_variable("AttnV" if CAMEL else "attn_v", [vector])
            self.project(inputs, vector, query, "query")
            new_attention = like(inputs, size, "Reshape_3", "Reshape")
        with tf.variable_scope("AttnOutputProjection" if CAMEL else "attn_output_projection"):
            result = self.project(inputs, self._attn_size, depth(output) + self._attn_size, "result")
        new_states = like(inputs, self._attn_size * self._attn_length, "Reshape_1", "Reshape")
        if self._state_is_tuple:
            return result, (new_state, new_attention, new_states)
        return result, concat([new_state, new_attention, new_states], 1)


class CompiledWrapper(RNNCell):
    """tf.contrib.rnn.CompiledWrapper: the cell as it is."""

    def __init__(self, cell, compile_stateful=False):
        if version >= (1, 2):
            super(CompiledWrapper, self).__init__()
        self._cell = cell

    @property
    def state_size(self):
        return self._cell.state_size

    @property
    def output_size(self):
        return self._cell.output_size

    def zero_state(self, batch_size, dtype):
        return self._cell.zero_state(batch_size, dtype)

    def __call__(self, inputs, state, scope=None):
        return self._cell(inputs, state, scope=scope)
