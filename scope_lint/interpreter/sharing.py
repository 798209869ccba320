"""Modules that entries share: each is loaded once for all of them, apart from the entry that imports it first.

What a module's load comes to hangs on where its imports lead, and on what it reads of other modules. An entry for which it would come to
something else, as its imports lead elsewhere or it has written to modules by itself (``config.SIZE = 5``), gets a module of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from scope_lint.events import ErrorEvent, GraphEvent, OpEvent, ScopeEvent, VariableEvent
from scope_lint.interpreter.import_effects import effects_of
from scope_lint.interpreter.search import sys_path
from scope_lint.interpreter.values import Apart, Module, NotShared, Value
from scope_lint.program.finder import OWN
from scope_lint.program.trace import Finds, Trace

if TYPE_CHECKING:
    from scope_lint.interpreter.machine import Machine

Key = tuple[str, str]
"""A module's file and name."""

TOUCH_GRAPH: Final = (VariableEvent, ScopeEvent, OpEvent, GraphEvent)
"""What no import for all entries may do."""


class SharedModules:
    """The modules that entries share."""

    def __init__(self) -> None:
        self.known: dict[Key, list[Module]] = {}
        """One for each way in which imports lead elsewhere."""
        self.never: set[Key] = set()
        """Those that cannot be shared, as their import makes something in the graph."""


class Load:
    """A module that is being loaded for all entries."""

    def __init__(self, key: Key) -> None:
        self.key = key
        self.needed = False
        """Whether a module that is loaded inside of it holds it, or one of its own."""
        self.inside: list[tuple[Key, Module]] = []
        """The modules that entries share since, which were loaded inside of it."""
        self.imports: dict[str, Value] = {}
        """The modules that it imports, by name, in order."""
        self.inner: list[tuple[int, int]] = []
        """The parts of its log that are effects of modules that it imports."""


def shared_module(m: Machine, shared: SharedModules, key: Key, load: Callable[[], Module]) -> Module | None:
    """The module that entries share, loaded now if there is none yet; None where its import makes something in the graph."""
    m.changes.note(m)
    for known in shared.known.get(key, ()):
        if fits(m, known):
            if known.trace is not None:
                m.program.trace.include(known.trace)
            return known
    return None if key in shared.never else _loaded(m, shared, key, load)


def _loaded(m: Machine, shared: SharedModules, key: Key, load: Callable[[], Module]) -> Module | None:
    events, incomplete, seq = m.events, m.incomplete, m.seq
    modules = set(m.modules)
    searched = m.program.own, sys_path(m)
    loading = Load(key)
    m.events, m.incomplete = [], {}
    module: Module | None = None
    try:
        module = m.outside(lambda: _load_apart(m, shared, loading, load))
    finally:
        if module is not None:
            module.incomplete = m.incomplete
        m.events, m.incomplete, m.seq = events, incomplete, seq
        for other in [k for k in m.modules if k not in modules]:
            del m.modules[other]
    if module is not None and module.apart is not None and module.trace is not None and not m.changes.touch(module.trace):
        module.apart.searched = searched
        m.heap.know(module, key[0])
        shared.known.setdefault(key, []).append(module)
        for outer in m.loads:
            outer.inside.append((key, module))
    return module


def _load_apart(m: Machine, shared: SharedModules, loading: Load, load: Callable[[], Module]) -> Module | None:
    """Loads a module; None where it makes something in the graph, which is each entry's own (it is left there)."""
    unused = dict(m.tf.unused)
    m.journal.begin()
    m.loads.append(loading)
    module: Module | None = None
    try:
        with m.tf.aside():
            loaded = load()
        if not any(isinstance(e, (*TOUCH_GRAPH, ErrorEvent)) for e in m.events):
            module = loaded
    except NotShared:
        if not m.changes.files:
            shared.never.add(loading.key)
        if len(m.loads) > 1:  # so does what imports it
            raise
    finally:
        m.loads.pop()
        if module is not None:
            effects = effects_of(m, loading.inner, m.journal.keep())
            module.apart = Apart(tuple(loading.imports.items()), effects)
        else:  # what it did to other modules, it does again in each entry
            m.journal.discard()
            m.tf.unused = unused
            if loading.needed:
                _take_back(shared, loading.inside)
    return module


def _take_back(shared: SharedModules, modules: list[tuple[Key, Module]]) -> None:
    """Shares no longer what holds a module that could not be shared."""
    for key, module in modules:
        if module.apart is not None and module.apart.searched is not None:  # else the load of another one in the cycle failed before
            shared.known[key].remove(module)
            module.apart.searched = None


def fits(m: Machine, module: Module) -> bool:
    """Whether a module, loaded for another entry, would come to the same for this one."""
    if module.trace is None or module.apart is None or module.apart.searched is None:
        return True
    if m.changes.touch(module.trace):
        return False
    own, path = module.apart.searched
    now = sys_path(m)
    if now == path:
        return own == m.program.own or m.program.finds_alike(_sought(module.apart, module.trace), own)
    found = [
        m.program.found(dotted, (*directories[: -len(path)], *now)) == before
        for (dotted, directories), before in module.trace.whole().finds.items()
        if directories[-len(path) :] == path
    ]  # all of them: the entry hangs on each
    return all(found)


def depends(m: Machine, module: Module) -> None:
    """What is being loaded for all entries has got a module. Raises NotShared where that is of this entry only."""
    if is_shared(module) or (module.trace is None and module is not m.main_module):
        return
    key = str(module.env.get("__file__")), module.name
    for load in m.loads:
        if load.key == key:
            load.needed = load.needed or load is not m.loads[-1]
            return
    raise NotShared


def is_shared(module: Module) -> bool:
    """Whether a module serves all entries for which it fits."""
    return module.apart is not None and module.apart.searched is not None


def _sought(apart: Apart, trace: Trace) -> dict[str, Finds]:
    """What a module and all that it imports sought in the folder of the file that is run, by the first name of each."""
    if apart.sought is None:
        apart.sought = {}
        for key, found in trace.whole().finds.items():
            if OWN in key[1]:
                apart.sought.setdefault(key[0].partition(".")[0], {})[key] = found
    return apart.sought
