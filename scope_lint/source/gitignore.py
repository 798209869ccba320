"""One .gitignore file, held against entries by themselves: what lies in a folder that is left out is never come to.

Source: gitignore(5). Pathspec, which serves where a whole path is asked about, takes what lies in a folder for matched where the folder
is, so that ``!*/`` would bring all files of all folders back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple


class _Pattern(NamedTuple):
    regex: re.Pattern[str]
    ignores: bool
    """False after ``!``."""
    folders_only: bool


class GitIgnore:
    """The patterns of a file."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._patterns = [found for line in lines if (found := _pattern(line)) is not None]
        self._patterns.reverse()

    def says(self, path: str) -> bool | None:
        """Whether an entry is ignored, by its path relative to the file, with a slash at its end where it is a folder; None where no
        pattern matches. The last one that does decides."""
        name = path.removesuffix("/")
        is_folder = name != path
        for pattern in self._patterns:
            if (is_folder or not pattern.folders_only) and pattern.regex.fullmatch(name):
                return pattern.ignores
        return None


def _pattern(line: str) -> _Pattern | None:
    """What a line says; None for one that says nothing."""
    line = re.sub(r"(?<!\\)((?:\\\\)*) +$", r"\1", line)
    if not line or line.startswith("#"):
        return None
    ignores = not line.startswith("!")
    text = line if ignores else line[1:]
    folders_only = text.endswith("/")
    text = text.removesuffix("/")
    anchored = "/" in text
    text = text.removeprefix("/")
    if not text or text.endswith("/"):
        return None
    translated = _translated(text)
    if translated is None:
        return None
    return _Pattern(re.compile(translated if anchored else f"(?:.*/)?{translated}", re.DOTALL), ignores, folders_only)


def _translated(text: str) -> str | None:
    """A pattern as a regular expression; None where it can match nothing."""
    out, at = "", 0
    while at < len(text):
        character = text[at]
        if (stars := re.compile(r"(?:^|(?<=/))\*\*(?:/|$)").match(text, at)) is not None:
            out += "(?:.*/)?" if stars[0].endswith("/") else ".+"
            at = stars.end()
            continue
        at += 1
        if character == "*":
            out += "[^/]*"
        elif character == "?":
            out += "[^/]"
        elif character == "[":
            end = _end_of_class(text, at)
            if end is None:
                return None
            out += _class(text[at : end])
            at = end + 1
        elif character == "\\":
            if at == len(text):
                return None
            out += re.escape(text[at])
            at += 1
        else:
            out += re.escape(character)
    return out


def _end_of_class(text: str, start: int) -> int | None:
    at = start + (text[start : start + 1] in ("!", "^"))
    at += text[at : at + 1] == "]"
    while at < len(text):
        if text[at] == "]":
            return at
        named = re.compile(r"\[:\w+:\]").match(text, at)
        at = named.end() if named else at + 1 + (text[at] == "\\")
    return None


_NAMED = {
    "alnum": "a-zA-Z0-9", "alpha": "a-zA-Z", "blank": " \\t", "digit": "0-9", "lower": "a-z", "space": "\\s", "upper": "A-Z", "xdigit": "0-9a-fA-F",
    "punct": "!-/:-@\\[-`{-~",
}  # fmt: skip


def _class(text: str) -> str:
    """What stands between brackets; a slash is never matched by it."""
    negated = text[:1] in ("!", "^")
    body = text[1:] if negated else text
    body = re.sub(r"\[:(\w+):\]|\\(.)|([\[\]\\&|~])", _class_part, body, flags=re.DOTALL)
    return f"(?!/)[{'^' if negated else ''}{body}]"


def _class_part(found: re.Match[str]) -> str:
    if found[1] is not None:
        return _NAMED.get(found[1], "")
    return re.escape(found[2] or found[3])
