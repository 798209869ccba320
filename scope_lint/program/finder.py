"""Where ``import a.b.c`` leads, by Python's own rules, among directories given as the path."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

ROOTS = "\0"
"""At the end of a path: the import roots, which may be many, and stand at the end of most paths."""
OWN = "\1"
"""In a path: the folder of the file that is run, whichever that is."""


class Finder:
    """Looks modules up in directories; what it has seen of the disk it does not look at again."""

    def __init__(self, roots: Sequence[str] = ()) -> None:
        self._roots = tuple(roots)
        self._outer_roots: tuple[str, ...] | None = None
        self._listings: dict[str, dict[str, bool]] = {}
        self._names: dict[str, frozenset[str]] = {}
        self._found: dict[tuple[str, tuple[str, ...]], Path | None] = {}

    def find(self, dotted: str, path: tuple[str, ...]) -> Path | None:
        """The file of a module, the directory of a namespace package, or None."""
        key = (dotted, path)
        if key not in self._found:
            found = self.locate(dotted, path)
            self._found[key] = None if found is None else Path(found)
        return self._found[key]

    def locate(self, dotted: str, path: tuple[str, ...]) -> str | None:
        """As ``find``, and nothing of the answer is kept."""
        names = dotted.split(".")
        portions = path if path[-1:] != (ROOTS,) else (*path[:-1], *self._roots_for(names[0]))
        last = len(names) - 1
        for index, name in enumerate(names):
            if not name.isidentifier():
                return None
            namespaces: tuple[str, ...] = ()
            file = f"{name}.py"
            for directory in portions:
                listing = self._listings.get(directory)  # not by a call: import roots may be many
                if listing is None:
                    listing = self.listing(directory)
                if name not in listing and file not in listing:
                    continue
                if listing.get(name) is True:
                    below = os.path.join(directory, name)
                    if self.listing(below).get("__init__.py") is False:
                        if index == last:
                            return os.path.join(below, "__init__.py")
                        portions = (below,)
                        break
                    namespaces += (below,)
                if listing.get(file) is False:
                    return os.path.join(directory, file) if index == last else None
            else:
                if not namespaces:
                    return None
                if index == last:
                    return namespaces[0]
                portions = namespaces
        return None

    def _roots_for(self, name: str) -> tuple[str, ...]:
        """The import roots where a module may lie. The folder of a package is one for scripts that are run there with their neighbours, but
        its ``logging.py`` does not take the place of Python's for all others."""
        if name not in sys.stdlib_module_names:
            return self._roots
        if self._outer_roots is None:
            self._outer_roots = tuple(root for root in self._roots if self.listing(root).get("__init__.py") is not False)
        return self._outer_roots

    def settles(self, name: str, directory: str) -> bool:
        """Whether a directory has a module or package of a name, so that none after it on a path is looked at."""
        listing = self.listing(directory)
        if listing.get(f"{name}.py") is False:
            return True
        return listing.get(name) is True and self.listing(os.path.join(directory, name)).get("__init__.py") is False

    def names(self, directory: str) -> frozenset[str]:
        """The names of what may be modules or packages there."""
        found = self._names.get(directory)
        if found is None:
            found = self._names[directory] = frozenset(name.removesuffix(".py") for name in self.listing(directory))
        return found

    def listing(self, directory: str) -> dict[str, bool]:
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
