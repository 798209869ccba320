"""One entry of the cache of results: what came of a script or of a file's functions, with what that hung on."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TypeVar

import msgspec

from scope_lint.outcome import Outcome
from scope_lint.program.trace import Trace
from scope_lint.rules.run import Judged

Function = tuple[str, int]
"""A function of the user's: its file (as results show it) and line."""


class Kept(msgspec.Struct, frozen=True, array_like=True):
    """One entry of the cache."""

    outcome: msgspec.Raw
    """Without ``reached``."""
    path: str
    """The entry's own file."""
    script: bool
    whole: bool
    """Whether it hangs on all that stands in the files."""
    files: dict[str, str]
    """Source files that were read, by absolute path, with a digest of their bytes; empty where a file could not be read."""
    ran: dict[str, list[int]]
    """The user's functions that ran, by file (as results show it) and line; in the order of their numbers, from 0."""
    imported: list[int]
    """The numbers of those that ran where modules were loaded."""
    each: list[list[int]]
    """Of functions: the numbers of those that each entry of the outcome ran."""
    described: dict[str, list[int]]
    """Those whose docstring was asked for."""
    inspected: dict[str, list[int]]
    """Those whose code object was."""
    asked: msgspec.Raw
    """By file (as results show it), names that it did not have when they were asked for, or that others bound in it."""
    looks: dict[str, str]
    """Other files and folders that were looked at, with their fingerprints."""
    finds: list[tuple[tuple[str, ...], dict[str, str | None]]]
    """By search path: modules that were sought there, and what was found."""
    took: float = 0.0
    """Seconds that it took to run."""

    def numbered(self) -> list[Function]:
        """The functions that ran, by number."""
        return list(pairs(self.ran))

    def without(self, changed: Collection[Function]) -> Kept | None:
        """What is left of it where these functions are others now; None for nothing."""
        numbered = self.numbered()
        lost = {number for number, function in enumerate(numbered) if function in changed}
        if not lost:
            return self
        if self.script or not lost.isdisjoint(self.imported):
            return None
        kept = [number for number, ran in enumerate(self.each) if lost.isdisjoint(ran)]
        if not kept:
            return None
        used = sorted({*self.imported, *(function for number in kept for function in self.each[number])})
        again = {old: new for new, old in enumerate(used)}
        outcome = msgspec.msgpack.decode(self.outcome, type=Outcome).only(frozenset(kept))
        return msgspec.structs.replace(
            self,
            outcome=msgspec.Raw(msgspec.msgpack.encode(outcome)),
            ran=grouped([numbered[number] for number in used]),
            imported=[again[number] for number in self.imported],
            each=[[again[function] for function in self.each[number]] for number in kept],
            took=self.took * len(kept) / len(self.each),
        )  # fmt: skip


class Rest:
    """What is still good of a file's functions, some of which are run again."""

    def __init__(self, kept: Kept) -> None:
        self.kept = kept
        outcome = msgspec.msgpack.decode(kept.outcome, type=Outcome)
        self._numbered = numbered = kept.numbered()
        self.covered = {line: covered or [] for line, covered in outcome.plan}
        """By the line of each function: those of its file that running it reached."""
        self.bare = outcome.results is None
        """Whether variables and errors are not known."""
        results = outcome.results or [b""] * len(outcome.entries)
        each = [[numbered[number] for number in ran] for ran in kept.each]
        self._entries = dict(zip(self.covered, zip(outcome.entries, results, each)))

    def of(self, line: int) -> tuple[Judged, bytes, list[Function]]:
        """Of the function on a line: what the rules said, the variables and errors, and the functions that it ran."""
        return self._entries[line]

    def trace(self) -> Trace:
        """What it hung on, but the functions that its entries ran."""
        kept, out = self.kept, Trace()
        out.files.update(kept.files)
        out.finds.update({(dotted, path): found for path, finds in kept.finds for dotted, found in finds.items()})
        out.looks.update(kept.looks)
        out.ran.update((-1 - number, self._numbered[number]) for number in kept.imported)  # no identity of a code is negative
        out.described.update(pairs(kept.described))
        out.inspected.update(pairs(kept.inspected))
        out.asked.update(pairs(msgspec.msgpack.decode(kept.asked, type=dict[str, list[str]])))
        return out


T = TypeVar("T", int, str)


def grouped(ungrouped: Iterable[tuple[str, T]]) -> dict[str, list[T]]:
    """By the first of each pair."""
    out: dict[str, list[T]] = {}
    for first, second in ungrouped:
        out.setdefault(first, []).append(second)
    return out


def pairs(groups: dict[str, list[T]]) -> Iterable[tuple[str, T]]:
    """What was grouped, in order."""
    return ((first, second) for first, group in groups.items() for second in group)
