"""Nested lists, tuples, named tuples and dicts of tensors (what tf.contrib.framework.nest takes apart)."""

from _scope_lint import known


def missing(argument):
    """Whether an argument is surely None: one that is not known counts as given."""
    return known(argument) and argument is None


def is_nested(structure):
    return known(structure) and isinstance(structure, (list, tuple, dict))


def parts(structure):
    """What a structure holds at its first level; a dict's by sorted keys."""
    if isinstance(structure, dict):
        return [structure[key] for key in sorted(structure)]
    return list(structure)


def like(structure, values):
    """A structure of the same type with other parts."""
    if isinstance(structure, dict):
        by_key = dict(zip(sorted(structure), values))
        return type(structure)([(key, by_key[key]) for key in structure])
    if isinstance(structure, tuple):
        return type(structure)(*values) if hasattr(structure, "_fields") else tuple(values)
    return values


def flatten(structure, expand_composites=False):
    """The leaves in order."""
    if not is_nested(structure):
        return [structure]
    return [leaf for part in parts(structure) for leaf in flatten(part)]


def map_structure(func, structure, *others, **kwargs):
    """The same structure with ``func(leaf, …)`` for each leaf, called in the order of ``flatten``."""
    if not is_nested(structure):
        return func(structure, *others)
    mine = parts(structure)
    levels = zip(mine, *[parts(other) if known(other) else [other] * len(mine) for other in others])
    return like(structure, [map_structure(func, *level) for level in levels])
