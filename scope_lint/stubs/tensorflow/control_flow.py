"""tf.cond, tf.case and tf.while_loop: they call what they are given, once, in an op scope of their own.

Scopes, op names and the order of the calls as recorded from TF 1.0, 1.2, 1.4, 1.5, 1.12 and 1.15 (v1 control flow).
"""

import tensorflow as tf
from _scope_lint import control_flow, known, settled, static_dtype, static_shape, tensor, unknown, version

from .tensor_array import TensorArray
from .train.sizes import common
from .train.structures import flatten, map_structure, missing


def cond(pred, true_fn=None, false_fn=None, strict=False, name=None, fn1=None, fn2=None):
    true_fn = fn1 if missing(true_fn) else true_fn
    false_fn = fn2 if missing(false_fn) else false_fn
    if version < (1, 2) and isinstance(strict, str):
        name, strict = strict, False
    if known(true_fn) and not callable(true_fn):
        raise TypeError("true_fn must be callable.")
    if known(false_fn) and not callable(false_fn):
        raise TypeError("false_fn must be callable.")
    with tf.name_scope(name, "cond", [pred]):
        if settled(pred) and isinstance(pred, bool):
            raise TypeError("pred must not be a Python bool")
        for made in ["Switch", "switch_t", "switch_f", "pred_id"]:
            tensor([], "bool", made, "Switch")
        with control_flow():
            yes = _branch(true_fn(), "true_fn")
            no = _branch(false_fn(), "false_fn")
        if isinstance(yes, (list, tuple)) and isinstance(no, (list, tuple)) and len(yes) != len(no):
            raise ValueError("The two structures don't have the same nested structure.")
        merged = map_structure(_merged, yes, no)
    if known(strict) and not strict and isinstance(merged, (list, tuple)) and len(merged) == 1 and known(merged):
        return merged[0]
    if version < (1, 2) and isinstance(merged, tuple):
        return list(merged)
    return merged


def _branch(result, function):
    """What a branch gives, as tensors: an operation counts as a boolean that follows it."""
    if missing(result):
        raise ValueError("%s must have a return value." % function)
    return map_structure(_branch_output, result)


def _branch_output(x):
    if known(x) and isinstance(x, tf.Operation):
        return tensor([], "bool", "control_dependency", "Identity")
    return _as_tensor(x)


def _as_tensor(x):
    if known(x) and isinstance(x, (bool, int, float, str)):
        return tf.convert_to_tensor(x)
    return x


def _merged(yes, no):
    if not (_is_tensor(yes) and _is_tensor(no)):
        return yes if yes is no else unknown("what one of two branches gives")
    a, b = static_dtype(yes), static_dtype(no)
    if a is not None and b is not None and a != b:
        raise ValueError("Outputs of true_fn and false_fn must have the same type: %s, %s" % (a, b))
    return tensor(_common(static_shape(yes), static_shape(no)), a or b, "Merge", "Merge")


def _is_tensor(x):
    return known(x) and isinstance(x, (tf.Tensor, tf.Variable))


def _common(a, b):
    """What is sure of a shape that is one of two."""
    if a is None or b is None or len(a) != len(b):
        return None
    return [common(x, y) for x, y in zip(a, b)]


def case(pred_fn_pairs, default=None, exclusive=False, strict=False, name="case"):
    if version < (1, 4) and isinstance(strict, str):
        name, strict = strict, False
    if not known(pred_fn_pairs):
        return unknown("the cases of tf.case")
    if isinstance(pred_fn_pairs, dict):
        pairs = [(pred, pred_fn_pairs[pred]) for pred in pred_fn_pairs]
    else:
        pairs = list(pred_fn_pairs)
    with tf.name_scope(name, "case", [pred for pred, fn in pairs]):
        if version < (1, 5):
            return _case_inside_out(pairs, default)
        if missing(default):
            if len(pairs) == 1:
                return pairs[0][1]()
            pairs, default = pairs[:-1], pairs[-1][1]
        step = default
        for pred, fn in reversed(pairs):
            step = _Else(pred, fn, step, strict)
        return step()


class _Else:
    """One test of a case and what follows where it does not hold."""

    def __init__(self, pred, fn, otherwise, strict):
        self.pred = pred
        self.fn = fn
        self.otherwise = otherwise
        self.strict = strict

    def __call__(self):
        return cond(self.pred, self.fn, self.otherwise, strict=self.strict, name="cond")


