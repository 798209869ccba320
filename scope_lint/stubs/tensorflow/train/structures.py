"""Nested lists, tuples, named tuples and dicts of tensors (what tf.contrib.framework.nest takes apart)."""

from _scope_lint import known


def missing(argument):
    """Whether an argument is surely None: one that is not known counts as given."""
    return known(argument) and argument is None


def flatten(structure):
    """The leaves in order; a dict's by sorted keys."""
    if not known(structure):
        return [structure]
    if isinstance(structure, dict):
        return [leaf for key in sorted(structure) for leaf in flatten(structure[key])]
    if isinstance(structure, (list, tuple)):
        return [leaf for item in structure for leaf in flatten(item)]
    return [structure]


def map_structure(function, structure, *others):
    """The same structure with ``function(leaf, …)`` for each leaf, called in the order of ``flatten``."""
    if not known(structure):
        return function(structure, *others)
    if isinstance(structure, dict):
        made = {
            key: map_structure(function, structure[key], *[other[key] if known(other) else other for other in others])
            for key in sorted(structure)
        }
        return type(structure)([(key, made[key]) for key in structure])
    if isinstance(structure, (list, tuple)):
        made = [
            map_structure(function, item, *[other[i] if known(other) else other for other in others])
            for i, item in enumerate(structure)
        ]
        if hasattr(structure, "_fields"):
            return type(structure)(*made)
        return made if isinstance(structure, list) else tuple(made)
    return function(structure, *others)
