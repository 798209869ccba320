"""Names of ops and scopes: which are valid, their parts, and the same for names with holes."""

from __future__ import annotations

import re
from typing import Any, Final

from scope_lint.symbolic.names import Name, SymStr, join
from scope_lint.symbolic.unknown import Unknown

_CHARACTERS: Final = re.compile(r"[A-Za-z0-9_.\-/]*\Z")
_FIRST: Final = re.compile(r"[A-Za-z0-9.]")


def valid_scope_name(name: Name) -> bool:
    """Whether Graph.name_scope takes the name inside another scope; what a hole holds is taken to be valid."""
    if isinstance(name, str):
        return _CHARACTERS.match(name) is not None
    return all(isinstance(p, Unknown) or _CHARACTERS.match(p) for p in name.parts)


def valid_op_name(name: Name) -> bool:
    """Whether a name can be an op's (or a scope's at the root)."""
    first = name if isinstance(name, str) else name.parts[0]
    return (isinstance(first, Unknown) or _FIRST.match(first) is not None) and valid_scope_name(name)


def as_name(value: Any) -> Name | None:
    """A name argument: a str, bytes or a string with holes as they are, an unknown value as one hole; else None."""
    if type(value) is str or isinstance(value, (str, SymStr)):
        return value
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if isinstance(value, Unknown):
        return join(value)
    return None


def child(prefix: Name | None, name: Name, separator: str = "/") -> Name:
    """``prefix/name``, or the name alone where there is no prefix."""
    return join(prefix, separator, name) if prefix else name


def ends_with_slash(name: Name) -> bool:
    """Whether the known end of a name is a slash."""
    return (name if isinstance(name, str) else name.suffix).endswith("/")


def without_slash(name: Name) -> Name:
    """The name without its last character if that is a slash."""
    if isinstance(name, str):
        return name[:-1] if name.endswith("/") else name
    if name.suffix.endswith("/"):
        return join(*name.parts[:-1], name.suffix[:-1])
    return name


def last_component(name: Name) -> Name:
    """What follows the last slash."""
    if isinstance(name, str):
        return name.rsplit("/", 1)[-1]
    parts = name.parts
    for i in range(len(parts) - 1, -1, -1):
        part = parts[i]
        if isinstance(part, str) and "/" in part:
            return join(part.rsplit("/", 1)[1], *parts[i + 1 :])
    return name


def starts_with(name: Name, prefix: Name) -> bool:
    """Whether a name surely starts with a prefix."""
    if isinstance(prefix, str):
        return (name if isinstance(name, str) else name.prefix).startswith(prefix)
    if isinstance(name, str) or len(name.parts) < len(prefix.parts):
        return False
    *head, last = prefix.parts
    if list(name.parts[: len(head)]) != head:
        return False
    part = name.parts[len(head)]
    if isinstance(last, str):
        return isinstance(part, str) and part.startswith(last)
    return part is last


def lower(name: Name) -> Name:
    """The name in lower case."""
    if isinstance(name, str):
        return name.lower()
    return join(*(p.lower() if isinstance(p, str) else p for p in name.parts))
