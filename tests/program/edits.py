"""Edits of files whose results are kept, and what they make run again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any


def replace(name: str, old: str, new: str) -> None:
    """Changes a file in one place."""
    text = Path(name).read_text()
    assert old in text
    Path(name).write_text(text.replace(old, new, 1))


def rerun(check: Callable[..., Any], ran: list[str]) -> set[str]:
    """What is run now; then nothing is, and what is found is the same, and as without a cache."""
    ran.clear()
    found = check()
    again = set(ran)
    ran.clear()
    assert check() == found
    assert ran == []
    assert check(no_cache=True) == found
    return again
