"""Names of layer objects: made from the class, and made unique in the graph by a count that all layers share."""

import re

import tensorflow as tf

_COUNTS = {}


def snake_case(class_name):
    """``Conv2DTranspose`` → ``conv2d_transpose``; a private class's name gets ``private`` in front."""
    spaced = re.sub("(.)([A-Z][a-z0-9]+)", r"\1_\2", class_name)
    name = re.sub("([a-z])([A-Z])", r"\1_\2", spaced).lower()
    return "private" + name if name.startswith("_") else name


def unique_object_name(base, zero_based=False):
    """``base_1``, ``base_2`` … (tf.layers) or ``base``, ``base_1`` … (zero_based: tf.keras), counted per graph."""
    counts = _COUNTS.setdefault(tf.get_default_graph(), {})
    count = counts.get(base, 0)
    counts[base] = count + 1
    if not zero_based:
        return base + "_" + str(count + 1)
    return base + "_" + str(count) if count else base
