"""Parameters of a recorded function."""

from __future__ import annotations

import ast
from functools import lru_cache
from typing import Any, Literal

import msgspec

ParameterKind = Literal["plain", "args", "keyword", "kwargs"]
"""``plain``: by position or keyword; ``args``: ``*name``; ``keyword``: by keyword only; ``kwargs``: ``**name``."""

OPAQUE: Any = object()
"""Stands for a default that is no simple constant (an initializer object, a function)."""


class Parameter(msgspec.Struct, frozen=True):
    """One parameter; ``default`` is its text (``None`` where it has no default)."""

    name: str
    kind: ParameterKind = "plain"
    default: str | None = None

    @property
    def required(self) -> bool:
        return self.default is None and self.kind in ("plain", "keyword")

    @property
    def constant(self) -> Any:
        """The default's value where it is a simple constant, a dtype's name for a dtype, else OPAQUE."""
        return OPAQUE if self.default is None else _constant(self.default)


@lru_cache(maxsize=4096)
def _constant(text: str) -> Any:
    if text.startswith("tf."):
        return text[3:]
    try:
        return ast.literal_eval(text)
    except (ValueError, SyntaxError):
        return OPAQUE


def parse_parameters(recorded: list[str]) -> list[Parameter]:
    """Parameters from their recorded form: ``["x", "name=None", "*args", "**kwargs"]`` (``">static"`` marks a staticmethod)."""
    found: list[Parameter] = []
    keyword_only = False
    for text in recorded:
        name, equals, default = text.partition("=")
        if name == "*":
            keyword_only = True
        elif name.startswith("**"):
            found.append(Parameter(name[2:], "kwargs"))
        elif name.startswith("*"):
            found.append(Parameter(name[1:], "args"))
            keyword_only = True
        elif not name.startswith(">"):
            found.append(Parameter(name, "keyword" if keyword_only else "plain", default if equals else None))
    return found
