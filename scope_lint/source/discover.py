"""Which files there are to analyse under the given paths."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pathspec import GitIgnoreSpec

from scope_lint.source.exclude import Excluded, Excludes, Under, patterns
from scope_lint.source.ignore import Ignores
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
    excludes or ``excluded`` (asked of each folder) leave out; the default excludes are relative to the directory that is given.
    ``there``: real paths of files that count as there, whether or not they are.
    """

    def __init__(self, excluded: Callable[[Path], Excluded] = lambda folder: Excluded(), there: Container[str] = ()) -> None:
        self._default = patterns(DEFAULT_EXCLUDES)
        self._excluded, self._there = excluded, there
        self._known: dict[tuple[tuple[str, str], ...], Excludes] = {}
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
            if not self._is_excluded(path, False):
                yield from self._file(path)
            return
        try:
            is_directory = stat.S_ISDIR(os.stat(path).st_mode)
        except FileNotFoundError:
            raise SourceError(path, 1, "does not exist") from None
        except (OSError, ValueError) as error:
            raise SourceError(path, 1, f"cannot be read: {getattr(error, 'strerror', None) or error}") from None
        if self._is_excluded(path, is_directory):
            return
        if not is_directory:
            yield from self._file(path)
            return
        # Links come after what is really there, so that a file is shown by its own name.
        links: list[tuple[Path, str, _Walk]] = []
        yield from self._directory(path, "", _Walk(self._default, Ignores(path)), links)
        while links:
            link, name, walk = links.pop(0)
            yield from self._directory(link, name, walk, links)

    def _excludes(self, listed: Sequence[tuple[str, str]]) -> Excludes:
        key = tuple(listed)
        if key not in self._known:
            self._known[key] = Excludes(key)
        return self._known[key]

    def _is_excluded(self, path: Path, is_directory: bool) -> bool:
        """Whether a path that is given is to be left out all the same."""
        listed, force = self._excluded(path if is_directory else path.parent)
        if not force:
            return False
        defaults = [(root, pattern) for root in {root for root, _ in listed} or {"."} for pattern in DEFAULT_EXCLUDES]
        return any(self._excludes(known).match(path, is_directory) for known in (defaults, listed))

    def _file(self, path: Path) -> Iterator[Path]:
        real = os.path.realpath(path)
        if real not in self._seen_files:
            self._seen_files.add(real)
            yield path

    def _directory(self, path: Path, name: str, walk: _Walk, links: list[tuple[Path, str, _Walk]]) -> Iterator[Path]:
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
        walk = walk.entering(path, name, self._excludes(self._excluded(path).patterns))
        for entry in entries:
            below = name + entry.name
            try:
                is_directory = entry.is_dir()
            except OSError:
                continue
            if is_directory:
                if walk.leaves_out(below + "/"):
                    continue
                if entry.is_symlink():
                    links.append((path / entry.name, below + "/", walk))
                else:
                    yield from self._directory(path / entry.name, below + "/", walk, links)
            elif entry.name.endswith(SUFFIXES) and entry.is_file() and not walk.leaves_out(below):
                yield from self._file(path / entry.name)


@dataclass(frozen=True, slots=True)
class _Walk:
    """What is left out of the folder that a walk is in. Names are relative to the folder that was given."""

    default: GitIgnoreSpec
    ignores: Ignores
    excludes: Excludes | None = None
    under: Under | None = None
    start: int = 0
    """Where names relative to the folder that ``under`` is for begin."""

    def entering(self, path: Path, name: str, excludes: Excludes) -> _Walk:
        """For a folder further in, where other patterns may hold."""
        self.ignores.enter(path, name)
        return self if excludes is self.excludes else replace(self, excludes=excludes, under=excludes.under(path), start=len(name))

    def leaves_out(self, name: str) -> bool:
        return (
            self.default.match_file(name)
            or (self.under is not None and self.under.match(name[self.start :]))
            or self.ignores.ignored(name)
        )
