"""Where the time of a run goes: by phase, by rule and by file.

Off, as it is by default, a clock is a no-op that every phase asks once: once a file or entry, never in the interpreter's loops.
"""

from __future__ import annotations

import time
from contextlib import AbstractContextManager, nullcontext

import msgspec

PHASES = ("read", "look up", "lower", "run scripts", "run functions", "rules", "report")
"""In the order of a run: files are found and read; kept results are looked up; and what runs lowers (parses) the files that it comes
to, and is judged by the rules at its end. What counts for one phase counts for no other."""


class Timings(msgspec.Struct, array_like=True):
    """Seconds, also of several processes together."""

    phases: dict[str, float] = {}
    rules: dict[str, float] = {}
    files: dict[str, float] = {}

    def add(self, other: Timings) -> None:
        """Takes in what another process measured."""
        for mine, more in ((self.phases, other.phases), (self.rules, other.rules), (self.files, other.files)):
            for name, seconds in more.items():
                mine[name] = mine.get(name, 0.0) + seconds


class _Running:
    """A phase; the phases inside of it do not count for it."""

    def __init__(self, clock: Clock, into: dict[str, float], name: str) -> None:
        self._clock, self._into, self._name = clock, into, name
        self._inside = self._begin = 0.0

    def __enter__(self) -> None:
        self._clock.open.append(self)
        self._begin = time.perf_counter()

    def __exit__(self, *exc: object) -> None:
        took = time.perf_counter() - self._begin
        open_ = self._clock.open
        open_.pop()
        self._into[self._name] = self._into.get(self._name, 0.0) + took - self._inside
        if open_:
            open_[-1].inside(took)

    def inside(self, seconds: float) -> None:
        self._inside += seconds


class Clock:
    """Of this process. A rule's time is also that of the phase it runs in."""

    def __init__(self) -> None:
        self.on = False
        self.open: list[_Running] = []
        self._timings = Timings()
        self._off = nullcontext()

    def phase(self, name: str) -> AbstractContextManager[None]:
        """What runs inside belongs to a phase."""
        return _Running(self, self._timings.phases, name) if self.on else self._off

    def rule(self, code: str) -> AbstractContextManager[None]:
        """What runs inside belongs to a rule."""
        return _Within(self._timings.rules, code) if self.on else self._off

    def file(self, path: str) -> AbstractContextManager[None]:
        """What runs inside belongs to the entries of a file."""
        return _Within(self._timings.files, path) if self.on else self._off

    def start(self) -> None:
        """Measures from now on."""
        self.on, self._timings, self.open = True, Timings(), []

    def stop(self) -> Timings:
        """What was measured; the clock is off then."""
        self.on = False
        return self.take()

    def add(self, timings: Timings) -> None:
        """What a worker process measured."""
        self._timings.add(timings)

    def take(self) -> Timings:
        """What was measured so far, which is forgotten then."""
        taken, self._timings = self._timings, Timings()
        return taken


class _Within:
    """Time that is counted whatever runs inside."""

    def __init__(self, into: dict[str, float], name: str) -> None:
        self._into, self._name = into, name
        self._begin = 0.0

    def __enter__(self) -> None:
        self._begin = time.perf_counter()

    def __exit__(self, *exc: object) -> None:
        self._into[self._name] = self._into.get(self._name, 0.0) + time.perf_counter() - self._begin


CLOCK = Clock()
