"""What the analysed program may see of the twin's objects."""

from __future__ import annotations

from typing import Any, ClassVar


class Exposed:
    """An object that the analysed program can hold.

    ``exposed`` are the names that it may use on the object, as TensorFlow calls them; ``attribute`` gives what it then sees
    (most often the Python attribute of that name; a Tensor's raw ``shape`` is seen as a TensorShape).
    """

    __slots__ = ()

    exposed: ClassVar[frozenset[str]] = frozenset()

    def attribute(self, name: str) -> Any:
        """The value of an exposed attribute as the program sees it."""
        return getattr(self, name)
