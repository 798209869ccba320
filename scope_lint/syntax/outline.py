"""What of a file's text running other files can hang on: what an import of it runs, and the bodies of the functions that are called."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from hashlib import blake2b
from typing import NamedTuple

from scope_lint.syntax import ir


class Body(NamedTuple):
    """The body of a function or method that is defined at the level of the module or of a class."""

    name: str
    """``Class.method``; with a number where an earlier one has the name."""
    first: int
    """The line of its header, which is that of its code."""
    last: int
    text: str
    """A digest."""


class Outline(NamedTuple):
    """A file as others see it. Its lines count only where they are named (``layout``)."""

    outside: str
    """A digest of all but the bodies, without blank lines and comments between statements."""
    layout: str
    """A digest of the lines where its pieces begin."""
    bodies: tuple[Body, ...]
    """In the order of the text."""

    def body_at(self, line: int) -> Body | None:
        """The body that a function (one defined in it, too) belongs to; None for what ``outside`` holds in full."""
        number = bisect_right(self.bodies, line, key=lambda body: body.first) - 1
        return self.bodies[number] if number >= 0 and line <= self.bodies[number].last else None

    def named(self, name: str) -> Body | None:
        """The body of that name."""
        return next((body for body in self.bodies if body.name == name), None)


def outline_of(module: ir.Module, text: str) -> Outline:
    """The outline of a module that was lowered from a text, line by line: one that was converted from Python 2 has none like it."""
    lines = text.split("\n")
    outside, layout = blake2b(digest_size=8), blake2b(digest_size=8)
    bodies: list[Body] = []
    names: dict[str, int] = {}
    outside.update(repr(module.docstring).encode())
    for name, first, last, is_body in _pieces(module.body, 1, len(lines), ""):
        kept = _without_end(lines, first, last)
        data = "\n".join(lines[first - 1 : kept]).encode("utf-8", "surrogatepass")
        layout.update(b"%d " % first)
        if not is_body:
            outside.update(data + b"\0")
            continue
        count = names[name] = names.get(name, 0) + 1
        bodies.append(Body(name if count == 1 else f"{name} {count}", is_body, kept, blake2b(data, digest_size=8).hexdigest()))
        outside.update(b"def\0")
    return Outline(outside.hexdigest(), layout.hexdigest(), tuple(bodies))


def _pieces(body: list[ir.Stmt], first: int, last: int, prefix: str) -> Iterator[tuple[str, int, int, int]]:
    """Name, first and last line, and for a body the line of its function, else 0; together they are lines ``first`` to ``last``."""
    starts = [_start(statement) for statement in body]
    if not starts or starts[0] > first:
        yield "", first, min(last, starts[0] - 1) if starts else last, 0
    for statement, start, following in zip(body, starts, [*starts[1:], last + 1]):
        end = max(following - 1, start)
        if isinstance(statement, ir.FunctionDef):
            name, inner = prefix + statement.code.name, statement.code.body
        elif isinstance(statement, ir.ClassDef):
            name, inner = prefix + statement.name, statement.body
        else:
            yield "", start, end, 0
            continue
        begin = _start(inner[0]) if inner else end + 1
        if begin <= statement.at[2] or begin > end:  # all in its header's line
            yield "", start, end, 0
            continue
        yield "", start, begin - 1, 0
        if isinstance(statement, ir.FunctionDef):
            yield name, begin, end, statement.code.at[0]
        else:
            yield from _pieces(inner, begin, end, name + ".")


def _start(statement: ir.Stmt) -> int:
    if isinstance(statement, (ir.FunctionDef, ir.ClassDef)) and statement.decorators:
        return min(statement.at[0], statement.decorators[0].at[0])
    return statement.at[0]


def _without_end(lines: list[str], first: int, last: int) -> int:
    """The last line of a piece but for blank lines and comments at its end. A line with a quote may be the end of a string."""
    while last >= first:
        line = lines[last - 1].strip()
        if line and (not line.startswith("#") or '"' in line or "'" in line):
            break
        last -= 1
    return last
