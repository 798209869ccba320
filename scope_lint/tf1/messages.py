"""How TensorFlow words the errors of its variable store, by version."""

from __future__ import annotations

from scope_lint.symbolic.names import Name

Version = tuple[int, int]


def _both(version: Version) -> str:
    return "reuse=True or reuse=tf.AUTO_REUSE" if version >= (1, 4) else "reuse=True"


def _creating(version: Version, word: str = "None") -> str:
    return "reuse=tf.AUTO_REUSE" if version >= (1, 4) else f"reuse={word}"


def exists(version: Version, name: Name) -> str:
    """get_variable without reuse, of a variable that exists."""
    return f"Variable {name} already exists, disallowed. Did you mean to set {_both(version)} in VarScope? Originally defined at:"


def missing(version: Version, name: Name) -> str:
    """get_variable with reuse=True, of a variable that does not exist."""
    return (
        f"Variable {name} does not exist, or was not created with tf.get_variable(). "
        f"Did you mean to set {_creating(version)} in VarScope?"
    )


def shape(name: Name, given: str, found: str) -> str:
    """The shared variable has another shape."""
    return f"Trying to share variable {name}, but specified shape {given} and found shape {found}."


def dtype(name: Name, given: str, found: str) -> str:
    """The shared variable has another type."""
    return f"Trying to share variable {name}, but specified dtype {given} and found dtype {found}."


def undefined_shape(version: Version, name: Name, given: str) -> str:
    """A new variable whose shape TensorFlow cannot tell."""
    if version < (1, 9):
        return f"Shape of a new variable ({name}) must be fully defined, but instead was {given}."
    if version < (1, 13):
        return (
            "You can only pass an initializer function that expects no arguments to its callable when the shape is not fully "
            "defined. The given initializer expects the following args ['self', 'shape', 'dtype', 'partition_info']"
        )
    return (
        "The initializer passed is not valid. It should be a callable with no arguments and the shape should not be provided or "
        "an instance of `tf.keras.initializers.*' and `shape` should be fully defined."
    )


def partitioned_found(name: Name) -> str:
    """get_variable without a partitioner, of a partitioned variable."""
    return (
        f"No partitioner was provided, but a partitioned version of the variable was found: {name}/part_0. Perhaps a variable of "
        "the same name was already created with partitioning?"
    )


def unpartitioned_found(name: Name) -> str:
    """get_variable with a partitioner, of an ordinary variable."""
    return (
        f"A partitioner was provided, but an unpartitioned version of the variable was found: {name}.  Perhaps a variable of the "
        "same name was already created without partitioning?"
    )


def partitioned_exists(version: Version, name: Name) -> str:
    """A partitioned variable exists, and there is no reuse."""
    return f"Partitioned variable with name {name} already exists. Did you mean to set {_both(version)} in VarScope?"


def partitioned_missing(version: Version, name: Name) -> str:
    """A partitioned variable does not exist under reuse=True."""
    return (
        f"PartitionedVariable {name} does not exist, or was not created with tf.get_variable(). "
        f"Did you mean to set {_creating(version, 'False')} in VarScope?"
    )
