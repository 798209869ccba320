"""Where entries are run: in this process, or in worker processes that each keep a session of their own.

A file's entries hang on nothing that another file's entries left, so that what is found does not depend on which process runs
what, nor on what the cache already knows. The rules judge an entry where it was run: its events do not travel.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from time import perf_counter
from types import TracebackType
from typing import Union

import msgspec

from scope_lint.events import EntryResult, ErrorEvent, VariableEvent
from scope_lint.interpreter.deep_stack import end_threads, with_deep_stack
from scope_lint.interpreter.session import Session
from scope_lint.jobs import Done, Ground, Job
from scope_lint.kept import Function, Rest, grouped
from scope_lint.options import Options
from scope_lint.outcome import Lines, Outcome, Place
from scope_lint.prints import Prints
from scope_lint.program.cache import IRCache
from scope_lint.program.program import Program
from scope_lint.program.trace import Trace
from scope_lint.result_cache import ResultCache, tool_stamp
from scope_lint.rules import all_rules
from scope_lint.rules.run import Judged, judge
from scope_lint.source.problem import SourceError
from scope_lint.syntax.problem import SyntaxProblem
from scope_lint.timings import CLOCK, Timings

MODULES = 600
"""So many modules of a ground are held by a process; with more it begins anew, so that its memory does not grow with the repository."""

GARBAGE = 500_000
"""Objects that are made between two collections while jobs run, some 30 MB of garbage. What an entry leaves behind is garbage, what it
keeps (modules) stays for good: collecting between entries, and leaving out what has stayed once, saves a third of the time."""
MODULE = 2_000
"""So many of them are taken for each module that was loaded meanwhile: they stay."""

AT_ONCE = 8
"""Files that a process reads, and jobs that it runs, before it asks for more; of the jobs the first quarter, which take longest, are
given out one by one."""


class InProcess:
    """One session for each ground, here. Python's collector, which is not ours to switch off for good, rests while a job runs, and is told
    to leave alone what a job leaves: others' objects, too, until this ends, but their garbage is collected with ours from time to time."""

    def __init__(self, grounds: Sequence[Ground]) -> None:
        self.runner = Runner(grounds, tidies=True)
        self._made = 0
        """Objects since it was told last."""

    def __enter__(self) -> InProcess:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None) -> None:
        gc.unfreeze()

    def run(self, jobs: Sequence[Job]) -> Iterator[Done]:
        """What came of each job, in order."""
        return map(self._run, jobs)

    def _run(self, job: Job) -> Done:
        collects, before = gc.isenabled(), gc.get_count()[0]
        gc.disable()
        try:
            return self.runner.run(job)
        finally:
            self._made += max(gc.get_count()[0] - before, 0)
            if self._made > 3 * GARBAGE:  # here all that is kept is gone through, too
                self._made = 0
                gc.unfreeze()
                gc.collect()
            gc.freeze()
            if collects:
                gc.enable()


