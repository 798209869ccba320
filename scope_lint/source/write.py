"""Putting a changed file on disk: whole or not at all, and only over what was read."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from scope_lint.source.atomic import replacing


class WriteError(Exception):
    """A file that was not written, and why, in words for the user. What was there is there still."""


def write(path: Path, old: bytes | None, new: bytes) -> None:
    """Replaces a file that holds ``old`` (None: there is none yet), keeping its mode; of a symbolic link, the target."""
    real = os.path.realpath(path)
    try:
        status = None if old is None else os.stat(real)
        if status and (not status.st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH) or not os.access(real, os.W_OK)):
            raise WriteError("it is read-only")
        with replacing(real, status) as file:
            file.write(new)
            file.flush()
            os.fsync(file.fileno())
            if old is not None and Path(real).read_bytes() != old:
                raise WriteError("it was changed by another program in the meantime")
    except OSError as error:
        raise WriteError(error.strerror or str(error)) from None
