"""From paths to the results of all entries: which files are read, which are run, and what could not be."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from scope_lint.events import EntryResult
from scope_lint.findings import Incomplete, TFVersion
from scope_lint.options import DEFAULT_VERSION, Options, OptionsByFolder, Progress
from scope_lint.program.cache import IRCache
from scope_lint.program.program import Program
from scope_lint.program.reach import Reach
from scope_lint.program.roots import roots_for
from scope_lint.result_cache import Kept, Outcome, Prints, ResultCache
from scope_lint.source.discover import Discovery
from scope_lint.source.exclude import Excluded
from scope_lint.source.file import Overlay, read_bytes
from scope_lint.source.prefilter import mentions_scopes
from scope_lint.source.problem import SourceError
from scope_lint.syntax.problem import SyntaxProblem
from scope_lint.workers import Done, Ground, InProcess, Job, Problem, Workers

PARALLEL_FROM = 24
"""From so many files on, worker processes pay."""


@dataclass
class ProjectResult:
    """What was found out about a set of files."""

    paths: list[Path] = field(default_factory=list)
    """The files that were looked at."""
    results: list[EntryResult] = field(default_factory=list)
    left_out: dict[str, Incomplete] = field(default_factory=dict)
    """Files that could not be analysed, by path."""
    versions: list[TFVersion] = field(default_factory=lambda: [TFVersion(DEFAULT_VERSION)])
    """What they were run as, the version of the most files first."""


def open_program(paths: list[Path], options: Options) -> Program:
    """The program around some files: their import roots, and the cache."""
    return _program(roots_for(paths), options, cache_of(options))


def _program(roots: Sequence[Path], options: Options, cache: IRCache | None) -> Program:
    stubs = [Path(os.path.realpath(s)) for s in options.stub_path]
    found = [Path(os.path.realpath(r)) for r in [*map(Path, options.src), *roots]]
    return Program(list(dict.fromkeys(found)), cache, stubs, options.overlay)


def cache_of(options: Options) -> IRCache | None:
    """The cache on disk that the options ask for."""
    if options.no_cache:
        return None
    return IRCache(Path(options.cache_dir)) if options.cache_dir else IRCache.default()


def analyse(paths: list[str], options: Options, progress: Progress | None = None) -> ProjectResult:
    """Runs every entry of the files below some paths, each file as its own options say."""
    out = ProjectResult()
    data: dict[Path, bytes] = {}
    near = OptionsByFolder(options)
    stubs = _Stubs(paths)
    for path in files_below(paths, near, options.overlay, missing=lambda e: _leave_out(out, Path(e.path), e)):
        if stubs.hold(path, near.of(path)):
            continue
        out.paths.append(path)
        try:
            data[path] = read_bytes(path, options.overlay)
        except SourceError as e:
            _leave_out(out, path, e)
    grounds = _Grounds(roots_for([Path(p) for p in paths] + sorted({p.parent for p in data})), options)
    wanted = [(path, at) for path, text in data.items() if (at := grounds.at(near.of(path), path, text)) is not None]
    functions = {path for path, _ in wanted if mentions_scopes(data[path])}
    out.versions = versions_of([near.of(path) for path, _ in wanted]) or versions_of([options])
    with ExitStack() as stack:
        _run_all(out, _Runs(grounds.all, options, stack), wanted, functions, progress)
    if progress is not None:
        progress(len(wanted), len(wanted), "")
    return out


def files_below(
    paths: list[str], near: OptionsByFolder, overlay: Overlay, missing: Callable[[SourceError], None] | None = None
) -> Iterator[Path]:
    """The files that some paths lead to, without what the options of their folders leave out."""
    walk = Discovery(lambda folder: Excluded((at := near.at(folder)).exclude, at.force_exclude), overlay)
    return walk.files([Path(p) for p in paths], missing)


def versions_of(options: Iterable[Options]) -> list[TFVersion]:
    """The versions of some files, and where they come from, that of the most files first."""
    return [version for version, _ in Counter(TFVersion(o.tf_version, o.tf_version_from) for o in options).most_common()]


def _run_all(
    out: ProjectResult, runs: _Runs, wanted: list[tuple[Path, int]], functions: set[Path], progress: Progress | None
) -> None:
    """Runs the files as scripts, then of some of them the functions that no script reached."""
    done: list[tuple[Path, int]] = []
    reached: set[tuple[str, int]] = set()
    for i, ((path, at), outcome) in enumerate(zip(wanted, runs.of([Job(at, path, None) for path, at in wanted]))):
        if isinstance(outcome, Outcome):
            out.results += outcome.results
            reached |= outcome.reached
            done.append((path, at))
        else:
            _leave_out(out, path, outcome)
        if progress is not None:
            progress(i + 1, len(wanted), str(path))
    by_name: dict[str, set[tuple[str, int]]] = {}
    for place in reached:
        by_name.setdefault(os.path.basename(place[0]), set()).add(place)
    for outcome in runs.of([Job(at, path, frozenset(by_name.get(path.name, ()))) for path, at in done if path in functions]):
        if isinstance(outcome, Outcome):
            out.results += outcome.results


class _Stubs:
    """The folders of the user's stubs that no given path lies in: what is met there on the way is no program."""

    def __init__(self, paths: list[str]) -> None:
        given = [Path(os.path.realpath(p)) for p in paths]
        self._given = {folder for path in given for folder in (path, *path.parents)}

    def hold(self, path: Path, options: Options) -> bool:
        """Whether a file lies in one of them."""
        folders = [folder for stub in options.stub_path if (folder := Path(os.path.realpath(stub))) not in self._given]
        return bool(folders) and not set(folders).isdisjoint(Path(os.path.realpath(path)).parents)


