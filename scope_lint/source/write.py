"""Putting a changed file on disk: whole or not at all, and only over what was read."""

from __future__ import annotations

import os
import stat
import tempfile
from pathlib import Path


class WriteError(Exception):
    """A file that was not written, and why, in words for the user. What was there is there still."""


def write(path: Path, old: bytes | None, new: bytes) -> None:
    """Replaces a file that holds ``old`` (None: there is none yet), keeping its mode; of a symbolic link, the target."""
    real = os.path.realpath(path)
    try:
        status = None if old is None else os.stat(real)
        if status and (not status.st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH) or not os.access(real, os.W_OK)):
            raise WriteError("it is read-only")
        handle, temporary = tempfile.mkstemp(dir=os.path.dirname(real), prefix=f".{os.path.basename(real)[:50]}.", suffix=".tmp")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(new)
                file.flush()
                os.fsync(handle)
            os.chmod(temporary, stat.S_IMODE(status.st_mode) if status else 0o666 & ~umask())
            if status:
                _keep_owner(temporary, status)
            if old is not None and Path(real).read_bytes() != old:
                raise WriteError("it was changed by another program in the meantime")
            os.replace(temporary, real)
        except BaseException:
            os.unlink(temporary)
            raise
    except OSError as error:
        raise WriteError(error.strerror or str(error)) from None


def _keep_owner(temporary: str, status: os.stat_result) -> None:
    """A file of somebody else's stays theirs, where this user may say so."""
    made = os.stat(temporary)
    if hasattr(os, "chown") and (made.st_uid, made.st_gid) != (status.st_uid, status.st_gid):
        try:
            os.chown(temporary, status.st_uid, status.st_gid)
            os.chmod(temporary, stat.S_IMODE(status.st_mode))  # the change of owner clears some bits
        except OSError:
            pass


def umask() -> int:
    """The process's own: it can only be read by setting it."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
