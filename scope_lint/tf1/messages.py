"""How TensorFlow words the errors of its variable store, by version."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

Version = tuple[int, int]

FUNCTIONS_WITHOUT_SHAPE_SINCE: Final = (1, 11)
"""From here on an initializer function without parameters stands for the shape."""


def _both(version: Version) -> str:
    return "reuse=True or reuse=tf.AUTO_REUSE" if version >= (1, 4) else "reuse=True"


def _creating(version: Version) -> str:
    return "reuse=tf.AUTO_REUSE" if version >= (1, 4) else "reuse=None"


def exists(version: Version, name: Any) -> str:
    """get_variable without reuse, of a variable that exists."""
    return f"Variable {name} already exists, disallowed. Did you mean to set {_both(version)} in VarScope? Originally defined at:"


def missing(version: Version, name: Any) -> str:
    """get_variable with reuse=True, of a variable that does not exist."""
    return (
        f"Variable {name} does not exist, or was not created with tf.get_variable(). "
        f"Did you mean to set {_creating(version)} in VarScope?"
    )


def shape(name: Any, given: str, found: str) -> str:
    """The shared variable has another shape."""
    return f"Trying to share variable {name}, but specified shape {given} and found shape {found}."


def dtype(name: Any, given: str, found: str) -> str:
    """The shared variable has another type."""
    return f"Trying to share variable {name}, but specified dtype {given} and found dtype {found}."


def undefined_shape(
    version: Version, name: Any, given: str, parameters: Sequence[str] = ("self", "shape", "dtype", "partition_info")
) -> str:
    """A new variable whose shape TensorFlow cannot tell; the parameters are those of its initializer."""
    if version < FUNCTIONS_WITHOUT_SHAPE_SINCE:
        return f"Shape of a new variable ({name}) must be fully defined, but instead was {given}."
    if version < (1, 13):
        return (
            "You can only pass an initializer function that expects no arguments to its callable when the shape is not fully "
            f"defined. The given initializer function expects the following args {list(parameters)}"
        )
    return (
        "The initializer passed is not valid. It should be a callable with no arguments and the shape should not be provided or "
        "an instance of `tf.keras.initializers.*' and `shape` should be fully defined."
    )


def in_control_flow(name: Any) -> str:
    """A variable starts with a tensor that is made in a branch or a loop."""
    return (
        f"Initializer for variable {name}/ is from inside a control-flow construct, such as a loop or conditional. When creating a "
        "variable inside a loop or conditional, use a lambda as the initializer."
    )


def duplicate_op(version: Version, name: Any) -> str:
    """An op of exactly this name exists."""
    return f"Duplicate node name in graph: '{name}'" if version >= (1, 7) else f"cannot add op with name {name} as that name is already used"


def partitioned_found(name: Any) -> str:
    """get_variable without a partitioner, of a partitioned variable."""
    return (
        f"No partitioner was provided, but a partitioned version of the variable was found: {name}/part_0. Perhaps a variable of "
        "the same name was already created with partitioning?"
    )


def unpartitioned_found(name: Any) -> str:
    """get_variable with a partitioner, of an ordinary variable."""
    return (
        f"A partitioner was provided, but an unpartitioned version of the variable was found: {name}.  Perhaps a variable of the "
        "same name was already created without partitioning?"
    )


def partitioned_exists(version: Version, name: Any) -> str:
    """A partitioned variable exists, and there is no reuse."""
    return f"Partitioned variable with name {name} already exists. Did you mean to set {_both(version)} in VarScope?"


def partitioned_missing(version: Version, name: Any) -> str:
    """A partitioned variable does not exist under reuse=True."""
    cure = "reuse=False or reuse=tf.AUTO_REUSE" if version >= (1, 5) else "reuse=None"
    return (
        f"PartitionedVariable {name} does not exist, or was not created with tf.get_variable(). Did you mean to set {cure} in VarScope?"
    )


def partitioned_undefined_shape(version: Version, name: Any, given: str) -> str:
    """A partitioner needs the full shape."""
    which = "" if version >= (1, 13) else f" ({name})"
    return f"Shape of a new partitioned variable{which} must be fully defined, but instead was {given}."


def partitioned_two_axes(version: Version, given: str, parts: list[int]) -> str:
    """A variable can be cut along one axis only."""
    if version >= (1, 13):
        return f"Can only slice a variable along one dimension: shape: {given}, partitioning: {parts}"
    return f"Can only slice a variable along one dimension: shape: [{given.strip('(),')}], slicing: {parts}"
