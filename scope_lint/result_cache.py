"""The results of entries on disk, each with what it hung on: an entry is run again when a file it read has changed.

Kept by entry (a script, or the functions of a file), not by project: after an edit only what the edited file plays a part in runs.
"""

from __future__ import annotations

import os
from functools import cache
from hashlib import blake2b
from pathlib import Path

import msgspec

from scope_lint import __version__
from scope_lint.options import Options
from scope_lint.outcome import Lines, Outcome
from scope_lint.program.program import Program
from scope_lint.program.store import Store
from scope_lint.program.trace import Trace, fingerprint
from scope_lint.source.file import Overlay, digest, read_bytes
from scope_lint.source.problem import SourceError


class Kept(msgspec.Struct, frozen=True, array_like=True):
    """One entry of the cache."""

    outcome: Outcome
    files: dict[str, str] = {}
    """Source files that were read, with the digests of what was read."""
    looks: dict[str, str] = {}
    """Other files and folders that were looked at, with their fingerprints."""
    searches: list[tuple[str, ...]] = []
    finds: list[tuple[str, int, str | None]] = []
    """A module, the search path (its number), and what was found."""


class Prints:
    """What tells whether files are as they were, each looked at once in a run."""

    def __init__(self, overlay: Overlay | None = None) -> None:
        self._overlay = overlay
        self._looks: dict[str, str] = {}
        self._sources: dict[str, str] = {}

    def know(self, sources: dict[str, str]) -> None:
        """Digests of sources that were read anyway, by absolute path."""
        self._sources.update(sources)

    def look(self, path: str) -> str:
        """The fingerprint of a file or folder on disk; empty where there is none."""
        found = self._looks.get(path)
        if found is None:
            found = self._looks[path] = fingerprint(path)
        return found

    def source(self, path: str) -> str:
        """The digest of a source file, of what takes its place in the overlay if it has one; empty where it cannot be read."""
        found = self._sources.get(path)
        if found is None:
            try:
                found = digest(read_bytes(Path(path), self._overlay)).hex()
            except SourceError:
                found = ""
            self._sources[path] = found
        return found


class ResultCache:
    """The results of entries under one set of options.

    What an entry read is known by its content, so that entries that were run on an overlay are as good as others.
    """

    def __init__(self, store: Store, program: Program, options: Options, prints: Prints) -> None:
        self._store = store
        self._program = program
        self._full = options.models
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
        """The key of a file's script (None), or of its functions where these were reached before."""
        kind, lines = ("script", ()) if reached is None else ("functions", sorted(reached))
        told = "\0".join((kind, os.path.abspath(path), *map(str, lines)))
        return blake2b(self._settings + told.encode("utf-8", "surrogateescape"), digest_size=20).hexdigest()

    def get(self, key: str) -> Outcome | None:
        """The outcome that was kept, where all that it hung on is as it was."""
        payload = self._store.get(key, ".run")
        if payload is None:
            return None
        try:
            found = self._decoder.decode(payload)
            return found.outcome if self._holds(found) else None
        except (msgspec.MsgspecError, ValueError, IndexError, RecursionError):
            return None

    def put(self, key: str, outcome: Outcome, trace: Trace) -> None:
        """Keeps an outcome, with what it hung on. One with a path that is not UTF-8 is not kept."""
        whole = trace.whole()
        searches: dict[tuple[str, ...], int] = {}
        finds = [(dotted, searches.setdefault(path, len(searches)), found) for (dotted, path), found in whole.finds.items()]
        files = {path: self._program.digest(path) for path in whole.files}
        looks = {path: self._prints.look(path) for path in whole.looks}
        try:
            payload = self._encoder.encode(Kept(outcome, files, looks, list(searches), finds))
        except UnicodeError:
            return
        self._store.put(key, ".run", payload)

    def _holds(self, entry: Kept) -> bool:
        if self._full and entry.outcome.results is None:
            return False
        if any(self._prints.source(path) != print for path, print in entry.files.items()):
            return False
        if any(self._prints.look(path) != print for path, print in entry.looks.items()):
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
