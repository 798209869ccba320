"""What ``exclude`` leaves out of a walk: patterns as in a .gitignore, each relative to a folder of its own."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from pathspec import GitIgnoreSpec


class Excluded(NamedTuple):
    """What is left out of a folder."""

    patterns: Sequence[tuple[str, str]] = ()
    """Each with the folder that it is relative to."""
    force: bool = False
    """What is given by name is left out too."""


class Excludes:
    """Some patterns, to be asked about one path, or about all those below a folder."""

    def __init__(self, listed: Sequence[tuple[str, str]]) -> None:
        by_root: dict[str, list[str]] = {}
        for root, pattern in listed:
            by_root.setdefault(root, []).append(pattern)
        self._specs = [(root, patterns(lines)) for root, lines in by_root.items()]

    def match(self, path: Path, is_directory: bool) -> bool:
        """Whether a path would be left out on a walk from the folders that the patterns are relative to."""
        end = "/" if is_directory else ""
        return any(spec.match_file(name + end) for root, spec in self._specs if (name := below(path, root)))

    def under(self, folder: Path) -> Under:
        """The patterns for what lies below a folder. Where it lies outside of theirs, or is itself left out and yet walked, they
        are relative to it."""
        found = []
        for root, spec in self._specs:
            name = below(folder, root)
            inside = bool(name) and not spec.match_file(f"{name}/")
            found.append((spec, f"{name}/" if inside else ""))
        return Under(found)


class Under:
    """The patterns for what lies below one folder."""

    def __init__(self, specs: list[tuple[GitIgnoreSpec, str]]) -> None:
        self._specs = specs

    def match(self, name: str) -> bool:
        """Whether they leave out what has this name relative to the folder, with a slash at its end where it is a folder too."""
        return any(spec.match_file(above + name) for spec, above in self._specs)


def below(path: Path, root: str) -> str | None:
    """A path relative to a folder, with slashes; empty for the folder itself, None where it lies outside."""
    try:
        name = os.path.relpath(os.path.realpath(path), os.path.realpath(root)).replace(os.sep, "/")
    except ValueError:  # on another drive
        return None
    return None if name == ".." or name.startswith("../") else "" if name == "." else name


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
