"""The results of entries on disk, each with what it hung on: an entry is run again when a file it read has changed for it.

Kept by entry (a script, or the functions of a file), not by project: after an edit only what the edit plays a part in runs. An entry
hangs on what an import of a file runs, on the bodies of the functions that it called and on the names that it asked for; on lines only
where its results name the file. What has changed in a file is found by comparing what was lowered of it with what is lowered now.
"""

from __future__ import annotations

import ast
import os
import re
from collections.abc import Iterable
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import TypeVar
from unicodedata import normalize

import msgspec

from scope_lint import __version__
from scope_lint.options import Options
from scope_lint.outcome import Lines, Outcome
from scope_lint.program.program import Program
from scope_lint.program.store import Store
from scope_lint.program.trace import ALL, ANY_MODULE, OBJECTS, Trace, fingerprint
from scope_lint.source.file import Overlay, digest, read, read_bytes
from scope_lint.source.problem import SourceError
from scope_lint.source.shown import shown
from scope_lint.syntax.difference import Difference, difference
from scope_lint.syntax.problem import SyntaxProblem


class Kept(msgspec.Struct, frozen=True, array_like=True):
    """One entry of the cache."""

    outcome: msgspec.Raw
    """Without ``reached``."""
    path: str
    """The entry's own file."""
    script: bool
    whole: bool
    """Whether it hangs on all that stands in the files."""
    files: dict[str, str]
    """Source files that were read, by absolute path, with a digest of their bytes; empty where a file could not be read."""
    ran: dict[str, list[int]]
    """The user's functions that ran, by file (as results show it) and line."""
    described: dict[str, list[int]]
    """Those of which something was asked without a call, likewise."""
    asked: msgspec.Raw
    """By file (as results show it), names that it did not have when they were asked for, or that others bound in it."""
    looks: dict[str, str]
    """Other files and folders that were looked at, with their fingerprints."""
    searches: list[tuple[str, ...]]
    finds: list[tuple[str, int, str | None]]
    """A module, the search path (its number), and what was found."""
    took: float = 0.0
    """Seconds that it took to run."""


T = TypeVar("T", int, str)


class Prints:
    """What tells whether files are as they were, each looked at once in a run."""

    def __init__(self, overlay: Overlay | None = None) -> None:
        self._overlay = overlay
        self._looks: dict[str, str] = {}
        self._sources: dict[str, str] = {}
        self._differences: dict[tuple[str, str], Difference | None] = {}
        self._said: dict[str, dict[str, bool]] = {}

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

    def said(self, name: str, paths: Iterable[str]) -> bool:
        """Whether one of these source files, or this tool itself, has a name anywhere in its text."""
        if name not in self._said:
            self._said[name] = {}
        known = self._said[name]
        for path in ("", *paths):
            if path not in known:
                known[path] = self._says(path, name)
            if known[path]:
                return True
        return False

    def _says(self, path: str, name: str) -> bool:
        if not path:
            return _tool_says(name)
        try:
            text = read(Path(path), self._overlay).text
        except SourceError:
            return False
        return _has(text if text.isascii() else normalize("NFKC", text), name)

    def difference(self, path: str, before: str, program: Program) -> Difference | None:
        """What has changed in a source file since it had a digest; None where nothing is known of that, or too much has changed."""
        if (path, before) not in self._differences:
            self._differences[path, before] = _difference(path, before, program)
        return self._differences[path, before]


