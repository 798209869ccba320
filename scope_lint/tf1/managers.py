"""Context managers that the analysed program enters with ``with``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from scope_lint.tf1.exposed import Exposed


class Manager(Exposed):
    """The interpreter calls ``enter`` and ``exit`` for ``with``, and for explicit ``__enter__`` and ``__exit__``."""

    exposed: ClassVar[frozenset[str]] = frozenset({"__enter__", "__exit__"})

    def enter(self) -> Any:
        """Takes effect; returns the ``as`` value."""
        return None

    def exit(self, exc: object = None) -> None:
        """Takes it back; never swallows the exception."""

    def attribute(self, name: str) -> Any:
        """``__enter__`` and ``__exit__`` as bound methods."""
        return self.enter if name == "__enter__" else lambda *exc: self.exit(exc[0] if exc else None)


class Plain(Manager):
    """A manager that has no influence on names (``device``, ``control_dependencies``, ``colocate_with``)."""

    def __init__(self, value: Any = None, check: Callable[[], None] | None = None) -> None:
        self._value = value
        self._check = check

    def enter(self) -> Any:
        """Checks its arguments where TensorFlow does so on entry."""
        if self._check is not None:
            self._check()
        return self._value
