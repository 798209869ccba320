"""tf.nn's recurrent networks. A loop's body is run once; the scopes are those of the real functions by version.

Scopes: 0.12 ``RNN``, ``BiRNN/FW``, ``BiRNN/BW``, ``StackRNN/Layer0``; later ``rnn``, ``bidirectional_rnn/fw``,
``bidirectional_rnn/bw``, ``stack_bidirectional_rnn/cell_0``.
"""

import tensorflow as tf
from _scope_lint import control_flow, known, static_shape, tensor, version
from ..tensor_array import TensorArray
from ._rnn_util import concat, dtype_of, flatten, is_tensor, leading, map_structure, size_of

OLD_NAMES = version < (1, 0)
# From 1.5 the transpositions of dynamic_rnn are made inside its scope; before, the first is made outside.
INSIDE = version >= (1, 5)


def static(x):
    return static_shape(x) if known(x) else None


def swapped(x, name):
    """Batch and time exchanged, as the op Transpose of that name."""
    shape = static(x)
    if shape is None or len(shape) < 2:
        return tensor(None, dtype_of(x), name, "Transpose") if known(x) else x
    return tensor([shape[1], shape[0]] + list(shape[2:]), dtype_of(x), name, "Transpose")


def first_state(cell, initial_state, batch, dtype):
    if not known(initial_state) or initial_state is not None:
        return initial_state
    if dtype is None:
        if version >= (1, 1):
            raise ValueError("If there is no initial_state, you must give a dtype.")
        raise ValueError("If no initial_state is provided, dtype must be.")
    size = batch if batch is not None else tensor([], "int32", "strided_slice", "StridedSlice")
    if hasattr(cell, "zero_state"):
        return cell.zero_state(size, dtype)
    return cell.get_initial_state(inputs=None, batch_size=size, dtype=dtype)


def stacked(output, sizes, outer, name):
    """A step's output as the result over time: ``outer`` are the batch and time dimensions."""
    shape = static(output)
    inner = list(shape[1:]) if shape is not None else sizes
    if inner is None:
        return tensor(None, dtype_of(output), name, "Transpose")
    inner = [own if own is not None or sizes is None else other for own, other in zip(inner, sizes or inner)]
    return tensor(list(outer) + inner, dtype_of(output), name, "Transpose")


def results_over_time(cell, output, outer, name):
    sizes = [size_of(size) for size in flatten(cell.output_size)]
    if len(sizes) != len(flatten(output)):
        sizes = [None for _ in flatten(output)]
    return map_structure(lambda x: stacked(x, sizes.pop(0), outer, name), output)


def dynamic_rnn(
    cell,
    inputs,
    sequence_length=None,
    initial_state=None,
    dtype=None,
    parallel_iterations=None,
    swap_memory=False,
    time_major=False,
    scope=None,
):
    """tf.nn.dynamic_rnn."""
    if isinstance(cell, (str, int, float)) or cell is None:
        raise TypeError("cell must be an instance of RNNCell")
    by_time = inputs
    if not INSIDE:
        if not time_major:
            by_time = map_structure(lambda x: swapped(x, "transpose"), inputs)
        if sequence_length is not None:
            tensor([None], "int32", "sequence_length", "Identity")
    with tf.variable_scope(scope or ("RNN" if OLD_NAMES else "rnn")):
        if INSIDE and not time_major:
            by_time = map_structure(lambda x: swapped(x, "transpose"), inputs)
        shapes = [static(x) for x in flatten(by_time)]
        time, batch = (shapes[0] + [None, None])[:2] if shapes[0] is not None else (None, None)
        # Until 1.2 the zero state is made for a batch size that is a tensor.
        state = first_state(cell, initial_state, batch if version >= (1, 3) else None, dtype)
        with tf.name_scope("while"), control_flow():
            step = map_structure(one_step, by_time)
            output, new_state = cell(step, state)
            final_state = loop_ends(state, new_state, 3 if INSIDE else 2)
        if time_major:
            return results_over_time(cell, output, (time, batch), "TensorArrayStack/TensorArrayGatherV3"), final_state
        return results_over_time(cell, output, (batch, time), "transpose"), final_state


def one_step(x):
    shape = static(x)
    return tensor(None if shape is None else list(shape[1:]), dtype_of(x), "TensorArrayReadV3", "TensorArrayReadV3")


def loop_ends(state, new_state, index):
    """The values of loop variables after the loop, Exit_2, Exit_3 …: their batch is that of the initial state."""
    initial, ends = flatten(state), []
    fits = len(initial) == len(flatten(new_state))
    for i, part in enumerate(flatten(new_state)):
        if is_tensor(part):
            shape, first = static(part), static(initial[i]) if fits and is_tensor(initial[i]) else None
            if shape and first and len(first) == len(shape):
                shape = first[:1] + shape[1:]
            part = tensor(shape, dtype_of(part), "Exit_%d" % (index + i), "Exit")
        ends.append(part)
    return map_structure(lambda x: ends.pop(0), new_state)


