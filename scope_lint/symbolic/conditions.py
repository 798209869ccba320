"""Path conditions: what was assumed about unknown values where a thing happens."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any


class Atom:
    """One yes-or-no question about an unknown value; equal keys are the same question.

    ``subject`` and ``value`` are set for a comparison of an unknown with a constant: of two such atoms with one subject
    and different values, at most one can be true. Where the atom holds, none of the paths ``excludes`` was taken (a function
    went on, as it returned on none of them).
    """

    __slots__ = ("key", "text", "subject", "value", "excludes")

    def __init__(
        self, key: Hashable, text: str, subject: Hashable = None, value: Hashable = None,
        excludes: tuple[tuple[tuple[Atom, bool], ...], ...] = (),
    ) -> None:  # fmt: skip
        self.key: Any = key
        self.text = text
        self.subject: Any = subject
        self.value: Any = value
        self.excludes = excludes

    def __hash__(self) -> int:
        return hash(self.key)

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, Atom) and bool(self.key == other.key))

    def __repr__(self) -> str:
        return f"Atom({self.key!r}, {self.text!r})"


class Above:
    """As the value of an atom: some integer greater than ``bound``. It differs surely from what is not."""

    __slots__ = ("bound",)

    def __init__(self, bound: int) -> None:
        self.bound = bound

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Above) and other.bound == self.bound

    def __hash__(self) -> int:
        return hash((Above, self.bound))

    def may_equal(self, other: object) -> bool:
        """Whether it may be ``other``."""
        return isinstance(other, Above) or (isinstance(other, int) and other > self.bound)


def differ(a: object, b: object) -> bool:
    """Whether the values of two atoms are surely different."""
    for one, other in ((a, b), (b, a)):
        if isinstance(one, Above):
            return not one.may_equal(other)
    return a != b


Path = tuple[tuple[Atom, bool], ...]
"""A conjunction of literals, outermost first; the empty path is where the program surely goes."""


def compatible(a: Path, b: Path) -> bool:
    """Whether both paths can be taken in one run."""
    truth = dict(a)
    equal_to = {atom.subject: atom.value for atom, holds in a if holds and atom.subject is not None}
    for atom, holds in b:
        if truth.get(atom, holds) != holds:
            return False
        if holds and atom.subject is not None and differ(equal_to.get(atom.subject, atom.value), atom.value):
            return False
    return not (_excluded(a, b) or _excluded(b, a))


def possible(path: Path) -> bool:
    """Whether a path does not contradict itself: it takes no way that one of its own atoms excludes."""
    return not _excluded(path, path)


def _excluded(a: Path, b: Path) -> bool:
    return any(holds and any(implies(b, path) for path in atom.excludes) for atom, holds in a if atom.excludes)


def implies(a: Path, b: Path) -> bool:
    """Whether every run that takes path ``a`` takes ``b`` too."""
    if not b:
        return True
    truth = dict(a)
    return all(truth.get(atom) == holds for atom, holds in b)


class Under:
    """A value that is there only where some literals hold (an item of a collection that one branch added to)."""

    __slots__ = ("value", "path")

    def __init__(self, value: Any, path: Path) -> None:
        self.value = value
        self.path = path

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Under) and bool(self.value == other.value) and self.path == other.path

    def __hash__(self) -> int:
        return hash((self.value, self.path))


def beyond(path: Path, given: Path) -> Path:
    """The literals of ``path`` that ``given`` does not settle."""
    truth = dict(given)
    return tuple((atom, holds) for atom, holds in path if truth.get(atom) != holds)


def describe(path: Path) -> str:
    """The path in words: ``mode == 'train' and not reuse``."""
    return " and ".join(atom.text if holds else f"not ({atom.text})" for atom, holds in path)
