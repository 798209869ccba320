"""What stands for a key that is not there."""

from __future__ import annotations

from typing import Any, Final


class _Missing:
    """Stands for "no such key" in the log."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "MISSING"


MISSING: Final[Any] = _Missing()
