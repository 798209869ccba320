"""Path conditions: what was assumed about unknown values where a thing happens."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Atom:
    """One yes-or-no question about an unknown value; equal keys are the same question.

    ``subject`` and ``value`` are set for a comparison of an unknown with a constant: of two such atoms with one subject
    and different values, at most one can be true. Where the atom holds, none of the paths ``excludes`` was taken (a function
    went on, as it returned on none of them).
    """

    key: Hashable
    text: str
    subject: Hashable = None
    value: Hashable = None
    excludes: tuple[tuple[tuple[Atom, bool], ...], ...] = ()

    def __hash__(self) -> int:
        return hash(self.key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Atom) and self.key == other.key


@dataclass(frozen=True, slots=True)
class Above:
    """As the value of an atom: some integer greater than ``bound``. It differs surely from what is not."""

    bound: int

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


@dataclass(frozen=True, slots=True)
class Under:
    """A value that is there only where some literals hold (an item of a collection that one branch added to)."""

    value: Any
    path: Path


def beyond(path: Path, given: Path) -> Path:
    """The literals of ``path`` that ``given`` does not settle."""
    truth = dict(given)
    return tuple((atom, holds) for atom, holds in path if truth.get(atom) != holds)


def describe(path: Path) -> str:
    """The path in words: ``mode == 'train' and not reuse``."""
    return " and ".join(atom.text if holds else f"not ({atom.text})" for atom, holds in path)
