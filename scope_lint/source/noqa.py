"""Comments by which an author says that a finding is known: ``# noqa``, by flake8's rules, so that both faces agree.

Source: flake8 6 and 7, "Selecting and Ignoring Violations" of its documentation.
"""

from __future__ import annotations

import io
import re
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass, field

_CODES = r"[A-Z]+[0-9]+(?:[,\s]+[A-Z]+[0-9]+)*"
_INLINE = re.compile(rf"#\s*noqa(?::\s?(?P<codes>{_CODES}))?", re.IGNORECASE)
_WHOLE_FILE = re.compile(
    rf"\s*#\s*(?:flake8|scope-lint)[:=]\s*noqa(?::\s?(?P<codes>{_CODES}))?\s*$", re.IGNORECASE | re.MULTILINE
)


@dataclass(eq=False)
class Comment:
    """One comment that suppresses findings."""

    line: int
    """Where it stands; from its ``#`` to the end of its codes."""
    column: int
    end_column: int
    codes: tuple[str, ...] | None
    """As written; None stands for every code."""
    real: bool
    """It is a comment: flake8, and so we, also take what stands in a string over several lines for one."""
    used: set[str] = field(default_factory=set)
    """Those of its codes that suppressed something."""

    def suppresses(self, code: str) -> bool:
        """Whether it names a code: a shorter one stands for all that begin with it, ``TFS4`` for ``TFS401``."""
        if self.codes is None:
            return True
        found = [written for written in self.codes if code.upper().startswith(written.upper())]
        self.used.update(found)
        return bool(found)


class Suppressions:
    """Which findings of one text its author does not want to see."""

    def __init__(self, text: str) -> None:
        self.comments: list[Comment] = []
        """In their order."""
        self._file: list[Comment] = []
        self._lines: dict[int, Comment] = {}
        if "noqa" not in text.lower():
            return
        lines = text.split("\n")
        for number, line in enumerate(lines, 1):
            if (whole := _WHOLE_FILE.match(line)) is not None:
                start = line.index("#")
                self._file.append(_comment(whole, number, start, whole.end("codes") if whole["codes"] else whole.end(), True))
        for first, last, hashes in _physical_lines(text, len(lines)):
            found = _INLINE.search("\n".join(lines[first - 1 : last]))
            if found is not None and not _WHOLE_FILE.match(lines[first - 1]):
                before = found.string[: found.start()]
                row, column = first + before.count("\n"), found.start() - before.rfind("\n") - 1
                real = any(at[0] == row and at[1] <= column for at in hashes)
                comment = _comment(found, row, column, column + found.end() - found.start(), real)
                for number in range(first, last + 1):
                    self._lines[number] = comment
        self.comments = sorted([*self._file, *dict.fromkeys(self._lines.values())], key=lambda c: c.line)

    def suppresses(self, line: int, code: str) -> bool:
        """Whether a finding of this code, which stands on this line (from 1), is not to be shown."""
        named = [*self._file, self._lines[line]] if line in self._lines else self._file
        return any([comment.suppresses(code) for comment in named])  # each of them is used

    def at(self, line: int) -> Comment | None:
        """The comment that holds for a line by itself."""
        return self._lines.get(line)


def _comment(found: re.Match[str], line: int, start: int, end: int, real: bool) -> Comment:
    codes = found["codes"]
    named = None if codes is None else tuple(code for code in re.split(r"[,\s]+", codes) if code)
    return Comment(line, start + 1, end + 1, named, real)


def line_ends(text: str) -> dict[int, int]:
    """For each line of a statement, by number, the line whose end a comment for it must stand at."""
    return {line: last for first, last, _ in _physical_lines(text, text.count("\n") + 1) for line in range(first, last + 1)}


def _physical_lines(text: str, count: int) -> Iterator[tuple[int, int, list[tuple[int, int]]]]:
    """The first and last number of each line, where one that a string or a backslash carries on is one line; and its comments."""
    first = last = 0
    done = 0
    hashes: list[tuple[int, int]] = []
    try:
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            if token.type in (tokenize.ENDMARKER, tokenize.DEDENT):
                continue
            if token.type == tokenize.COMMENT:
                hashes.append(token.start)
            first = min(first, token.start[0]) if first else token.start[0]
            last = max(last, token.end[0])
            if token.type in (tokenize.NL, tokenize.NEWLINE):
                yield first, last, hashes
                done, first, last, hashes = last, 0, 0, []
    except (tokenize.TokenError, SyntaxError):
        # Not Python as this interpreter knows it: each line by itself.
        for number in range(done + 1, count + 1):
            yield number, number, []
