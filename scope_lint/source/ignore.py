"""What the .gitignore files around a directory leave out of it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path

from scope_lint.source.gitignore import GitIgnore


class Ignores:
    """The rules for the files under ``root``; paths are relative to it, with ``/``, and directories end in one."""

    def __init__(self, root: Path) -> None:
        # Each with the directory it lies in, relative to root; for those above root, root relative to that directory.
        self._above: list[tuple[str, GitIgnore]] = list(_above(root))
        self._inside: dict[str, GitIgnore] = {}

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
                file = self._inside.get(name)
                if file is not None and (said := file.says(below[len(name) :])) is not None:
                    return said
                if not name:
                    break
                end = name[:-1].rfind("/")
        for prefix, file in self._above:
            if (said := file.says(prefix + below)) is not None:
                return said
        return False


def _above(root: Path) -> Iterable[tuple[str, GitIgnore]]:
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


def _read(path: Path) -> GitIgnore | None:
    try:
        return GitIgnore(re.split("\r?\n", path.read_text(encoding="utf-8-sig", errors="replace")))
    except OSError:
        return None
