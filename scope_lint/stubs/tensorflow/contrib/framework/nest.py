"""tf.contrib.framework.nest: structures of lists, tuples, named tuples and dicts (these in the order of their keys)."""

from _scope_lint import known

from ...train.structures import flatten, is_nested, like, map_structure, parts

is_sequence = is_nested


def flatten_up_to(shallow_tree, input_tree, check_types=True, expand_composites=False, check_subtrees_length=True):
    if not is_nested(shallow_tree):
        return [input_tree]
    found = []
    for shallow, value in zip(parts(shallow_tree), parts(input_tree)):
        found.extend(flatten_up_to(shallow, value))
    return found


def flatten_dict_items(dictionary):
    """The items of a dict whose keys and values are structures, part by part."""
    flat = {}
    for keys, values in dictionary.items():
        flat.update(zip(flatten(keys), flatten(values)))
    return flat


def pack_sequence_as(structure, flat_sequence, expand_composites=False):
    if not is_nested(structure):
        if known(flat_sequence) and len(flat_sequence) != 1:
            raise ValueError("Structure is a scalar but len(flat_sequence) == %d > 1" % len(flat_sequence))
        return flat_sequence[0]
    wanted = len(flatten(structure))
    if known(flat_sequence) and len(flat_sequence) != wanted:
        raise ValueError(
            "Could not pack sequence. Structure had %d elements, but flat_sequence had %d elements.  Structure: %s, "
            "flat_sequence: %s." % (wanted, len(flat_sequence), structure, flat_sequence)
        )
    return _packed(structure, list(flat_sequence))


def _packed(structure, left):
    """The structure filled from the front of a list, which is used up."""
    if not is_nested(structure):
        return left.pop(0)
    return like(structure, [_packed(value, left) for value in parts(structure)])


def map_structure_up_to(shallow_tree, func, *inputs, **kwargs):
    if not is_nested(shallow_tree):
        return func(*inputs)
    levels = zip(parts(shallow_tree), *[parts(one) for one in inputs])
    return like(shallow_tree, [map_structure_up_to(values[0], func, *values[1:]) for values in levels])


def assert_same_structure(nest1, nest2, check_types=True, expand_composites=False):
    if not known(nest1) or not known(nest2):
        return
    said = "The two structures don't have the same nested structure.\n\nFirst structure: %s\n\nSecond structure: %s" % (nest1, nest2)
    if is_nested(nest1) != is_nested(nest2):
        raise ValueError(said)
    if not is_nested(nest1):
        return
    if len(nest1) != len(nest2):
        raise ValueError(said)
    if isinstance(nest1, dict) and isinstance(nest2, dict):
        if sorted(nest1) != sorted(nest2):
            raise ValueError(said)
    elif check_types and type(nest1) is not type(nest2):
        raise TypeError(said)
    for one, other in zip(parts(nest1), parts(nest2)):
        assert_same_structure(one, other, check_types)


def assert_shallow_structure(
    shallow_tree, input_tree, check_types=True, expand_composites=False, check_subtrees_length=True
):
    return None
