"""The first of a few things."""

from __future__ import annotations

from typing import TypeVar

T = TypeVar("T")


def first_of(found: list[T]) -> T | None:
    """The first item; None where there is none. (``next`` of a generator expression costs compiled code an object for each call.)"""
    return found[0] if found else None
