"""Cells over time and frequency: TimeFreqLSTMCell, GridLSTMCell, BidirectionalGridLSTMCell."""

import collections

import tensorflow as tf
from _scope_lint import version

from ...nn._rnn_base import BuiltCell
from ...nn._rnn_util import like
from ._lstm_cells import shards_of


class TimeFreqLSTMCell(BuiltCell):
    """tf.contrib.rnn.TimeFreqLSTMCell."""

    _layered_since = None
    _made_once_since = None
    _old_scope = "time_freq_lstm_cell"

    def __init__(
        self,
        num_units,
        use_peepholes=False,
        cell_clip=None,
        initializer=None,
        num_unit_shards=1,
        forget_bias=1.0,
        feature_size=None,
        frequency_skip=1,
        reuse=None,
    ):
        self._setup(reuse=reuse)
        self._num_units, self._use_peepholes, self._shards = num_units, use_peepholes, num_unit_shards
        self._initializer = initializer
        self._feature_size, self._frequency_skip = feature_size, frequency_skip

    @property
    def output_size(self):
        return self._num_units

    @property
    def state_size(self):
        return 2 * self._num_units

    def make(self, depth):
        n = self._num_units
        width = self._feature_size if self._feature_size is not None else depth
        self._frequencies = (depth - width) // (self._frequency_skip or 1) + 1
        with tf.variable_scope(tf.get_variable_scope(), initializer=self._initializer):
            shards_of(self, "W", width + 2 * n, 4 * n, self._shards)
            self.bias("B", [4 * n])
            if self._use_peepholes:
                for name in ("W_F_diag", "W_I_diag", "W_O_diag"):
                    self.weight(name, [n])

    def step(self, inputs, state):
        steps = self._frequencies
        state_out = like(inputs, 2 * self._num_units * steps, "concat_3", "ConcatV2")
        return like(inputs, self._num_units * steps, "concat_4", "ConcatV2"), state_out


def grid_state_type(blocks, prefixes, name):
    """The named tuple of a grid's state: for each block and frequency f the memory and output."""
    names = []
    for prefix in prefixes:
        for block, size in enumerate(blocks):
            for frequency in range(size):
                place = "f%03d_b%03d" % (frequency, block)
                names.extend([prefix + "state_" + place, prefix + "output_" + place])
    return collections.namedtuple(name, names)


class GridLSTMCell(BuiltCell):
    """tf.contrib.rnn.GridLSTMCell: an LSTM over time and one over frequency, in blocks."""

    _layered_since = None
    _made_once_since = None
    _old_scope = "grid_lstm_cell"
    _tuple_name = "GridLSTMStateTuple"
    _directions = ("",)

    def __init__(
        self,
        num_units,
        use_peepholes=False,
        share_time_frequency_weights=False,
        cell_clip=None,
        initializer=None,
        num_unit_shards=1,
        forget_bias=1.0,
        feature_size=None,
        frequency_skip=None,
        num_frequency_blocks=None,
        start_freqindex_list=None,
        end_freqindex_list=None,
        couple_input_forget_gates=False,
        state_is_tuple=version >= (1, 2),
        reuse=None,
    ):
        self._setup(reuse=reuse)
        self._configure(
            num_units,
            use_peepholes,
            share_time_frequency_weights,
            initializer,
            num_unit_shards,
            couple_input_forget_gates,
        )
        self._feature_size, self._frequency_skip = feature_size, frequency_skip
        if num_frequency_blocks is None:
            raise ValueError("Must specify num_frequency_blocks")
        self._blocks = num_frequency_blocks
        self._state_is_tuple = state_is_tuple
        self._starts, self._ends = start_freqindex_list, end_freqindex_list

    def _configure(self, num_units, use_peepholes, share, initializer, shards, coupled):
        self._num_units, self._use_peepholes, self._share = num_units, use_peepholes, share
        self._initializer, self._shards, self._coupled = initializer, shards, coupled

    @property
    def output_size(self):
        return 2 * self._num_units * sum(self._blocks) * len(self._directions)

    @property
    def state_size(self):
        cells = 2 * sum(self._blocks) * len(self._directions)
        if not self._state_is_tuple:
            return self._num_units * cells
        return self._state_type()(*([self._num_units] * cells))

    @property
    def state_tuple_type(self):
        return self._state_type()

    def _state_type(self):
        prefixes = ["fwd_", "bwd_"] if len(self._directions) > 1 else [""]
        return grid_state_type(self._blocks, prefixes, self._tuple_name)

    def make(self, depth):
        with tf.variable_scope(tf.get_variable_scope(), initializer=self._initializer):
            for direction in self._directions:
                if direction:
                    with tf.variable_scope(direction):
                        self._make_direction(depth)
                else:
                    self._make_direction(depth)

    def _make_direction(self, depth):
        n, gates = self._num_units, 3 if self._coupled else 4
        width = self._feature_size if self._feature_size is not None else depth
        for block in range(len(self._blocks)):
            kinds = ("f",) if self._share else ("f", "t")
            for kind in kinds:
                shards_of(self, "W_%s_%d" % (kind, block), width + 2 * n, gates * n, self._shards)
                self.bias("B_%s_%d" % (kind, block), [gates * n])
            if self._use_peepholes:
                for axis in ("freq",) if self._share else ("freq", "time"):
                    for gate in ("I", "O") if self._coupled else ("F", "I", "O"):
                        for kind in ("f", "t"):
                            self.weight("W_%s_diag_%s%s_%d" % (gate, axis, kind, block), [n])

    def step(self, inputs, state):
        output = like(inputs, self.output_size, "concat_2", "ConcatV2")
        if not self._state_is_tuple:
            return output, like(inputs, self.state_size, "concat_1", "ConcatV2")
        parts = [like(inputs, self._num_units, "mul", "Mul") for _ in self.state_size]
        return output, self._state_type()(*parts)


class BidirectionalGridLSTMCell(GridLSTMCell):
    """tf.contrib.rnn.BidirectionalGridLSTMCell."""

    _old_scope = "bidirectional_grid_lstm_cell"
    _tuple_name = "BidirectionalGridLSTMStateTuple"
    _directions = ("fwd", "bwd")

    def __init__(
        self,
        num_units,
        use_peepholes=False,
        share_time_frequency_weights=False,
        cell_clip=None,
        initializer=None,
        num_unit_shards=1,
        forget_bias=1.0,
        feature_size=None,
        frequency_skip=None,
        num_frequency_blocks=None,
        start_freqindex_list=None,
        end_freqindex_list=None,
        couple_input_forget_gates=False,
        backward_slice_offset=0,
        reuse=None,
    ):
        super(BidirectionalGridLSTMCell, self).__init__(
            num_units,
            use_peepholes,
            share_time_frequency_weights,
            cell_clip,
            initializer,
            num_unit_shards,
            forget_bias,
            feature_size,
            frequency_skip,
            num_frequency_blocks,
            start_freqindex_list,
            end_freqindex_list,
            couple_input_forget_gates,
            True,
            reuse,
        )
