"""A statement added to a block without a line of its own."""

from __future__ import annotations

from typing import Any

from fissix.fixer_util import syms
from fissix.pgen2 import token


def begin_with(suite: Any, statement: str) -> bool:
    """Put a statement before the block's first one (after its docstring), on its line.

    False, and nothing done, where that is a compound statement, which can have nothing before it on its line.
    """
    leaf = _first_simple_statement(suite)
    if leaf is None:
        return False
    leaf.prefix += f"{statement}; "  # in the prefix, so that other fixers know the statement by its value
    return True


def _first_simple_statement(suite: Any) -> Any:
    """Its first leaf."""
    if suite.type != syms.suite:  # on the line of the colon
        return next(suite.leaves())
    for statement in suite.children:
        if statement.type == syms.simple_stmt:
            if statement.children[0].type == token.STRING:
                continue
            return next(statement.leaves())
        if statement.type not in (token.NEWLINE, token.INDENT):
            return None
    return None
