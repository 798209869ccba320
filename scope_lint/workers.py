"""Where entries are run: in this process, or in worker processes that each keep a session of their own.

A file's entries hang on nothing that another file's entries left, so that what is found does not depend on which process runs
what, nor on what the cache already knows.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Union

from scope_lint.events import EntryResult, ErrorEvent, OpEvent
from scope_lint.interpreter.entries import with_deep_stack
from scope_lint.interpreter.session import Session
from scope_lint.options import Options
from scope_lint.program.program import Program
from scope_lint.program.trace import Trace
from scope_lint.result_cache import Kept, Lines, Outcome, Prints, kept
from scope_lint.source.problem import SourceError
from scope_lint.syntax.problem import SyntaxProblem

Problem = Union[SourceError, SyntaxProblem]


class Ground(NamedTuple):
    """What entries run on: a program, which has the import roots and stubs, and the options, which have the TensorFlow version."""

    program: Program
    options: Options


class Job(NamedTuple):
    """A file, and the number of the ground to run it on."""

    ground: int
    path: Path
    reached: Lines | None
    """None: to be run as a script; else the functions of it that entries reached, whose others are to be run."""


Done = Union[Kept, Outcome, Problem]
"""Kept: an outcome with what it hung on."""


class InProcess:
    """One session for each ground, here."""

    def __init__(self, grounds: Sequence[Ground]) -> None:
        self._runner = _Runner(grounds)

    def __enter__(self) -> InProcess:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None) -> None:
        return None

    def run(self, jobs: Iterable[Job]) -> Iterator[Done]:
        """What came of each job, in order."""
        return map(self._runner.run, jobs)


class Workers:
    """As many processes as there are processors; the outcomes come in the order of the jobs."""

    def __init__(self, grounds: Sequence[Ground]) -> None:
        told = [(program.roots, program.stubs, options) for program, options in grounds]
        self._pool = ProcessPoolExecutor(max_workers=processes(), initializer=_start, initargs=(told,))

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None) -> None:
        self._pool.shutdown(cancel_futures=kind is not None)

    def run(self, jobs: Iterable[Job]) -> Iterator[Done]:
        """What came of each job, in order."""
        return self._pool.map(_run, jobs)


def processes() -> int:
    """The processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class _Runner:
    """Sessions, and what of their results is passed on."""

    def __init__(self, grounds: Sequence[Ground], between: Callable[[], None] = lambda: None) -> None:
        self._grounds = grounds
        self._sessions: dict[int, Session] = {}
        self._prints = Prints()
        self._between = between

    def run(self, job: Job) -> Done:
        program, options = self._grounds[job.ground]
        if job.ground not in self._sessions:
            self._sessions[job.ground] = Session(program, options.version)
        session = self._sessions[job.ground]
        trace = program.trace = Trace()
        try:
            results = [run_script(session, job.path)] if job.reached is None else run_functions(session, job.path, job.reached, self._between)
        except (SourceError, SyntaxProblem) as e:
            return e.with_traceback(None)
        self._between()
        results = [_lean(result) for result in results]
        if not options.no_cache and not options.overlay:
            try:
                return kept(results, trace, self._prints)
            except ValueError:  # a text that is not UTF-8
                pass
        return Outcome(results, frozenset(trace.whole().ran.values()))


def run_script(session: Session, path: Path) -> EntryResult:
    """A file run as a script. Raises SourceError or SyntaxProblem."""
    session.machine.program.load(path)
    result: EntryResult = with_deep_stack(lambda: session.run_script(path))
    return result


def run_functions(session: Session, path: Path, reached: Lines, between: Callable[[], None] = lambda: None) -> list[EntryResult]:
    """The functions of a file that neither other entries (``reached``) nor each other reached; ``between`` is called after each."""
    results: list[EntryResult] = []
    session.reached.clear()
    session.reached.update(reached)

    def run() -> None:
        for result in session.run_unreached(path):
            results.append(result)
            between()

    with_deep_stack(run)
    return results


_runner: _Runner


def _start(grounds: Sequence[tuple[tuple[Path, ...], tuple[Path, ...], Options]]) -> None:
    global _runner
    from scope_lint.analysis import cache_of

    gc.disable()
    made = [Ground(Program(list(roots), cache_of(options), stubs, options.overlay), options) for roots, stubs, options in grounds]
    _runner = _Runner(made, _tidy)


def _run(job: Job) -> Done:
    return _runner.run(job)


GARBAGE = 200_000
"""Objects that a worker process makes between two collections. What an entry leaves behind is garbage, what it keeps (modules)
stays for good: collecting between entries, and leaving out what has stayed once, saves a third of the time."""


def _tidy() -> None:
    if gc.get_count()[0] > GARBAGE:
        gc.collect()
        gc.freeze()


def _lean(result: EntryResult) -> EntryResult:
    """What travels: no rule asks for the ops of an entry without errors."""
    if not any(isinstance(e, ErrorEvent) for e in result.events):
        result.events = [e for e in result.events if not isinstance(e, OpEvent)]
    return result
