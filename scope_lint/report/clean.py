"""Text of strangers (file names, source lines, names in a model), made safe to print."""

from __future__ import annotations

import re

# Control characters would move the cursor or recolour the terminal; bidirectional ones would show a line other than it is.
_UNSAFE = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def clean(text: str) -> str:
    """The text in one printable line: control characters and undecodable bytes shown as escapes, tabs as they are."""
    return _UNSAFE.sub(lambda match: _escape(match[0]), text)


def encodable(text: str) -> str:
    """The text with undecodable bytes of a file name (lone surrogates) shown as escapes."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _escape(character: str) -> str:
    return {"\n": "\\n", "\r": "\\r"}.get(character, character.encode("unicode_escape").decode("ascii"))
