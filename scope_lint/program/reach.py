"""Which files lead to code that makes variables: asked of their bytes, before anything is parsed."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from scope_lint.program.finder import Finder
from scope_lint.source.prefilter import makes_scopes

if TYPE_CHECKING:
    from scope_lint.source.file import Overlay

_FROM = re.compile(r"from[ \t]+(\.*)([\w.]*)[ \t]+import[ \t]+\(?([\w*., \t]+)", re.ASCII)
_IMPORT = re.compile(r"import[ \t]+([\w., \t]+)", re.ASCII)
_NAME = re.compile(r"\w+", re.ASCII)
_NESTED = 100
_SUSPECT = rb"[(\[{]{%d}" % _NESTED
"""Brackets of a file that is likely not to parse at all."""
_ALIKE = bytes.maketrans(b"[{", b"((")
_PACKAGE = os.sep + "__init__.py"
_ORDINARY = 1_000_000
"""Files of more bytes are left to the reader that knows what may be read."""


class Imports(NamedTuple):
    """What a file imports, as its bytes have it; a name may be that of a module or of something in one."""

    near: tuple[str, ...]
    """With the dots that they begin with."""
    far: dict[str, tuple[str, ...]]
    """The others, by their first part."""


class Edges(NamedTuple):
    """Where the imports of a file lead."""

    files: tuple[str, ...]
    """By relative imports, and by names that the file's own folder (or a stub) settles: the same for any import roots."""
    beyond: tuple[tuple[str, tuple[str, ...]], ...]
    """What is left: first parts, with the names."""


class Scans:
    """What the bytes of files say, whoever asks: each is looked at once."""

    def __init__(self, overlay: Overlay | None = None) -> None:
        self._overlay = overlay
        self._known: dict[str, Imports | bool] = {}
        self._edges: dict[tuple[str, tuple[str, ...]], Edges] = {}
        self.finder = Finder()

    def __contains__(self, key: str) -> bool:
        return key in self._known

    def of(self, key: str, data: bytes | None = None) -> Imports | bool:
        """Of a file by its absolute path: True where it speaks of scopes or may not parse, False where it cannot be read or is for
        TensorFlow 2, else its imports."""
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._said(key) if data is None else _said(data)
        return found

    def _said(self, key: str) -> Imports | bool:
        data = self._read(key)
        return data is not None and _said(data)

    def _read(self, key: str) -> bytes | None:
        if not self._overlay:
            try:
                status = os.stat(key)
                if stat.S_ISREG(status.st_mode) and status.st_size <= _ORDINARY:
                    with open(key, "rb") as file:
                        return file.read()
            except (OSError, ValueError):
                return None
        from scope_lint.source.file import read_bytes  # its import takes longer than many a tree that flake8 is run on
        from scope_lint.source.problem import SourceError

        try:
            return read_bytes(Path(key), self._overlay)
        except SourceError:
            return None

    def edges(self, key: str, imports: Imports, stubs: tuple[str, ...]) -> Edges:
        """Where the imports of a file lead; ``stubs``: the folders of stubs."""
        found = self._edges.get((key, stubs))
        if found is None:
            found = self._edges[key, stubs] = self._look_around(os.path.dirname(key), imports, stubs)
        return found

    def _look_around(self, folder: str, imports: Imports, stubs: tuple[str, ...]) -> Edges:
        files = list(self.files(imports.near, (folder,)))
        beyond = []
        for first, names in imports.far.items():
            if self.finder.settles(first, folder):
                files += self.files(names, (*stubs, folder))
            else:
                beyond.append((first, names))
        return Edges(tuple(dict.fromkeys(files)), tuple(beyond))

    def files(self, names: tuple[str, ...], path: tuple[str, ...]) -> Iterator[str]:
        """The source files that names mean, among directories; dots before a name lead to those above. What a module has is no module."""
        found: dict[str, str | None] = {}
        for name in names:
            above, _, last = name.rpartition(".")
            package = found.get(above, "")
            if package == "" or above.endswith("__init__"):
                file = self._locate(name, path)
            elif package is None or not package.endswith(".py"):
                file = package and self._locate(name, path)
            elif package.endswith(_PACKAGE):
                file = self.finder.locate(last, (package[: -len(_PACKAGE)],))
            else:
                file = None
            found[name] = file
            if file is not None and file.endswith(".py"):
                yield file

    def _locate(self, name: str, path: tuple[str, ...]) -> str | None:
        dotted = name.lstrip(".")
        for _ in range(len(name) - len(dotted) - 1):
            path = tuple(os.path.dirname(folder) for folder in path)
        return self.finder.locate(dotted, path)


