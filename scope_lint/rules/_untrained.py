"""Weights that are made a second time where those of the first were meant: no optimizer trains the copy, and nothing else writes it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scope_lint.events import VariableEvent
from scope_lint.rules._places import parting
from scope_lint.rules._sharing import repeated
from scope_lint.rules._view import RunView

_NUMBER = re.compile(r"_\d+(?=/|$)")
"""What makes a name unique."""

Pair = tuple[VariableEvent, VariableEvent]


def untrained_copies(run: RunView) -> Iterator[list[Pair]]:
    """The copies that later calls make, by the first call, each with the variable of that one, which is trained.

    Only where the program could be followed to its end, so that there is no optimizer, assignment or checkpoint beside those seen.
    """
    if run.result.incomplete or not run.result.arguments_known or any(s.action == "restore" for s in run.savers):
        return
    groups: dict[tuple[str, int, int], list[Pair]] = {}
    for copy, first in repeated(run):
        if first.trained and not copy.trained and not copy.assigned and copy.trainable and first.stack != copy.stack and _same_but_for_numbers(copy, first):
            apart = parting(first.stack, copy.stack)
            if apart.inside:
                place = apart.first_place
                groups.setdefault((place.path, place.line, place.column), []).append((copy, first))
    yield from groups.values()


def _same_but_for_numbers(copy: VariableEvent, first: VariableEvent) -> bool:
    """Whether TensorFlow chose the name, by a number, and all else is the same."""
    if copy.after_unknown or copy.shape != first.shape or copy.path or first.path or copy.name == first.name:
        return False
    return _NUMBER.sub("", str(copy.name)) == _NUMBER.sub("", str(first.name))
