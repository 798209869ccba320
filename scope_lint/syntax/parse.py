"""From text to ``ast``: as today's Python, as an older Python 3, as Python 2."""

from __future__ import annotations

import ast
import io
import re
import tokenize
import warnings
from typing import NamedTuple

from scope_lint.syntax.problem import TOO_DEEP, SyntaxProblem

# Keywords of Python 3.7 that were ordinary names before.
_FORMER_NAMES = re.compile(r"\b(?:async|await)\b")
_TABBED = re.compile(r"^[ ]*\t[ \t]*", re.MULTILINE)
_TOO_DEEP_MESSAGES = ("too many nested parentheses", "too many levels of indentation", "parser stack overflow")


class Parsed(NamedTuple):
    """A tree, the text it was made from, and whether that had to be converted from Python 2."""

    tree: ast.Module
    text: str
    python2: bool


def parse(text: str) -> Parsed:
    """The tree of a text whose lines end in ``\\n``; that of Parsed.text, which has the same lines.

    RecursionError is let through: whether the text or the caller is to blame cannot be told here.
    """
    try:
        return Parsed(_parse(text), text, False)
    except SyntaxError as error:
        problem = _problem(error)
        if problem.reason == TOO_DEEP or "\0" in text:
            raise problem from None
    softened = soften_former_names(text)
    if softened is not None:
        try:
            return Parsed(_parse(softened), softened, False)
        except SyntaxError:
            pass
    return _parse_python2(text, problem)


def _parse_python2(text: str, problem: SyntaxProblem) -> Parsed:
    # fissix is slow to import, and few files need it.
    from scope_lint.syntax.python2 import NotPython2, conversions

    try:
        for converted in conversions(text):
            # In Python 2 a tab goes to the next multiple of 8; in Python 3 tabs and spaces do not mix.
            expanded = _TABBED.sub(lambda indent: indent.group().expandtabs(8), converted)
            softened = soften_former_names(expanded)
            for candidate in dict.fromkeys((converted, expanded, softened or expanded)):
                try:
                    return Parsed(_parse(candidate), candidate, True)
                except SyntaxError as error:
                    last = _problem(error)
            problem = SyntaxProblem(last.line, last.column, f"{last.reason} (after conversion from Python 2)")
    except NotPython2 as error:
        # Of two parsers, the one that came further has more to say.
        if error.line > problem.line:
            problem = SyntaxProblem(error.line, 1, "invalid syntax in Python 3 and in Python 2")
    raise problem


def _parse(text: str) -> ast.Module:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(text)
    except MemoryError:  # CPython's word for its parser's stack
        raise SyntaxProblem(1, 1, TOO_DEEP) from None
    except UnicodeEncodeError as error:
        line = text.count("\n", 0, error.start) + 1
        column = error.start - text.rfind("\n", 0, error.start)
        raise SyntaxProblem(line, column, "a lone surrogate, which no encoding can hold") from None
    except SyntaxError:
        raise
    except ValueError as error:
        raise SyntaxProblem(1, 1, str(error)) from None


def _problem(error: SyntaxError) -> SyntaxProblem:
    reason = error.msg or "invalid syntax"
    if any(message in reason for message in _TOO_DEEP_MESSAGES):
        reason = TOO_DEEP
    return SyntaxProblem(error.lineno or 1, max(error.offset or 1, 1), reason)


def soften_former_names(text: str) -> str | None:
    """The text with ``async`` and ``await`` as ordinary names; None where it has none.

    Python 3.7 made them keywords; before, ``def f(async=True)`` was fine. An identifier is compared with the keywords as
    written, and normalised (NFKC) later: a mathematical letter in it keeps its length and its meaning, and is no keyword.
    """
    if _FORMER_NAMES.search(text) is None:
        return None
    lines = text.split("\n")
    try:
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            if token.type == tokenize.NAME and _FORMER_NAMES.fullmatch(token.string):
                row, column = token.start
                line = lines[row - 1]
                rest = line[column + len(token.string) :].lstrip()
                if not re.match(r"(?:def|for|with)\b" if token.string == "async" else r"[\w\"'\[{(]", rest):
                    lines[row - 1] = f"{line[:column]}\U0001d41a{line[column + 1 :]}"
    except (tokenize.TokenError, SyntaxError):
        return None
    return "\n".join(lines)
