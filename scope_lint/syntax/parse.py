"""From text to ``ast``: as today's Python, as an older Python 3, as Python 2."""

from __future__ import annotations

import ast
import io
import re
import tokenize
import warnings

from .problem import TOO_DEEP, SyntaxProblem

# Keywords of Python 3.7 that were ordinary names before.
_FORMER_NAMES = re.compile(r"\b(?:async|await)\b")
_TOO_DEEP_MESSAGES = ("too many nested parentheses", "too many statically nested blocks", "parser stack overflow")


def parse(text: str) -> tuple[ast.Module, str, bool]:
    """The tree, the text that it was made from, and whether that text had to be converted from Python 2."""
    try:
        return _parse(text), text, False
    except SyntaxError as error:
        problem = _problem(error)
        if problem.reason == TOO_DEEP or "\0" in text:
            raise problem from None
    softened = soften_former_names(text)
    if softened is not None:
        try:
            return _parse(softened), softened, False
        except SyntaxError:
            pass
    from .python2 import conversions  # fissix is slow to import, and few files need it

    for converted in conversions(text):
        try:
            return _parse(converted), converted, True
        except SyntaxError:
            continue
    raise problem


def _parse(text: str) -> ast.Module:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(text)
    except (RecursionError, MemoryError):
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
