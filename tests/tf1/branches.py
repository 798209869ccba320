"""What the interpreter does at a branch on something unknown, for tests of the twin alone."""

from __future__ import annotations

from collections.abc import Callable

from scope_lint.symbolic.conditions import Atom
from tests.tf1.live import PlainHost


def branch(host: PlainHost, atom: Atom, yes: Callable[[], object], no: Callable[[], object] = lambda: None) -> None:
    """Runs both sides, one after the other on the same state, and merges what they left."""
    changes = []
    before = host.condition
    for holds, side in ((True, yes), (False, no)):
        host.journal.begin()
        host.condition = (*before, (atom, holds))
        side()
        host.condition = before
        changes.append(host.journal.end())
    host.journal.merge(atom, changes[0], changes[1])


def under(host: PlainHost, atom: Atom, holds: bool, run: Callable[[], object]) -> None:
    """Runs something where the condition is known again, as in a second ``if`` on the same value."""
    branch(host, atom, run if holds else lambda: None, (lambda: None) if holds else run)
