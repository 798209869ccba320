"""What is taken for given on the way to here: on each side of an unknown condition, that it holds or does not."""

from __future__ import annotations

from typing import Any

from scope_lint.interpreter.values import Choice, Value
from scope_lint.symbolic.conditions import Above, Atom, differ
from scope_lint.symbolic.conditions import Path as Condition


class Assumptions:
    """The assumptions of what runs now, in the order in which they were made."""

    def __init__(self) -> None:
        self.assumptions: list[tuple[Atom, bool]] = []
        self.truth: dict[Atom, bool] = {}
        self.equal_to: dict[Any, Any] = {}
        """What a subject of conditions is taken to be equal to."""
        self.conditions = 0
        """Conditions so far that nothing is known of."""

    def known(self, atom: Atom) -> bool | None:
        """What is assumed about a condition here, if anything."""
        found = self.truth.get(atom)
        if found is None and atom.subject is not None and atom.subject in self.equal_to:
            held = self.equal_to[atom.subject]
            if isinstance(held, Above) or isinstance(atom.value, Above):
                return False if differ(held, atom.value) else None
            return bool(held == atom.value) and type(held) is type(atom.value)
        return found

    def assume(self, atom: Atom, holds: bool) -> None:
        """Takes a condition for given until ``forget``."""
        self.assumptions.append((atom, holds))
        self.truth[atom] = holds
        if holds and atom.subject is not None:
            self.equal_to[atom.subject] = atom.value

    def forget(self, atom: Atom, holds: bool) -> None:
        """Takes the latest such assumption back."""
        for i in range(len(self.assumptions) - 1, -1, -1):
            if self.assumptions[i] == (atom, holds):
                del self.assumptions[i]
                break
        self.truth.pop(atom, None)
        if holds and atom.subject is not None:
            self.equal_to.pop(atom.subject, None)

    def leave_path(self, length: int) -> None:
        """Takes back all assumptions since the path was that long."""
        while len(self.assumptions) > length:
            self.forget(*self.assumptions[-1])

    def current_path(self) -> Condition:
        """The assumptions, outermost first."""
        return tuple(self.assumptions)

    def resolve(self, value: Value) -> Value:
        """A Choice under what is assumed here."""
        while type(value) is Choice:
            holds = self.known(value.atom)
            if holds is None:
                return value
            value = value.yes if holds else value.no
        return value

    def fresh_condition(self, text: str, key: Any) -> Choice:
        """The truth of something that nothing is known of, a new question each time."""
        self.conditions += 1
        return Choice(Atom(("fresh", key, self.conditions), text), True, False)
