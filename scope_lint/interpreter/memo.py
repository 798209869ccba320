"""Results of functions that only make something of their arguments and of what modules hold: settings, tables, names.

A model's settings are made by one such function from those of another, for each variant anew. What such a call gave is kept for the
entries of one file, with the functions it ran and the statements it took, so that it counts as if it had run. It is kept where the call
left TensorFlow alone, met nothing that is not known, and wrote only to objects of its own; the result is copied each time.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from scope_lint.interpreter.values import Class, DictV, Function, HostFunction, Instance, ListV, Module, SetV, Value
from scope_lint.symbolic.journal import Write
from scope_lint.symbolic.missing import MISSING
from scope_lint.symbolic.unknown import Unknown

if TYPE_CHECKING:
    from scope_lint.interpreter.machine import Machine

WORTH: Final = 30
"""Statements that a call takes at least for its result to be kept."""
_SIMPLE: Final = frozenset({type(None), bool, int, float, str})
_COPIED: Final = frozenset({Instance, ListV, DictV, SetV})


class _Kept(NamedTuple):
    result: Value
    ran: dict[int, Function]
    steps: int
    hidden_steps: int
    depth: int
    """The calls that were open."""


class _Mixed(Exception):
    """A value that cannot be copied: it holds what is not known, or not the call's own."""


class Memo:
    """Of one machine. Results hang on a base: what modules hold. All of a file's functions begin with the same one."""

    def __init__(self) -> None:
        self.on = False
        """Off where modules are loaded that entries do not share: what they hold cannot be told from the call's own."""
        self._kept: dict[Any, _Kept] = {}
        self._never: set[int] = set()
        """Codes of functions whose results are not kept."""
        self._seen = 0
        """So much of the entry's log was looked at."""
        self._base = 0
        """The number of the base; not 0 where it is another one than that of the file's entries."""

    def begin(self) -> None:
        """The entries of another file begin."""
        self._kept.clear()
        self.on, self._seen, self._base = True, 0, 0

    def next_entry(self, touched: bool = False) -> None:
        """Another entry of the file begins, where the first one did; ``touched``: what modules hold has been written to since."""
        if self._base or touched:
            self._kept.clear()
        self._seen, self._base = 0, int(touched)

    def touched(self, m: Machine) -> bool:
        """Whether the entry has written to what modules hold."""
        self._look(m)
        return self._base != 0

    def _look(self, m: Machine) -> None:
        """Begins a new base where something that was there before has been written to."""
        log = m.journal.log or ()
        if any(holder in m.heap or holder is m.modules for holder, _, _ in log[self._seen :]):
            self._kept.clear()
            self._base += 1
        self._seen = len(log)

    def key(self, m: Machine, fn: Function, args: list[Value], kwargs: dict[str, Value]) -> Any:
        """What tells a call from others; None where its result is not kept."""
        if m.assumptions or m.fork_depth or m.loads or fn.closure or id(fn.code) in self._never or fn.module.stub:
            return None
        if not all(type(a) in _SIMPLE for a in args) or not all(type(a) in _SIMPLE for a in kwargs.values()):
            return None
        if fn.module not in m.heap:
            return None
        self._look(m)
        return (id(fn.code), id(fn), *map(_exact, args), *((k, _exact(a)) for k, a in kwargs.items()))

    def recall(self, m: Machine, key: Any) -> Value:
        """What such a call gave, as if it had run now; MISSING where that is not known."""
        kept = self._kept.get(key)
        if kept is None or len(m.frames) > kept.depth:
            return MISSING
        steps, limits = m.steps + kept.steps, m.limits
        if steps > limits.steps or steps - m.changed_at > limits.quiet_steps:
            return MISSING
        m.steps, m.hidden_steps = steps, m.hidden_steps + kept.hidden_steps
        for ident, fn in kept.ran.items():
            m.note_ran(ident, fn)
        return _copy(m, kept.result, {}, 0)

    def watch(self, m: Machine, key: Any, run: Callable[[], Value]) -> Value:
        """Runs the call, and keeps what it gives where that serves."""
        log, base, before, ran = m.journal.log, self._base, _state(m), m.ran
        begin, steps, hidden_steps, serial = m.journal.length, m.steps, m.hidden_steps, Unknown().serial
        m.ran = {}
        try:
            result = run()
        finally:
            inside, m.ran = m.ran, ran | m.ran
        self._look(m)
        if m.steps - steps < WORTH or log is None or self._base != base or _state(m) != before or not all(map(_is_plain, log[begin:])):
            self._never.add(key[0])
            return result
        try:
            kept = _copy(m, result, {}, serial)
        except _Mixed:
            self._never.add(key[0])
            return result
        self._kept[key] = _Kept(kept, inside, m.steps - steps, m.hidden_steps - hidden_steps, max(len(m.frames), 20))
        return result


def _is_plain(write: Write) -> bool:
    """Whether a write is to an object of the program, not to the state of the twin or of the machine."""
    return type(write[0]) is dict or type(write[0]) in _COPIED


def _exact(value: Value) -> tuple[type, Value]:
    return type(value), value


def _state(m: Machine) -> tuple[Any, ...]:
    """What a call that is kept leaves as it is."""
    return (
        m.graph_changes, m.asked, len(m.tf.made_ops), m.branches, m.session_runs, m.conditions, len(m.incomplete), m.doubts, m.cut_short,
        m.one_sided, len(m.events), m.seq, len(m.identities), m.cwd,
    )  # fmt: skip


def _copy(m: Machine, value: Value, copies: dict[int, Value], since: int) -> Value:
    """A value with the objects that a call made copied; ``since``: an Unknown that is younger belongs to one call only."""
    kind = type(value)
    if kind in _SIMPLE:
        return value
    if kind is tuple:
        return tuple([_copy(m, x, copies, since) for x in value])
    if kind in _COPIED and value not in m.heap:
        return copies[id(value)] if id(value) in copies else _copied(m, value, copies, since)
    if kind is Unknown and (not since or value.serial < since):
        return value
    if value in m.heap or kind in (Class, Module, HostFunction):
        return value
    raise _Mixed


def _copied(m: Machine, value: Instance, copies: dict[int, Value], since: int) -> Value:
    made: Any
    if isinstance(value, ListV):
        made = copies[id(value)] = ListV([], value.cls, value.open)
        made.items = [_copy(m, x, copies, since) for x in value.items]
    elif isinstance(value, DictV):
        made = copies[id(value)] = DictV({}, value.cls, value.open)
        made.items = {_copy(m, k, copies, since): _copy(m, x, copies, since) for k, x in value.items.items()}
        made.default = _copy(m, value.default, copies, since)
    elif isinstance(value, SetV):
        made = copies[id(value)] = SetV({}, value.cls, value.open)
        made.items = {_copy(m, k, copies, since): None for k in value.items}
    else:
        made = copies[id(value)] = Instance(value.cls)
        made.payload = value.payload if value.payload is MISSING else _copy(m, value.payload, copies, since)
    made.attrs = {k: x if type(x) in _SIMPLE else _copy(m, x, copies, since) for k, x in value.attrs.items()}
    return made
