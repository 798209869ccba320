"""Files that are there whole or not at all."""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
from collections.abc import Iterator
from typing import IO


@contextlib.contextmanager
def replacing(path: str, like: os.stat_result | None = None) -> Iterator[IO[bytes]]:
    """A new file, which takes the place of ``path`` at the end; where the block is left by an exception, nothing does.

    It has the mode and owner that ``like`` says, else the mode of any new file.
    """
    handle, temporary = tempfile.mkstemp(dir=os.path.dirname(path), prefix=f".{os.path.basename(path)[:50]}.", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
        os.chmod(temporary, stat.S_IMODE(like.st_mode) if like else 0o666 & ~_umask())
        if like:
            _keep_owner(temporary, like)
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise


def _keep_owner(temporary: str, status: os.stat_result) -> None:
    """A file of somebody else's stays theirs, where this user may say so."""
    made = os.stat(temporary)
    if hasattr(os, "chown") and (made.st_uid, made.st_gid) != (status.st_uid, status.st_gid):
        with contextlib.suppress(OSError):
            os.chown(temporary, status.st_uid, status.st_gid)
            os.chmod(temporary, stat.S_IMODE(status.st_mode))  # the change of owner clears some bits


def _umask() -> int:
    """The process's own: it can only be read by setting it."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
