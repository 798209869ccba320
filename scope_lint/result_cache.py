"""The results of entries on disk, each with what it hung on: an entry is run again when a file it read has changed for it.

Kept by file (its script, or its functions), not by project: after an edit only what the edit plays a part in runs. An entry
hangs on what an import of a file runs, on the bodies of the functions that it called and on the names that it asked for; on lines only
where its results name the file. What has changed in a file is found by comparing what was lowered of it with what is lowered now.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Sequence
from functools import cache
from hashlib import blake2b
from pathlib import Path

import msgspec

from scope_lint import __version__
from scope_lint.kept import Function, Kept, Rest, grouped, pairs
from scope_lint.options import Options
from scope_lint.outcome import Lines, Outcome, Reached
from scope_lint.prints import Prints
from scope_lint.program.finder import OWN
from scope_lint.program.program import Program
from scope_lint.program.store import Store
from scope_lint.program.trace import ALL, ANY_MODULE, OBJECTS, Trace
from scope_lint.source.shown import shown
from scope_lint.syntax.difference import Difference


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
        self._sought: dict[tuple[str, tuple[str, ...]], dict[str, str | None]] = {}
        self._encoder = msgspec.msgpack.Encoder()
        self._decoder = msgspec.msgpack.Decoder(Kept)
        self.lost = 0.0
        """Seconds that the entries took which were found, but are no good any more: so much work there is, at least."""
        self.reached_before: dict[str, Reached] = {}
        """Of scripts that were found, but are no good any more, by key: the functions that they ran, as far as these still stand."""

    def key(self, path: Path, reached: Lines | None) -> str:
        """The key of a file's script (None), or of its functions where these were reached before."""
        kind, lines = ("script", ()) if reached is None else ("functions", sorted(reached))
        told = "\0".join((kind, os.path.abspath(path), *map(str, lines)))
        return blake2b(self._settings + told.encode("utf-8", "surrogateescape"), digest_size=20).hexdigest()

    def get(self, key: str) -> Outcome | bytes | None:
        """The outcome that was kept, where all that it hung on is as it was; what is still good of it (a ``Kept``), where that is some."""
        payload = self._store.get(key, ".run")
        if payload is None:
            return None
        try:
            found = self._decoder.decode(payload)
            now = self._as_of_now(found)
            self.lost += found.took - (0.0 if now is None else now.took)
            if now is None:
                if not found.each:  # a script
                    self.reached_before[key] = self._still_standing(found)
                return None
            if len(now.each) < len(found.each):
                return self._encoder.encode(now)
            outcome = msgspec.msgpack.decode(now.outcome, type=Outcome)
            if self._full and outcome.results is None:
                return None
        except (msgspec.MsgspecError, ValueError, IndexError, RecursionError):
            return None
        if now.outcome is not found.outcome:  # else to find out once more takes less time than to write
            self._store.put(key, ".run", self._encoder.encode(now))
        if now.script:
            outcome.reached = now.ran
        return outcome

    def rest(self, kept: bytes) -> Rest | None:
        """What ``get`` said to be good of a file's functions; None where it is not all there."""
        rest = Rest(self._decoder.decode(kept))
        return None if self._full and rest.bare else rest

    def put(
        self, key: str, path: Path, outcome: Outcome, trace: Trace, each: Sequence[Collection[Function]] = (), took: float = 0.0,
        rest: Rest | None = None,
    ) -> None:  # fmt: skip
        """Keeps the outcome of a file's script or functions.

        With what it hung on (``trace`` is whole; ``each``: what each of the functions ran), the seconds that it took, and what was kept of
        it before. One with a path that is not UTF-8 is not kept.
        """
        before = {} if rest is None else rest.kept.files
        files = {path: self._program.digest(path) or before.get(path, "") for path in trace.files}
        if any(known != files[path] for path, known in before.items()):
            return  # files change as they are read
        finds: dict[tuple[str, ...], dict[str, str | None]] = {}
        for (dotted, sought), found in trace.finds.items():
            finds.setdefault(sought, {})[dotted] = found
        looks = {path: self._prints.look(path) for path in trace.looks}
        ran = grouped(sorted(trace.imported.union(*each) if each else set(trace.ran.values())))
        number = {function: n for n, function in enumerate(pairs(ran))}
        bare = Outcome(outcome.entries, {}, outcome.plan, outcome.results)
        encode = self._encoder.encode
        try:
            payload = encode(
                Kept(
                    outcome=msgspec.Raw(encode(bare)), path=os.path.abspath(path), script=outcome.reached != {}, whole=trace.texts, files=files,
                    ran=ran, imported=[number[function] for function in trace.imported],
                    each=[[number[function] for function in functions] for functions in each], described=grouped(sorted(trace.described)),
                    inspected=grouped(sorted(trace.inspected)),
                    asked=msgspec.Raw(encode(grouped(sorted(trace.asked)))), looks=looks, finds=list(finds.items()), took=took,
                )  # fmt: skip
            )
        except UnicodeError:
            return
        self._store.put(key, ".run", payload)

    def _as_of_now(self, entry: Kept) -> Kept | None:
        """What is left of an entry with what it hangs on as it is now; None for nothing."""
        if any(self._prints.look(path) != print for path, print in entry.looks.items()):
            return None
        if not all(finds.items() <= self._found(entry, path, finds).items() for path, finds in entry.finds):
            return None
        changed = self._prints.changed(entry.files)
        return entry if not changed else self._followed(entry, changed)

    def _followed(self, entry: Kept, changed: list[str]) -> Kept | None:
        """What does not notice what has changed in these files, with the new lines of their functions; None for nothing."""
        if entry.whole or any(path.startswith(self._stubs) for path in changed):
            return None
        differences: dict[str, Difference] = {}
        for path in changed:
            found = self._prints.difference(path, entry.files[path], self._program)
            if found is None or self._notices(entry, path, found):
                return None
            differences[path] = found
        left = entry.without({(self._shown(path), line) for path, found in differences.items() for line in found.changed})
        for path, found in differences.items():
            left = None if left is None else self._moved(left, path, found)
        return left

    def _still_standing(self, entry: Kept) -> Reached:
        ran: dict[str, list[int]] = dict(entry.ran)
        for path in self._prints.changed(entry.files):
            found = self._prints.difference(path, entry.files[path], self._program)
            name = self._shown(path)
            if found is not None and name in ran:
                ran[name] = [now for line in ran[name] if (now := found.now(line)) is not None]
        return ran

    def _moved(self, entry: Kept, path: str, found: Difference) -> Kept | None:
        """An entry with the new lines of a file that it does not notice otherwise; None where they are not all known."""
        files = {**entry.files, path: self._prints.source(path)}
        nowhere: dict[str, str | None] = dict.fromkeys(found.imports)
        entry = msgspec.structs.replace(entry, files=files, finds=[(sought, {**nowhere, **finds}) for sought, finds in entry.finds])
        if not found.moved:
            return entry
        name = self._shown(path)
        places = entry.ran, entry.described, entry.inspected
        if path == entry.path or not all(found.lines.keys() >= set(lines.get(name, ())) for lines in places):
            return None
        outcome = entry.outcome
        if os.fsencode(name) in bytes(outcome):
            from scope_lint.moved import moved

            told = moved(bytes(outcome), name, found.now)
            if told is None:
                return None
            outcome = msgspec.Raw(told)
        ran, described, inspected = (
            {**lines, name: [found.lines[line] for line in lines[name]]} if name in lines else lines for lines in places
        )  # fmt: skip
        return msgspec.structs.replace(entry, outcome=outcome, ran=ran, described=described, inspected=inspected)

    def _notices(self, entry: Kept, path: str, found: Difference) -> bool:
        """Whether what has changed in a file, but the functions that ran, plays a part in an entry."""
        name = self._shown(path)
        if not (found.described.isdisjoint(entry.described.get(name, ())) and found.inspected.isdisjoint(entry.inspected.get(name, ()))):
            return True
        if path == entry.path and (found.functions or found.methods):
            return True
        bound = found.added | found.removed | found.rebound
        if not (bound or found.methods):
            return False
        asked = msgspec.msgpack.decode(entry.asked, type=dict[str, list[str]])
        here = asked.get(name, [])
        if ALL in here or not bound.isdisjoint(here) or (found.imports and self._may_see(entry, asked, found.imports)):
            return True
        if (found.removed or found.rebound) and ANY_MODULE in asked:
            return True
        said, others = self._prints.said, entry.files.keys() - {path}
        if any(said(name, entry.files) for name in found.removed) or any(said(name, others) for name in found.rebound):
            return True
        if found.classes and (ALL in asked.get(OBJECTS, []) or said("__init_subclass__", entry.files, tool=False)):
            return True  # a metaclass that notices a new class has been handed what others have, that is all of it
        objects = asked.get(OBJECTS, []) if found.methods else []
        return ALL in objects or any(name in objects or said(name, others) for name in found.methods)

    def _may_see(self, entry: Kept, asked: dict[str, list[str]], modules: Collection[str]) -> bool:
        """Whether an entry may notice that modules were imported which do nothing else: in sys.modules, or as it has its own of that name."""
        if ANY_MODULE in asked or not {ALL, "modules"}.isdisjoint(asked.get(OBJECTS, [])) or self._program.stubs or not entry.finds:
            return True
        if any(self._found(entry, path, modules)[module] is not None for module in modules for path, _ in entry.finds):
            return True
        return any(all(self._prints.said(name, [path], tool=False) for name in ("sys", "modules")) for path in entry.files)

    def _found(self, entry: Kept, path: tuple[str, ...], modules: Collection[str]) -> dict[str, str | None]:
        """What is found now on a search path of an entry's: these modules, and others that were sought there."""
        own = os.path.dirname(entry.path) if OWN in path else ""
        known = self._sought.setdefault((own, path), {})
        for dotted in set(modules).difference(known):
            known[dotted] = self._program.found_in(dotted, path, own)
        return known


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
