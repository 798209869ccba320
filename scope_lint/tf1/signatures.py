"""The parameters of TensorFlow's core functions, in their order, by version (``inspect.signature`` of the releases).

Defaults that matter to nothing here stand as None.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, Final

Version = tuple[int, int]

USE_RESOURCE_SINCE: Final = (1, 1)
CONSTRAINT_SINCE: Final = (1, 4)
AUXILIARY_NAME_SCOPE_SINCE: Final = (1, 5)
AGGREGATION_SINCE: Final = (1, 10)
VARIABLE_SHAPE_SINCE: Final = (1, 14)
SCOPE_OF_VARIABLES_SINCE: Final = (1, 4)


def _with(version: Version, parameters: str, **since: Version) -> str:
    """Adds the parameters that came later, each with the version since when it is there."""
    more = [f"{name}=None" for name, first in since.items() if version >= first]
    return ", ".join([parameters, *more])


def _scope_settings(version: Version, reuse: str) -> str:
    return _with(
        version, f"initializer=None, regularizer=None, caching_device=None, partitioner=None, custom_getter=None, {reuse}dtype=None",
        use_resource=USE_RESOURCE_SINCE, constraint=CONSTRAINT_SINCE,
    )  # fmt: skip


def _get_variable(version: Version, trainable: str) -> str:
    head = (
        f"name, shape=None, dtype=None, initializer=None, regularizer=None, trainable={trainable}, collections=None, "
        "caching_device=None, partitioner=None, validate_shape=True"
    )
    head = _with(version, head, use_resource=USE_RESOURCE_SINCE) + ", custom_getter=None"
    return _with(
        version, head, constraint=CONSTRAINT_SINCE, synchronization=AGGREGATION_SINCE, aggregation=AGGREGATION_SINCE
    )  # fmt: skip


def signatures(version: Version) -> dict[str, str]:
    """Parameters by canonical name, for the functions that the version has."""
    scope = _scope_settings(version, "reuse=None, ")
    new_style = version >= AGGREGATION_SINCE
    variables = "scope=None" if version >= SCOPE_OF_VARIABLES_SINCE else ""
    found = {
        "variable_scope": "name_or_scope, default_name=None, values=None, " + scope
        + (", auxiliary_name_scope=True" if version >= AUXILIARY_NAME_SCOPE_SINCE else ""),
        "variable_op_scope": "values, name_or_scope, default_name=None, " + scope,
        "VariableScope": "reuse, name='', initializer=None, regularizer=None, caching_device=None, partitioner=None, "
        "custom_getter=None, name_scope='', " + _with(
            version, "dtype=None", use_resource=USE_RESOURCE_SINCE, constraint=CONSTRAINT_SINCE),
        "name_scope": "name, default_name=None, values=None",
        "op_scope": "values, name, default_name=None",
        "get_variable_scope": "",
        "get_variable": _get_variable(version, "None" if new_style else "True"),
        "get_local_variable": _get_variable(version, "False" if version >= (1, 7) else "True"),
        "Variable": _with(
            version, f"initial_value=None, trainable={'None' if version >= (1, 14) else 'True'}, collections=None, "
            "validate_shape=True, caching_device=None, name=None, variable_def=None, dtype=None, expected_shape=None, "
            "import_scope=None", constraint=CONSTRAINT_SINCE, use_resource=AGGREGATION_SINCE, synchronization=AGGREGATION_SINCE,
            aggregation=AGGREGATION_SINCE, shape=VARIABLE_SHAPE_SINCE),
        "Graph": "",
        "get_default_graph": "",
        "reset_default_graph": "",
        "trainable_variables": variables,
        "global_variables": variables,
        "all_variables": "",
        "local_variables": variables,
        "model_variables": variables,
        "moving_average_variables": variables,
        "get_collection": "key, scope=None",
        "get_collection_ref": "key",
        "add_to_collection": "name, value",
        "train.get_global_step": "graph=None",
        "no_regularizer": "_",
        "fixed_size_partitioner": "num_shards, axis=0",
        "variable_axis_size_partitioner": "max_shard_bytes, axis=0, bytes_per_string_element=16, max_shards=None",
        "min_max_variable_partitioner": "max_partitions=1, axis=0, min_slice_size=262144, bytes_per_string_element=16",
        "control_dependencies": "control_inputs",
        "device": "device_name_or_function",
        "container": "container_name",
        "as_dtype": "type_value",
        "add_to_collections": "names, value",
        "train.create_global_step": "graph=None",
        "train.get_or_create_global_step": "graph=None",
        "init_scope": "",
        "colocate_with": "op, ignore_existing=False",
        "TensorShape": "dims",
        "Dimension": "value",
    }  # fmt: skip
    later = {
        "get_local_variable": (1, 0),
        "train.create_global_step": (1, 1),
        "train.get_or_create_global_step": (1, 1),
        "colocate_with": (1, 3),
        "add_to_collections": (1, 7),
        "init_scope": (1, 11),
    }
    return {name: parameters for name, parameters in found.items() if version >= later.get(name, (0, 0))}


def declare(name: str, parameters: str, implementation: Callable[..., Any], makes: type | None = None) -> Callable[..., Any]:
    """A function with these parameters, so that Python itself says what is wrong with a call.

    ``makes``: in TensorFlow the name is a class, whose objects these are (``isinstance`` may ask for it).
    """
    function = _maker(name.rsplit(".", 1)[-1], parameters)(implementation)
    setattr(function, "makes", makes)  # noqa: B010
    return function


@functools.cache
def _maker(name: str, parameters: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    names = [p.split("=")[0].strip() for p in parameters.split(",") if p.strip()]
    body = ", ".join(f"{n}={n}" for n in names)
    scope: dict[str, Any] = {}
    exec(f"def make(implementation):\n def {name}({parameters}):\n  return implementation({body})\n return {name}", scope)

    def make(implementation: Callable[..., Any]) -> Callable[..., Any]:
        function: Callable[..., Any] = scope["make"](implementation)
        function.__qualname__ = name
        return function

    return make
