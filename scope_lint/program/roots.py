"""Import roots: the directories that ``import`` would start from, guessed from where the files lie."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

_PROJECT_FILES = ("setup.py", "pyproject.toml", "setup.cfg", ".git")


def roots_for(paths: Iterable[str | Path]) -> list[Path]:
    """The import roots of the given files and directories, the nearest first.

    For each: its own folder, the folder above the packages it lies in, and the folder of its project (which has a
    setup.py, pyproject.toml, setup.cfg or .git) with its ``src`` before it.
    """
    roots: dict[str, None] = {}
    for path in paths:
        folder = os.path.abspath(path)
        if not os.path.isdir(folder):
            folder = os.path.dirname(folder)
        candidates = [folder, _above_packages(folder), os.path.join(folder, "src")]
        project = _project(folder)
        if project is not None:
            candidates += [os.path.join(project, "src"), project]
        roots.update((candidate, None) for candidate in candidates if candidate not in roots and os.path.isdir(candidate))
    return [Path(root) for root in roots]


def shared_roots(path: Path) -> list[Path]:
    """The import roots of a file without its own folder, where a script looks first anyway: those that the files of a project share."""
    folder = Path(os.path.abspath(path)).parent
    return [root for root in roots_for([path]) if root != folder]


def _above_packages(folder: str) -> str:
    while os.path.isfile(os.path.join(folder, "__init__.py")) and os.path.dirname(folder) != folder:
        folder = os.path.dirname(folder)
    return folder


def _project(folder: str) -> str | None:
    while True:
        if any(os.path.exists(os.path.join(folder, name)) for name in _PROJECT_FILES):
            return folder
        above = os.path.dirname(folder)
        if above == folder:
            return None
        folder = above
