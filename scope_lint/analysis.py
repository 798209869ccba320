"""From paths to the results of all entries: which files are read, which are run, and what could not be."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from scope_lint.events import EntryResult
from scope_lint.findings import Incomplete
from scope_lint.interpreter.session import Reached, run_file, run_unreached, unreached_functions
from scope_lint.options import Options
from scope_lint.program import IRCache, Program, roots_for
from scope_lint.source.discover import discover
from scope_lint.source.file import read_bytes
from scope_lint.source.prefilter import mentions_scopes
from scope_lint.source.problem import SourceError
from scope_lint.syntax.problem import SyntaxProblem

Progress = Callable[[int, int, str], None]

_IMPORTS = re.compile(rb"^[ \t]*(?:from[ \t]+[\w.]*?\.?(\w+)[ \t]+import|import[ \t]+([\w. ,]+))|import[ \t(]+([\w, \n]+)", re.MULTILINE)
_DEEP = re.compile(rb"[(\[{]{100}")


@dataclass
class ProjectResult:
    """What was found out about a set of files."""

    files: int = 0
    results: list[EntryResult] = field(default_factory=list)
    left_out: dict[str, Incomplete] = field(default_factory=dict)
    """Files that could not be analysed, by path."""


def open_program(paths: list[Path], options: Options) -> Program:
    """The program around some files: their import roots, and the cache."""
    roots = [*roots_for(paths), *(Path(s) for s in options.src)]
    cache = None if options.no_cache else IRCache(Path(options.cache_dir)) if options.cache_dir else IRCache.default()
    return Program(list(dict.fromkeys(r.resolve() for r in roots)), cache)


def analyse(paths: list[str], options: Options, progress: Progress | None = None) -> ProjectResult:
    """Runs every entry of the files below some paths."""
    out = ProjectResult()
    data: dict[Path, bytes] = {}
    for path in discover([Path(p) for p in paths], options.exclude, missing=lambda e: _leave_out(out, Path(e.path), e)):
        out.files += 1
        try:
            data[path] = read_bytes(path)
        except SourceError as e:
            _leave_out(out, path, e)
    wanted = _wanted(data)
    program = open_program([Path(p) for p in paths], options)
    reached: Reached = set()
    machines = []
    for i, path in enumerate(wanted):
        if progress is not None:
            progress(i, len(wanted), str(path))
        try:
            loaded = program.load(path)
            if not mentions_scopes(data[path]) and _DEEP.search(data[path]):
                continue
            result, m = run_file(program, path, options.version, reached, loaded.ir)
        except (SourceError, SyntaxProblem) as e:
            _leave_out(out, path, e)
            continue
        out.results.append(result)
        machines.append(m)
    for m in machines:
        assert m.main_module is not None
        path_shown = m.main_module.path or ""
        for name, run in unreached_functions(m, path_shown, reached):
            out.results.append(run_unreached(m, path_shown, name, run))
    if progress is not None:
        progress(len(wanted), len(wanted), "")
    return out


def _leave_out(out: ProjectResult, path: Path, problem: SourceError | SyntaxProblem) -> None:
    out.left_out[str(path)] = Incomplete(str(path), problem.line or 1, problem.reason)


def _wanted(data: dict[Path, bytes]) -> list[Path]:
    """The files to run: those that speak of scopes or variables, those that import one of them, and those that may not parse."""
    chosen = {path for path, text in data.items() if mentions_scopes(text)}
    stems = {_module_name(path) for path in chosen}
    rest = {path: _imported(text) for path, text in data.items() if path not in chosen}
    while True:
        more = {path for path, names in rest.items() if names & stems}
        if not more:
            break
        chosen |= more
        stems |= {_module_name(path) for path in more}
        rest = {path: names for path, names in rest.items() if path not in more}
    chosen |= {path for path in rest if _DEEP.search(data[path]) or b"\0" in data[path]}
    return [path for path in data if path in chosen]


def _module_name(path: Path) -> bytes:
    return (path.parent.name if path.name == "__init__.py" else path.stem).encode()


def _imported(text: bytes) -> set[bytes]:
    names: set[bytes] = set()
    for found in _IMPORTS.finditer(text):
        for group in found.groups():
            if group:
                names |= {part for word in re.split(rb"[ ,\n]+", group) for part in word.split(b".")}
    return names
