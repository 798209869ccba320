"""Modules that entries share: whether one that was loaded for another entry is what this one would load, and one may be shared at all.

What a module's load comes to hangs on where its imports lead, and on what it reads of other modules. An entry that has written to these
by itself (``config.SIZE = 5``) before it imports what reads them, gets modules of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scope_lint.interpreter.search import sys_path
from scope_lint.interpreter.values import Module, NotShared
from scope_lint.program.finder import OWN
from scope_lint.program.trace import Finds, Trace
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


def fits(m: Machine, module: Module) -> bool:
    """Whether a module, loaded for another entry, would come to the same for this one."""
    if module.trace is None or module.searched is None:
        return True
    if m.changes.touch(module.trace):
        return False
    own, path = module.searched
    now = sys_path(m)
    if now == path:
        return own == m.program.own or m.program.finds_alike(_sought(module), own)
    found = [
        m.program.found(dotted, (*directories[: -len(path)], *now)) == before
        for (dotted, directories), before in module.trace.whole().finds.items()
        if directories[-len(path) :] == path
    ]  # all of them: the entry hangs on each
    return all(found)


def depends(m: Machine, module: Module) -> None:
    """What is being loaded for all entries has got a module. Raises NotShared where that is of this entry only."""
    if module.searched is not None or (module.trace is None and module is not m.main_module):
        return
    key = str(module.env.get("__file__")), module.name
    for load in m.loads:
        if load.key == key:
            load.needed = load.needed or load is not m.loads[-1]
            return
    raise NotShared


def _sought(module: Module) -> dict[str, Finds]:
    """What it and all that it imports sought in the folder of the file that is run, by the first name of each."""
    if module.sought is None and module.trace is not None:
        module.sought = {}
        for key, found in module.trace.whole().finds.items():
            if OWN in key[1]:
                module.sought.setdefault(key[0].partition(".")[0], {})[key] = found
    return module.sought or {}
