"""What an entry does by itself to modules that entries share: one that reads of them may come to something else when it is loaded then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scope_lint.program.trace import Trace
from scope_lint.symbolic.journal import Write

if TYPE_CHECKING:
    from scope_lint.interpreter.machine import Machine


class Changes:
    """The files whose modules' objects an entry has written to, other than by importing."""

    def __init__(self, before: Changes | None = None) -> None:
        self.before = before
        """Those of the entry that this one is part of."""
        self.files: set[str] = set()
        self._seen: list[tuple[list[Write], int]] = []
        """The logs of the open branches, with how much of each was looked at."""

    def branch(self) -> Changes:
        """As it is now, for what is run and then taken back."""
        made = Changes(self)
        made.files |= self.files
        made._seen = self._seen
        return made

    def note(self, m: Machine) -> None:
        """Looks at what was written since the last time."""
        if m.loads:
            return
        for log, begin in self._since(m):
            for holder, _, _ in log[begin:] if begin else log:
                owner = m.heap.owner(holder)
                if owner:
                    self.files.add(owner)
        self.skip(m)

    def skip(self, m: Machine) -> None:
        """What was written since the last time is an import's doing."""
        if not m.loads:
            self._seen = [(log, len(log)) for log in m.journal.levels]

    def touch(self, trace: Trace) -> bool:
        """Whether something that was loaded may have read what the entry wrote."""
        return bool(self.files) and not self.files.isdisjoint(trace.whole().files)

    def _since(self, m: Machine) -> list[tuple[list[Write], int]]:
        seen = {id(log): length for log, length in self._seen}
        return [(log, begin) for log in m.journal.levels if (begin := seen.get(id(log), 0)) < len(log)]
