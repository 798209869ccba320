"""threading: a thread runs its function in a new graph: the default graph is each thread's own (1.0 to 1.15)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scope_lint.interpreter.calls import call
from scope_lint.interpreter.stdlib.base import function
from scope_lint.interpreter.values import Env, Raised, Value

if TYPE_CHECKING:
    from scope_lint.interpreter.machine import Machine


def _in_thread(m: Machine, fn: Value) -> Value:
    """Runs a function as a new thread does."""
    before = m.tf.push_graph(m.tf.new_graph())
    try:
        return call(m, fn, [], {})
    finally:
        m.tf.restore_graphs(before)


def _start_thread(m: Machine, fn: Value) -> Value:
    """Runs a thread that nothing waits for: an exception ends the thread only, and no ``try`` around its start catches it."""
    handlers, m.handlers = m.handlers, []
    m.threads += 1
    try:
        return _in_thread(m, fn)
    except Raised:
        return None
    finally:
        m.threads -= 1
        m.handlers = handlers


def _threads(m: Machine) -> Env:
    return {"in_thread": function("in_thread", _in_thread), "start_thread": function("start_thread", _start_thread)}


MODULES: Final = {"_scope_lint_threads": _threads}
