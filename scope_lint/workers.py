"""Where entries are run: in this process, or in worker processes that each keep a session of their own."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from types import TracebackType

from scope_lint.events import EntryResult, ErrorEvent, OpEvent
from scope_lint.interpreter.entries import with_deep_stack
from scope_lint.interpreter.session import Session
from scope_lint.options import Options
from scope_lint.program.program import Program
from scope_lint.source.problem import SourceError
from scope_lint.syntax.problem import SyntaxProblem

Outcome = EntryResult | SourceError | SyntaxProblem
Lines = frozenset[tuple[str, int]]


class InProcess:
    """One session, here."""

    def __init__(self, program: Program, options: Options) -> None:
        self.session = Session(program, options.version)

    def __enter__(self) -> InProcess:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None) -> None:
        return None

    def scripts(self, paths: Iterable[Path]) -> Iterator[tuple[Path, Outcome]]:
        """Each file run as a script, in order."""
        for path in paths:
            yield path, run_script(self.session, path)

    def functions(self, paths: Iterable[Path]) -> list[EntryResult]:
        """The functions of each file that nothing reached."""
        return [result for path in paths for result in run_functions(self.session, path)]


class Workers:
    """As many processes as there are processors; the results come in the order of the files."""

    def __init__(self, program: Program, options: Options) -> None:
        self._pool = ProcessPoolExecutor(max_workers=processes(), initializer=_start, initargs=(program.roots, program.stubs, options))
        self._reached: set[tuple[str, int]] = set()

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None) -> None:
        self._pool.shutdown(cancel_futures=kind is not None)

    def scripts(self, paths: Iterable[Path]) -> Iterator[tuple[Path, Outcome]]:
        """Each file run as a script."""
        for path, outcome, reached in self._pool.map(_script, paths):
            self._reached |= reached
            yield path, outcome

    def functions(self, paths: Iterable[Path]) -> list[EntryResult]:
        """The functions of each file that no worker reached."""
        known = frozenset(self._reached)
        jobs = [(path, frozenset(r for r in known if r[0].endswith(path.name))) for path in paths]
        return [result for results in self._pool.map(_functions, jobs) for result in results]


def processes() -> int:
    """The processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def run_script(session: Session, path: Path) -> Outcome:
    """A file run as a script, or why it could not be."""
    try:
        session.machine.program.load(path)
        result: EntryResult = with_deep_stack(lambda: session.run_script(path))
        return result
    except (SourceError, SyntaxProblem) as e:
        return e.with_traceback(None)


def run_functions(session: Session, path: Path, between: Callable[[], None] = lambda: None) -> list[EntryResult]:
    """The functions of a file that nothing reached; ``between`` is called after each."""
    results: list[EntryResult] = []

    def run() -> None:
        for result in session.run_unreached(path):
            results.append(result)
            between()

    with_deep_stack(run)
    return results


_session: Session
_told: set[tuple[str, int]]


def _start(roots: tuple[Path, ...], stubs: tuple[Path, ...], options: Options) -> None:
    global _session, _told
    from scope_lint.analysis import cache_of

    gc.disable()
    _session, _told = Session(Program(roots, cache_of(options), stubs, options.overlay), options.version), set()


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


def _script(path: Path) -> tuple[Path, Outcome, Lines]:
    outcome = run_script(_session, path)
    if isinstance(outcome, EntryResult):
        outcome = _lean(outcome)
    _tidy()
    new = frozenset(_session.reached - _told)
    _told.update(new)
    return path, outcome, new


def _functions(job: tuple[Path, Lines]) -> list[EntryResult]:
    path, reached = job
    _session.reached.update(reached)
    return [_lean(result) for result in run_functions(_session, path, _tidy)]
