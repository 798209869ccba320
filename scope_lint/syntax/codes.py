"""The functions that a text defines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from scope_lint.syntax import ir


def defined(body: Iterable[ir.Stmt]) -> Iterator[ir.Code]:
    """Those that a module binds, and those of its classes."""
    for statement in body:
        if isinstance(statement, ir.FunctionDef):
            yield statement.code
        elif isinstance(statement, (ir.ClassDef, ir.With)):
            yield from defined(statement.body)
        elif isinstance(statement, (ir.If, ir.For, ir.While)):
            yield from defined(statement.body)
            yield from defined(statement.orelse)
        elif isinstance(statement, ir.Try):
            for block in (statement.body, *(handler.body for handler in statement.handlers), statement.orelse, statement.final):
                yield from defined(block)


def all_codes(node: Any) -> Iterator[ir.Code]:
    """Every function and lambda in a node (or a list of them), also those inside of others."""
    if isinstance(node, list):
        for one in node:
            yield from all_codes(one)
    elif isinstance(node, ir.Node):
        if isinstance(node, ir.Code):
            yield node
        for name in node.__struct_fields__:
            yield from all_codes(getattr(node, name))
