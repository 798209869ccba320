"""What fixes would change, as a patch."""

from __future__ import annotations

import difflib
from collections.abc import Mapping

_BYTES = "latin-1"
"""Each byte as a character: what applies a patch compares bytes, whatever the encoding of a file is."""


def unified(files: Mapping[str, tuple[bytes, bytes]]) -> bytes:
    """A unified diff of files before and after, by path; line breaks and encodings are the files' own."""
    return b"".join(_of_one(path, *contents) for path, contents in sorted(files.items()))


def _of_one(path: str, old: bytes, new: bytes) -> bytes:
    name = path.encode("utf-8", "surrogateescape").decode(_BYTES)
    lines = difflib.unified_diff(_lines(old), _lines(new), name, name)
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines).encode(_BYTES)


def _lines(data: bytes) -> list[str]:
    """With their ends; only ``\\n`` ends a line of a patch."""
    return [line for line in data.decode(_BYTES).replace("\n", "\n\0").split("\0") if line]
