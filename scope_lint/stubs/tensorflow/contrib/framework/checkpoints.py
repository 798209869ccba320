"""Restoring into variables: no variables are made, the graph gets ops that assign."""

import re

import tensorflow as tf
from _scope_lint import tensor


def assign_from_checkpoint(model_path, var_list, ignore_missing_vars=False):
    return tensor(None, None, "group_deps", "NoOp"), {}


def assign_from_checkpoint_fn(model_path, var_list, ignore_missing_vars=False, reshape_variables=False):
    """A function of a session; the Saver it makes has the variables' own names."""
    saver = tf.train.Saver(var_list) if var_list else None

    def restore(session):
        return saver.restore(session, model_path) if saver is not None else None

    return restore


def assign_from_values(var_names_to_values):
    return tensor(None, None, "group_deps", "NoOp"), {}


def assign_from_values_fn(var_names_to_values):
    def assign(session):
        return None

    return assign


def init_from_checkpoint(checkpoint_dir, assignment_map):
    return None


def filter_variables(var_list, include_patterns=None, exclude_patterns=None, reg_search=True):
    """The variables whose names fit one of the patterns to include and none of those to exclude."""
    find = re.search if reg_search else re.match
    found = list(var_list)
    if include_patterns:
        found = [var for var in found if any(find(pattern, var.name) for pattern in include_patterns)]
    if exclude_patterns:
        found = [var for var in found if not any(find(pattern, var.name) for pattern in exclude_patterns)]
    return found
