"""Bytes on disk by key, shared by processes: written whole or not at all, with a checksum, and bounded in size."""

from __future__ import annotations

import contextlib
import os
import sys
import threading
from hashlib import blake2b
from pathlib import Path

MAX_BYTES = 256_000_000
"""What the cache may take on disk; the entries that were not used for longest go first."""
TRIM_EVERY = 256
"""After how many new entries, by chance, the size is looked at: a run that writes a few need not go through all that there are."""
DIRECTORY_VARIABLE = "SCOPE_LINT_CACHE_DIR"
SUFFIXES = (".ir", ".run", ".fix", ".tmp")
"""Of entries, and of what a process that was ended has left of one."""
_CHECKSUM = 16
_NEW = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


class Store:
    """A directory of entries. What another program wrote there, or half of an entry, is taken for nothing."""

    def __init__(self, directory: Path, max_bytes: int = MAX_BYTES) -> None:
        self._directory = os.fspath(directory)
        self._max_bytes = max_bytes
        self._usable = True

    def get(self, key: str, suffix: str) -> bytes | None:
        """What was kept under a key; None where there is nothing, or the entry is not sound."""
        path = self._path(key, suffix)
        try:
            with open(path, "rb", buffering=0) as file:
                data = file.read()
        except OSError:
            return None
        payload = data[_CHECKSUM:]
        if data[:_CHECKSUM] != _checksum(payload):
            return None
        try:
            os.utime(path)
        except OSError:
            pass
        return payload

    def put(self, key: str, suffix: str, payload: bytes) -> None:
        """Keeps something. A cache that cannot be written is no error: it is just not there."""
        if not self._usable:
            return
        try:
            _write(self._path(key, suffix), _checksum(payload) + payload)
        except OSError:
            self._usable = False
            return
        if int(key[-4:], 16) % TRIM_EVERY == 0:
            self._trim()

    def _path(self, key: str, suffix: str) -> str:
        return os.path.join(self._directory, key[0], key[1:] + suffix)  # each new folder costs as much as ten files (ext4)

    def _trim(self) -> None:
        """Keep the cache within its bound, down to four fifths of it so that this is seldom needed."""
        entries: list[tuple[float, int, str]] = []
        try:
            for folder, _, names in os.walk(self._directory):
                for name in names:
                    if name.endswith(SUFFIXES):
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


def _write(path: str, data: bytes) -> None:
    """Puts a file in its place, whole. (What is right for a user's own file, source/atomic.py, takes three times as long.)"""
    temporary = f"{path}.{os.getpid()}.{threading.get_ident()}.tmp"
    try:
        handle = os.open(temporary, _NEW, 0o600)
    except FileNotFoundError:
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        handle = os.open(temporary, _NEW, 0o600)
    try:
        with open(handle, "wb") as file:
            file.write(data)
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise


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
