"""The proof of a fix: the variables that the whole project makes before and after it, entry by entry."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from scope_lint.events import EntryResult, ErrorEvent, VariableEvent

Predicted = tuple[str, str, str]
"""Name, api and status of a variable."""
Entry = tuple[str, str]
"""Kind and target."""


@dataclass(frozen=True)
class Change:
    """A variable that has another name after a fix, or is no longer made (``new`` is None), or is made besides (``old`` is None)."""

    target: str
    old: str | None
    new: str | None

    def __str__(self) -> str:
        if self.old is None:
            return f"{self.new} is new"
        return f"{self.old} → {self.new}" if self.new is not None else f"{self.old} is gone"


@dataclass(frozen=True)
class Comparison:
    """What a fix does to the predictions."""

    changes: tuple[Change, ...]
    errors: tuple[str, ...]
    """What TensorFlow raises only after it."""


Moved = Callable[[str, int], int]
"""From a path and a line before to the line after."""
Raised = tuple[str, tuple[tuple[str, int], ...]]
"""What is raised, and the places that lead there."""


@dataclass(frozen=True)
class _Prediction:
    variables: tuple[Predicted, ...]
    errors: Counter[Raised]


def compare(before: Sequence[EntryResult], after: Sequence[EntryResult], moved: Moved) -> Comparison:
    """What changes from one analysis of a project to the next.

    Where an error is gone, the program goes on: what it makes and raises beyond that point counts as no change, as long as all
    that it made before keeps its name.
    """
    old, new = _predictions(before, moved), _predictions(after, lambda path, line: line)
    goes_on = any(p.errors - new[entry].errors for entry, p in old.items() if entry in new)
    changes: dict[Change, None] = {}
    errors: dict[str, None] = {}
    for entry, prediction in old.items():
        if entry not in new:
            if not goes_on:  # else it is a function that a script reaches now
                changes.update((Change(entry[1], v[0], None), None) for v in prediction.variables)
            continue
        now = new[entry]
        gone = prediction.errors - now.errors
        if not (gone and _within(prediction.variables, now.variables)):
            changes.update((c, None) for c in _changes(entry[1], prediction.variables, now.variables))
        if not gone:
            errors.update((text, None) for text, _ in sorted(now.errors - prediction.errors))
    if not goes_on:
        for entry in new.keys() - old.keys():
            errors.update((text, None) for text, _ in sorted(new[entry].errors))
    return Comparison(tuple(changes), tuple(errors))


def followed(before: Sequence[Change], after: Sequence[Change]) -> list[Change]:
    """The changes of two passes as those of one: ``a → b`` and then ``b → c`` is ``a → c``."""
    rest = list(after)
    found: list[Change] = []
    for change in before:
        more = next((c for c in rest if c.target == change.target and c.old is not None and c.old == change.new), None)
        if more is not None:
            rest.remove(more)
            change = Change(change.target, change.old, more.new)
        found.append(change)
    return [c for c in dict.fromkeys([*found, *rest]) if c.old != c.new]


def _predictions(results: Sequence[EntryResult], moved: Moved) -> dict[Entry, _Prediction]:
    found: dict[Entry, _Prediction] = {}
    for result in results:
        variables = tuple((str(e.name), e.api, e.status) for e in result.events if isinstance(e, VariableEvent))
        raised = (e for e in result.events if isinstance(e, ErrorEvent) and not e.caught and e.stack)
        errors = Counter((_said(e), tuple((f.path, moved(f.path, f.line)) for f in e.stack)) for e in raised)
        found[result.kind, result.target] = _Prediction(variables, errors)
    return found


def _said(event: ErrorEvent) -> str:
    return f"{event.type}: {event.message.split(' Originally defined at', 1)[0]}"


def _within(some: Sequence[Predicted], more: Sequence[Predicted]) -> bool:
    """Whether all of ``some`` come in ``more``, in their order."""
    rest = iter(more)
    return all(variable in rest for variable in some)


def _changes(target: str, old: Sequence[Predicted], new: Sequence[Predicted]) -> list[Change]:
    changes: list[Change] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        one, other = [v[0] for v in old[a:b]], [v[0] for v in new[c:d]]
        if len(one) == len(other):
            changes += [Change(target, x, y) for x, y in zip(one, other)]
        else:
            changes += [Change(target, x, None) for x in one if x not in other]
            changes += [Change(target, None, y) for y in other if y not in one]
    return changes
