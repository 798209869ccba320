"""Which files there are to analyse under the given paths."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from pathlib import Path

from scope_lint.source.ignore import Ignores, patterns
from scope_lint.source.problem import SourceError

SUFFIXES = (".py", ".ipynb")
DEFAULT_EXCLUDES = (
    ".git/", ".hg/", ".svn/", ".bzr/", ".tox/", ".nox/", ".venv/", "venv/", ".eggs/", "*.egg-info/", "__pycache__/",
    ".mypy_cache/", ".pytest_cache/", ".ruff_cache/", ".ipynb_checkpoints/", "node_modules/", "site-packages/",
    "build/", "dist/",
)  # fmt: skip


class Discovery:
    """Finds the Python files and notebooks of the given paths, each once, in an order that does not change.

    A file that is given is taken whatever its name; a directory is walked, without what its .gitignore files, the default
    excludes or ``exclude`` (patterns as in a .gitignore) leave out. ``exclude`` is relative to ``root``; for a directory outside
    of it, or one that is itself excluded and yet given, to that directory, as the default excludes always are. ``force``: what is
    given is left out too where it is excluded. ``there``: real paths of files that count as there, whether or not they are.
    """

    def __init__(
        self, exclude: Sequence[str] = (), root: Path | None = None, force: bool = False, there: Container[str] = ()
    ) -> None:
        self._default = patterns(DEFAULT_EXCLUDES)
        self._own = patterns(exclude) if exclude else None
        self._root, self._force, self._there = root, force, there
        self._above = ""
        """Before names relative to the directory that is walked, to make them relative to the root."""
        self._seen_files: set[str] = set()
        self._seen_directories: set[tuple[int, int]] = set()

    def files(self, paths: Iterable[Path], missing: Callable[[SourceError], None] | None = None) -> Iterator[Path]:
        """The files. A path that does not exist is handed to ``missing``; without it, the SourceError is raised."""
        for path in paths:
            try:
                yield from self._given(path)
            except SourceError as error:
                if missing is None:
                    raise
                missing(error)

    def _given(self, path: Path) -> Iterator[Path]:
        if os.path.realpath(path) in self._there:
            if not (self._force and self._is_excluded(path)):
                yield from self._file(path)
            return
        try:
            is_directory = stat.S_ISDIR(os.stat(path).st_mode)
        except FileNotFoundError:
            raise SourceError(path, 1, "does not exist") from None
        except (OSError, ValueError) as error:
            raise SourceError(path, 1, f"cannot be read: {getattr(error, 'strerror', None) or error}") from None
        if self._force and self._is_excluded(path):
            return
        if not is_directory:
            yield from self._file(path)
            return
        below = self._below_root(path)
        inside = below is not None and not (self._own and self._own.match_file(f"{below}/"))
        self._above = f"{below}/" if inside and below else ""
        # Links come after what is really there, so that a file is shown by its own name.
        links: list[tuple[Path, str]] = []
        ignores = Ignores(path)
        yield from self._directory(path, "", ignores, links)
        while links:
            link, name = links.pop(0)
            yield from self._directory(link, name, ignores, links)

    def _below_root(self, path: Path) -> str | None:
        """A path relative to the root, with slashes; None where it lies outside."""
        if self._root is None:
            return None
        try:
            below = os.path.relpath(os.path.realpath(path), os.path.realpath(self._root)).replace(os.sep, "/")
        except ValueError:  # on another drive
            return None
        return None if below == ".." or below.startswith("../") else "" if below == "." else below

    def _is_excluded(self, path: Path) -> bool:
        """Whether a path that is given would be left out on a walk from the root."""
        below = self._below_root(path)
        if not below:
            return False
        names = [below, f"{below}/"] if path.is_dir() else [below]
        return any(spec.match_file(name) for spec in (self._default, self._own) if spec for name in names)

    def _leaves_out(self, name: str) -> bool:
        return self._default.match_file(name) or (self._own is not None and self._own.match_file(self._above + name))

    def _file(self, path: Path) -> Iterator[Path]:
        real = os.path.realpath(path)
        if real not in self._seen_files:
            self._seen_files.add(real)
            yield path

    def _directory(self, path: Path, name: str, ignores: Ignores, links: list[tuple[Path, str]]) -> Iterator[Path]:
        """``name`` is the directory relative to the given one, with a slash at its end, or empty."""
        try:
            status = os.stat(path)
            with os.scandir(path) as found:
                entries = sorted(found, key=lambda entry: entry.name)
        except OSError:
            return  # not ours to read, or a link that leads nowhere
        identity = (status.st_dev, status.st_ino)
        if identity in self._seen_directories:
            return
        self._seen_directories.add(identity)
        ignores.enter(path, name)
        for entry in entries:
            below = name + entry.name
            try:
                is_directory = entry.is_dir()
            except OSError:
                continue
            if is_directory:
                if self._leaves_out(below + "/") or ignores.ignored(below + "/"):
                    continue
                if entry.is_symlink():
                    links.append((path / entry.name, below + "/"))
                else:
                    yield from self._directory(path / entry.name, below + "/", ignores, links)
            elif entry.name.endswith(SUFFIXES) and entry.is_file():
                if not self._leaves_out(below) and not ignores.ignored(below):
                    yield from self._file(path / entry.name)
