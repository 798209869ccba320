"""The results of entries on disk, each with what it hung on: an entry is run again when a file it read has changed.

Kept by entry (a script, or the functions of a file), not by project: after an edit only what the edited file plays a part in runs.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from functools import cache
from hashlib import blake2b
from pathlib import Path

import msgspec

from scope_lint import __version__, wire
from scope_lint.events import EntryResult
from scope_lint.options import Options
from scope_lint.program.program import Program
from scope_lint.program.store import Store
from scope_lint.program.trace import Trace, fingerprint

Lines = frozenset[tuple[str, int]]
"""Functions that ran: path and line."""


@dataclass
class Outcome:
    """What running a file's entries gave."""

    results: list[EntryResult]
    reached: Lines = field(default_factory=frozenset)


class Kept(msgspec.Struct, frozen=True, array_like=True):
    """One entry of the cache, and what travels from a worker process."""

    results: list[bytes]
    reached: list[tuple[str, int]]
    files: dict[str, str] = {}
    """Source files and others that were looked at, with their fingerprints."""
    searches: list[tuple[str, ...]] = []
    finds: list[tuple[str, int, str | None]] = []
    """A module, the search path (its number), and what was found."""

    def outcome(self) -> Outcome:
        """Raises ValueError where the results are none."""
        return Outcome([wire.decode(data) for data in self.results], frozenset(self.reached))


def kept(results: list[EntryResult], trace: Trace, root: Prints) -> Kept:
    """Results with what they hung on. Raises ValueError where a text cannot be written (a path that is not UTF-8)."""
    whole = trace.whole()
    searches: dict[tuple[str, ...], int] = {}
    finds = [(dotted, searches.setdefault(path, len(searches)), found) for (dotted, path), found in whole.finds.items()]
    return Kept(
        results=[wire.encode(r) for r in results], reached=list(set(whole.ran.values())),
        files={path: root.of(path) for path in (*whole.files, *whole.looks)}, searches=list(searches), finds=finds,
    )  # fmt: skip


class Prints:
    """Fingerprints of files, each taken once in a run."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}

    def of(self, path: str) -> str:
        """The fingerprint of a file or folder; empty where there is none."""
        found = self._known.get(path)
        if found is None:
            found = self._known[path] = fingerprint(path)
        return found


class ResultCache:
    """The results of entries under one set of options."""

    def __init__(self, store: Store, program: Program, options: Options, prints: Prints) -> None:
        self._store = store
        self._program = program
        self._prints = prints
        told = (
            tool_stamp(), options.tf_version, os.getcwd(), *map(str, program.roots), "", *map(str, program.stubs),
        )  # fmt: skip
        self._settings = "\0".join(told).encode("utf-8", "surrogateescape")
        self._searches: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._sought: dict[tuple[str, int], str | None] = {}
        self._encoder = msgspec.msgpack.Encoder()
        self._decoder = msgspec.msgpack.Decoder(Kept)

    def key(self, path: Path, reached: Lines | None) -> str:
        """The key of a file as a script, or of its functions where these lines were reached before."""
        kind = "script" if reached is None else "functions"
        told = "\0".join((kind, os.path.abspath(path), *(f"{p}:{line}" for p, line in sorted(reached or ()))))
        return blake2b(self._settings + told.encode("utf-8", "surrogateescape"), digest_size=20).hexdigest()

    def get(self, key: str) -> Outcome | None:
        """The outcome that was kept, where all that it hung on is as it was."""
        payload = self._store.get(key, ".run")
        if payload is None:
            return None
        try:
            found = self._decoder.decode(payload)
            return found.outcome() if self._holds(found) else None
        except (msgspec.MsgspecError, ValueError, RecursionError):
            return None

    def put(self, key: str, entry: Kept) -> None:
        """Keeps an outcome."""
        self._store.put(key, ".run", self._encoder.encode(entry))

    def _holds(self, entry: Kept) -> bool:
        if any(self._prints.of(path) != print for path, print in entry.files.items()):
            return False
        paths = [self._searches.setdefault(path, path) for path in entry.searches]
        return all(self._find(dotted, paths[number]) == found for dotted, number, found in entry.finds)

    def _find(self, dotted: str, path: tuple[str, ...]) -> str | None:
        key = (dotted, id(path))
        if key not in self._sought:
            found = self._program.find_in(dotted, path)
            self._sought[key] = None if found is None else os.fspath(found)
        return self._sought[key]


@cache
def tool_stamp() -> str:
    """What tells one state of this tool from another: its version, and the sizes and times of its own files."""
    parts = [__version__]
    for folder, folders, names in os.walk(Path(__file__).parent):
        folders.sort()
        for name in sorted(names):
            if name.endswith((".py", ".gz")):
                status = os.stat(os.path.join(folder, name))
                parts.append(f"{name} {status.st_size} {status.st_mtime_ns}")
    return blake2b("\n".join(parts).encode(), digest_size=16).hexdigest()
