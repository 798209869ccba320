"""What running the entries of one file gave: data that is kept on disk, and sent between processes and machines."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Union

import msgspec

from scope_lint.rules.run import Judged

Lines = frozenset[int]
"""Functions of one file, by line."""

Place = tuple[int, Union[list[int], None]]
"""Of a function that stands on its own: its line, and the functions of its file that running it reached; None where it was not run,
since one before it reached it."""


class Outcome(msgspec.Struct, array_like=True):
    """Of a script: one entry; or of the functions of a file that were not reached otherwise."""

    entries: list[Judged]
    reached: dict[str, list[int]] = {}
    """Of a script: the user's functions that ran, by file (as results show it) and line."""
    plan: list[Place] = []
    """Of functions: all that there were to run, in order."""
    results: list[bytes] | None = None
    """The variables and errors of each entry, where they are wanted."""

    def settled(self, reached: Lines) -> Outcome | None:
        """What it would be, had these functions been reached before, besides those that were; None where that takes another run."""
        numbers = iter(range(len(self.entries)))
        kept: set[int] = set()
        seen = set(reached)
        for line, covered in self.plan:
            number = next(numbers) if covered is not None else -1
            if line in seen:
                continue
            if covered is None:
                return None
            seen.update(covered)
            kept.add(number)
        return self.only(kept)

    def only(self, kept: Collection[int]) -> Outcome:
        """Of functions: some of the entries, by number, and what there is of the plan for them."""
        numbers = iter(range(len(self.entries)))
        plan: list[Place] = [(line, covered) for line, covered in self.plan if covered is not None and next(numbers) in kept]
        results = None if self.results is None else [result for n, result in enumerate(self.results) if n in kept]
        return Outcome([entry for n, entry in enumerate(self.entries) if n in kept], plan=plan, results=results)


Reached = Mapping[str, Collection[int]]
"""Functions of any file."""


def lines_of(reached: Reached, shown: str) -> Lines:
    """The functions of a file that scripts reached."""
    return frozenset(reached.get(shown, ()))


def gather(each: Iterable[Reached]) -> Reached:
    """What scripts reached, together."""
    reached: dict[str, set[int]] = {}
    for one in each:
        for path, lines in one.items():
            reached.setdefault(path, set()).update(lines)
    return reached
