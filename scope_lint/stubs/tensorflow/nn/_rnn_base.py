"""RNNCell, the base of all recurrent cells, and the base of TensorFlow's own cells.

Until 1.1 a cell is a plain object whose ``__call__`` opens a variable scope and gets its variables anew. From 1.2 it
is a tf.layers Layer: the first call fixes its scope, later calls share the variables. From 1.5 the core cells make
their variables in ``build`` (LayerRNNCell) and no longer enter the current scope again, so that two of them called
directly get ``gru_cell`` and ``gru_cell_1``.
"""

import collections

import tensorflow as tf
from _scope_lint import known, tensor, version
from ..layers._input_spec import InputSpec
from ._rnn_util import is_nested, last_of, depth, dtype_of, size_of

if version >= (1, 2):
    from ..layers.base import Layer
else:
    Layer = object


class LSTMStateTuple(collections.namedtuple("LSTMStateTuple", ("c", "h"))):
    """The state of an LSTM cell."""

    __slots__ = ()

    @property
    def dtype(self):
        return self.c.dtype


def zeros_like_state(state_size, batch_size, dtype):
    """Zeros in the structure of ``state_size``."""
    if is_nested(state_size):
        items = [zeros_like_state(size, batch_size, dtype) for size in state_size]
        if hasattr(state_size, "_fields"):
            return type(state_size)(*items)
        return tuple(items) if isinstance(state_size, tuple) else items
    sizes = size_of(state_size)
    batch = batch_size if known(batch_size) and isinstance(batch_size, int) else None
    return tensor(None if sizes is None else [batch] + sizes, dtype, "zeros", "Fill")


class RNNCell(Layer):
    """tf.nn.rnn_cell.RNNCell (tf.contrib.rnn.RNNCell in 1.0 and 1.1)."""

    def __call__(self, inputs, state, scope=None):
        if version < (1, 2):
            raise NotImplementedError("Abstract method")
        if scope is not None:
            with tf.variable_scope(scope, custom_getter=self._rnn_get_variable) as entered:
                return super(RNNCell, self).__call__(inputs, state, scope=entered)
        current = tf.get_variable_scope()
        if version >= (1, 5):
            # The scope of the first call is kept.
            current = getattr(self, "rnncell_scope", None) or current
            self.rnncell_scope = current
        with tf.variable_scope(current, custom_getter=self._rnn_get_variable):
            return super(RNNCell, self).__call__(inputs, state)

    def _rnn_get_variable(self, getter, *args, **kwargs):
        variable = getter(*args, **kwargs)
        kept = self._trainable_weights if kwargs.get("trainable", True) else self._non_trainable_weights
        if not any([variable is other for other in kept]):
            kept.append(variable)
        return variable

    @property
    def state_size(self):
        raise NotImplementedError("Abstract method")

    @property
    def output_size(self):
        raise NotImplementedError("Abstract method")

    def build(self, _):
        pass

    def get_initial_state(self, inputs=None, batch_size=None, dtype=None):
        """1.11 and later."""
        if inputs is not None:
            return self.zero_state(tf.shape(inputs)[0], inputs.dtype)
        return self.zero_state(batch_size, dtype)

    def zero_state(self, batch_size, dtype):
        if version < (1, 1):
            return zeros_like_state(self.state_size, batch_size, dtype)
        with tf.name_scope(type(self).__name__ + "ZeroState", values=[batch_size]):
            return zeros_like_state(self.state_size, batch_size, dtype)


class LayerRNNCell(RNNCell):
    """tf.contrib.rnn.LayerRNNCell: an RNNCell that makes its variables in ``build`` (1.5 and later)."""

    def __call__(self, inputs, state, scope=None, *args, **kwargs):
        if version < (1, 5):
            return super(LayerRNNCell, self).__call__(inputs, state, scope)
        return Layer.__call__(self, inputs, state, scope=scope, *args, **kwargs)


def has_weights(scope):
    """Whether a variable named ``weights`` stands in a scope (1.1 looks by trying to reuse it)."""
    try:
        with tf.variable_scope(scope, reuse=True):
            tf.get_variable("weights")
        return True
    except ValueError:
        return False


