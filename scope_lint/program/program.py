"""The modules of one analysed program, each read once."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Union

from scope_lint.program.cache import Failure, IRCache
from scope_lint.program.finder import ROOTS, Finder
from scope_lint.program.trace import Trace
from scope_lint.source.file import Overlay, SourceFile, decode, digest, read_bytes
from scope_lint.source.problem import SourceError
from scope_lint.syntax import ir
from scope_lint.syntax.lower import lower
from scope_lint.syntax.problem import SyntaxProblem
from scope_lint.timings import CLOCK


@dataclass(frozen=True)
class LoadedModule:
    """One file: its text and its IR."""

    path: Path
    ir: ir.Module
    source: SourceFile


class Program:
    """Finds and loads modules; remembers both what it found and what it could not read."""

    def __init__(
        self, roots: Sequence[Path], cache: IRCache | None = None, stubs: Sequence[Path] = (), overlay: Overlay | None = None
    ) -> None:
        self.roots = tuple(roots)
        self.stubs = tuple(stubs)
        """The folders of the user's own stubs."""
        self.overlay = overlay
        self.trace = Trace()
        """What is read now is noted here."""
        self.cache = cache
        self._roots = tuple(os.fspath(root) for root in self.roots)
        self._finder = Finder(self._roots)
        self._loaded: dict[str, Union[LoadedModule, SourceError, SyntaxProblem]] = {}
        self._digests: dict[str, str] = {}

    def afresh(self) -> Program:
        """The same program, of which nothing is in memory yet."""
        return Program(self.roots, self.cache, self.stubs, self.overlay)

    @property
    def size(self) -> int:
        """How many files are held in memory."""
        return len(self._loaded)

    def digest(self, key: str) -> str:
        """What tells the content that was read, of a file by its absolute path; empty where it could not be."""
        return self._digests.get(key, "")

    def load(self, path: Path) -> LoadedModule:
        """The module of a file; SourceError or SyntaxProblem where it has none, the same each time."""
        key = os.path.abspath(path)
        self.trace.files.add(key)
        found = self._loaded.get(key)
        if found is None:
            try:
                found = self._read(path)
            except (SourceError, SyntaxProblem) as error:
                found = error
            self._loaded[key] = found
        if isinstance(found, LoadedModule):
            return found
        raise found.with_traceback(None)

    def find(self, dotted: str, search: Sequence[str | Path] = ()) -> Path | None:
        """The file of a module, sought in the directories of ``search``, then in the program's own roots.

        A package is its ``__init__.py``; a namespace package, which has none, is its directory.
        """
        before = tuple(os.fspath(directory) for directory in search)
        if before[-len(self._roots) :] == self._roots:  # as sys.path has them, unless the program changes it
            before = before[: -len(self._roots)]
        return self._sought(dotted, (*before, ROOTS))

    def find_stub(self, dotted: str) -> Path | None:
        """The user's stub of a module: its file, the directory that only holds stubs of its submodules, or None."""
        return self._sought(dotted, tuple(map(os.fspath, self.stubs))) if self.stubs else None

    def find_below(self, name: str, directories: tuple[str, ...]) -> Path | None:
        """The file of a module of a package that lies in these directories."""
        return self._sought(name, directories)

    def find_in(self, dotted: str, directories: tuple[str, ...]) -> Path | None:
        """The file of a module, sought in these directories only (ROOTS: in the program's own roots, too)."""
        return self._finder.find(dotted, directories)

    def texts(self) -> Iterator[str]:
        """The texts of the files that what runs now has read."""
        self.trace.texts = True
        for path in self.trace.whole().files:
            found = self._loaded.get(path)
            if isinstance(found, LoadedModule):
                yield found.source.text

    def _sought(self, dotted: str, directories: tuple[str, ...]) -> Path | None:
        found = self._finder.find(dotted, directories)
        self.trace.finds[dotted, directories] = None if found is None else os.fspath(found)
        return found

    def _read(self, path: Path) -> LoadedModule:
        with CLOCK.phase("lower"):
            return self._lowered(path)

    def _lowered(self, path: Path) -> LoadedModule:
        data = read_bytes(path, self.overlay)
        self._digests[os.path.abspath(path)] = digest(data).hex()
        source = decode(path, data)
        cached = self.cache.get(source) if self.cache is not None else None
        if isinstance(cached, Failure):
            raise SyntaxProblem(cached.line, cached.column, cached.reason)
        if cached is not None:
            return LoadedModule(path, cached, source)
        try:
            module = lower(source.text, os.fspath(path))
        except SyntaxProblem as problem:
            if self.cache is not None:
                self.cache.put(source, Failure(problem.line, problem.column, problem.reason))
            raise
        if self.cache is not None:
            self.cache.put(source, module)
        return LoadedModule(path, module, source)
