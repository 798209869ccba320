"""Values that the analysis cannot know, with the reason."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Hashable
from typing import Any, Final

_serial = itertools.count()

LONGEST: Final = 120
"""Characters of a label; one that is made of others (``a+b``) could double with each operation."""


class Unknown:
    """A value that cannot be known before the program runs.

    Identity counts: the same object is the same (unknown) value. ``label`` is a short name that is shown in a hole of a
    variable's name (``scope``, ``i``); ``reason`` says what would have to be known. ``parts`` keeps what was derived from
    it (attributes, comparisons), so that the same question gets the same answer. ``opaque_code`` is True where calling it, or
    what is derived from it, could run code that creates variables; ``given`` where that holds of the value itself, but not of
    its methods (an argument, an item of a container: it may be a function of the program). ``above``: it is an integer greater
    than this (the index in a later round of a loop). ``data``: it came of a library that knows nothing of tensors (SciPy, pandas).
    """

    __slots__ = ("serial", "label", "reason", "parts", "opaque_code", "given", "above", "data")

    def __init__(self, label: str = "?", reason: str = "", opaque_code: bool = False) -> None:
        self.serial = next(_serial)
        self.label = label if len(label) <= LONGEST else f"{label[:LONGEST]}…"
        self.reason = reason or label
        self.parts: dict[Hashable, Any] = {}
        self.opaque_code = opaque_code
        self.given = False
        self.above: int | None = None
        self.data = False

    def part(self, key: Hashable, label: str) -> Any:
        """What is derived from this one by ``key``: the same object each time, an unknown unless the program put something else there."""
        found = self.parts.get(key)
        if found is None:
            found = self.parts[key] = Unknown(label, self.reason, self.opaque_code)
            found.data = self.data
        return found

    def as_given(self) -> Unknown:
        """This unknown, which may be a function that the program makes and hands over."""
        self.given = True
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        """Between processes only what is shown of it travels."""
        return Unknown, (self.label, self.reason, self.opaque_code)

    def __repr__(self) -> str:
        return f"Unknown({self.label!r})"


class Series(Unknown):
    """The items of an iterable whose length is not known, where something is known of them.

    ``item(n)`` is the item that the first round of a loop gets (1), that of any later round (2), or any of them (0). Two with an
    equal ``length`` have the same number of items.
    """

    __slots__ = ("item", "length")

    def __init__(self, label: str, reason: str, item: Callable[[int], Any], length: Hashable = None) -> None:
        super().__init__(label, reason)
        self.item = item
        self.length = ("?", self.serial) if length is None else length