def _difference(path: str, before: str, program: Program) -> Difference | None:
    old = None if program.cache is None else program.cache.known(bytes.fromhex(before))
    if old is None:
        return None
    try:
        now = program.load(Path(path))
    except (SourceError, SyntaxProblem):
        return None
    return None if now.source.places is not None else difference(old, now.ir)


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
        self.lost = 0.0
        """Seconds that the entries took which were found, but are no good any more: so much work there is, at least."""

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
                self.lost += found.took
                return None
            outcome = msgspec.msgpack.decode(now.outcome, type=Outcome)
            if self._full and outcome.results is None:
                return None
        except (msgspec.MsgspecError, ValueError, IndexError, RecursionError):
            return None
        if now is not found:
            self._store.put(key, ".run", self._encoder.encode(now))
        if now.script:
            outcome.reached = now.ran
        return outcome

    def put(self, key: str, path: Path, outcome: Outcome, trace: Trace, took: float = 0.0) -> None:
        """Keeps the outcome of a file's entry, with what it hung on, and the seconds that it took. One with a path that is not UTF-8 is not kept."""
        whole = trace.whole()
        searches: dict[tuple[str, ...], int] = {}
        finds = [(dotted, searches.setdefault(path, len(searches)), found) for (dotted, path), found in whole.finds.items()]
        looks = {path: self._prints.look(path) for path in whole.looks}
        files = {path: self._program.digest(path) for path in whole.files}
        bare = Outcome(outcome.entries, {}, outcome.plan, outcome.results)
        encode = self._encoder.encode
        try:
            raw, asked = msgspec.Raw(encode(bare)), msgspec.Raw(encode(_by_path(whole.asked)))
            ran, described = _by_path(set(whole.ran.values())), _by_path(whole.described)
            payload = encode(
                Kept(raw, os.path.abspath(path), outcome.reached != {}, whole.texts, files, ran, described, asked, looks, list(searches), finds, took)
            )
        except UnicodeError:
            return
        self._store.put(key, ".run", payload)

    def _as_of_now(self, entry: Kept) -> Kept | None:
        """An entry with what it hangs on as it is now; None where that has changed for it."""
        if any(self._prints.look(path) != print for path, print in entry.looks.items()):
            return None
        paths = [self._searches.setdefault(path, path) for path in entry.searches]
        if not all(self._find(dotted, paths[number]) == found for dotted, number, found in entry.finds):
            return None
        changed = [path for path, known in entry.files.items() if self._prints.source(path) != known]
        return entry if not changed else self._followed(entry, changed)

    def _followed(self, entry: Kept, changed: list[str]) -> Kept | None:
        """An entry that does not notice what has changed in these files, with the new lines of their functions; None for another."""
        if entry.whole or any(path.startswith(self._stubs) for path in changed):
            return None
        files, ran, described, outcome = dict(entry.files), dict(entry.ran), dict(entry.described), bytes(entry.outcome)
        for path in changed:
            found = self._prints.difference(path, files[path], self._program)
            if found is None or self._notices(entry, path, found):
                return None
            files[path] = self._prints.source(path)
            if found.moved and os.fsencode(self._shown(path)) in outcome:
                from scope_lint.moved import moved

                told = moved(outcome, self._shown(path), found.now)
                if told is None:
                    return None
                outcome = told
            for places in (ran, described):
                if found.moved and (name := self._shown(path)) in places:
                    places[name] = sorted({found.lines[line] for line in places[name]})
        return msgspec.structs.replace(entry, outcome=msgspec.Raw(outcome), files=files, ran=ran, described=described)

    def _notices(self, entry: Kept, path: str, found: Difference) -> bool:
        """Whether what has changed in a file plays a part in an entry."""
        name = self._shown(path)
        ran, described = entry.ran.get(name, ()), entry.described.get(name, ())
        if not (found.changed.isdisjoint(ran) and found.described.isdisjoint(described)):
            return True
        if found.moved and (path == entry.path or not found.lines.keys() >= {*ran, *described}):
            return True
        if not (found.added or found.removed or found.methods):
            return False
        asked = msgspec.msgpack.decode(entry.asked, type=dict[str, list[str]])
        here = asked.get(name, [])
        if path == entry.path or ALL in here or not (found.added | found.removed).isdisjoint(here):
            return True
        if (found.removed and ANY_MODULE in asked) or any(self._prints.said(name, entry.files) for name in found.removed):
            return True
        objects = asked.get(OBJECTS, []) if found.methods else []
        others = entry.files.keys() - {path}
        return ALL in objects or any(name in objects or self._prints.said(name, others) for name in found.methods)

    def _find(self, dotted: str, path: tuple[str, ...]) -> str | None:
        key = (dotted, id(path))
        if key not in self._sought:
            found = self._program.find_in(dotted, path)
            self._sought[key] = None if found is None else os.fspath(found)
        return self._sought[key]


def _by_path(pairs: Iterable[tuple[str, T]]) -> dict[str, list[T]]:
    out: dict[str, list[T]] = {}
    for path, one in sorted(pairs):
        out.setdefault(path, []).append(one)
    return out


def _has(text: str, name: str) -> bool:
    return name in text and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None


def _tool_says(name: str) -> bool:
    """Whether the models of libraries, or the interpreter, may ask for an attribute, or have it."""
    texts = (file.read_text("utf-8") for file in Path(__file__).parent.rglob("*.py"))
    return any(_has(text, name) and any(_asks(node, name) for node in ast.walk(ast.parse(text))) for text in texts)


def _asks(node: ast.AST, name: str) -> bool:
    if isinstance(node, ast.Attribute):
        return node.attr == name
    if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
        return node.name == name
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and "\n" not in node.value and _has(node.value, name)


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