def reversed_in_time(x, sequence_length, axis, batch_axis):
    if sequence_length is not None:
        return tensor(static(x), dtype_of(x), "ReverseSequence", "ReverseSequence")
    return tensor(static(x), dtype_of(x), "ReverseV2", "ReverseV2")


def bidirectional_dynamic_rnn(
    cell_fw,
    cell_bw,
    inputs,
    sequence_length=None,
    initial_state_fw=None,
    initial_state_bw=None,
    dtype=None,
    parallel_iterations=None,
    swap_memory=False,
    time_major=False,
    scope=None,
):
    """tf.nn.bidirectional_dynamic_rnn."""
    axes = (0, 1) if time_major else (1, 0)

    def backwards(structure):
        return map_structure(lambda x: reversed_in_time(x, sequence_length, axes[0], axes[1]), structure)

    with tf.variable_scope(scope or ("BiRNN" if OLD_NAMES else "bidirectional_rnn")):
        with tf.variable_scope("FW" if OLD_NAMES else "fw") as fw_scope:
            output_fw, state_fw = dynamic_rnn(
                cell_fw, inputs, sequence_length, initial_state_fw, dtype, time_major=time_major, scope=fw_scope
            )
        with tf.variable_scope("BW" if OLD_NAMES else "bw") as bw_scope:
            if version <= (1, 0) and sequence_length is None:
                raise ValueError("None values not supported.")
            output_bw, state_bw = dynamic_rnn(
                cell_bw,
                backwards(inputs),
                sequence_length,
                initial_state_bw,
                dtype,
                time_major=time_major,
                scope=bw_scope,
            )
    return (output_fw, backwards(output_bw)), (state_fw, state_bw)


def checked_inputs(inputs):
    if known(inputs) and not isinstance(inputs, (list, tuple)):
        raise TypeError("inputs must be a sequence")
    if known(inputs) and not inputs:
        raise ValueError("inputs must not be empty")


def static_rnn(cell, inputs, initial_state=None, dtype=None, sequence_length=None, scope=None):
    """tf.nn.static_rnn (tf.nn.rnn in 0.12, tf.contrib.rnn.static_rnn in 1.0)."""
    checked_inputs(inputs)
    outputs = []
    with tf.variable_scope(scope or ("RNN" if OLD_NAMES else "rnn")) as entered:
        state = None
        first = True
        for step in inputs:
            if first:
                state = first_state(cell, initial_state, leading(flatten(step)[0]), dtype)
                first = False
            else:
                entered.reuse_variables()
            if sequence_length is None:
                output, state = cell(step, state)
            else:
                output, state = conditional_step(cell, step, state)
            outputs.append(output)
    return outputs, state


def conditional_step(cell, step, state):
    """A step under tf.cond: past a sequence's end its state is copied through."""
    with tf.name_scope("cond"):
        output, new_state = cell(step, state)

        def merged(x):
            return tensor(static(x), dtype_of(x), "Merge", "Merge") if known(x) else x

        return map_structure(merged, output), map_structure(merged, new_state)


def static_state_saving_rnn(cell, inputs, state_saver, state_name, sequence_length=None, scope=None):
    """tf.nn.static_state_saving_rnn (tf.nn.state_saving_rnn in 0.12)."""
    if isinstance(state_name, (list, tuple)):
        parts = [state_saver.state(name) for name in state_name]
        initial = parts if not hasattr(cell.state_size, "_fields") else type(cell.state_size)(*parts)
    else:
        initial = state_saver.state(state_name)
    outputs, state = static_rnn(cell, inputs, initial_state=initial, sequence_length=sequence_length, scope=scope)
    names = state_name if isinstance(state_name, (list, tuple)) else [state_name]
    for name, part in zip(names, flatten(state)):
        state_saver.save_state(name, part)
    return outputs, state


def static_bidirectional_rnn(
    cell_fw,
    cell_bw,
    inputs,
    initial_state_fw=None,
    initial_state_bw=None,
    dtype=None,
    sequence_length=None,
    scope=None,
):
    """tf.nn.static_bidirectional_rnn (tf.nn.bidirectional_rnn in 0.12): outputs are concatenated in depth."""
    checked_inputs(inputs)
    with tf.variable_scope(scope or ("BiRNN" if OLD_NAMES else "bidirectional_rnn")):
        with tf.variable_scope("FW" if OLD_NAMES else "fw") as fw_scope:
            fw, state_fw = static_rnn(cell_fw, inputs, initial_state_fw, dtype, sequence_length, scope=fw_scope)
        with tf.variable_scope("BW" if OLD_NAMES else "bw") as bw_scope:
            backward = list(inputs)
            backward.reverse()
            bw, state_bw = static_rnn(cell_bw, backward, initial_state_bw, dtype, sequence_length, scope=bw_scope)
    bw.reverse()
    return [concat([a, b], 1) for a, b in zip(fw, bw)], state_fw, state_bw


