"""An instance of a class as its constructor leaves it: each of the methods that nothing calls begins there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scope_lint.events import VariableEvent
from scope_lint.interpreter.deep_stack import with_deep_stack
from scope_lint.interpreter.entries import make_instance
from scope_lint.interpreter.heap import held
from scope_lint.interpreter.values import Class, Function, Instance, Iterator, Value

if TYPE_CHECKING:
    from scope_lint.interpreter.machine import Machine


class Constructed:
    """Made in a branch of its own, which must be open as long as its methods run, each in a branch inside of that one.

    What a branch does not take back is kept here: counts, events with what is noted in them later on, and scopes yet to be entered.
    """

    def __init__(self, m: Machine, cls: Class) -> None:
        self.cls = cls
        self._machine = m
        self._problem: Exception | None = None
        made: Value = None
        try:
            made = with_deep_stack(lambda: make_instance(m, cls, defaults=False))
        except Exception as problem:  # said of each method
            self._problem = problem
        self._made: Instance = made if isinstance(made, Instance) else Instance(cls)
        self.serves_again = not _holds_iterator(m, self._made)
        """Whether one method leaves nothing behind for the next."""
        self._counts = m.counts()
        self._events, self._incomplete = m.events, m.incomplete
        self._ran, self._identities, self._obtained = m.ran, m.identities, m.obtained
        self._touches_others = m.memo.touched(m)
        self._unused = m.tf.unused
        self._variables = [(e, e.trained, e.assigned) for e in m.events if isinstance(e, VariableEvent)]
        self._ops = len(m.tf.made_ops)

    def begin(self) -> None:
        """A method begins, in a branch that was opened for it."""
        m = self._machine
        m.restart()
        m.count_from(self._counts)
        m.events, m.incomplete = self._events.copy(), self._incomplete.copy()
        m.ran, m.identities, m.obtained = self._ran.copy(), self._identities.copy(), self._obtained.copy()
        m.memo.next_entry(self._touches_others)
        m.tf.unused = self._unused.copy()
        for variable, trained, assigned in self._variables:
            variable.trained, variable.assigned = trained, assigned

    def ran(self, fn: Function) -> bool:
        """Whether making the instance ran a function."""
        return any(one.code is fn.code for one in self._ran.values())

    def instance(self) -> Instance:
        """The instance; what ended its constructor is raised each time."""
        if self._problem is not None:
            raise self._problem.with_traceback(None)
        return self._made

    def end(self) -> None:
        """A method has ended."""
        self._machine.tf.dissolve(self._ops)


def _holds_iterator(m: Machine, made: Instance) -> bool:
    """Whether an instance leads to an iterator of its own: what is taken from it is gone, and no branch brings it back."""
    todo: list[Value] = [made]
    seen: set[int] = set()
    while todo:
        value = todo.pop()
        if type(value) is Iterator:
            return True
        if isinstance(value, (tuple, list)):
            todo += value
        elif id(value) not in seen and value not in m.heap:
            seen.add(id(value))
            todo += value.values() if isinstance(value, dict) else held(value)
    return False
