"""Undo and merge: how two branches of a program run one after the other on the same mutable state.

Everything mutable that the analysed program can see (variables, attributes, lists, the tables of the TF graph) is changed
through a Journal. While no branch is open that costs nothing but the call. In a branch each change is logged with the old
value; ``end`` takes the changes back and returns them, and ``merge`` joins what the two branches left behind.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any

from scope_lint.symbolic.conditions import Atom
from scope_lint.symbolic.missing import MISSING
from scope_lint.symbolic.table import Table

Cell = tuple[Any, Hashable]
Write = tuple[Any, Hashable, Any]
"""(holder, key, value before)."""

Changes = dict[tuple[int, Hashable], tuple[Any, Hashable, Any]]
"""(id of holder, key) → (holder, key, value after the branch)."""

Join = Callable[[Atom, Any, Any], Any]
"""(condition, value if it holds, value if not) → the one value that stands for both; either may be MISSING."""


class Journal:
    """The log of changes; one for each interpreter. ``join`` merges values of dicts and attributes that are no Table."""

    __slots__ = ("_levels", "log", "join")

    def __init__(self, join: Join | None = None) -> None:
        self._levels: list[list[Write]] = []
        self.log: list[Write] | None = None
        """Of the innermost branch."""
        self.join: Join = join or (lambda atom, yes, no: no if yes is MISSING else yes)

    @property
    def open(self) -> bool:
        """Whether a branch is being run."""
        return self.log is not None

    def write(self, table: dict[Any, Any], key: Hashable, value: Any) -> None:
        """``table[key] = value``."""
        if self.log is not None:
            self.log.append((table, key, table.get(key, MISSING)))
        table[key] = value

    def delete(self, table: dict[Any, Any], key: Hashable) -> None:
        """``del table[key]`` (KeyError where it is not there)."""
        if self.log is not None:
            self.log.append((table, key, table[key]))
        del table[key]

    def set(self, holder: Any, attribute: str, value: Any) -> None:
        """``holder.attribute = value`` for a host object that is no dict."""
        if self.log is not None:
            self.log.append((holder, attribute, getattr(holder, attribute, MISSING)))
        setattr(holder, attribute, value)

    def suspended(self, run: Callable[[], Any]) -> Any:
        """Runs something whose changes no branch takes back (the loading of a model of TensorFlow)."""
        levels, log = self._levels, self.log
        self._levels, self.log = [], None
        try:
            return run()
        finally:
            self._levels, self.log = levels, log

    def begin(self) -> None:
        """Opens a branch: changes from here on can be taken back."""
        self.log = []
        self._levels.append(self.log)

    @property
    def levels(self) -> list[list[Write]]:
        """The logs of the open branches, the innermost last."""
        return self._levels

    @property
    def length(self) -> int:
        """How many writes the log of the open branch has."""
        return 0 if self.log is None else len(self.log)

    def keep(self) -> list[Write]:
        """Closes the branch that was opened last, leaves everything as it is, and gives its log; it must be the only one."""
        self.log = None
        return self._levels.pop()

    def end(self) -> Changes:
        """Takes back everything since the matching ``begin`` and returns what it had come to."""
        changes: Changes = {}
        where: Any  # else compiled code would put it together anew for each use
        for holder, key, _ in reversed(self._levels[-1]):
            where = (id(holder), key)
            if where not in changes:
                changes[where] = (holder, key, value_of(holder, key))
        self.discard()
        return changes

    def discard(self) -> None:
        """Takes back everything since the matching ``begin``, where nobody asks what it had come to."""
        log = self._levels.pop()
        self.log = self._levels[-1] if self._levels else None
        for holder, key, old in reversed(log):
            restore(holder, key, old)

    def apply(self, changes: Changes) -> None:
        """Makes the changes of one branch, as they were."""
        for holder, key, value in reversed(changes.values()):
            self.put(holder, key, value)

    def merge(self, atom: Atom, yes: Changes, no: Changes) -> None:
        """Leaves the state as after a branch on ``atom`` whose sides changed ``yes`` and ``no``."""
        for where in [*reversed(yes), *[w for w in reversed(no) if w not in yes]]:
            on_yes: Any = yes.get(where)
            on_no: Any = no.get(where)
            holder, key, _ = on_no if on_yes is None else on_yes
            now = value_of(holder, key)
            a = now if on_yes is None else on_yes[2]
            b = now if on_no is None else on_no[2]
            if a is b:
                value = a
            elif isinstance(holder, Table):
                value = holder.join(atom, a, b)
            elif hasattr(holder, "join_attribute"):
                value = holder.join_attribute(key, a, b)
            else:
                value = self.join(atom, a, b)
            if value is not now:
                self.put(holder, key, value)

    def put(self, holder: Any, key: Hashable, value: Any) -> None:
        """Writes to a dict or a host object; MISSING deletes a key."""
        if isinstance(holder, dict):
            if value is not MISSING:
                self.write(holder, key, value)
            elif key in holder:
                self.delete(holder, key)
        elif value is not MISSING:
            self.set(holder, str(key), value)


def restore(holder: Any, key: Hashable, old: Any) -> None:
    """Takes a write back."""
    if isinstance(holder, dict):
        if old is not MISSING:
            holder[key] = old
        elif key in holder:
            del holder[key]
    elif old is not MISSING:
        setattr(holder, str(key), old)
    elif hasattr(holder, str(key)):
        delattr(holder, str(key))


def value_of(holder: Any, key: Hashable) -> Any:
    """What is there now."""
    return holder.get(key, MISSING) if isinstance(holder, dict) else getattr(holder, str(key), MISSING)
