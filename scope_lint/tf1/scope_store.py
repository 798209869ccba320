"""The variable scopes of one graph: which one is current, and how often each name was opened."""

from __future__ import annotations

from collections.abc import Hashable
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from scope_lint.symbolic.names import Name, join
from scope_lint.symbolic.table import Table
from scope_lint.symbolic.unknown import Unknown
from scope_lint.tf1.names import child, starts_with
from scope_lint.tf1.splits import UNSURE, CountTable, View, explore, map_leaves

if TYPE_CHECKING:
    from scope_lint.tf1.runtime import Runtime
    from scope_lint.tf1.variable_scope import VariableScope

ROOT_CLOSES_ALL_UNTIL: Final = (1, 9)
"""Up to 1.8 leaving ``variable_scope("")`` resets the counts of every scope."""


def _first_free(full: Name, view: View) -> int:
    number, name = 0, full
    while view.get(name):
        number += 1
        name = join(full, f"_{number}")
    return number


class ScopeStore:
    """Counts of opened scopes decide what a ``default_name`` becomes."""

    def __init__(self, runtime: Runtime) -> None:
        from scope_lint.tf1.variable_scope import VariableScope

        self._runtime = runtime
        self.counts = CountTable()
        self.root = VariableScope(runtime, "", False)
        self._now: Table = Table(current=self.root)

    @property
    def current(self) -> VariableScope:
        """The scope that get_variable uses now."""
        scope: VariableScope = self._now["current"]
        return scope

    def enter(self, scope: VariableScope) -> None:
        """Makes a scope the current one."""
        self._runtime.host.journal.write(self._now, "current", scope)

    def _put(self, key: Hashable, value: Any) -> None:
        """Changes a count; those that are 0 are not kept, so that what is closed costs nothing."""
        journal = self._runtime.host.journal
        if self.counts.get(key, 0) is value:
            return
        if value == 0:
            journal.delete(self.counts, key)
        else:
            journal.write(self.counts, key, value)

    def open(self, name: Name) -> None:
        """One more entry of a scope."""
        self._put(name, map_leaves(self.counts.get(name, 0), lambda n: n + 1))

    def close_subscopes(self, name: Name) -> None:
        """Leaving a scope entered by name: its sub-scopes count from 0 again."""
        every = name == "" and self._runtime.version < ROOT_CLOSES_ALL_UNTIL
        prefix = join(name, "/")
        for key in list(self.counts):
            if every or starts_with(key, prefix):
                self._put(key, 0)

    def snapshot(self) -> dict[Any, Any]:
        """The counts now."""
        return dict(self.counts)

    def restore(self, counts: dict[Any, Any]) -> None:
        """Leaving a scope entered by object: all counts are as they were on entry."""
        for key in {**self.counts, **counts}:
            self._put(key, counts.get(key, 0))

    def unique(self, default_name: Name) -> Name:
        """The first of ``d``, ``d_1``, ``d_2`` … under the current scope that was not opened."""
        full = child(self.current.name, default_name)
        number, _ = explore(self.counts, self._runtime.host.path(), partial(_first_free, full))
        if number is UNSURE:
            self._put(full, UNSURE)
            return join(default_name, Unknown("n", "a number that depends on what ran before"))
        return join(default_name, f"_{number}") if number else default_name
