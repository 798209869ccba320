"""What running something hung on: the files it read, where its imports led, and which of the program's functions it ran."""

from __future__ import annotations

import os
from hashlib import blake2b
from typing import Union

LARGEST = 1_000_000
"""Bytes up to which a data file is known by its content; a larger one by its size and time."""


ALL = "*"
"""In place of a name: all that a module has was looked at, or anything may have been written to it."""
ANY_MODULE, OBJECTS = "", "."
"""In place of a path."""


Finds = dict[tuple[str, tuple[str, ...]], Union[str, None]]
"""Modules that were sought, in which directories (see ``Program.path``), and what was found."""


class Trace:
    """One run's reads. A module that was imported has a trace of its own, which counts for all that import it."""

    __slots__ = ("files", "finds", "looks", "ran", "described", "inspected", "asked", "inner", "imported", "undetermined", "texts")

    def __init__(self) -> None:
        self.files: set[str] = set()
        """Source files, by absolute path."""
        self.finds: Finds = {}
        self.looks: set[str] = set()
        """Other files and folders that were looked at."""
        self.ran: dict[int, tuple[str, int]] = {}
        """The user's functions that ran: path and line, by the identity of their code."""
        self.described: set[tuple[str, int]] = set()
        """The user's functions whose docstring was looked at: path and line."""
        self.inspected: set[tuple[str, int]] = set()
        """Those whose code object was, which has the names of their variables."""
        self.asked: set[tuple[str, str]] = set()
        """Names that were asked for in a module of the program, by its path, where it did not have them or the text that asks does not have
        the name; and those that others bound in it. For OBJECTS: the attributes of all else that such texts asked for."""
        self.inner: dict[int, Trace] = {}
        """The traces of imported modules, by identity."""
        self.imported: frozenset[tuple[str, int]] = frozenset()
        """Of a whole trace: the functions that ran where modules were loaded."""
        self.undetermined = False
        """Whether something that is not known played a part in it."""
        self.texts = False
        """Whether the texts of the files played a part, not only what they say to the interpreter."""

    def include(self, other: Trace) -> None:
        """What ``other`` hung on, this one hangs on too, also what it has yet to read."""
        if other is not self:
            self.inner[id(other)] = other

    def whole(self) -> Trace:
        """This trace with all that it includes."""
        out, todo, seen = Trace(), [self], {id(self)}
        while todo:
            one = todo.pop()
            out.files |= one.files
            out.finds.update(one.finds)
            out.looks |= one.looks
            out.undetermined |= one.undetermined
            out.texts |= one.texts
            if one is not self:
                out.ran.update(one.ran)
            out.described |= one.described
            out.inspected |= one.inspected
            out.asked |= one.asked
            for key, other in one.inner.items():
                if key not in seen:
                    seen.add(key)
                    todo.append(other)
        out.imported = frozenset(out.ran.values())
        out.ran.update(self.ran)
        return out


def fingerprint(path: str) -> str:
    """What tells whether a file or folder that a program looked at is still the same."""
    try:
        if os.path.isdir(path):
            return blake2b("\0".join(sorted(os.listdir(path))).encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()
        status = os.stat(path)
        if status.st_size > LARGEST:
            return f"{status.st_size} {status.st_mtime_ns}"
        with open(path, "rb") as file:
            return blake2b(file.read(), digest_size=16).hexdigest()
    except (OSError, ValueError):
        return ""
