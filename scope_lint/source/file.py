"""One file: its bytes, decoded as Python itself would (PEP 263), with clear words where that fails."""

from __future__ import annotations

import codecs
import io
import os
import stat
import tokenize
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from scope_lint.source.notebook import Place, notebook_text
from scope_lint.source.problem import SourceError

MAX_BYTES = 4_000_000
"""The largest file that is read: no hand-written module comes near it."""


Overlay = Mapping[str, bytes]
"""Contents that are not (yet) on disk, by the real path of the file whose place they take."""


@dataclass(frozen=True)
class SourceFile:
    """The text of one file. Its lines end in ``\\n``, whatever the file's own ``newline`` is."""

    path: Path
    text: str
    encoding: str
    newline: str
    digest: bytes
    """blake2b of the file's bytes."""
    places: tuple[Place, ...] | None = None
    """For a notebook: the cell, and the line in it, of each line of the text."""

    def place(self, line: int) -> Place | None:
        """Where in a notebook a line (from 1) of the text stands; None in an ordinary file."""
        if self.places is None or not 1 <= line <= len(self.places):
            return None
        return self.places[line - 1]


def read(path: Path, overlay: Overlay | None = None) -> SourceFile:
    """Read and decode a file; SourceError where that cannot be done."""
    return decode(path, read_bytes(path, overlay))


def digest(data: bytes) -> bytes:
    """What tells a file's bytes from others."""
    return blake2b(data, digest_size=32).digest()


def decode(path: Path, data: bytes) -> SourceFile:
    """The text of a file with these bytes; SourceError where there is none."""
    known_by = digest(data)
    if path.suffix == ".ipynb":
        text, places = notebook_text(path, data)
        return SourceFile(path, text, "utf-8", "\n", known_by, places)
    encoding = _encoding(path, data)
    text = _decode(path, data, encoding)
    null = text.find("\0")
    if null >= 0:
        raise SourceError(path, text.count("\n", 0, null) + 1, "holds a null byte, so it is not a Python file")
    newline = _newline(text)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return SourceFile(path, text, encoding, newline, known_by)


def read_bytes(path: Path, overlay: Overlay | None = None) -> bytes:
    """The bytes of a file, if it is one and not too large."""
    if overlay and (data := overlay.get(os.path.realpath(path))) is not None:
        return data
    try:
        status = os.stat(path)
        if stat.S_ISDIR(status.st_mode):
            raise SourceError(path, 1, "is a directory, not a file")
        if not stat.S_ISREG(status.st_mode):
            raise SourceError(path, 1, "is not a regular file")
        if status.st_size > MAX_BYTES:
            size, bound = status.st_size / 1e6, MAX_BYTES / 1e6
            raise SourceError(path, 1, f"too large to analyse: {size:.1f} MB, and the bound is {bound:.0f} MB")
        return path.read_bytes()
    except OSError as error:
        raise SourceError(path, 1, f"cannot be read: {error.strerror or error}") from None
    except ValueError as error:  # a null byte in the path
        raise SourceError(path, 1, f"cannot be read: {error}") from None


def _encoding(path: Path, data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise SourceError(path, 1, "is UTF-16, which Python source cannot be")
    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(data).readline)
    except SyntaxError as error:
        # An unknown encoding is declared, or the first lines are not UTF-8: with none declared, or, which Python takes, beside it.
        if "unknown encoding" in str(error) or "encoding problem" in str(error):
            first = data.removeprefix(codecs.BOM_UTF8).split(b"\n", 1)[0].decode("latin-1")
            line = 1 if tokenize.cookie_re.match(first) else 2
            raise SourceError(path, line, f"declares an encoding that cannot be used ({error.msg})") from None
        declared = (tokenize.cookie_re.match(line.decode("latin-1")) for line in data.split(b"\n", 2)[:2])
        encoding = next((cookie[1] for cookie in declared if cookie), "utf-8")
    return encoding


def _decode(path: Path, data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        byte = data[error.start]
        name = "UTF-8" if encoding.startswith("utf-8") else f"the {encoding} that it declares"
        raise SourceError(path, line, f"is not {name}: byte 0x{byte:02x} cannot be decoded") from None
    except LookupError:  # a codec that makes bytes of bytes, such as hex
        raise SourceError(path, 1, f"declares an encoding that cannot be used ({encoding})") from None
    except ValueError as error:
        raise SourceError(path, 1, f"cannot be decoded as {encoding}: {error}") from None


def _newline(text: str) -> str:
    """The style of the first line's end."""
    end = text.find("\n")
    if end > 0 and text[end - 1] == "\r":
        return "\r\n"
    if end < 0 and "\r" in text:
        return "\r"
    return "\n"