class Reach:
    """Answers for files of one project; what a file leads to is looked up once."""

    def __init__(self, roots: Sequence[str | Path], stubs: Sequence[str | Path] = (), scans: Scans | None = None) -> None:
        self._roots = tuple(os.path.abspath(root) for root in roots)
        self._stubs = tuple(os.path.abspath(stub) for stub in stubs)
        self._scans = scans or Scans()
        self._answers: dict[str, bool] = {}
        self._found: dict[tuple[str, ...], tuple[str, ...]] = {}
        self.sought: dict[tuple[str, ...], str] = {}
        """All names so far that the folder of the file that imports them did not settle, with their first part."""
        self.firsts: set[str] = set()

    def matters(self, path: str | Path, data: bytes | None = None) -> bool:
        """Whether a file speaks of scopes or variables, imports one that does, or may not parse; ``data``: its bytes, where they are known."""
        key = os.path.abspath(path)
        if key not in self._answers:
            found = self._scans.of(key, data)
            self._answers[key] = found if isinstance(found, bool) else self._leads_on(key, found)
        return self._answers[key]

    def _leads_on(self, start: str, imports: Imports) -> bool:
        """Whether one of the files that an import leads to, in the end, matters. Each is gone through once, circles too.

        Tarjan's algorithm for strongly connected components: what is ``pending`` leads to all that is on the way from the start, and
        so to what is found there.
        """
        order, lowest = {start: 0}, {start: 0}
        pending = [start]
        way = [(start, self._led_to(start, imports))]
        while way:
            here, following = way[-1]
            there = next(following, None)
            if there is None:
                way.pop()
                if way:
                    lowest[way[-1][0]] = min(lowest[way[-1][0]], lowest[here])
                if lowest[here] == order[here]:  # a circle that leads nowhere
                    while here not in self._answers:
                        self._answers[pending.pop()] = False
                continue
            if there in order and there not in self._answers:
                lowest[here] = min(lowest[here], order[there])
                continue
            found = self._answers[there] if there in self._answers else self._scans.of(there)
            if found is True:
                self._answers.update((key, True) for key in (*pending, there))
                return True
            if found is False:
                self._answers[there] = False
                continue
            order[there] = lowest[there] = len(order)
            pending.append(there)
            way.append((there, self._led_to(there, found)))
        return False

    def _led_to(self, key: str, imports: Imports) -> Iterator[str]:
        files, beyond = self._scans.edges(key, imports, self._stubs)
        yield from files
        if beyond:
            folder = os.path.dirname(key)
            here = self._scans.finder.listing(folder)
            for first, names in beyond:
                if names not in self.sought:
                    self.sought[names] = first
                    self.firsts.add(first)
                if first in here:  # perhaps a part of a package that has others elsewhere
                    yield from self._scans.files(names, (*self._stubs, folder, *self._roots))
                else:
                    yield from self._beyond(first, names)

    def _beyond(self, first: str, names: tuple[str, ...]) -> tuple[str, ...]:
        """The files that names lead to, all with this first part, which the folder of the file that imports them has not."""
        found = self._found.get(names)
        if found is None:
            found = self._found[names] = tuple(self._scans.files(names, (*self._stubs, *self._roots)))
        return found


class FolderReach:
    """Answers for the files of one folder, which is an import root for all that they lead to.

    They are those without that root, unless it has a name that was sought on the way: then it may lead to more, or elsewhere.
    """

    def __init__(self, folder: str, own: Reach, common: Reach, scans: Scans) -> None:
        """``common``: without the folder."""
        self._folder, self._own, self._common, self._scans = folder, own, common, scans
        self._names = frozenset(name.removesuffix(".py") for name in scans.finder.listing(folder))
        self._seen = 0
        self._leads = False

    def matters(self, path: str) -> bool:
        """As ``Reach.matters``."""
        found = self._common.matters(path)
        if self._common.firsts.isdisjoint(self._names) or (not found and self._leads_nowhere()):
            return found
        return self._own.matters(path)

    def _leads_nowhere(self) -> bool:
        """Whether none of the files that the folder has by the names sought so far matters, with what is sought from them in turn."""
        sought = self._common.sought
        while self._seen < len(sought) and not self._leads:
            new = list(islice(sought.items(), self._seen, None))
            self._seen += len(new)
            had = (file for names, first in new if first in self._names for file in self._scans.files(names, (self._folder,)))
            self._leads = any(self._common.matters(file) for file in had)
        return not self._leads


class Folders:
    """Answers for single files, folder by folder: what does not hang on the folder is looked up once for all that share the other roots."""

    def __init__(self) -> None:
        self.scans = Scans()
        self._common: dict[tuple[tuple[str, ...], tuple[str, ...]], Reach] = {}

    def of(self, folder: str, roots: Sequence[str], stubs: Sequence[str]) -> Reach | FolderReach:
        """For the files of a folder, which is one of their import roots."""
        others = tuple(root for root in roots if root != folder)
        common = self._common.setdefault((others or (folder,), tuple(stubs)), Reach(others or (folder,), stubs, self.scans))
        if not others:
            return common
        return FolderReach(folder, Reach(roots, stubs, self.scans), common, self.scans)


def _said(data: bytes) -> Imports | bool:
    found = makes_scopes(data)
    if found is None:
        return False
    return found or _suspect(data) or _imports(data)


def _suspect(data: bytes) -> bool:
    """Whether a file likely does not parse. Of so many brackets in a row, a sample has four in a row."""
    if b"\0" in data:
        return True
    return b"((((" in data[:: _NESTED // 4].translate(_ALIKE) and re.search(_SUSPECT, data) is not None


def _imports(data: bytes) -> Imports:
    near: dict[str, None] = {}
    far: dict[str, dict[str, None]] = {}
    for line in _lines(data):
        if found := _FROM.match(line):
            dots, module, names = found.groups()
            wanted = [module] if module else []
            wanted += [f"{module}.{name}" if module else name for name in _NAME.findall(names)]
            if dots:
                near.update((dots + name, None) for name in wanted)
                continue
        elif found := _IMPORT.match(line):
            wanted = [part.split()[0] for part in found[1].split(",") if part.strip()]
        else:
            continue
        for name in wanted:
            far.setdefault(name.partition(".")[0], {})[name] = None
    return Imports(tuple(near), {first: tuple(names) for first, names in far.items()})


def _lines(data: bytes) -> Iterator[str]:
    """The lines that begin as imports do."""
    at = data.find(b"import")
    while at >= 0:
        end = data.find(b"\n", at)
        line = data[data.rfind(b"\n", 0, at) + 1 : len(data) if end < 0 else end].lstrip(b" \t")
        if line.startswith((b"from", b"import")):
            yield line.decode("ascii", "replace")
        at = data.find(b"import", end) if end >= 0 else -1
