"""From paths to what the rules say of all entries: which files are read, which are run, and what could not be."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from scope_lint.events import EntryResult
from scope_lint.findings import Incomplete, TFVersion
from scope_lint.jobs import Ground, Job
from scope_lint.options import DEFAULT_VERSION, Options, OptionsByFolder, Progress, State
from scope_lint.outcome import Outcome, Reached, gather, lines_of
from scope_lint.program.cache import IRCache
from scope_lint.program.program import Program
from scope_lint.program.reach import Reach, Scans
from scope_lint.program.roots import roots_for
from scope_lint.rules.run import Judged
from scope_lint.runs import Runs
from scope_lint.source.discover import Discovery
from scope_lint.source.exclude import Excluded
from scope_lint.source.file import Overlay, digest, read_bytes
from scope_lint.source.prefilter import mentions_scopes, starts_program
from scope_lint.source.problem import SourceError
from scope_lint.source.shown import shown
from scope_lint.syntax.problem import SyntaxProblem
from scope_lint.tally import Tally
from scope_lint.timings import CLOCK

NEIGHBOURS = 300
"""So many files, one after the other as they lie in their folders, are run before those of other folders are."""


@dataclass
class FileRuns:
    """What came of one file's entries."""

    path: Path
    ground: int
    shown: str
    """The path as results show it."""
    script: Outcome
    functions: Outcome | None = None
    """None: its functions are not run on their own."""


@dataclass
class ProjectResult:
    """What was found out about a set of files."""

    paths: list[Path] = field(default_factory=list)
    """The files that were looked at."""
    digests: dict[Path, str] = field(default_factory=dict)
    """What tells their contents; none of those that could not be read."""
    runs: list[FileRuns] = field(default_factory=list)
    left_out: dict[str, Incomplete] = field(default_factory=dict)
    """Files that could not be analysed, by path."""
    versions: list[TFVersion] = field(default_factory=lambda: [TFVersion(DEFAULT_VERSION)])
    """What they were run as, the version of the most files first."""

    def entries(self) -> Iterator[Judged]:
        """What the rules say of each entry: of the scripts, then of the functions."""
        for outcome in self._outcomes():
            yield from outcome.entries

    def results(self) -> Iterator[EntryResult]:
        """The variables and errors of each entry, where the options ask for them."""
        from scope_lint import wire

        for outcome in self._outcomes():
            yield from (wire.decode(data) for data in outcome.results or () if data)

    def _outcomes(self) -> Iterator[Outcome]:
        yield from (file.script for file in self.runs)
        yield from (file.functions for file in self.runs if file.functions is not None)


def open_program(paths: Iterable[Path], options: Options) -> Program:
    """The program around some files: their import roots, and the cache."""
    return make_program(roots_for(paths), options, cache_of(options))


def make_program(roots: Sequence[Path], options: Options, cache: IRCache | None) -> Program:
    """The program with some import roots, besides those that the options have."""
    stubs = [Path(os.path.realpath(s)) for s in options.stub_path]
    found = [Path(os.path.realpath(r)) for r in [*map(Path, options.src), *roots]]
    return Program(list(dict.fromkeys(found)), cache, stubs, options.overlay)


def cache_of(options: Options) -> IRCache | None:
    """The cache on disk that the options ask for."""
    return IRCache.of(options.cache_dir, options.no_cache)


def analyse(paths: list[str], options: Options, progress: Progress | None = None) -> ProjectResult:
    """Runs every entry of the files below some paths."""
    files = Files(paths, options, progress)
    with files.running(options) as runs:
        scripts = run_scripts(files, runs)
        run_functions(files, runs, scripts)
    return files.out


def files_below(
    paths: list[str], near: OptionsByFolder, overlay: Overlay, missing: Callable[[SourceError], None] | None = None
) -> Iterator[Path]:
    """The files that some paths lead to, without what the options of their folders leave out."""
    walk = Discovery(lambda folder: Excluded((at := near.at(folder)).exclude, at.force_exclude), overlay)
    return walk.files([Path(p) for p in paths], missing)


def versions_of(options: Iterable[Options]) -> list[TFVersion]:
    """The versions of some files, and where they come from, that of the most files first."""
    return [version for version, _ in Counter(TFVersion(o.tf_version, o.tf_version_from) for o in options).most_common()]


class Weight(NamedTuple):
    """The order to run files in: neighbours together, as they import the same modules, of which a process holds so many; among them what
    takes long comes first, so that no process is still at it when the others have nothing left."""

    block: int
    program: bool
    """Whether it runs something where it is run as a script."""
    size: int

    @property
    def as_script(self) -> tuple[int, bool, int]:
        """The place of its script."""
        return self.block, not self.program, -self.size

    @property
    def as_functions(self) -> tuple[int, int]:
        """The place of its functions."""
        return self.block, -self.size


