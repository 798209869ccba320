"""rev_block, recompute_grad: they call the functions they are given."""

import tensorflow as tf
from _scope_lint import static_dtype, static_shape, tensor


def rev_block(x1, x2, f, g, num_layers=1, f_side_input=None, g_side_input=None, is_training=True):
    """``revblock/revlayer_0/f/…``: each layer's variables are made while the block runs forward."""
    fs = f if isinstance(f, list) else [f] * num_layers
    gs = g if isinstance(g, list) else [g] * num_layers
    with tf.variable_scope(None, "revblock"):
        for i in range(num_layers):
            with tf.variable_scope("revlayer_%d" % i, use_resource=True):
                with tf.variable_scope("f"):
                    _call(fs[i], x2, f_side_input)
                y1 = tensor(static_shape(x1), static_dtype(x1), "add", "Add")
                with tf.variable_scope("g"):
                    _call(gs[i], y1, g_side_input)
                y2 = tensor(static_shape(x2), static_dtype(x2), "add", "Add")
            x1, x2 = y1, y2
    return x1, x2


def _call(function, x, side):
    if isinstance(side, (list, tuple)) and side:
        return function(x, side)
    return function(x)


def recompute_grad(fn, use_data_dep=None, tupleize_grads=False):
    """Calls the function as it is; its gradient is of no account here."""
    if fn is None:
        return lambda function: recompute_grad(function, use_data_dep, tupleize_grads)
    return fn
