"""IR on disk, so that a file that has not changed is not parsed again.

An entry is data only (msgpack into msgspec structs): loading one runs no code, whoever wrote it.
"""

from __future__ import annotations

import os
import sys
import tempfile
from hashlib import blake2b
from pathlib import Path
from typing import Union

import msgspec

from scope_lint import __version__
from scope_lint.source.file import SourceFile
from scope_lint.syntax import ir

MAX_BYTES = 256_000_000
"""What the cache may take on disk; the entries that were not used for longest go first."""
TRIM_EVERY = 256
"""After how many new entries the size is looked at."""
DIRECTORY_VARIABLE = "SCOPE_LINT_CACHE_DIR"
_SUFFIX = ".ir"
_CHECKSUM = 16


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
        self._directory = directory
        self._max_bytes = max_bytes
        self._encoder = msgspec.msgpack.Encoder()
        self._decoder = msgspec.msgpack.Decoder(_Entry)
        self._written = 0
        self._usable = True

    @classmethod
    def default(cls) -> IRCache | None:
        """The user's cache; None where there is no place for one, or $SCOPE_LINT_CACHE_DIR is set to nothing."""
        directory = default_directory()
        return None if directory is None else cls(directory)

    def get(self, source: SourceFile) -> ir.Module | Failure | None:
        """What was made of this content before; None where nothing is known, or the entry is not sound."""
        path = self._path(source)
        try:
            data = path.read_bytes()
        except OSError:
            return None
        payload = data[_CHECKSUM:]
        if data[:_CHECKSUM] != _checksum(payload):
            return None
        try:
            outcome = self._decoder.decode(payload).outcome
        except (msgspec.MsgspecError, ValueError, RecursionError):
            return None
        try:
            os.utime(path)
        except OSError:
            pass
        return outcome

    def put(self, source: SourceFile, outcome: ir.Module | Failure) -> None:
        """Keep an outcome. A cache that cannot be written is no error: it is just not there."""
        if not self._usable:
            return
        try:
            payload = self._encoder.encode(_Entry(outcome))
        except (RecursionError, ValueError):
            return  # too deep for the format
        path = self._path(source)
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            _write_atomically(path, _checksum(payload) + payload)
        except OSError:
            self._usable = False
            return
        if self._written % TRIM_EVERY == 0:
            self._trim()
        self._written += 1

    def _path(self, source: SourceFile) -> Path:
        kind = "module" if source.places is None else "notebook"
        made_by = f"{ir.VERSION} {__version__} {sys.version_info[0]}.{sys.version_info[1]} {kind}"
        key = blake2b(source.digest + made_by.encode(), digest_size=20).hexdigest()
        return self._directory / key[:2] / (key[2:] + _SUFFIX)

    def _trim(self) -> None:
        """Keep the cache within its bound, down to four fifths of it so that this is seldom needed."""
        entries: list[tuple[float, int, str]] = []
        try:
            for folder, _, names in os.walk(self._directory):
                for name in names:
                    if name.endswith(_SUFFIX):
                        path = os.path.join(folder, name)
                        status = os.stat(path)
                        entries.append((status.st_mtime, status.st_size, path))
            total = sum(size for _, size, _ in entries)
            if total <= self._max_bytes:
                return
            for _, size, path in sorted(entries):
                os.unlink(path)
                total -= size
                if total <= self._max_bytes * 4 // 5:
                    return
        except OSError:
            return  # another process is at the same work


def default_directory() -> Path | None:
    """$SCOPE_LINT_CACHE_DIR, or the platform's place for caches."""
    chosen = os.environ.get(DIRECTORY_VARIABLE)
    if chosen is not None:
        return Path(chosen) if chosen else None
    try:
        home = Path.home()
    except RuntimeError:
        return None
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local") / "scope-lint" / "Cache"
    if sys.platform == "darwin":
        return home / "Library" / "Caches" / "scope-lint"
    return Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache") / "scope-lint"


def _checksum(payload: bytes) -> bytes:
    return blake2b(payload, digest_size=_CHECKSUM).digest()


def _write_atomically(path: Path, data: bytes) -> None:
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.replace(temporary, path)
    except BaseException:
        try:
            os.unlink(temporary)
        except OSError:
            pass
        raise
