"""Where a report goes: standard output, or a file that is there whole or not at all."""

from __future__ import annotations

import contextlib
import os
import stat
import sys
import tempfile
from collections.abc import Iterator
from typing import IO

from scope_lint.cli.failure import Failure
from scope_lint.source.write import umask


def check_destination(path: str | None) -> None:
    """Failure where a report could not be written, before work is done for it."""
    if path is None:
        return
    folder = os.path.dirname(os.path.realpath(path))
    if os.path.isdir(path or "."):
        raise Failure(f"--output: {path!r} is a folder")
    if not os.path.isdir(folder):
        raise Failure(f"--output: no folder {os.path.dirname(path)!r}")


@contextlib.contextmanager
def destination(path: str | None) -> Iterator[IO[str]]:
    """A stream for the report. A file that is there keeps what it held until the new report is complete."""
    if path is None:
        yield sys.stdout
        return
    try:
        real = os.path.realpath(path)
        before = _mode(real)
        if before is not None and not stat.S_ISREG(before):  # a pipe or a device: nothing to keep
            with open(real, "w", encoding="utf-8", errors="backslashreplace") as stream:
                yield stream
            return
        with _replacing(real, before) as stream:
            yield stream
    except OSError as error:
        raise Failure(f"--output: {path!r} cannot be written: {error.strerror}") from None


@contextlib.contextmanager
def _replacing(path: str, mode: int | None) -> Iterator[IO[str]]:
    handle, temporary = tempfile.mkstemp(dir=os.path.dirname(path), prefix=f".{os.path.basename(path)[:100]}.")
    try:
        with open(handle, "w", encoding="utf-8", errors="backslashreplace") as stream:
            yield stream
        os.chmod(temporary, stat.S_IMODE(mode) if mode is not None else 0o666 & ~umask())
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise


def _mode(path: str) -> int | None:
    try:
        return os.stat(path).st_mode
    except OSError:
        return None