class Files:
    """The files below some paths, and which of them matter."""

    def __init__(self, paths: list[str], options: Options, progress: Progress | None) -> None:
        self.out = ProjectResult()
        self.wanted: list[tuple[Path, int]] = []
        """Those that matter, each with the number of the ground it is run on."""
        self._functions: set[Path] = set()
        self._weights: dict[Path, Weight] = {}
        self._progress, self._state = progress, State()
        self._tally = None if progress is None else Tally(options)
        with CLOCK.phase("read"):
            self.near = near = OptionsByFolder(options)
            self._find(paths, near, options.overlay)
            roots = roots_for([Path(p) for p in paths] + sorted({p.parent for p in self.out.paths}))
            self.grounds = _Grounds(roots, options)
            self._read(near, options.overlay)
            self.out.versions = versions_of(near.of(path) for path, _ in self.wanted) or versions_of([options])

    def has_functions(self, path: Path) -> bool:
        """Whether the functions of a file are run on their own where no script reaches them."""
        return path in self._functions

    def weight(self, path: Path) -> Weight:
        """By what a file is put in its place among those that are run."""
        return self._weights[path]

    def running(self, options: Options) -> Runs:
        """What runs them."""
        return Runs(self.grounds.all, options.overlay, self.out.digests)

    def leave_out(self, path: Path, problem: SourceError | SyntaxProblem) -> None:
        """A file that cannot be analysed."""
        self.out.left_out[str(path)] = Incomplete(str(path), problem.line or 1, problem.reason)

    def tell(self, path: Path | str = "", jobs: int = 0, done: int = 0, entries: Sequence[Judged] = ()) -> None:
        """How far the run is, for who watches it."""
        if self._progress is not None:
            state = self._state
            state.path, state.jobs, state.done = str(path), state.jobs + jobs, state.done + done
            if self._tally is not None and entries:
                state.entries += len(entries)
                state.findings = self._tally.add(entries)
            self._progress(state)

    def _find(self, paths: list[str], near: OptionsByFolder, overlay: Overlay) -> None:
        stubs = _Stubs(paths)
        for path in files_below(paths, near, overlay, missing=lambda e: self.leave_out(Path(e.path), e)):
            if not stubs.hold(path, near.of(path)):
                self.out.paths.append(path)

    def _read(self, near: OptionsByFolder, overlay: Overlay) -> None:
        self._state.files = len(self.out.paths)
        for path in self.out.paths:
            try:
                data = read_bytes(path, overlay)
            except SourceError as e:
                self.leave_out(path, e)
                continue
            self.out.digests[path] = digest(data).hex()
            if (ground := self.grounds.at(near.of(path), path, data)) is not None:
                self._weights[path] = Weight(len(self.wanted) // NEIGHBOURS, starts_program(path, data), len(data))
                self.wanted.append((path, ground))
                if mentions_scopes(data):
                    self._functions.add(path)
            self._state.read += 1
            self.tell(path)


def run_scripts(files: Files, runs: Runs) -> list[FileRuns]:
    """Runs files as scripts."""
    done: list[FileRuns] = []
    files.tell(jobs=len(files.wanted) + sum(files.has_functions(path) for path, _ in files.wanted))
    order = sorted(files.wanted, key=lambda one: files.weight(one[0]).as_script)
    jobs = [Job(ground, path, None) for path, ground in order]
    for (path, ground), outcome in zip(order, runs.of(jobs, after=lambda reached: _functions(files, files.wanted, reached))):
        if isinstance(outcome, Outcome):
            done.append(FileRuns(path, ground, shown(path), outcome))
            files.tell(path, done=1, entries=outcome.entries)
        else:
            files.leave_out(path, outcome)
            files.tell(path, done=1 + files.has_functions(path))
    place = {path: number for number, (path, _) in enumerate(files.wanted)}
    files.out.runs = sorted(done, key=lambda run: place[run.path])
    return files.out.runs


def run_functions(files: Files, runs: Runs, done: list[FileRuns]) -> None:
    """Runs, of files whose scripts were run, the functions that no script reached."""
    jobs = _functions(files, ((file.path, file.ground) for file in done), gather(file.script.reached for file in done))
    by_path = {file.path: file for file in done}
    for job, outcome in zip(jobs, runs.of(jobs)):
        file = by_path[job.path]
        file.functions = outcome if isinstance(outcome, Outcome) else None
        files.tell(file.path, done=1, entries=file.functions.entries if file.functions else ())


def _functions(files: Files, of: Iterable[tuple[Path, int]], reached: Reached) -> list[Job]:
    """The jobs that run the functions of some files, where scripts reached these functions."""
    left = sorted((one for one in of if files.has_functions(one[0])), key=lambda one: files.weight(one[0]).as_functions)
    return [Job(ground, path, lines_of(reached, shown(path))) for path, ground in left]


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
        self._scans = Scans(options.overlay)
        self._programs: dict[tuple[tuple[str, ...], tuple[str, ...]], tuple[Program, Reach]] = {}
        self._known: dict[tuple[int, str], int] = {}
        self.all: list[Ground] = []

    def at(self, options: Options, path: Path, data: bytes) -> int | None:
        """The number of the ground that a file is run on; None where it leads to nothing that makes variables."""
        key = (options.src, options.stub_path)
        if key not in self._programs:
            program = make_program(self._roots, options, self._cache)
            self._programs[key] = (program, Reach(program.roots, program.stubs, self._scans))
        program, reach = self._programs[key]
        if not reach.matters(path, data):
            return None
        number = self._known.setdefault((id(program), options.tf_version), len(self.all))
        if number == len(self.all):
            self.all.append(Ground(program, options))
        return number
