"""How findings speak: of functions, of how many variables, of what to write."""

from __future__ import annotations

import re

from scope_lint.events import Frame

_REUSE_FLAG = re.compile(r"reuse|shar(e|ed|ing)\b|\bshare_|_share\b", re.IGNORECASE)


def is_reuse_flag(parameter: str) -> bool:
    """Whether a function's parameter asks for reuse, by its name."""
    return bool(_REUSE_FLAG.search(parameter))


def call(function: str) -> str:
    """A function as its author calls it: ``Model.__init__`` is ``Model()``."""
    if function.startswith("<"):
        return "the module" if function == "<module>" else "the expression"
    return function.removesuffix(".__init__") + "()"


def more(count: int) -> str:
    """``d/w`` and how many others: `` (and 3 more)``."""
    return f" (and {count - 1} more)" if count > 1 else ""


def reuse_argument(parameters: tuple[str, ...]) -> str | None:
    """What to pass to a function that has a parameter for reuse: ``reuse=True``."""
    return next((f"{p}=True" for p in parameters if is_reuse_flag(p)), None)


def auto_reuse(version: tuple[int, int]) -> str:
    """How to ask for sharing in a scope, in words that the version knows (AUTO_REUSE: TF 1.4)."""
    return "reuse=tf.AUTO_REUSE" if version >= (1, 4) else "reuse=True from the second call on"


def line_of(frame: Frame | None) -> str:
    """`` at line 12``, in a notebook `` in line 2 of cell 5``; nothing where the place is not known."""
    if frame is None:
        return ""
    return f" at line {frame.line}" if frame.cell is None else f" in line {frame.line} of cell {frame.cell}"
