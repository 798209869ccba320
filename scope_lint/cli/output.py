"""Where a report goes: standard output, or a file that is there whole or not at all."""

from __future__ import annotations

import contextlib
import io
import os
import stat
import sys
from collections.abc import Iterator
from typing import IO

from scope_lint.cli.failure import Failure
from scope_lint.source.atomic import replacing


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
        before = os.stat(path) if os.path.exists(path) else None
        regular = before is None or stat.S_ISREG(before.st_mode)  # in a pipe or a device there is nothing to keep
        with replacing(os.path.realpath(path), before) if regular else open(path, "wb") as file:
            stream = io.TextIOWrapper(file, "utf-8", "backslashreplace", newline="")
            yield stream
            stream.flush()
            stream.detach()
    except OSError as error:
        raise Failure(f"--output: {path!r} cannot be written: {error.strerror}") from None
