"""Comments by which an author says that a finding is known: ``# noqa``, by flake8's rules, so that both faces agree.

Source: flake8 6 and 7, "Selecting and Ignoring Violations" of its documentation.
"""

from __future__ import annotations

import io
import re
import tokenize
from collections.abc import Iterator

_CODES = r"[A-Z]+[0-9]+(?:[,\s]+[A-Z]+[0-9]+)*"
_INLINE = re.compile(rf"#\s*noqa(?::\s?(?P<codes>{_CODES}))?", re.IGNORECASE)
_WHOLE_FILE = re.compile(
    rf"\s*#\s*(?:flake8|scope-lint)[:=]\s*noqa(?::\s?(?P<codes>{_CODES}))?\s*$", re.IGNORECASE | re.MULTILINE
)


class Suppressions:
    """Which findings of one text its author does not want to see."""

    def __init__(self, text: str) -> None:
        # None stands for every code.
        self._file: set[str] | None = set()
        self._lines: dict[int, set[str] | None] = {}
        if "noqa" not in text.lower():
            return
        lines = text.split("\n")
        for line in lines:
            whole = _WHOLE_FILE.match(line)
            if whole is not None:
                self._file = _joined(self._file, _codes(whole))
        for first, last in _physical_lines(text, len(lines)):
            found = _INLINE.search("\n".join(lines[first - 1 : last]))
            if found is not None and not _WHOLE_FILE.match(lines[first - 1]):
                for number in range(first, last + 1):
                    self._lines[number] = _codes(found)

    def suppresses(self, line: int, code: str) -> bool:
        """Whether a finding of this code, which stands on this line (from 1), is not to be shown."""
        return _covers(self._file, code) or (line in self._lines and _covers(self._lines[line], code))


def _codes(found: re.Match[str]) -> set[str] | None:
    codes = found.group("codes")
    return None if codes is None else {code.upper() for code in re.split(r"[,\s]+", codes) if code}


def _joined(left: set[str] | None, right: set[str] | None) -> set[str] | None:
    return None if left is None or right is None else left | right


def _covers(codes: set[str] | None, code: str) -> bool:
    """A code in the comment stands for all that begin with it: ``TFS4`` for ``TFS401``."""
    return codes is None or code.upper().startswith(tuple(codes))


def _physical_lines(text: str, count: int) -> Iterator[tuple[int, int]]:
    """The first and last number of each line, where one that a string or a backslash carries on is one line."""
    first = last = 0
    done = 0
    try:
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            if token.type in (tokenize.ENDMARKER, tokenize.DEDENT):
                continue
            first = min(first, token.start[0]) if first else token.start[0]
            last = max(last, token.end[0])
            if token.type in (tokenize.NL, tokenize.NEWLINE):
                yield first, last
                done, first, last = last, 0, 0
    except (tokenize.TokenError, SyntaxError):
        # Not Python as this interpreter knows it: each line by itself.
        for number in range(done + 1, count + 1):
            yield number, number
