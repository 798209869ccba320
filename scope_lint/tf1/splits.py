"""State whose value depends on a condition: counters, flags and stored variables after a branch whose sides differ.

``Split(atom, yes, no)`` is what the tables of the twin keep then. Under a path that answers the condition the value is as
certain as ever; where it does not, ``explore`` runs a computation once for each way and tells whether the ways agree.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, Final

from scope_lint.symbolic.conditions import Atom, Path, differ, possible
from scope_lint.symbolic.missing import MISSING
from scope_lint.symbolic.table import Table

MAX_DEPTH: Final = 5
"""Conditions that one value may depend on before it counts as not known."""

MAX_RESOLVED: Final = 24
"""Conditional values that one computation reads before its result counts as not known."""

MAX_OPEN: Final = 3
"""Unanswered conditions that one computation is tried for."""


class _Unsure:
    """A value that depends on too many conditions."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "UNSURE"


UNSURE: Final[Any] = _Unsure()


class Split:
    """``yes`` where the condition holds, ``no`` where it does not."""

    __slots__ = ("atom", "yes", "no", "depth")

    def __init__(self, atom: Atom, yes: Any, no: Any, depth: int) -> None:
        self.atom = atom
        self.yes = yes
        self.no = no
        self.depth = depth


def truth(path: Path, atom: Atom) -> bool | None:
    """What a path says about a condition."""
    for asked, holds in path:
        if asked == atom:
            return holds
        if holds and asked.subject is not None and asked.subject == atom.subject and differ(asked.value, atom.value):
            return False
    return None


def resolve(value: Any, path: Path) -> Any:
    """The value under a path: a Split only where the path does not tell."""
    while isinstance(value, Split):
        known = truth(path, value.atom)
        if known is None:
            return value
        value = value.yes if known else value.no
    return value


def leaves(value: Any, path: Path = ()) -> list[tuple[Path, Any]]:
    """The possible values with the path under which each holds."""
    value = resolve(value, path)
    if not isinstance(value, Split):
        return [(path, value)]
    ways = ((*path, (value.atom, True)), value.yes), ((*path, (value.atom, False)), value.no)
    return [leaf for way, inner in ways if possible(way) for leaf in leaves(inner, way)]


def split(atom: Atom, yes: Any, no: Any) -> Any:
    """One value for both answers; the plain value where they agree."""
    yes, no = resolve(yes, ((atom, True),)), resolve(no, ((atom, False),))
    if yes is no or (not isinstance(yes, Split) and not isinstance(no, Split) and yes == no):
        return yes
    if yes is UNSURE or no is UNSURE:
        return UNSURE
    depth = 1 + max(v.depth if isinstance(v, Split) else 0 for v in (yes, no))
    return UNSURE if depth > MAX_DEPTH else Split(atom, yes, no, depth)


def map_leaves(value: Any, change: Callable[[Any], Any]) -> Any:
    """The value with each of its possible values changed."""
    if isinstance(value, Split):
        return split(value.atom, map_leaves(value.yes, change), map_leaves(value.no, change))
    return value if value is UNSURE else change(value)


class SplitTable(Table):
    """A table whose values become Splits when branches differ."""

    __slots__ = ()

    def missing(self) -> Any:
        """What stands for a missing key."""
        return MISSING

    def join(self, atom: Atom, yes: Any, no: Any) -> Any:
        """Keeps both values under the condition."""
        return split(atom, self.missing() if yes is MISSING else yes, self.missing() if no is MISSING else no)


class CountTable(SplitTable):
    """Counters: a missing key counts 0."""

    __slots__ = ()

    def missing(self) -> Any:
        """None were counted."""
        return 0


class _Undecided(Exception):
    def __init__(self, atom: Atom) -> None:
        self.atom = atom


class _NotKnown(Exception):
    pass


class View:
    """A table as it is read and changed by one computation under one path; the changes are kept apart."""

    __slots__ = ("table", "path", "writes", "resolved")

    def __init__(self, table: CountTable, path: Path) -> None:
        self.table = table
        self.path = path
        self.writes: dict[Hashable, Any] = {}
        self.resolved = 0

    def get(self, key: Hashable) -> int:
        """The count of a key."""
        value = self.writes.get(key, MISSING)
        if value is MISSING:
            value = self.table.get(key, 0)
            if type(value) is int:
                return int(value)
            self.resolved += 1
            if self.resolved > MAX_RESOLVED:
                raise _NotKnown
            value = resolve(value, self.path)
        if isinstance(value, Split):
            raise _Undecided(value.atom)
        if value is UNSURE:
            raise _NotKnown
        return int(value)

    def put(self, key: Hashable, value: int) -> None:
        """Sets the count of a key."""
        self.writes[key] = value


def explore(table: CountTable, path: Path, compute: Callable[[View], Any]) -> tuple[Any, dict[Hashable, Any]]:
    """What ``compute`` gives and writes; UNSURE where that differs between conditions that the path leaves open."""
    return _explore(table, path, compute, MAX_OPEN)


def _explore(table: CountTable, path: Path, compute: Callable[[View], Any], left: int) -> tuple[Any, dict[Hashable, Any]]:
    view = View(table, path)
    try:
        return compute(view), view.writes
    except _NotKnown:
        return UNSURE, {}
    except _Undecided as undecided:
        atom = undecided.atom
    if not left:
        return UNSURE, {}
    way, other = (*path, (atom, True)), (*path, (atom, False))
    if not possible(way) or not possible(other):
        return _explore(table, way if possible(way) else other, compute, left)
    yes, yes_writes = _explore(table, way, compute, left - 1)
    no, no_writes = _explore(table, other, compute, left - 1)
    writes = {}
    for key in {**yes_writes, **no_writes}:
        before = table.get(key, 0)
        writes[key] = split(atom, yes_writes.get(key, before), no_writes.get(key, before))
    return (yes if yes == no else UNSURE), writes