class Workers:
    """As many processes as there are processors; the outcomes come in the order of the jobs.

    ``begun``: what has run jobs in this process so far. Where processes are forked they go on with the modules that it has loaded.
    """

    def __init__(self, grounds: Sequence[Ground], begun: InProcess | None = None) -> None:
        from concurrent.futures import ProcessPoolExecutor  # seldom needed, and slow to import
        from multiprocessing import get_start_method

        end_threads()
        tool_stamp()  # processes that are forked have it then, and the rules
        all_rules()
        told: Runner | _Told
        if begun is not None and get_start_method() == "fork":
            told = begun.runner
        else:
            told = [(program.roots, program.stubs, options) for program, options in grounds]
        self._new_pool = partial(ProcessPoolExecutor, initializer=_start, initargs=(told, CLOCK.on))
        self._pool = self._new_pool(processes())

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None) -> None:
        self._pool.shutdown(cancel_futures=True)  # also in the end: jobs that turned out not to be wanted

    def run(self, jobs: Sequence[Job]) -> Iterator[Done]:
        """What came of each job, in order.

        Before scripts run, their files are read once, each by one process: the others find them in the cache.
        """
        from concurrent.futures.process import BrokenProcessPool

        done = 0
        while done < len(jobs):
            try:
                for outcome in self._together(jobs[done:]):
                    done += 1
                    yield outcome
            except BrokenProcessPool:
                for outcome in self._one_by_one(jobs[done:]):
                    done += 1
                    yield outcome

    def _together(self, jobs: Sequence[Job]) -> Iterator[Done]:
        scripts = [job for job in jobs if job.reached is None]
        for _ in self._pool.map(_read, scripts, chunksize=AT_ONCE):
            pass
        begin = len(jobs) // 4
        batches = [[job] for job in jobs[:begin]] + [jobs[i : i + AT_ONCE] for i in range(begin, len(jobs), AT_ONCE)]
        return map(_received, chain.from_iterable(self._pool.map(_run, batches)))

    def _one_by_one(self, jobs: Sequence[Job]) -> Iterator[Done]:
        """The same where a process has died, up to the job that it died of: nothing but its own file is lost."""
        from concurrent.futures.process import BrokenProcessPool

        alone = self._new_pool(1)
        try:
            for job in jobs:
                yield _received(alone.submit(_run, [job]).result()[0])
        except BrokenProcessPool:
            yield SourceError(job.path, 1, "the process that analysed it died, which is a defect in scope-lint itself; please report it")
        finally:
            alone.shutdown()
            self._pool.shutdown()
            self._pool = self._new_pool(processes())


def processes() -> int:
    """The processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Runner:
    """Runs jobs, in a session for each ground, and keeps on disk what came of them.

    ``tidies``: Python's collector rests, so that what entries leave behind is collected here, between entries.
    """

    def __init__(self, grounds: Sequence[Ground], tidies: bool = False) -> None:
        self._grounds = list(grounds)
        self._floors: dict[int, _Floor] = {}
        self._between: Callable[[], object] = self._tidy if tidies else lambda: None
        self._tidied = 0
        """The modules that were held when it was collected last."""

    def run(self, job: Job) -> Done:
        """What came of a job; a SourceError or SyntaxProblem where the file is none that can be run."""
        if job.ground in self._floors and self._floors[job.ground].full:
            self._drop(job.ground)
        return self._floor(job.ground).run(job)

    def read(self, job: Job) -> None:
        """Reads a job's file, where there is a cache that keeps what came of it for other processes."""
        program = self._floor(job.ground).program
        if program.cache is not None and program.size < MODULES:
            try:
                program.load(job.path)
            except (SourceError, SyntaxProblem):
                pass  # said where it is run

    def _floor(self, number: int) -> _Floor:
        if number not in self._floors:
            self._floors[number] = _Floor(*self._grounds[number], self._between)
        return self._floors[number]

    def _drop(self, number: int) -> None:
        """Lets go of all that a session holds, also of what the collector was told to leave alone."""
        program, options = self._grounds[number]
        self._grounds[number] = Ground(program.afresh(), options)
        del self._floors[number], program
        gc.unfreeze()
        gc.collect()
        self._tidied = self._held()

    def _held(self) -> int:
        return sum(floor.program.size for floor in self._floors.values())

    def _tidy(self) -> None:
        held = self._held()
        if gc.get_count()[0] > GARBAGE + MODULE * (held - self._tidied):
            gc.collect()
            gc.freeze()
            self._tidied = held


