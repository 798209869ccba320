"""Import roots: the directories that ``import`` would start from, guessed from where the files lie."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

_PROJECT_FILES = ("setup.py", "pyproject.toml", "setup.cfg", ".git")


def roots_for(paths: Iterable[Path]) -> list[Path]:
    """The import roots of the given files and directories, the nearest first.

    For each: its own folder, the folder above the packages it lies in, and the folder of its project (which has a
    setup.py, pyproject.toml, setup.cfg or .git) with its ``src`` before it.
    """
    roots: dict[Path, None] = {}
    for path in paths:
        folder = Path(os.path.abspath(path))
        if not folder.is_dir():
            folder = folder.parent
        candidates = [folder, _above_packages(folder)]
        if (folder / "src").is_dir():
            candidates.append(folder / "src")
        project = _project(folder)
        if project is not None:
            candidates += [project / "src", project]
        roots.update((candidate, None) for candidate in candidates if candidate.is_dir())
    return list(roots)


def shared_roots(path: Path) -> list[Path]:
    """The import roots of a file without its own folder, where a script looks first anyway: those that the files of a project share."""
    folder = Path(os.path.abspath(path)).parent
    return [root for root in roots_for([path]) if root != folder]


def _above_packages(folder: Path) -> Path:
    while (folder / "__init__.py").is_file() and folder.parent != folder:
        folder = folder.parent
    return folder


def _project(folder: Path) -> Path | None:
    for candidate in (folder, *folder.parents):
        if any((candidate / name).exists() for name in _PROJECT_FILES):
            return candidate
    return None
