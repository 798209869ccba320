"""tf.contrib.framework.nest: structures of lists, tuples, named tuples and dicts (these in the order of their keys)."""

from _scope_lint import known


def is_sequence(seq):
    return known(seq) and isinstance(seq, (list, tuple, dict))


is_nested = is_sequence


def _values(structure):
    """What a structure holds at its first level."""
    if isinstance(structure, dict):
        return [structure[key] for key in sorted(structure)]
    return list(structure)


def _like(structure, values):
    """A structure of the same type with other values."""
    if isinstance(structure, dict):
        by_key = dict(zip(sorted(structure), values))
        return type(structure)([(key, by_key[key]) for key in structure])
    if isinstance(structure, tuple):
        return type(structure)(*values) if hasattr(structure, "_fields") else tuple(values)
    return values


def flatten(structure, expand_composites=False):
    if not is_sequence(structure):
        return [structure]
    found = []
    for value in _values(structure):
        found.extend(flatten(value))
    return found


def flatten_up_to(shallow_tree, input_tree, check_types=True, expand_composites=False, check_subtrees_length=True):
    if not is_sequence(shallow_tree):
        return [input_tree]
    found = []
    for shallow, value in zip(_values(shallow_tree), _values(input_tree)):
        found.extend(flatten_up_to(shallow, value))
    return found


def flatten_dict_items(dictionary):
    """The items of a dict whose keys and values are structures, part by part."""
    flat = {}
    for keys, values in dictionary.items():
        flat.update(zip(flatten(keys), flatten(values)))
    return flat


def pack_sequence_as(structure, flat_sequence, expand_composites=False):
    if not is_sequence(structure):
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
    if not is_sequence(structure):
        return left.pop(0)
    return _like(structure, [_packed(value, left) for value in _values(structure)])


def map_structure(func, *structure, **kwargs):
    first = structure[0]
    if not is_sequence(first):
        return func(*structure)
    levels = zip(*[_values(one) for one in structure])
    return _like(first, [map_structure(func, *values) for values in levels])


def map_structure_up_to(shallow_tree, func, *inputs, **kwargs):
    if not is_sequence(shallow_tree):
        return func(*inputs)
    levels = zip(_values(shallow_tree), *[_values(one) for one in inputs])
    return _like(shallow_tree, [map_structure_up_to(values[0], func, *values[1:]) for values in levels])


def assert_same_structure(nest1, nest2, check_types=True, expand_composites=False):
    if known(nest1) and known(nest2) and len(flatten(nest1)) != len(flatten(nest2)):
        raise ValueError("The two structures don't have the same nested structure.")


def assert_shallow_structure(
    shallow_tree, input_tree, check_types=True, expand_composites=False, check_subtrees_length=True
):
    return None
