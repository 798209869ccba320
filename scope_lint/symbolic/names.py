"""Strings of which parts are unknown: ``"layer_{i}/w"``."""

from __future__ import annotations

from scope_lint.symbolic.unknown import Unknown


class SymStr:
    """A string with holes; parts alternate freely between non-empty str and Unknown. Never built without a hole.

    Two are equal when text and holes (by identity) are equal: then they are the same string whatever the holes hold.
    """

    __slots__ = ("parts",)

    def __init__(self, parts: tuple[str | Unknown, ...]) -> None:
        self.parts = parts

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SymStr) and self.parts == other.parts

    def __hash__(self) -> int:
        return hash(self.parts)

    def __repr__(self) -> str:
        return f"SymStr({self.parts!r})"

    def __str__(self) -> str:
        return "".join(p if isinstance(p, str) else "{%s}" % p.label for p in self.parts)

    @property
    def prefix(self) -> str:
        """The known text that it starts with."""
        return self.parts[0] if isinstance(self.parts[0], str) else ""

    @property
    def suffix(self) -> str:
        """The known text that it ends with."""
        return self.parts[-1] if isinstance(self.parts[-1], str) else ""


Name = str | SymStr


def join(*pieces: Name | Unknown) -> Name:
    """Concatenates strings, strings with holes and unknown strings."""
    known: list[str] = []
    for piece in pieces:
        if not isinstance(piece, str):
            break
        known.append(piece)
    else:
        return "".join(known)
    parts: list[str | Unknown] = []
    for piece in pieces:
        for part in piece.parts if isinstance(piece, SymStr) else (piece,):
            if isinstance(part, str) and parts and isinstance(parts[-1], str):
                parts[-1] += part
            elif part != "":
                parts.append(part)
    if not parts:
        return ""
    if len(parts) == 1 and isinstance(parts[0], str):
        return parts[0]
    return SymStr(tuple(parts))


def exact(name: Name) -> bool:
    """Whether nothing in the name is unknown."""
    return isinstance(name, str)


def may_equal(a: Name, b: Name) -> bool:
    """Whether two names can be the same string, as far as their known beginnings and ends tell."""
    if isinstance(a, str) and isinstance(b, str):
        return a == b
    start_a, start_b = (x if isinstance(x, str) else x.prefix for x in (a, b))
    end_a, end_b = (x if isinstance(x, str) else x.suffix for x in (a, b))
    n, m = min(len(start_a), len(start_b)), min(len(end_a), len(end_b))
    return start_a[:n] == start_b[:n] and (m == 0 or end_a[-m:] == end_b[-m:])