def stack_bidirectional_rnn(
    cells_fw,
    cells_bw,
    inputs,
    initial_states_fw=None,
    initial_states_bw=None,
    dtype=None,
    sequence_length=None,
    scope=None,
):
    """tf.contrib.rnn.stack_bidirectional_rnn: static bidirectional layers, each directly in its ``cell_i`` scope."""
    checked_stacks(cells_fw, cells_bw)
    states_fw, states_bw, layer = [], [], inputs
    with tf.variable_scope(scope or ("StackRNN" if OLD_NAMES else "stack_bidirectional_rnn")):
        for i, (cell_fw, cell_bw) in enumerate(zip(cells_fw, cells_bw)):
            with tf.variable_scope("Layer%d" % i if OLD_NAMES else "cell_%d" % i) as cell_scope:
                layer, fw, bw = static_bidirectional_rnn(
                    cell_fw,
                    cell_bw,
                    layer,
                    initial_states_fw[i] if initial_states_fw else None,
                    initial_states_bw[i] if initial_states_bw else None,
                    dtype,
                    sequence_length,
                    scope=None if OLD_NAMES else cell_scope,
                )
                states_fw.append(fw)
                states_bw.append(bw)
    return layer, tuple(states_fw), tuple(states_bw)


def checked_stacks(cells_fw, cells_bw):
    if not (known(cells_fw) and known(cells_bw)):
        return
    if not isinstance(cells_fw, list) or not cells_fw:
        raise ValueError("Must specify one or more fw cells for BidirectionalRNN.")
    if not isinstance(cells_bw, list) or not cells_bw:
        raise ValueError("Must specify one or more bw cells for BidirectionalRNN.")
    if len(cells_fw) != len(cells_bw):
        raise ValueError("Forward and Backward cells must have the same depth.")


def stack_bidirectional_dynamic_rnn(
    cells_fw,
    cells_bw,
    inputs,
    initial_states_fw=None,
    initial_states_bw=None,
    dtype=None,
    sequence_length=None,
    parallel_iterations=None,
    time_major=False,
    scope=None,
    swap_memory=False,
):
    """tf.contrib.rnn.stack_bidirectional_dynamic_rnn: ``cell_i/bidirectional_rnn/{fw,bw}``."""
    checked_stacks(cells_fw, cells_bw)
    states_fw, states_bw, layer = [], [], inputs
    with tf.variable_scope(scope or ("StackRNN" if OLD_NAMES else "stack_bidirectional_rnn")):
        for i, (cell_fw, cell_bw) in enumerate(zip(cells_fw, cells_bw)):
            with tf.variable_scope("Layer%d" % i if OLD_NAMES else "cell_%d" % i):
                outputs, (fw, bw) = bidirectional_dynamic_rnn(
                    cell_fw,
                    cell_bw,
                    layer,
                    initial_state_fw=initial_states_fw[i] if initial_states_fw else None,
                    initial_state_bw=initial_states_bw[i] if initial_states_bw else None,
                    sequence_length=sequence_length,
                    dtype=dtype,
                    time_major=time_major,
                )
                layer = concat(outputs, 2)
                states_fw.append(fw)
                states_bw.append(bw)
    return layer, tuple(states_fw), tuple(states_bw)


def raw_rnn(cell, loop_fn, parallel_iterations=None, swap_memory=False, scope=None):
    """tf.nn.raw_rnn: ``loop_fn`` is called for the start and once in the loop."""
    if known(loop_fn) and not callable(loop_fn):
        raise TypeError("loop_fn must be a callable")
    with tf.variable_scope(scope or ("RNN" if OLD_NAMES else "rnn")):
        time = tf.constant(0, dtype=tf.int32)
        _, step, state, emitted, loop_state = loop_fn(time, None, None, None)
        with tf.name_scope("while"), control_flow():
            output, cell_state = cell(step, state)
            _, _, next_state, _, final_loop_state = loop_fn(time + 1, output, cell_state, loop_state)
            final_state = loop_ends(state, next_state, 4)
        arrays = map_structure(
            lambda x: TensorArray(dtype_of(x), dynamic_size=True, element_shape=static(x), name="rnn_output_0"),
            output if emitted is None else emitted,
        )
    return arrays, final_state, final_loop_state


if version < (1, 0):
    rnn = static_rnn
    bidirectional_rnn = static_bidirectional_rnn
    state_saving_rnn = static_state_saving_rnn
