"""What the .gitignore files around a directory leave out of it."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from pathspec import GitIgnoreSpec


def patterns(lines: Iterable[str]) -> GitIgnoreSpec:
    """Lines as in a .gitignore; one that is no pattern is passed over, as git does."""
    good: list[str] = []
    for line in lines:
        try:
            GitIgnoreSpec.from_lines([line])
        except ValueError:
            continue
        good.append(line)
    return GitIgnoreSpec.from_lines(good)


class Ignores:
    """The rules for the files under ``root``; paths are relative to it, with ``/``, and directories end in one."""

    def __init__(self, root: Path) -> None:
        # Each with the directory it lies in, relative to root; for those above root, root relative to that directory.
        self._above: list[tuple[str, GitIgnoreSpec]] = list(_above(root))
        self._inside: dict[str, GitIgnoreSpec] = {}

    def enter(self, path: Path, name: str) -> None:
        """Read the .gitignore of a directory, which is ``name`` relative to root."""
        found = _read(path / ".gitignore")
        if found is not None:
            self._inside[name] = found

    def ignored(self, below: str) -> bool:
        """The innermost file that has something to say decides."""
        if self._inside:
            end = below.rstrip("/").rfind("/")
            while True:
                name = below[: end + 1]
                spec = self._inside.get(name)
                if spec is not None:
                    include = spec.check_file(below[len(name) :]).include
                    if include is not None:
                        return include
                if not name:
                    break
                end = name[:-1].rfind("/")
        for prefix, spec in self._above:
            include = spec.check_file(prefix + below).include
            if include is not None:
                return include
        return False


def _above(root: Path) -> Iterable[tuple[str, GitIgnoreSpec]]:
    """The .gitignore files of the directories above root, up to the top of its git checkout."""
    real = os.path.realpath(root)
    directories: list[tuple[str, str]] = []
    current, prefix = real, ""
    while not os.path.exists(os.path.join(current, ".git")):
        parent, name = os.path.split(current)
        if parent == current:
            return  # not in a checkout
        prefix = f"{name}/{prefix}"
        directories.append((parent, prefix))
        current = parent
    for directory, below in directories:
        found = _read(Path(directory, ".gitignore"))
        if found is not None:
            yield below, found


def _read(path: Path) -> GitIgnoreSpec | None:
    try:
        return patterns(path.read_text(encoding="utf-8", errors="replace").splitlines())
    except OSError:
        return None
