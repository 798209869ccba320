"""Running one of two blocks, or both of them where the condition between them is not known."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from scope_lint.interpreter.code import RETURN, Signal
from scope_lint.interpreter.frames import Frame
from scope_lint.interpreter.values import Choice, Value
from scope_lint.symbolic.conditions import Atom, Path

if TYPE_CHECKING:
    from scope_lint.interpreter.machine import Machine


def choose_block(m: Machine, f: Frame, test: Any, yes: Callable[[], Signal], no: Callable[[], Signal]) -> Signal:
    """Runs one of two blocks, or both where the test is not known.

    Where one side leaves (return, break, continue) and the other goes on, the condition counts as decided from there on: until
    the function returns, or the loop (or its iteration) is over.
    """
    test = m.resolve(test)
    if type(test) is not Choice:
        return yes() if test else no()
    results: dict[bool, tuple[Signal, Value]] = {}
    returns = len(f.pending)
    m.fork(test.atom, partial(_side, m, f, test.yes, yes, no, results, True), partial(_side, m, f, test.no, yes, no, results, False))
    if len(results) == 1:  # the other side raised, or only one side was run
        ((signal, value),) = results.values()
        f.returned = value
        return signal
    (signal_yes, value_yes), (signal_no, value_no) = results[True], results[False]
    if None in (signal_yes, signal_no) and len(f.pending) > returns:
        _goes_on(m, f, tuple(path for path, _ in f.pending[returns:]))
    if signal_yes == signal_no:
        f.returned = m.join(test.atom, value_yes, value_no) if signal_yes == RETURN else f.returned
        return signal_yes
    leaves = signal_yes is not None and (signal_no is None or signal_yes == RETURN)
    left, going, value = (signal_yes, signal_no, value_yes) if leaves else (signal_no, signal_yes, value_no)
    if left == RETURN:
        m.assume(test.atom, leaves)
        path = tuple(literal for literal in m.assumptions[f.path_mark :] if not literal[0].excludes)
        f.pending.append((path, value))
        m.forget(test.atom, leaves)
    m.assume(test.atom, not leaves)
    f.assumed.append((test.atom, not leaves))
    if going == RETURN:
        f.returned = value_no if leaves else value_yes
    return going


def _side(
    m: Machine, f: Frame, test: Any, yes: Callable[[], Signal], no: Callable[[], Signal], results: dict[bool, tuple[Signal, Value]], holds: bool
) -> None:
    """Runs what a test has come to on one side, and puts its signal, and what it returned, into ``results``."""
    before = f.returned
    signal = choose_block(m, f, test, yes, no)
    results[holds] = (signal, f.returned)
    f.returned = before


def _goes_on(m: Machine, f: Frame, returned: tuple[Path, ...]) -> None:
    """A side goes on, but within it the function returned on some paths: from here on it is on none of these."""
    m.conditions += 1
    atom = Atom(("goes on", m.conditions), "?", excludes=returned)
    m.assume(atom, True)
    f.assumed.append((atom, True))