class _Grounds:
    """What the files of a run are run on. Files with the same TensorFlow version, import roots and stubs share one."""

    def __init__(self, roots: Sequence[Path], options: Options) -> None:
        self._roots = roots
        self._cache = cache_of(options)
        self._programs: dict[tuple[tuple[str, ...], tuple[str, ...]], tuple[Program, Reach]] = {}
        self._known: dict[tuple[int, str], int] = {}
        self.all: list[Ground] = []

    def at(self, options: Options, path: Path, data: bytes) -> int | None:
        """The number of the ground that a file is run on; None where it leads to nothing that makes variables."""
        key = (options.src, options.stub_path)
        if key not in self._programs:
            program = _program(self._roots, options, self._cache)
            self._programs[key] = (program, Reach(program.roots, program.stubs, options.overlay))
        program, reach = self._programs[key]
        if not reach.matters(path, data):
            return None
        number = self._known.setdefault((id(program), options.tf_version), len(self.all))
        if number == len(self.all):
            self.all.append(Ground(program, options))
        return number


def _leave_out(out: ProjectResult, path: Path, problem: SourceError | SyntaxProblem) -> None:
    out.left_out[str(path)] = Incomplete(str(path), problem.line or 1, problem.reason)


class _Runs:
    """Outcomes of jobs: from the cache where nothing that they hung on has changed, else from a runner, which ends with ``stack``."""

    def __init__(self, grounds: list[Ground], options: Options, stack: ExitStack) -> None:
        self._grounds = grounds
        self._stack = stack
        cache, prints = None if options.overlay else cache_of(options), Prints()
        self._caches = None if cache is None else [ResultCache(cache.store, *ground, prints) for ground in grounds]
        self._runner: InProcess | Workers | None = None

    def of(self, jobs: list[Job]) -> Iterator[Outcome | Problem]:
        """The outcome of each job, in order."""
        if self._caches is None:
            yield from map(_outcome, self._run(jobs) if jobs else ())
            return
        caches = [self._caches[job.ground] for job in jobs]
        keys = [cache.key(job.path, job.reached) for cache, job in zip(caches, jobs)]
        known = [cache.get(key) for cache, key in zip(caches, keys)]
        left = [job for job, outcome in zip(jobs, known) if outcome is None]
        fresh = self._run(left) if left else iter(())
        for cache, key, outcome in zip(caches, keys, known):
            if outcome is not None:
                yield outcome
                continue
            done = next(fresh)
            if isinstance(done, Kept):
                cache.put(key, done)
            yield _outcome(done)

    def _run(self, jobs: list[Job]) -> Iterator[Done]:
        if self._runner is None:
            runner: Workers | InProcess
            runner = (Workers if len(jobs) >= PARALLEL_FROM else InProcess)(self._grounds)
            self._stack.enter_context(runner)
            self._runner = runner
        return iter(self._runner.run(jobs))


def _outcome(done: Done) -> Outcome | Problem:
    return done.outcome() if isinstance(done, Kept) else done
