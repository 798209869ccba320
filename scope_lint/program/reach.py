"""Which files lead to code that makes variables: asked of their bytes, before anything is parsed."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from scope_lint.program.finder import Finder
from scope_lint.source.file import Overlay, read_bytes
from scope_lint.source.prefilter import mentions_scopes, written_for_2
from scope_lint.source.problem import SourceError

_FROM = re.compile(rb"^[ \t]*from[ \t]+(\.*)([\w.]*)[ \t]+import[ \t]+\(?([\w*., \t]+)", re.MULTILINE)
_IMPORT = re.compile(rb"^[ \t]*import[ \t]+([\w., \t]+)", re.MULTILINE)
_NESTED = 100
_SUSPECT = re.compile(rb"[(\[{]{%d}" % _NESTED)
"""Brackets of a file that is likely not to parse at all."""
_SAMPLE = re.compile(rb"[(\[{]{2}")


class Imports(NamedTuple):
    """The imports of a file, as its bytes have them."""

    froms: list[tuple[int, str, list[str]]]
    """Dots, module and names."""
    modules: list[str]


class Scans:
    """What the bytes of files say, whoever asks: each is looked at once."""

    def __init__(self, overlay: Overlay | None = None) -> None:
        self._overlay = overlay
        self._known: dict[str, Imports | bool] = {}
        self.finder = Finder()

    def of(self, key: str, data: bytes | None = None) -> Imports | bool:
        """Of a file by its absolute path: True where it speaks of scopes or may not parse, False where it cannot be read or is for
        TensorFlow 2, else its imports."""
        if key not in self._known:
            try:
                data = read_bytes(Path(key), self._overlay) if data is None else data
                self._known[key] = not written_for_2(data) and (mentions_scopes(data) or _suspect(data) or _imports(data))
            except SourceError:
                self._known[key] = False
        return self._known[key]


class Reach:
    """Answers for files of one project; what a file leads to is looked up once."""

    def __init__(self, roots: Sequence[Path], stubs: Sequence[Path] = (), scans: Scans | None = None) -> None:
        self._roots = [str(r) for r in roots]
        self._stubs = [str(s) for s in stubs]
        self._scans = scans or Scans()
        self._answers: dict[str, bool] = {}

    def matters(self, path: Path, data: bytes | None = None) -> bool:
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
        folder = os.path.dirname(key)
        search = (*self._stubs, folder, *self._roots)
        for dots, module, names in imports.froms:
            where = search
            if dots:
                above = folder
                for _ in range(dots - 1):
                    above = os.path.dirname(above)
                where = (above,)
            wanted = [module] if module else []
            wanted += [f"{module}.{name}" if module else name for name in names]
            yield from self._files(wanted, where)
        yield from self._files(imports.modules, search)

    def _files(self, dotted: list[str], search: tuple[str, ...]) -> Iterator[str]:
        for name in dotted:
            found = self._scans.finder.find(name, search)
            if found is not None and found.suffix == ".py":
                yield os.path.abspath(found)


def _suspect(data: bytes) -> bool:
    """Whether a file likely does not parse. Of so many brackets in a row, a sample has two in a row."""
    return b"\0" in data or (_SAMPLE.search(data[:: _NESTED // 2]) is not None and _SUSPECT.search(data) is not None)


def _imports(data: bytes) -> Imports:
    lines = b"\n".join(line for line in data.split(b"\n") if b"import" in line)
    froms = [(len(dots), module.decode(), re.findall(r"\w+", names.decode())) for dots, module, names in _FROM.findall(lines)]
    modules = [part.split()[0] for names in _IMPORT.findall(lines) for part in names.decode().split(",") if part.strip()]
    return Imports(froms, modules)
