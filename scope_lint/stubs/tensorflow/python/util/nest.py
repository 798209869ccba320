"""tensorflow.python.util.nest, tf.contrib.framework.nest: nested lists, tuples, named tuples and dicts."""

from _scope_lint import known

from ...train.structures import flatten, map_structure


def is_sequence(seq):
    return isinstance(seq, (list, tuple, dict))


is_nested = is_sequence


def assert_same_structure(nest1, nest2, check_types=True, expand_composites=False):
    if not known(nest1) or not known(nest2):
        return
    if len(flatten(nest1)) != len(flatten(nest2)):
        raise ValueError(
            "The two structures don't have the same number of elements.\n\nFirst structure: %s\n\nSecond structure: %s"
            % (nest1, nest2)
        )


def pack_sequence_as(structure, flat_sequence, expand_composites=False):
    """The flat values in the structure's form."""
    if not known(structure) or not is_sequence(structure):
        return flat_sequence[0]
    values = list(flat_sequence)
    return map_structure(lambda _: values.pop(0), structure)


def flatten_dict_items(dictionary):
    items = {}
    for keys, values in dictionary.items():
        for key, value in zip(flatten(keys), flatten(values)):
            items[key] = value
    return items


def map_structure_up_to(shallow_tree, func, *inputs, **kwargs):
    """``func`` on what stands where the shallow tree has its leaves."""
    if not known(shallow_tree) or not is_sequence(shallow_tree):
        return func(*inputs)
    if isinstance(shallow_tree, dict):
        return {key: map_structure_up_to(shallow_tree[key], func, *[x[key] for x in inputs]) for key in shallow_tree}
    made = [map_structure_up_to(part, func, *[x[i] for x in inputs]) for i, part in enumerate(shallow_tree)]
    if hasattr(shallow_tree, "_fields"):
        return type(shallow_tree)(*made)
    return made if isinstance(shallow_tree, list) else tuple(made)


def flatten_up_to(shallow_tree, input_tree, check_types=True):
    leaves = []
    map_structure_up_to(shallow_tree, leaves.append, input_tree)
    return leaves
