"""What fixes would change, as a patch."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from pathlib import Path

from scope_lint.source.file import decode


def unified(files: Mapping[str, tuple[bytes, bytes]]) -> str:
    """A unified diff of files before and after, by path; line breaks are the files' own."""
    return "".join(_of_one(path, *contents) for path, contents in sorted(files.items()))


def _of_one(path: str, old: bytes, new: bytes) -> str:
    encoding = decode(Path(path), old).encoding
    before, after = _lines(old.decode(encoding)), _lines(new.decode(encoding))
    lines = difflib.unified_diff(before, after, path, path)
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def _lines(text: str) -> list[str]:
    """With their ends; only ``\\n`` ends a line of a patch."""
    return [line for line in text.replace("\n", "\n\0").split("\0") if line]
