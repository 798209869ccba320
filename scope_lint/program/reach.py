"""Which files lead to code that makes variables: asked of their bytes, before anything is parsed."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path

from scope_lint.program.finder import Finder
from scope_lint.source.file import Overlay, read_bytes
from scope_lint.source.prefilter import mentions_scopes, written_for_2
from scope_lint.source.problem import SourceError

_FROM = re.compile(rb"^[ \t]*from[ \t]+(\.*)([\w.]*)[ \t]+import[ \t]+\(?([\w., \t]+)", re.MULTILINE)
_IMPORT = re.compile(rb"^[ \t]*import[ \t]+([\w., \t]+)", re.MULTILINE)
_SUSPECT = re.compile(rb"[(\[{]{100}|\0")
"""Bytes of a file that is likely not to parse at all."""


class Reach:
    """Answers for files of one project; what a file leads to is looked up once."""

    def __init__(self, roots: Sequence[Path], stubs: Sequence[Path] = (), overlay: Overlay | None = None) -> None:
        self._roots = [str(r) for r in roots]
        self._stubs = [str(s) for s in stubs]
        self._overlay = overlay
        self._finder = Finder()
        self._answers: dict[str, bool] = {}

    def matters(self, path: Path, data: bytes) -> bool:
        """Whether a file speaks of scopes or variables, imports one that does, or may not parse; none for TensorFlow 2."""
        key = os.path.abspath(path)
        if key not in self._answers:
            self._answers[key] = False  # a circle of imports adds nothing
            self._answers[key] = not written_for_2(data) and (mentions_scopes(data) or bool(_SUSPECT.search(data)) or any(
                self._leads_there(found) for found in self._imports(path, data)
            ))  # fmt: skip
        return self._answers[key]

    def _leads_there(self, path: Path) -> bool:
        try:
            return self.matters(path, read_bytes(path, self._overlay))
        except SourceError:
            return False

    def _imports(self, path: Path, data: bytes) -> list[Path]:
        search = [*self._stubs, str(path.parent), *self._roots]
        found: list[Path] = []
        for dots, module, names in _FROM.findall(data):
            base = module.decode()
            where = [str(Path(path).parents[min(len(dots), len(Path(path).parents)) - 1])] if dots else search
            wanted = [base] if base else []
            wanted += [f"{base}.{name}" if base else name for name in re.findall(r"\w+", names.decode())]
            found += self._files(wanted, where)
        for names in _IMPORT.findall(data):
            found += self._files([part.split()[0] for part in names.decode().split(",") if part.strip()], search)
        return found

    def _files(self, dotted: list[str], search: list[str]) -> list[Path]:
        paths = (self._finder.find(name, search) for name in dotted)
        return [p for p in paths if p is not None and p.suffix == ".py"]
