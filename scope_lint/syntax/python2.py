"""Python 2 to Python 3 in memory, by fissix, line by line: what stood on a line stays on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from fissix.pgen2.parse import ParseError
from fissix.pgen2.tokenize import TokenError
from fissix.refactor import RefactoringTool

# What Python 3 cannot parse.
_SYNTAX = ("exec", "ne", "paren", "print", "raise", "repr", "unicode")
_OWN_SYNTAX = ("except", "numliterals", "tuple_params")
# What it parses and means otherwise. Left out of fissix's fixers: those that add lines (import, reduce, intern, reload,
# operator, urllib, metaclass, exitfunc), those that rename modules, those for taste (idioms, ws_comma, buffer,
# set_literal), and ``future``, as ``from __future__ import division`` says what ``/`` means in this file.
_MEANING = (
    "apply", "basestring", "dict", "execfile", "filter", "funcattrs", "getcwdu", "has_key", "input", "isinstance",
    "itertools", "itertools_imports", "long", "map", "methodattrs", "next", "nonzero", "raw_input", "standarderror",
    "sys_exc", "throw", "types", "xrange", "xreadlines", "zip",
)  # fmt: skip


class NotPython2(Exception):
    """The text is no Python 2 either; the line where its parser stopped, 0 where it does not say."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


def conversions(text: str) -> Iterator[str]:
    """The readings of a text as Python 2, the likeliest first; NotPython2 where there is none.

    A fixer that changes the number of lines spoils its reading, so there is one of only those that are needed.
    """
    print_statement = True
    try:
        converted = _convert(text, print_statement, True)
    except NotPython2 as error:
        # ``print(x, file=f)`` in a file that is Python 2 by something else.
        print_statement = False
        try:
            converted = _convert(text, print_statement, True)
        except NotPython2 as other:
            raise max(error, other, key=lambda problem: problem.line) from None
    if converted is not None:
        yield converted
    converted = _convert(text, print_statement, False)
    if converted is not None:
        yield converted


def _convert(text: str, print_statement: bool, meaning: bool) -> str | None:
    """The converted text; None where it could not be kept line by line."""
    try:
        # fissix wants a newline at the end.
        converted = str(_tool(print_statement, meaning).refactor_string(text + "\n", "<string>"))
    except ParseError as error:
        raise NotPython2(error.context[1][0] if error.context else 0) from None
    except IndentationError as error:
        raise NotPython2(error.lineno or 0) from None
    except TokenError:  # something open at the end of the file: that says nothing of where
        raise NotPython2(0) from None
    except RecursionError:
        raise
    except Exception:  # whatever a fixer does with a tree that it did not expect
        return None
    if converted.count("\n") != text.count("\n") + 1:
        return None
    return converted[:-1]


class _Tool(RefactoringTool):  # type: ignore[misc]
    def get_fixers(self) -> tuple[list[Any], list[Any]]:
        pre_order, post_order = super().get_fixers()
        for fixer in (*pre_order, *post_order):
            fixer.transform = _keeping_lines(fixer.transform)
        return pre_order, post_order


@cache
def _tool(print_statement: bool, meaning: bool) -> _Tool:
    names = [f"fissix.fixes.fix_{name}" for name in (_SYNTAX + _MEANING if meaning else _SYNTAX)]
    names += [f"{__package__}.fixes.fix_{name}" for name in _OWN_SYNTAX]
    return _Tool(names, {"print_function": not print_statement})


def _keeping_lines(transform: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    """A fixer that joins lines (``raise A, \\`` and its message) puts as many back, inside a bracket, where that is free."""

    def keeping(node: Any, results: Any) -> Any:
        before = str(node).count("\n")
        new = transform(node, results)
        lost = before - str(node if new is None else new).count("\n")
        if lost > 0:
            opened = False
            for leaf in (node if new is None else new).leaves():
                if opened:
                    leaf.prefix = "\n" * lost + leaf.prefix
                    break
                opened = leaf.value in ("(", "[", "{")
        return new

    return keeping
