"""Inputs, outputs and attributes of TensorFlow's op types (recorded from 1.15 by tools/record_ops.py)."""

from __future__ import annotations

import functools
import gzip
from importlib import resources

import msgspec


class Argument(msgspec.Struct, array_like=True, frozen=True):
    """An input or output. ``type``: a dtype, or ``=T`` for the one in attribute ``T``; ``count``: the attribute that holds how many
    (or the list of types of) tensors it stands for."""

    name: str
    type: str
    count: str

    @property
    def attribute(self) -> str | None:
        """The attribute that holds its type."""
        return self.type[1:] if self.type.startswith("=") else None


class Definition(msgspec.Struct, array_like=True, frozen=True):
    """One op type. ``attributes``: name → (kind, default)."""

    inputs: list[Argument]
    outputs: list[Argument]
    attributes: dict[str, tuple[str, str | int | float | bool | None]]


@functools.cache
def definitions() -> dict[str, Definition]:
    """All op types."""
    packed = resources.files(__package__).joinpath("definitions.json.gz").read_bytes()
    return msgspec.json.decode(gzip.decompress(packed), type=dict[str, Definition])
