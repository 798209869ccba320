"""The version of TensorFlow that a project asks for: in which files it is looked for, and which of them is believed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from scope_lint.config.requirements.readers import (
    Reader,
    Requirement,
    conda_lines,
    pip_lines,
    pipfile,
    pyproject,
    setup_cfg,
    setup_py,
)
from scope_lint.config.requirements.specifiers import wanted

READERS: tuple[tuple[str, Reader], ...] = (
    ("requirements.txt", pip_lines),
    ("requirements/*.txt", pip_lines),
    ("requirements*.txt", pip_lines),
    ("*requirements.txt", pip_lines),
    ("requirements*.in", pip_lines),
    ("env*.yml", conda_lines),
    ("env*.yaml", conda_lines),
    ("conda*.yml", conda_lines),
    ("conda*.yaml", conda_lines),
    ("Pipfile", pipfile),
    ("pyproject.toml", pyproject),
    ("setup.cfg", setup_cfg),
    ("setup.py", setup_py),
)
"""Patterns of files, those that are believed first before the others, and what reads them."""

_ENDS = (".txt", ".in", ".yml", ".yaml", ".toml", ".cfg", "setup.py", "Pipfile", "requirements")
"""What the names of these files end in, and of the folder ``requirements``."""
_CHECKOUT = (".git", ".hg", ".svn")
_LARGEST = 1_000_000


@dataclass(frozen=True, slots=True)
class Detected:
    """A version, and the requirement that it comes from."""

    version: str
    requirement: Requirement
    note: str = ""
    """Why it is not the version that was asked for, where it is not."""
    exact: bool = False
    """No other version would do."""


def detect(folder: Path) -> Detected | None:
    """The version for the files of a folder."""
    return Detection(folder).of(folder)


class Detection:
    """The versions for the folders of a run that starts in ``start``; each folder on the way up is looked at once."""

    def __init__(self, start: Path) -> None:
        self._start = start
        self._known: dict[Path, Detected | None] = {}
        self._in_checkout: dict[Path, bool] = {}

    def of(self, folder: Path) -> Detected | None:
        """The version for the files of a folder: from the nearest folder, upward to the top of the checkout, that asks for one.

        Without a checkout, the nearest folder that has a requirement file at all is the last, from where the run starts upward.
        """
        if folder not in self._known:
            self._known[folder] = self._look(folder)
        return self._known[folder]

    def _look(self, folder: Path) -> Detected | None:
        files = list(_files(folder))
        found = _best([r for path, read in files if _mentions(path, read) for r in read(path)])
        last = folder.parent == folder or _is_top(folder) or (bool(files) and not self._goes_on(folder))
        return found if found is not None or last else self.of(folder.parent)

    def _goes_on(self, folder: Path) -> bool:
        return self._start in folder.parents or self._is_in_checkout(folder)

    def _is_in_checkout(self, folder: Path) -> bool:
        if folder not in self._in_checkout:
            parent = folder.parent
            self._in_checkout[folder] = _is_top(folder) or (parent != folder and self._is_in_checkout(parent))
        return self._in_checkout[folder]


def _is_top(folder: Path) -> bool:
    return any((folder / name).exists() for name in _CHECKOUT)


def _best(requirements: list[Requirement]) -> Detected | None:
    """A pin before a range, TensorFlow 1 before 2, then the order of the files."""
    known = [Detected(w.version, r, w.note, w.exact) for r in requirements if (w := wanted(r.specifier)) is not None]
    return min(known, key=lambda found: (bool(found.note), not found.exact), default=None)


def _files(folder: Path) -> Iterator[tuple[Path, Reader]]:
    names = [name for name in _names(folder) if name.endswith(_ENDS)]
    if "requirements" in names:
        names += [f"requirements/{name}" for name in _names(folder / "requirements")]
    seen: set[str] = set()
    for pattern, read in READERS:
        for name in names:
            if name not in seen and name.count("/") == pattern.count("/") and fnmatch(name, pattern):
                seen.add(name)
                yield folder / name, read


def _names(folder: Path) -> list[str]:
    try:
        return sorted(os.listdir(folder))
    except OSError:
        return []


def _mentions(path: Path, read: Reader) -> bool:
    """Whether the file is worth reading; one of pip may include another."""
    try:
        if path.stat().st_size > _LARGEST:
            return False
        data = path.read_bytes().lower()
    except OSError:
        return False
    return b"tensorflow" in data or (read is pip_lines and (b"-r" in data or b"-c" in data))
