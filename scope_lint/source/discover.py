"""Which files there are to analyse under the given paths."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from scope_lint.source.ignore import Ignores, patterns
from scope_lint.source.problem import SourceError

SUFFIXES = (".py", ".ipynb")
DEFAULT_EXCLUDES = (
    ".git/", ".hg/", ".svn/", ".bzr/", ".tox/", ".nox/", ".venv/", "venv/", ".eggs/", "*.egg-info/", "__pycache__/",
    ".mypy_cache/", ".pytest_cache/", ".ruff_cache/", ".ipynb_checkpoints/", "node_modules/", "site-packages/",
    "build/", "dist/",
)  # fmt: skip


def discover(
    paths: Iterable[Path], exclude: Sequence[str] = (), missing: Callable[[SourceError], None] | None = None
) -> Iterator[Path]:
    """The Python files and notebooks of the given paths, each once, in an order that does not change.

    A file that is given is taken whatever its name; a directory is walked, without what its .gitignore files, the default
    excludes or ``exclude`` (patterns as in a .gitignore, relative to the given directory) leave out. A path that does not
    exist is handed to ``missing``, and the walk goes on; without it, the SourceError is raised, which ends the walk.
    """
    walk = _Walk(exclude)
    for path in paths:
        try:
            yield from walk.given(path)
        except SourceError as error:
            if missing is None:
                raise
            missing(error)


class _Walk:
    def __init__(self, exclude: Sequence[str]) -> None:
        self._excluded = patterns([*DEFAULT_EXCLUDES, *exclude])
        self._seen_files: set[str] = set()
        self._seen_directories: set[tuple[int, int]] = set()

    def given(self, path: Path) -> Iterator[Path]:
        try:
            is_directory = stat.S_ISDIR(os.stat(path).st_mode)
        except FileNotFoundError:
            raise SourceError(path, 1, "does not exist") from None
        except (OSError, ValueError) as error:
            raise SourceError(path, 1, f"cannot be read: {getattr(error, 'strerror', None) or error}") from None
        if not is_directory:
            yield from self._file(path)
            return
        # Links come after what is really there, so that a file is shown by its own name.
        links: list[tuple[Path, str]] = []
        ignores = Ignores(path)
        yield from self._directory(path, "", ignores, links)
        while links:
            link, name = links.pop(0)
            yield from self._directory(link, name, ignores, links)

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
                if self._excluded.match_file(below + "/") or ignores.ignored(below + "/"):
                    continue
                if entry.is_symlink():
                    links.append((path / entry.name, below + "/"))
                else:
                    yield from self._directory(path / entry.name, below + "/", ignores, links)
            elif entry.name.endswith(SUFFIXES) and entry.is_file():
                if not self._excluded.match_file(below) and not ignores.ignored(below):
                    yield from self._file(path / entry.name)
