"""IR on disk, so that a file that has not changed is not parsed again.

An entry is data only (msgpack into msgspec structs): loading one runs no code, whoever wrote it.
"""

from __future__ import annotations

import sys
from hashlib import blake2b
from pathlib import Path
from typing import Union

import msgspec

from scope_lint import __version__
from scope_lint.program.store import MAX_BYTES, Store, default_directory
from scope_lint.source.file import SourceFile
from scope_lint.syntax import ir


class Failure(msgspec.Struct, frozen=True, array_like=True, tag=True, tag_field="node"):
    """That a text could not be parsed: finding that out is slow too."""

    line: int
    column: int
    reason: str


class _Entry(msgspec.Struct, frozen=True, array_like=True):
    outcome: Union[ir.Module, Failure]


class IRCache:
    """Entries by the content of the file, the version of the IR, of this tool and of Python."""

    def __init__(self, directory: Path, max_bytes: int = MAX_BYTES) -> None:
        self.store = Store(directory, max_bytes)
        self._encoder = msgspec.msgpack.Encoder()
        self._decoder = msgspec.msgpack.Decoder(_Entry)

    @classmethod
    def of(cls, directory: str | None, without: bool = False) -> IRCache | None:
        """The cache that settings ask for: a directory, the user's own place (None), or ``without``."""
        if without:
            return None
        return cls(Path(directory)) if directory else cls.default()

    @classmethod
    def default(cls) -> IRCache | None:
        """The user's cache; None where there is no place for one, or $SCOPE_LINT_CACHE_DIR is set to nothing."""
        directory = default_directory()
        return None if directory is None else cls(directory)

    def get(self, source: SourceFile) -> ir.Module | Failure | None:
        """What was made of this content before; None where nothing is known, or the entry is not sound."""
        return self._read(_key(source.digest, source.places is not None))

    def known(self, digest: bytes) -> ir.Module | None:
        """What was made of a file, no notebook, that had these bytes, as far as is still known."""
        found = self._read(_key(digest, False))
        return found if isinstance(found, ir.Module) else None

    def put(self, source: SourceFile, outcome: ir.Module | Failure) -> None:
        """Keeps an outcome."""
        try:
            payload = self._encoder.encode(_Entry(outcome))
        except (RecursionError, ValueError):
            return  # too deep for the format
        self.store.put(_key(source.digest, source.places is not None), ".ir", payload)

    def _read(self, key: str) -> ir.Module | Failure | None:
        payload = self.store.get(key, ".ir")
        if payload is None:
            return None
        try:
            return self._decoder.decode(payload).outcome
        except (msgspec.MsgspecError, ValueError, RecursionError):
            return None


def _key(digest: bytes, notebook: bool) -> str:
    kind = "notebook" if notebook else "module"
    made_by = f"{ir.VERSION} {__version__} {sys.version_info[0]}.{sys.version_info[1]} {kind}"
    return blake2b(digest + made_by.encode(), digest_size=20).hexdigest()
