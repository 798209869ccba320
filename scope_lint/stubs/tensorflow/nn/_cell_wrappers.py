"""Cells made of cells: MultiRNNCell, DropoutWrapper, ResidualWrapper, DeviceWrapper."""

import tensorflow as tf
from _scope_lint import known, version
from ._rnn_base import BuiltCell, RNNCell
from ._rnn_util import concat, flatten, is_nested, map_structure


class MultiRNNCell(BuiltCell):
    """tf.nn.rnn_cell.MultiRNNCell: each cell in a scope ``cell_i`` (``Celli`` in 0.12)."""

    _layered_since = None
    _old_scope = "multi_rnn_cell"
    _checked = False

    def __init__(self, cells, state_is_tuple=True):
        self._setup()
        if known(cells):
            if not cells:
                raise ValueError("Must specify at least one cell for MultiRNNCell.")
            if version >= (1, 1) and not isinstance(cells, (list, tuple)):
                raise TypeError("cells must be a list or tuple, but saw: %s." % cells)
        self._cells = cells
        self._state_is_tuple = state_is_tuple
        if known(cells) and not state_is_tuple:
            sizes = [cell.state_size for cell in cells]
            if any([is_nested(size) for size in sizes]):
                raise ValueError(
                    "Some cells return tuples of states, but the flag state_is_tuple is not set.  State sizes are: %s"
                    % str(sizes)
                )

    if version >= (1, 13):
        # Before, all that is made in its call counts as its own.

        @property
        def trainable_weights(self):
            return self._weights_of_cells("trainable_weights")

        @property
        def non_trainable_weights(self):
            return self._weights_of_cells("non_trainable_weights")

    def _weights_of_cells(self, kind):
        weights = []
        for cell in self._cells:
            # A DropoutWrapper and the like keep their cell's variables to themselves.
            weights.extend(getattr(cell, kind, []))
        return weights

    @property
    def state_size(self):
        if not known(self._cells):
            return self._cells
        sizes = [cell.state_size for cell in self._cells]
        return tuple(sizes) if self._state_is_tuple else sum(sizes)

    @property
    def output_size(self):
        return self._cells[-1].output_size

    def zero_state(self, batch_size, dtype):
        if not self._state_is_tuple or not known(self._cells):
            return super(MultiRNNCell, self).zero_state(batch_size, dtype)
        if version < (1, 1):
            return tuple([cell.zero_state(batch_size, dtype) for cell in self._cells])
        with tf.name_scope(type(self).__name__ + "ZeroState", values=[batch_size]):
            return tuple([cell.zero_state(batch_size, dtype) for cell in self._cells])

    def step(self, inputs, state):
        scope = "cell_%d" if version >= (1, 0) else "Cell%d"
        position, new_states, current = 0, [], inputs
        for i, cell in enumerate(self._cells):
            with tf.variable_scope(scope % i):
                if self._state_is_tuple:
                    own = state[i]
                else:
                    own = tf.slice(state, [0, position], [-1, cell.state_size])
                    position = position + cell.state_size
                current, new_state = cell(current, own)
                new_states.append(new_state)
        return current, tuple(new_states) if self._state_is_tuple else concat(new_states, 1)


class _Wrapper(RNNCell):
    """A wrapper without a scope of its own."""

    def __init__(self, cell):
        if version >= (1, 2):
            super(_Wrapper, self).__init__()
        self._cell = cell
        self.cell = cell

    @property
    def wrapped_cell(self):
        return self._cell

    # Its cell's variables are not its own.
    @property
    def trainable_weights(self):
        return []

    @property
    def non_trainable_weights(self):
        return []

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

    def __call__(self, inputs, state, scope=None):
        # A user's cell may have no ``scope`` parameter.
        return self._cell(inputs, state) if scope is None else self._cell(inputs, state, scope=scope)


def dropped(x, keep_prob):
    """tf.nn.dropout, which keeps the static shape whatever that of ``keep_prob``."""
    output = tf.nn.dropout(x, keep_prob)
    output.set_shape(x.get_shape())
    return output


class DropoutWrapper(_Wrapper):
    """tf.nn.rnn_cell.DropoutWrapper: ops ``dropout`` in the scope of the call, no variables."""

    if version >= (1, 1):

        def __init__(
            self,
            cell,
            input_keep_prob=1.0,
            output_keep_prob=1.0,
            state_keep_prob=1.0,
            variational_recurrent=False,
            input_size=None,
            dtype=None,
            seed=None,
            dropout_state_filter_visitor=None,
            **kwargs,
        ):
            super(DropoutWrapper, self).__init__(cell)
            if version >= (1, 4):
                with tf.name_scope("DropoutWrapperInit"):
                    pass
            self._keep(input_keep_prob, output_keep_prob, state_keep_prob)

    else:

        def __init__(self, cell, input_keep_prob=1.0, output_keep_prob=1.0, seed=None):
            super(DropoutWrapper, self).__init__(cell)
            self._keep(input_keep_prob, output_keep_prob, 1.0)

    def _keep(self, inputs, outputs, state):
        self._input_keep_prob, self._output_keep_prob, self._state_keep_prob = inputs, outputs, state

    def __call__(self, inputs, state, scope=None):
        if self._drops(self._input_keep_prob):
            inputs = map_structure(lambda x: dropped(x, self._input_keep_prob), inputs)
        output, new_state = super(DropoutWrapper, self).__call__(inputs, state, scope)
        if self._drops(self._state_keep_prob) and known(new_state):
            new_state = self._drop_state(new_state)
        if self._drops(self._output_keep_prob):
            output = map_structure(lambda x: dropped(x, self._output_keep_prob), output)
        return output, new_state

    def _drop_state(self, state):
        # The memory of an LSTM is not dropped.
        if hasattr(state, "_fields") and state._fields == ("c", "h"):
            return type(state)(state.c, dropped(state.h, self._state_keep_prob))
        if is_nested(state):
            items = [self._drop_state(item) for item in state]
            return type(state)(*items) if hasattr(state, "_fields") else tuple(items)
        return dropped(state, self._state_keep_prob)

    def _drops(self, keep_prob):
        """Whether there is a dropout op: not where the probability is known to be 1."""
        return not (known(keep_prob) and isinstance(keep_prob, (int, float)) and keep_prob >= 1)


class ResidualWrapper(_Wrapper):
    """tf.nn.rnn_cell.ResidualWrapper (1.1 and later): adds the inputs to the outputs."""

    def __init__(self, cell, residual_fn=None, **kwargs):
        super(ResidualWrapper, self).__init__(cell)
        self._residual_fn = residual_fn

    def __call__(self, inputs, state, scope=None):
        outputs, new_state = super(ResidualWrapper, self).__call__(inputs, state, scope)
        if self._residual_fn is not None:
            return self._residual_fn(inputs, outputs), new_state
        if not is_nested(outputs):
            return inputs + outputs, new_state
        sums = [a + b for a, b in zip(flatten(inputs), flatten(outputs))]
        return map_structure(lambda x: sums.pop(0), outputs), new_state


class DeviceWrapper(_Wrapper):
    """tf.nn.rnn_cell.DeviceWrapper (1.1 and later)."""

    def __init__(self, cell, device, **kwargs):
        super(DeviceWrapper, self).__init__(cell)
        self._device = device

    def __call__(self, inputs, state, scope=None):
        with tf.device(self._device):
            return super(DeviceWrapper, self).__call__(inputs, state, scope)
