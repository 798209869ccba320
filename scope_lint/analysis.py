"""From paths to the results of all entries: which files are read, which are run, and what could not be."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from scope_lint.events import EntryResult
from scope_lint.findings import Incomplete
from scope_lint.options import Options, Progress
from scope_lint.program.cache import IRCache
from scope_lint.program.program import Program
from scope_lint.program.reach import Reach
from scope_lint.program.roots import roots_for
from scope_lint.result_cache import Kept, Outcome, ResultCache
from scope_lint.source.discover import Discovery
from scope_lint.source.file import read_bytes
from scope_lint.source.prefilter import mentions_scopes
from scope_lint.source.problem import SourceError
from scope_lint.syntax.problem import SyntaxProblem
from scope_lint.workers import Done, InProcess, Job, Problem, Workers

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


def open_program(paths: list[Path], options: Options) -> Program:
    """The program around some files: their import roots, and the cache."""
    roots = [*roots_for(paths), *(Path(s) for s in options.src)]
    stubs = [Path(os.path.realpath(s)) for s in options.stub_path]
    return Program(list(dict.fromkeys(Path(os.path.realpath(r)) for r in roots)), cache_of(options), stubs, options.overlay)


def cache_of(options: Options) -> IRCache | None:
    """The cache on disk that the options ask for."""
    if options.no_cache:
        return None
    return IRCache(Path(options.cache_dir)) if options.cache_dir else IRCache.default()


def analyse(paths: list[str], options: Options, progress: Progress | None = None) -> ProjectResult:
    """Runs every entry of the files below some paths."""
    out = ProjectResult()
    data: dict[Path, bytes] = {}
    stubs = _stub_folders(paths, options)
    walk = Discovery(options.exclude, Path(options.root), options.force_exclude, options.overlay)
    for path in walk.files([Path(p) for p in paths], missing=lambda e: _leave_out(out, Path(e.path), e)):
        if stubs and any(folder in Path(os.path.realpath(path)).parents for folder in stubs):
            continue
        out.paths.append(path)
        try:
            data[path] = read_bytes(path, options.overlay)
        except SourceError as e:
            _leave_out(out, path, e)
    program = open_program([Path(p) for p in paths] + sorted({p.parent for p in data}), options)
    reach = Reach(program.roots, program.stubs, options.overlay)
    wanted = [path for path, text in data.items() if reach.matters(path, text)]
    functions = [path for path in wanted if mentions_scopes(data[path])]
    with ExitStack() as stack:
        _run_all(out, _Runs(program, options, stack), wanted, functions, progress)
    if progress is not None:
        progress(len(wanted), len(wanted), "")
    return out


def _run_all(out: ProjectResult, runs: _Runs, wanted: list[Path], functions: list[Path], progress: Progress | None) -> None:
    """Runs the files as scripts, then of some of them the functions that no script reached."""
    done: list[Path] = []
    reached: set[tuple[str, int]] = set()
    for i, (path, outcome) in enumerate(zip(wanted, runs.of([(path, None) for path in wanted]))):
        if isinstance(outcome, Outcome):
            out.results += outcome.results
            reached |= outcome.reached
            done.append(path)
        else:
            _leave_out(out, path, outcome)
        if progress is not None:
            progress(i + 1, len(wanted), str(path))
    ran = set(done)
    by_name: dict[str, set[tuple[str, int]]] = {}
    for place in reached:
        by_name.setdefault(os.path.basename(place[0]), set()).add(place)
    left = [path for path in functions if path in ran]
    for outcome in runs.of([(path, frozenset(by_name.get(path.name, ()))) for path in left]):
        if isinstance(outcome, Outcome):
            out.results += outcome.results


def _stub_folders(paths: list[str], options: Options) -> list[Path]:
    """The folders of the user's stubs that no given path lies in: what is met there on the way is no program."""
    given = [Path(os.path.realpath(p)) for p in paths]
    folders = [Path(os.path.realpath(s)) for s in options.stub_path]
    return [folder for folder in folders if not any(folder in (p, *p.parents) for p in given)]


def _leave_out(out: ProjectResult, path: Path, problem: SourceError | SyntaxProblem) -> None:
    out.left_out[str(path)] = Incomplete(str(path), problem.line or 1, problem.reason)


class _Runs:
    """Outcomes of jobs: from the cache where nothing that they hung on has changed, else from a runner, which ends with ``stack``."""

    def __init__(self, program: Program, options: Options, stack: ExitStack) -> None:
        self._program = program
        self._options = options
        self._stack = stack
        cache = None if options.overlay else cache_of(options)
        self._cache = None if cache is None else ResultCache(cache.store, program, options)
        self._runner: InProcess | Workers | None = None

    def of(self, jobs: list[Job]) -> Iterator[Outcome | Problem]:
        """The outcome of each job, in order."""
        keys = [None if self._cache is None else self._cache.key("script" if reached is None else "functions", path, reached or frozenset())
                for path, reached in jobs]  # fmt: skip
        known = [None if self._cache is None or key is None else self._cache.get(key) for key in keys]
        left = [job for job, outcome in zip(jobs, known) if outcome is None]
        fresh = self._run(left) if left else iter(())
        for key, outcome in zip(keys, known):
            if outcome is not None:
                yield outcome
                continue
            done = next(fresh)
            if isinstance(done, Kept):
                if self._cache is not None and key is not None:
                    self._cache.put(key, done)
                done = done.outcome()
            yield done

    def _run(self, jobs: list[Job]) -> Iterator[Done]:
        if self._runner is None:
            runner: Workers | InProcess
            runner = (Workers if len(jobs) >= PARALLEL_FROM else InProcess)(self._program, self._options)
            self._stack.enter_context(runner)
            self._runner = runner
        return iter(self._runner.run(jobs))
