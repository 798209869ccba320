"""Python 2 to Python 3 in memory, by fissix, line by line: what stood on a line stays on it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from fissix import pygram  # type: ignore[import-untyped]
from fissix.refactor import RefactoringTool  # type: ignore[import-untyped]

# All of fissix's fixers but those that add or move lines (import, imports that touch_import a new line: reduce, intern,
# reload, operator; urllib, tuple_params, metaclass, exitfunc), those that rename modules, of which the interpreter knows
# nothing either way, those for taste (idioms, ws_comma, buffer, set_literal) and ``future``: it would drop
# ``from __future__ import division``, which says what ``/`` means in this file.
_FIXERS = (
    "apply", "basestring", "dict", "except", "exec", "execfile", "filter", "funcattrs", "getcwdu", "has_key", "input",
    "isinstance", "itertools", "itertools_imports", "long", "map", "methodattrs", "ne", "next", "nonzero",
    "numliterals", "paren", "print", "raise", "raw_input", "repr", "standarderror", "sys_exc", "throw", "types",
    "unicode", "xrange", "xreadlines", "zip",
)  # fmt: skip


@cache
def _tool(print_statement: bool) -> RefactoringTool:
    tool = RefactoringTool([f"fissix.fixes.fix_{name}" for name in _FIXERS])
    tool.driver.grammar = pygram.python_grammar if print_statement else pygram.python_grammar_no_print_statement
    return tool


def conversions(text: str) -> Iterator[str]:
    """The readings of a text as Python 2 that fissix can make: with ``print`` as a statement, then as a function."""
    for print_statement in (True, False):
        try:
            converted = str(_tool(print_statement).refactor_string(text + "\n", "<string>"))
        except Exception:  # fissix raises whatever its parser and its fixers happen to
            continue
        if converted.count("\n") == text.count("\n") + 1:
            yield converted[:-1]
