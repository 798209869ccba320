"""The modules of one analysed program, each read once."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Union

from scope_lint.program.cache import Failure, IRCache
from scope_lint.program.finder import OWN, ROOTS, Finder
from scope_lint.program.trace import Finds, Trace
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
        self.own = ""
        """The folder of the file that is run, which Python searches first."""
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

    def path(self, entries: Sequence[str]) -> tuple[str, ...]:
        """The directories of sys.path, with OWN and ROOTS for what may stand in their place."""
        before = tuple(entries)
        if before[-len(self._roots) :] == self._roots:  # as sys.path has them, unless the program changes it
            before = before[: -len(self._roots)]
        return (*(OWN if entry == self.own else entry for entry in before), ROOTS)

    def find(self, dotted: str, path: tuple[str, ...] = (ROOTS,)) -> Path | None:
        """The file of a module, sought in directories (see ``path``).

        A package is its ``__init__.py``; a namespace package, which has none, is its directory.
        """
        return self._sought(dotted, path)

    def found(self, dotted: str, path: tuple[str, ...] = (ROOTS,)) -> str | None:
        """As ``find``, in the form in which traces have it."""
        return _text(self._sought(dotted, path))

    def find_stub(self, dotted: str) -> Path | None:
        """The user's stub of a module: its file, the directory that only holds stubs of its submodules, or None."""
        return self._sought(dotted, tuple(map(os.fspath, self.stubs))) if self.stubs else None

    def find_below(self, name: str, directories: tuple[str, ...]) -> Path | None:
        """The file of a module of a package that lies in these directories."""
        return self._sought(name, directories)

    def found_in(self, dotted: str, directories: tuple[str, ...], own: str) -> str | None:
        """As ``found``, where a file of the folder ``own`` is run; nothing is noted of it."""
        return _text(self._find_in(dotted, directories, own))

    def finds_alike(self, finds: Mapping[str, Finds], other: str) -> bool:
        """Whether what was found where a file of the folder ``other`` was run is found for the file that is run now; ``finds``: by the
        first name of each."""
        names = self._finder.names(self.own) | self._finder.names(other)
        return all(
            self.found_in(dotted, directories, self.own) == before
            for name in finds.keys() & names
            for (dotted, directories), before in finds[name].items()
        )

    def texts(self) -> Iterator[str]:
        """The texts of the files that what runs now has read."""
        self.trace.texts = True
        for path in self.trace.whole().files:
            found = self._loaded.get(path)
            if isinstance(found, LoadedModule):
                yield found.source.text

    def _sought(self, dotted: str, directories: tuple[str, ...]) -> Path | None:
        found = self._find_in(dotted, directories, self.own)
        self.trace.finds[dotted, directories] = _text(found)
        return found

    def _find_in(self, dotted: str, directories: tuple[str, ...], own: str) -> Path | None:
        if OWN in directories:
            directories = tuple(own if directory == OWN else directory for directory in directories)
        return self._finder.find(dotted, directories)

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


def _text(path: Path | None) -> str | None:
    return None if path is None else os.fspath(path)