class _Floor:
    """A session on a ground."""

    def __init__(self, program: Program, options: Options, between: Callable[[], object]) -> None:
        self.program = program
        self._keeps = options.models
        self._between = between
        self._session = Session(program, options.version)
        cache = program.cache
        self._cache = None if cache is None else ResultCache(cache.store, program, options, Prints(options.overlay))
        self._most = 0
        """The modules that a job read, at most."""

    @property
    def full(self) -> bool:
        """Whether it holds more than it should, and more than it would have again soon."""
        return self.program.size > max(MODULES, 2 * self._most)

    def run(self, job: Job) -> Done:
        _, path, reached, kept = job
        trace = self.program.trace = Trace()
        rest = self._cache.rest(kept) if kept and self._cache is not None else None
        begin = perf_counter()
        try:
            with CLOCK.file(str(path)), CLOCK.phase("run scripts" if reached is None else "run functions"):
                outcome, each = (self._script(path), []) if reached is None else self._functions(path, reached, rest)
        except (SourceError, SyntaxProblem) as e:
            return e.with_traceback(None)
        self._between()
        took = perf_counter() - begin
        if rest is not None:
            trace.include(rest.trace())
            took += rest.kept.took
        whole = trace.whole()
        self._most = max(self._most, len(whole.files))
        if reached is None:
            outcome.reached = grouped(whole.ran.values())
        if self._cache is not None:
            self._cache.put(self._cache.key(path, reached), path, outcome, whole, each, took, rest)
        return outcome

    def _script(self, path: Path) -> Outcome:
        result = run_script(self._session, path)
        return Outcome([_judged(result)], results=[_told(result)] if self._keeps else None)

    def _functions(self, path: Path, reached: Lines, rest: Rest | None) -> tuple[Outcome, list[Collection[Function]]]:
        """The functions of a file that neither scripts (``reached``) nor each other reached, and what each of them ran."""
        session = self._session
        entries: list[Judged] = []
        results: list[bytes] = []
        plan: list[Place] = []
        each: list[Collection[Function]] = []
        shown = session.machine.shown_path(path)
        session.reached.clear()
        session.reached.update((shown, line) for line in reached)

        def run() -> None:
            for line, result, known in session.run_unreached(path, {} if rest is None else rest.covered):
                ran: Collection[Function]
                if known and rest is not None:
                    judged, told, ran = rest.of(line)
                elif result is not None:
                    judged, told, ran = _judged(result), _told(result) if self._keeps else b"", session.ran()
                else:
                    plan.append((line, None))
                    continue
                entries.append(judged)
                results.append(told)
                each.append(ran)
                plan.append((line, sorted(place for file, place in ran if file == shown)))
                self._between()

        with_deep_stack(run)
        return Outcome(entries, plan=plan, results=results if self._keeps else None), each


def _judged(result: EntryResult) -> Judged:
    with CLOCK.phase("rules"):
        return judge(result)


def run_script(session: Session, path: Path) -> EntryResult:
    """A file run as a script. Raises SourceError or SyntaxProblem."""
    session.machine.program.load(path)
    result: EntryResult = with_deep_stack(lambda: session.run_script(path))
    return result


def _told(result: EntryResult) -> bytes:
    """The variables and errors of an entry; nothing of one with a text that cannot be written (a path that is not UTF-8)."""
    try:
        events = [e for e in result.events if isinstance(e, (VariableEvent, ErrorEvent))]
        from scope_lint import wire

        return wire.encode(msgspec.structs.replace(result, events=events))
    except UnicodeError:
        return b""


_Told = Sequence[tuple[tuple[Path, ...], tuple[Path, ...], Options]]
"""What a process must know of each ground: import roots, folders of stubs, and options."""

_Sent = Union[bytes, tuple[Done, Timings]]
"""What goes from one process to another: as bytes, where all of it can be written so."""

_runner: Runner
_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(tuple[Outcome, Timings])


def _start(told: Runner | _Told, timed: bool) -> None:
    global _runner
    gc.disable()
    if timed:
        CLOCK.start()
    if isinstance(told, Runner):
        _runner = told
        return
    made = [
        Ground(Program(roots, IRCache.of(options.cache_dir, options.no_cache), stubs, options.overlay), options)
        for roots, stubs, options in told
    ]
    _runner = Runner(made, tidies=True)


def _read(job: Job) -> None:
    _runner.read(job)


def _run(jobs: Sequence[Job]) -> list[_Sent]:
    sent: list[_Sent] = with_deep_stack(lambda: list(map(_outcome, jobs)))
    return sent


def _outcome(job: Job) -> _Sent:
    done = _runner.run(job)
    timings = CLOCK.take() if CLOCK.on else Timings()
    try:
        return _ENCODER.encode((done, timings)) if isinstance(done, Outcome) else (done, timings)
    except UnicodeError:
        return done, timings


def _received(sent: _Sent) -> Done:
    done, timings = _DECODER.decode(sent) if isinstance(sent, bytes) else sent
    if CLOCK.on:
        CLOCK.add(timings)
    return done
