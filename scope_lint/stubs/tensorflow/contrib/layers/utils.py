"""Helpers of tf.contrib.layers that user code calls, too (slim.utils): aliases of tensors, collections of variables."""

import collections

import tensorflow as tf
from _scope_lint import known

NamedOutputs = collections.namedtuple("NamedOutputs", ["name", "outputs"])


def append_tensor_alias(tensor, alias):
    """Note one more name of a tensor; collections of end points go by these."""
    if not known(tensor):
        return tensor
    if known(alias) and alias.endswith("/"):
        alias = alias[:-1]
    if hasattr(tensor, "aliases"):
        tensor.aliases.append(alias)
    else:
        tensor.aliases = [alias]
    return tensor


def gather_tensors_aliases(tensors):
    aliases = []
    for tensor in tensors:
        aliases += get_tensor_aliases(tensor)
    return aliases


def get_tensor_aliases(tensor):
    if hasattr(tensor, "aliases"):
        return tensor.aliases
    return [tensor.op.name if tensor.name.endswith(":0") else tensor.name]


def collect_named_outputs(collections, alias, outputs):
    """Put the outputs in the collections, under an alias."""
    if not known(collections):
        return outputs
    if collections:
        append_tensor_alias(outputs, alias)
        if isinstance(collections, str):
            collections = [collections]
        for name in collections:
            tf.add_to_collection(name, outputs)
    return outputs


def convert_collection_to_dict(collection, clear_collection=False):
    """alias → tensor of a collection."""
    pairs = collections.OrderedDict()
    for tensor in tf.get_collection(collection):
        for alias in get_tensor_aliases(tensor):
            pairs[alias] = tensor
    if clear_collection:
        tf.get_default_graph().clear_collection(collection)
    return pairs


def get_variable_collections(variables_collections, name):
    """The collections for one of a layer's variables: a dict tells them by name, a list counts for all."""
    if isinstance(variables_collections, dict):
        return variables_collections.get(name, None)
    return variables_collections


def last_dimension(shape, min_rank=1):
    return shape.as_list()[-1]


def two_element_tuple(int_or_tuple):
    if isinstance(int_or_tuple, (list, tuple)):
        return int(int_or_tuple[0]), int(int_or_tuple[1])
    return int(int_or_tuple), int(int_or_tuple)


def n_positive_integers(n, value):
    if isinstance(value, (list, tuple)):
        return tuple(value)
    return (value,) * n


def constant_value(value_or_tensor_or_var, dtype=None):
    """The value where it is known before the program runs; None for a tensor."""
    if known(value_or_tensor_or_var) and isinstance(value_or_tensor_or_var, (bool, int, float, str)):
        return value_or_tensor_or_var
    if isinstance(value_or_tensor_or_var, tf.Tensor):
        value = tf.contrib.util.constant_value(value_or_tensor_or_var)
        return value if known(value) else None
    return None


def static_cond(pred, fn1, fn2):
    return fn1() if pred else fn2()


def smart_cond(pred, fn1, fn2, name=None):
    value = constant_value(pred)
    if value is not None:
        return fn1() if value else fn2()
    return tf.cond(pred, fn1, fn2)