def _case_inside_out(pairs, default):
    """Before 1.5 the default was called first, and twice."""
    if missing(default) and len(pairs) == 1:
        return pairs[0][1]()
    default = pairs[-1][1] if missing(default) else default
    if version < (1, 2):
        with tf.name_scope("case_create_empty"):
            default()
        with tf.name_scope("If_0"), control_flow():
            result = default()
    else:
        with tf.name_scope("If_0"), control_flow():
            default()
            result = default()
    for number, (pred, fn) in enumerate(reversed(pairs)):
        with tf.name_scope("If_%d" % (number + 1)), control_flow():
            result = map_structure(_merged, map_structure(_as_tensor, fn()), map_structure(_as_tensor, result))
    return result


def while_loop(
    cond,
    body,
    loop_vars,
    shape_invariants=None,
    parallel_iterations=10,
    back_prop=True,
    swap_memory=False,
    name=None,
    maximum_iterations=None,
    return_same_structure=False,
):
    if known(cond) and not callable(cond):
        raise TypeError("cond must be callable.")
    if known(body) and not callable(body):
        raise TypeError("body must be callable.")
    with tf.name_scope(name, "while", loop_vars):
        if known(loop_vars) and not loop_vars:
            raise ValueError("No loop variables provided")
        starts = map_structure(_as_tensor, loop_vars)
        if not missing(maximum_iterations):
            tensor([], "int32", "maximum_iterations", "Const")
            tensor([], "int32", "iteration_counter", "Const")
        shapes = _invariant_shapes(starts, shape_invariants)
        for made in ["Enter", "Merge"]:
            _each(starts, shapes, made)
        inside = _inside(starts, shapes, "Merge")
        with control_flow():
            cond(*inside)
        tensor([], "bool", "LoopCond", "LoopCond")
        _each(starts, shapes, "Switch")
        inside = _inside(starts, shapes, "Identity")
        with control_flow():
            ends = body(*inside)
        _each(starts, shapes, "NextIteration")
        result = _pack(starts, shapes, "Exit", flatten(ends))
    if not return_same_structure and isinstance(result, (list, tuple)) and len(result) == 1:
        return result[0]
    return result


def _invariant_shapes(starts, invariants):
    """The static shape of each loop variable: the given invariant, or the shape it starts with."""
    if invariants is not None and known(invariants):
        return [_dimensions(shape) for shape in flatten_shapes(invariants)]
    return [static_shape(x) if _is_tensor(x) else None for x in flatten(starts)]


def flatten_shapes(invariants):
    """Invariants nest like the loop variables; a TensorShape is a leaf."""
    if known(invariants) and isinstance(invariants, dict):
        return [leaf for key in sorted(invariants) for leaf in flatten_shapes(invariants[key])]
    if known(invariants) and isinstance(invariants, (list, tuple)):
        return [leaf for item in invariants for leaf in flatten_shapes(item)]
    return [invariants]


def _dimensions(shape):
    if shape is None or not known(shape):
        return None
    if not isinstance(shape, tf.TensorShape):
        return static_shape(shape)
    return None if shape.ndims is None else shape.as_list()


def _each(starts, shapes, made):
    for x, shape in zip(flatten(starts), shapes):
        tensor(shape, static_dtype(x) if _is_tensor(x) else None, made, made)


class _Copies:
    """Tensors of the loop that stand for its variables, in their order."""

    def __init__(self, shapes, made, ends=()):
        self.shapes = list(shapes)
        self.made = made
        self.ends = list(ends) if known(ends) else []

    def __call__(self, x):
        shape = self.shapes.pop(0) if self.shapes else None
        end = self.ends.pop(0) if self.ends else None
        if known(x) and isinstance(x, TensorArray) and known(end) and isinstance(end, TensorArray):
            return x.after_loop(end)
        if _is_tensor(x):
            return tensor(shape, static_dtype(x), self.made, self.made)
        if known(x):
            return x
        return tensor(None, None, self.made, self.made)


def _pack(starts, shapes, made, ends=()):
    return map_structure(_Copies(shapes, made, ends), starts)


def _inside(starts, shapes, made):
    """The arguments of cond and body (cond sees what the merges give, which took their names already)."""
    if made == "Merge":
        packed = starts
    else:
        packed = _pack(starts, shapes, made)
    if not known(packed):
        return [packed]
    return packed if isinstance(packed, (list, tuple)) else [packed]