def check_scope_of_cell(cell, scope):
    """1.1: a cell keeps to the scope of its first use, and no second cell takes over weights without ``reuse=True``."""
    first = getattr(cell, "_first_scope", None)
    if first is not None:
        if first != scope.name:
            raise ValueError(
                "Attempt to reuse RNNCell %s with a different variable scope than its first use.  First use of "
                "cell was with scope '%s', this attempt is with scope '%s'.  Please create a new instance of "
                "the cell if you would like it to use a different set of weights.  If before you were using: "
                "MultiRNNCell([%s(...)] * num_layers), change to: MultiRNNCell([%s(...) for _ in "
                "range(num_layers)]).  If before you were using the same cell instance as both the forward and "
                "reverse cell of a bidirectional RNN, simply create two instances (one for forward, one for "
                "reverse).  In May 2017, we will start transitioning this cell's behavior to use existing "
                "stored weights, if any, when it is called with scope=None (which can lead to silent model "
                "degradation, so this error will remain until then.)"
                % (cell, first, scope.name, type(cell).__name__, type(cell).__name__)
            )
        return
    if has_weights(scope) and not cell._reuse:
        raise ValueError(
            "Attempt to have a second RNNCell use the weights of a variable scope that already has weights: "
            "'%s'; and the cell was not constructed as %s(..., reuse=True).  To share the weights of an "
            "RNNCell, simply reuse it in your second calculation, or create a new one with the argument "
            "reuse=True." % (scope.name, type(cell).__name__)
        )
    cell._first_scope = scope.name


class BuiltCell(LayerRNNCell):
    """A cell of TensorFlow's own: ``make`` makes its variables through ``weight``, ``step`` computes."""

    # The version from which it is a LayerRNNCell (its variables are made in build); None: never.
    _layered_since = (1, 5)
    # From this version on, a cell that is no LayerRNNCell makes its variables in its first call only.
    _made_once_since = (1, 4)
    # Before this version it is no Layer: a call opens its scope and gets the variables.
    _plain_before = (1, 2)
    # Its scope in 1.0 and later as long as it is plain; 0.12 takes the class's name.
    _old_scope = None
    # 1.1 refuses that cells share weights unasked.
    _checked = True
    # The rank of its inputs, where it looks at that.
    _input_rank = None
    # Read by Layer: ``call`` is not the user's, its parameters need no look.
    _own_call = True

    def make(self, depth):
        """Make the variables, for inputs with that last dimension."""

    def step(self, inputs, state):
        """The output and the new state."""
        raise NotImplementedError("Abstract method")

    def weight(self, name, shape, initializer=None, trainable=True, partitioner=None):
        if self._layered():
            return self.add_variable(
                name, shape=shape, initializer=initializer, trainable=trainable, partitioner=partitioner
            )
        return tf.get_variable(
            name,
            shape,
            dtype=self._weights_dtype,
            initializer=initializer,
            trainable=trainable,
            partitioner=partitioner,
        )

    def bias(self, name, shape, initializer=None):
        return self.weight(name, shape, initializer=initializer or tf.constant_initializer(0.0))

    def _layered(self):
        return self._layered_since is not None and version >= self._layered_since

    def _make_for(self, inputs):
        once = version >= self._plain_before and self._made_once_since is not None and version >= self._made_once_since
        if once and getattr(self, "_made", False):
            return
        self._made = True
        self._weights_dtype = dtype_of(inputs)
        self.make(depth(inputs))

    def __call__(self, inputs, state, scope=None, *args, **kwargs):
        if version < self._plain_before:
            default = type(self).__name__ if version < (1, 0) or self._old_scope is None else self._old_scope
            with tf.variable_scope(default if scope is None else scope, reuse=self._reuse) as entered:
                if version == (1, 1) and self._checked:
                    check_scope_of_cell(self, entered)
                return self.call(inputs, state)
        if self._layered():
            return super(BuiltCell, self).__call__(inputs, state, scope, *args, **kwargs)
        return RNNCell.__call__(self, inputs, state, scope)

    def build(self, inputs_shape):
        if self._layered():
            self.make(last_of(inputs_shape))
        self.built = True

    def call(self, inputs, state):
        if not self._layered():
            self._make_for(inputs)
        return self.step(inputs, state)

    def _setup(self, reuse=None, name=None, dtype=None, **kwargs):
        """The constructor's part that all cells share."""
        if version < (1, 2):
            self._reuse = reuse
            return
        options = dict(kwargs, _reuse=reuse)
        if version >= (1, 5):
            options["name"] = name
        if dtype is not None:
            options["dtype"] = dtype
        super(BuiltCell, self).__init__(**options)
        if self._input_rank is not None and self._layered():
            self.input_spec = InputSpec(ndim=self._input_rank)
