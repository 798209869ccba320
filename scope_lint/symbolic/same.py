"""An object as a key: it equals itself only, and lives as long as the key does, so that no other one takes its place in memory."""

from __future__ import annotations

from typing import Any


class Same:
    """In the place of ``id(value)``, where the key may outlive the value."""

    __slots__ = ("value",)

    def __init__(self, value: Any) -> None:
        self.value: Any = value

    def __hash__(self) -> int:
        return hash(id(self.value))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and other.value is self.value
