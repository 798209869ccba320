"""A Jupyter notebook as the text of one module."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

from scope_lint.source.magics import plain_python
from scope_lint.source.problem import SourceError


class Place(NamedTuple):
    """A line of a notebook: the cell (from 1, of all cells) and the line in it (from 1)."""

    cell: int
    line: int


def notebook_text(path: Path, data: bytes) -> tuple[str, tuple[Place, ...]]:
    """The code cells one after the other, in their order, with what IPython alone understands blanked line by line."""
    try:
        notebook = json.loads(data)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise SourceError(path, line, f"is not UTF-8: byte 0x{data[error.start]:02x} cannot be decoded") from None
    except json.JSONDecodeError as error:
        raise SourceError(path, error.lineno, f"is not a notebook: {error.msg}") from None
    except RecursionError:
        raise SourceError(path, 1, "is not a notebook: nested too deeply") from None
    cells = _cells(notebook)
    if cells is None:
        raise SourceError(path, 1, "is not a notebook: it has no cells")
    lines: list[str] = []
    places: list[Place] = []
    if _is_python(notebook):
        for number, cell in enumerate(cells, 1):
            source = _source(cell)
            if source is None:
                continue
            for offset, plain in enumerate(plain_python(source.split("\n")), 1):
                lines.append(plain)
                places.append(Place(number, offset))
    return "".join(f"{line}\n" for line in lines), tuple(places)


def cell_lines(data: bytes) -> dict[int, list[str]]:
    """The lines of each code cell as they stand there; nothing where it is no notebook."""
    try:
        cells = _cells(json.loads(data)) or []
    except (ValueError, RecursionError):
        return {}
    return {number: source.split("\n") for number, cell in enumerate(cells, 1) if (source := _source(cell)) is not None}


def _cells(notebook: Any) -> list[Any] | None:
    """The cells: of the notebook (format 4), or of its worksheets (format 3)."""
    if not isinstance(notebook, dict):
        return None
    cells = notebook.get("cells")
    if isinstance(cells, list):
        return cells
    worksheets = notebook.get("worksheets")
    if not isinstance(worksheets, list):
        return None
    found: list[Any] = []
    for sheet in worksheets:
        if isinstance(sheet, dict) and isinstance(sheet.get("cells"), list):
            found += sheet["cells"]
    return found


def _source(cell: Any) -> str | None:
    """The text of a code cell; None for any other."""
    if not isinstance(cell, dict) or cell.get("cell_type") != "code":
        return None
    source = cell.get("source", cell.get("input", ""))
    if isinstance(source, list):
        source = "".join(part for part in source if isinstance(part, str))
    if not isinstance(source, str):
        return None
    return source.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")


def _is_python(notebook: dict[str, Any]) -> bool:
    metadata = notebook.get("metadata")
    if not isinstance(metadata, dict):
        return True
    for holder, key in (("kernelspec", "language"), ("language_info", "name")):
        described = metadata.get(holder)
        if isinstance(described, dict) and isinstance(described.get(key), str):
            return bool(described[key].lower().startswith(("python", "ipython")))
    return True
