"""What the faces (command line, flake8) ask of the analysis. Plain data: no files are read here."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

SUPPORTED_VERSIONS = ("0.12", *(f"1.{minor}" for minor in range(16)))
"""The TensorFlow versions the analysis knows; ``tensorflow.compat.v1`` behaves as the last one."""

DEFAULT_VERSION = "1.15"

UNREADABLE = "TFS000"
"""The code of a file that could not be analysed. It is always reported: leaving a file out in silence would be a lie."""



@dataclass(slots=True)
class State:
    """How far a run is."""

    read: int = 0
    files: int = 0
    """Files read, of so many."""
    done: int = 0
    jobs: int = 0
    """Runs of a file that are done, of those known so far: as a script, and of its functions."""
    entries: int = 0
    """Scripts and functions that were run."""
    findings: int = 0
    """What they have so far; the report may have fewer, as one explains another."""
    path: str = ""
    """The file in hand."""


Progress = Callable[[State], None]


class Exclude(NamedTuple):
    """A gitignore-style pattern of files not to analyse, relative to ``root``."""

    root: str
    pattern: str


@dataclass(frozen=True, slots=True)
class PerFileIgnore:
    """Codes that are ignored in the files that a gitignore-style pattern matches, relative to ``root``."""

    root: str
    pattern: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Options:
    """The settings of one run. Paths are absolute or relative to the working directory.

    The files of one run may have other settings than it starts with, by the configuration that is nearest to each: ``at``.
    """

    tf_version: str = DEFAULT_VERSION
    tf_version_from: str = ""
    """The place in a file that says so (``requirements.txt:3``); empty for the default and the command line."""
    src: tuple[str, ...] = ()
    """Import roots, before those of the analysed files."""
    select: tuple[str, ...] = ()
    """Code prefixes; empty: all rules but the informative ones (severity ``info``)."""
    extend_select: tuple[str, ...] = ()
    """Code prefixes beside those of ``select``."""
    ignore: tuple[str, ...] = ()
    """Code prefixes. Of two prefixes that match a code, the longer one decides; ``ignore`` wins a draw."""
    exclude: tuple[Exclude, ...] = ()
    """Files not to analyse."""
    force_exclude: bool = False
    """``exclude`` holds for the files too that are named one by one."""
    baseline: str = ""
    """The file of findings that are known and not reported; empty: there is none."""
    per_file_ignores: tuple[PerFileIgnore, ...] = ()
    stub_path: tuple[str, ...] = ()
    """Folders of the user's own stubs."""
    ops: bool = False
    """List operations too (``names``)."""
    models: bool = False
    """Keep the variables of every entry too (``check`` in HTML)."""
    noqa: bool = True
    """Obey ``# noqa`` comments; False where the caller does so itself, as flake8 does."""
    cache_dir: str | None = None
    no_cache: bool = False
    overlay: Mapping[str, bytes] = field(default_factory=dict)
    """Contents of files that are not (yet) on disk, by real path: standard input, fixes."""
    nearest: Callable[[str], Options] | None = None
    """The settings for the files of a folder (its absolute path); None: these hold everywhere."""

    def at(self, folder: str | os.PathLike[str]) -> Options:
        """What holds for the files of a folder: what belongs to the run is as it is here, the rest as it is there."""
        if self.nearest is None:
            return self
        return replace(
            self.nearest(os.path.abspath(folder)), ops=self.ops, models=self.models, noqa=self.noqa,
            cache_dir=self.cache_dir, no_cache=self.no_cache, overlay=self.overlay,
        )  # fmt: skip

    @property
    def version(self) -> tuple[int, int]:
        """``tf_version`` as numbers, as in ``(1, 15)``."""
        major, minor = self.tf_version.split(".")
        return int(major), int(minor)

    def enabled(self, code: str, severity: str) -> bool:
        """Whether a rule's findings are wanted at all; per-file ignores come on top."""
        if code == UNREADABLE:
            return True
        ignored = _longest(code, self.ignore)
        selected = _longest(code, (*self.select, *self.extend_select))
        if selected < 0 and not self.select and severity != "info":
            selected = 0
        return selected > ignored


class OptionsByFolder:
    """What holds for each file of a run, each folder asked about once."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._known: dict[str, Options] = {}

    def of(self, path: str | os.PathLike[str]) -> Options:
        """The options of a file."""
        return self.at(os.path.dirname(os.path.abspath(path)))

    def at(self, folder: str | os.PathLike[str]) -> Options:
        """The options of the files in a folder."""
        key = os.fspath(folder)
        if key not in self._known:
            self._known[key] = self._options.at(folder)
        return self._known[key]


def _longest(code: str, prefixes: tuple[str, ...]) -> int:
    """The length of the longest prefix that matches, ``ALL`` counting as the empty one; -1 where none does."""
    matching = ["" if prefix == "ALL" else prefix for prefix in prefixes]
    return max((len(prefix) for prefix in matching if code.startswith(prefix)), default=-1)


def parse_version(text: str) -> str:
    """``1.15``, ``1.15.5`` or ``compat.v1`` → ``1.15``; ValueError, in words for the user, on anything else."""
    if text == "compat.v1":
        return DEFAULT_VERSION
    match = re.fullmatch(r"(\d+\.\d+)(\.\w+)*", text)
    if match and match[1] in SUPPORTED_VERSIONS:
        return match[1]
    raise ValueError(f"unknown TensorFlow version {text!r}: expected 0.12 or 1.0 to 1.15 (1.15 for tensorflow.compat.v1)")


CODE_PREFIX = re.compile(r"ALL|TFS[0-9]{0,3}")


def parse_codes(texts: list[str]) -> tuple[str, ...]:
    """Codes and code prefixes, given one by one or with commas; ValueError, in words for the user, on anything else."""
    codes = [code.strip() for text in texts for code in text.split(",") if code.strip()]
    for code in codes:
        if not CODE_PREFIX.fullmatch(code):
            raise ValueError(f"{code!r} is no rule code or prefix of one (TFS301, TFS3, TFS or ALL)")
    return tuple(codes)
