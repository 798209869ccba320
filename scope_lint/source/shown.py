"""Paths as results and messages show them."""

from __future__ import annotations

import os


def shown(path: str | os.PathLike[str], start: str | None = None) -> str:
    """Relative to a directory (None: the working directory), or absolute outside it."""
    full = os.path.abspath(path)
    relative = os.path.relpath(full, start)
    return full if relative.startswith(os.pardir) else relative
