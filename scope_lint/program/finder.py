"""Where ``import a.b.c`` leads, by Python's own rules, among directories given as the path."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path


class Finder:
    """Looks modules up in directories; what it has seen of the disk it does not look at again."""

    def __init__(self) -> None:
        self._listings: dict[str, dict[str, bool]] = {}
        self._found: dict[tuple[str, tuple[str, ...]], Path | None] = {}

    def find(self, dotted: str, path: Sequence[str]) -> Path | None:
        """The file of a module, the directory of a namespace package, or None."""
        key = (dotted, path if isinstance(path, tuple) else tuple(path))
        if key not in self._found:
            self._found[key] = self._find(dotted.split("."), path)
        return self._found[key]

    def _find(self, names: list[str], path: Sequence[str]) -> Path | None:
        portions = list(path)
        for index, name in enumerate(names):
            if not name.isidentifier():
                return None
            is_last = index == len(names) - 1
            namespaces: list[str] = []
            for directory in portions:
                listing = self._listing(directory)
                below = os.path.join(directory, name)
                if listing.get(name) is True:
                    if self._listing(below).get("__init__.py") is False:
                        if is_last:
                            return Path(below, "__init__.py")
                        portions = [below]
                        break
                    namespaces.append(below)
                if listing.get(f"{name}.py") is False:
                    return Path(directory, f"{name}.py") if is_last else None
            else:
                if not namespaces:
                    return None
                if is_last:
                    return Path(namespaces[0])
                portions = namespaces
        return None

    def _listing(self, directory: str) -> dict[str, bool]:
        """The names in a directory, each with whether it is one itself."""
        listing = self._listings.get(directory)
        if listing is None:
            listing = {}
            try:
                with os.scandir(directory or ".") as entries:
                    for entry in entries:
                        try:
                            listing[entry.name] = entry.is_dir()
                        except OSError:
                            continue
            except (OSError, ValueError):
                pass
            self._listings[directory] = listing
        return listing
