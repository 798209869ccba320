"""Numbers and shapes in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import prod

from scope_lint.findings import CheckReport, NamesReport

Shape = tuple[int | None, ...] | None


def plural(count: int, noun: str) -> str:
    """``1 file``, ``1,200 files``."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def listed(parts: Sequence[str]) -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


def shape_text(shape: Shape) -> str:
    """``[3, ?]``; ``?`` where not even the rank is known."""
    return "?" if shape is None else "[" + ", ".join("?" if dim is None else str(dim) for dim in shape) + "]"


def parameters(shapes: Iterable[Shape]) -> tuple[int, bool]:
    """How many numbers variables of these shapes hold, and whether that is all: False where a shape is not fully known."""
    total, complete = 0, True
    for shape in shapes:
        if shape is None or None in shape:
            complete = False
        else:
            total += prod(dim or 0 for dim in shape)
    return total, complete


def place(path: str, line: int, cell: int | None = None) -> str:
    """``model.py:12``, and in a notebook ``model.ipynb:cell 3:12``."""
    return f"{path}:{line}" if cell is None else f"{path}:cell {cell}:{line}"


def tensorflow(report: CheckReport | NamesReport) -> str:
    """``TensorFlow 1.4 (from requirements.txt:3)``; where not all files have the same, ``TensorFlow 1.4 (from …) and 1.15 (the default)``."""
    version, origin = report.tf_version, report.tf_version_from
    if not report.other_versions:
        return f"TensorFlow {version}" + (f" (from {origin})" if origin else "")
    origins: dict[str, list[str]] = {version: [origin]}
    for other in report.other_versions:
        origins.setdefault(other.version, []).append(other.origin)
    return "TensorFlow " + listed([f"{number} ({_origins(places)})" for number, places in origins.items()])


def _origins(places: Sequence[str]) -> str:
    said = f"from {places[0]}" if places[0] else "the default"
    return said if len(places) == 1 else f"{said} and {plural(len(places) - 1, 'other place')}"
