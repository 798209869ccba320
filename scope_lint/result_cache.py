"""The results of entries on disk, each with what it hung on: an entry is run again when a file it read has changed for it.

Kept by entry (a script, or the functions of a file), not by project: after an edit only what the edit plays a part in runs. An entry
hangs on what an import of a file runs and on the bodies of the functions that it called; on lines only where its results name the file.
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
from scope_lint.program.program import LoadedModule, Program
from scope_lint.program.store import Store
from scope_lint.program.trace import Trace, fingerprint
from scope_lint.source.file import Overlay, digest, read_bytes
from scope_lint.source.problem import SourceError
from scope_lint.source.shown import shown
from scope_lint.syntax.outline import Body, Outline, outline_of
from scope_lint.syntax.problem import SyntaxProblem


class Kept(msgspec.Struct, frozen=True, array_like=True):
    """One entry of the cache."""

    outcome: msgspec.Raw
    """Without ``reached``."""
    path: str
    """The entry's own file."""
    reached: dict[str, list[int]]
    files: dict[str, str]
    """Source files that were read, by absolute path: a digest of the bytes, then, unless the entry hangs on all of the file, those of its
    outline, with a space between them. The first is empty where the file could not be read."""
    ran: msgspec.Raw
    """The bodies that it ran, by file."""
    looks: dict[str, str]
    """Other files and folders that were looked at, with their fingerprints."""
    searches: list[tuple[str, ...]]
    finds: list[tuple[str, int, str | None]]
    """A module, the search path (its number), and what was found."""


Ran = dict[str, list[Body]]


class Prints:
    """What tells whether files are as they were, each looked at once in a run."""

    def __init__(self, overlay: Overlay | None = None) -> None:
        self._overlay = overlay
        self._looks: dict[str, str] = {}
        self._sources: dict[str, str] = {}
        self._outlines: dict[str, Outline | None] = {}

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


    def outline(self, path: str, program: Program) -> Outline | None:
        """The outline of a source file as it is now; None where there is none."""
        if path not in self._outlines:
            try:
                self._outlines[path] = _outline(program.load(Path(path)))
            except (SourceError, SyntaxProblem):
                self._outlines[path] = None
        return self._outlines[path]


def _outline(loaded: LoadedModule) -> Outline | None:
    """None for a text that is not what was lowered, line by line."""
    if loaded.ir.python2 or loaded.source.places is not None:
        return None
    return outline_of(loaded.ir, loaded.source.text)


def _moved(line: int, bodies: list[tuple[Body, Body | None]]) -> int | None:
    """Where the function of a line is now; None where no body tells."""
    return next((line - old.first + now.first for old, now in bodies if now is not None and old.first <= line <= old.last), None)


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
        self._stubs = tuple(str(stub) + os.sep for stub in program.stubs)
        self._shown = cache(lambda path: shown(Path(path)))
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
            now = self._as_of_now(found)
            if now is None:
                return None
            outcome = msgspec.msgpack.decode(now.outcome, type=Outcome)
            if self._full and outcome.results is None:
                return None
        except (msgspec.MsgspecError, ValueError, IndexError, RecursionError):
            return None
        if now is not found:
            self._store.put(key, ".run", self._encoder.encode(now))
        outcome.reached = now.reached
        return outcome

    def put(self, key: str, path: Path, outcome: Outcome, trace: Trace) -> None:
        """Keeps the outcome of a file's entry, with what it hung on. One with a path that is not UTF-8 is not kept."""
        whole = trace.whole()
        searches: dict[tuple[str, ...], int] = {}
        finds = [(dotted, searches.setdefault(path, len(searches)), found) for (dotted, path), found in whole.finds.items()]
        looks = {path: self._prints.look(path) for path in whole.looks}
        bare = Outcome(outcome.entries, {}, outcome.plan, outcome.results)
        try:
            raw = msgspec.Raw(self._encoder.encode(bare))
            files, ran = self._seen(whole)
            kept = Kept(raw, os.path.abspath(path), outcome.reached, files, msgspec.Raw(self._encoder.encode(ran)), looks, list(searches), finds)
            payload = self._encoder.encode(kept)
        except UnicodeError:
            return
        self._store.put(key, ".run", payload)

    def _seen(self, whole: Trace) -> tuple[dict[str, str], Ran]:
        """The files that an entry read, and the bodies of theirs that it ran."""
        lines: dict[str, set[int]] = {}
        for place, line in whole.ran.values():
            lines.setdefault(place, set()).add(line)
        files: dict[str, str] = {}
        ran: Ran = {}
        for path in whole.files:
            files[path] = digest = self._program.digest(path)
            outline = None if not digest or whole.texts or path.startswith(self._stubs) else self._prints.outline(path, self._program)
            if outline is None:
                continue
            files[path] = f"{digest} {outline.outside} {outline.layout}"
            if bodies := {body for line in lines.get(self._shown(path), ()) if (body := outline.body_at(line)) is not None}:
                ran[path] = sorted(bodies)
        return files, ran

    def _as_of_now(self, entry: Kept) -> Kept | None:
        """An entry with what it hangs on as it is now; None where that has changed for it."""
        if any(self._prints.look(path) != print for path, print in entry.looks.items()):
            return None
        paths = [self._searches.setdefault(path, path) for path in entry.searches]
        if not all(self._find(dotted, paths[number]) == found for dotted, number, found in entry.finds):
            return None
        changed = [path for path, print in entry.files.items() if self._prints.source(path) != print.partition(" ")[0]]
        return entry if not changed else self._followed(entry, changed)

    def _followed(self, entry: Kept, changed: list[str]) -> Kept | None:
        """An entry for which nothing has changed but where some functions stand in these files, with their new lines; None for another."""
        files, reached, ran = dict(entry.files), dict(entry.reached), msgspec.msgpack.decode(entry.ran, type=Ran)
        for path in changed:
            _, *prints = files[path].split(" ")
            outline = self._prints.outline(path, self._program) if prints else None
            if outline is None or outline.outside != prints[0]:
                return None
            bodies = [(body, outline.named(body.name)) for body in ran.get(path, ())]
            if any(now is None or now.text != body.text for body, now in bodies):
                return None
            name = self._shown(path)
            if outline.layout != prints[1]:
                if path == entry.path or os.fsencode(name) in bytes(entry.outcome):
                    return None
                lines = [_moved(line, bodies) for line in reached.get(name, ())]
                if None in lines:
                    return None
                if name in reached:
                    reached[name] = sorted(line for line in lines if line is not None)
            files[path] = f"{self._prints.source(path)} {outline.outside} {outline.layout}"
            if bodies:
                ran[path] = [now for _, now in bodies if now is not None]
        return msgspec.structs.replace(entry, files=files, reached=reached, ran=msgspec.Raw(self._encoder.encode(ran)))

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
