"""A reader for the simple YAML of configuration files: block mappings and lists, flow lists and mappings, scalars.

Anchors, tags, multi-line scalars and several documents are not read: NotSimple. The scalars are those of YAML 1.1, as PyYAML
resolves them (``1e-3`` is a string, ``yes`` is true).
"""

from __future__ import annotations

import re
from typing import Any, Final

_INT: Final = re.compile(r"[-+]?(0|[1-9][0-9_]*)$")
_FLOAT: Final = re.compile(r"[-+]?([0-9][0-9_]*\.[0-9_]*([eE][-+][0-9]+)?|\.[0-9][0-9_]*([eE][-+][0-9]+)?)$")
_ODD_INT: Final = re.compile(r"[-+]?(0b[01_]+|0[0-7_]+|0x[0-9a-fA-F_]+|[1-9][0-9_]*(:[0-5]?[0-9])+)$")
_DATE: Final = re.compile(r"\d{4}-\d\d?-\d\d?")
_KEY: Final = re.compile(r"""("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s\[\]{},#&*!|>'"%@`-][^#]*?|-[^\s#][^#]*?)\s*:(?:\s+(.*))?$""")
_TRUE: Final = frozenset({"yes", "true", "on"})
_FALSE: Final = frozenset({"no", "false", "off"})

Line = tuple[int, str]


class NotSimple(ValueError):
    """YAML that this reader does not know."""


def parse(text: str) -> Any:
    """The value of a document."""
    lines: list[Line] = []
    for raw in text.splitlines():
        line = _without_comment(raw)
        if not line.strip() or (line.startswith("---") and not lines and line.strip() == "---"):
            continue
        if line.startswith(("---", "...", "%")) or "\t" in line:
            raise NotSimple(line)
        lines.append((len(line) - len(line.lstrip()), line.strip()))
    if not lines:
        return None
    value, rest = _block(lines, lines[0][0])
    if rest:
        raise NotSimple(rest[0][1])
    return value


def _without_comment(line: str) -> str:
    quote = ""
    for i, c in enumerate(line):
        if quote:
            quote = "" if c == quote else quote
        elif c in "\"'" and (i == 0 or line[i - 1] in " [{,:-"):
            quote = c
        elif c == "#" and (i == 0 or line[i - 1].isspace()):
            return line[:i].rstrip()
    return line.rstrip()


def _block(lines: list[Line], indent: int) -> tuple[Any, list[Line]]:
    """The value that begins here, and the lines after it."""
    at, text = lines[0]
    if text == "-" or text.startswith("- "):
        return _sequence(lines, at)
    if _KEY.match(text) and text[0] not in "[{":
        return _mapping(lines, at)
    if len(lines) > 1 and lines[1][0] >= indent and text[0] in "[{":
        joined = " ".join(t for _, t in lines)
        return _flow_value(joined), []
    if len(lines) > 1 and lines[1][0] > indent:
        raise NotSimple(text)
    return _flow_value(text), lines[1:]


def _sequence(lines: list[Line], indent: int) -> tuple[Any, list[Line]]:
    out: list[Any] = []
    while lines and lines[0][0] == indent and (lines[0][1] == "-" or lines[0][1].startswith("- ")):
        text = lines[0][1][1:]
        inner = text.strip()
        if inner:
            at = indent + 1 + len(text) - len(text.lstrip())
            value, lines = _block([(at, inner), *lines[1:]], at)
        elif len(lines) > 1 and lines[1][0] > indent:
            value, lines = _block(lines[1:], lines[1][0])
        else:
            value, lines = None, lines[1:]
        out.append(value)
    return out, lines


def _mapping(lines: list[Line], indent: int) -> tuple[Any, list[Line]]:
    out: dict[Any, Any] = {}
    while lines and lines[0][0] == indent:
        found = _KEY.match(lines[0][1])
        if found is None:
            raise NotSimple(lines[0][1])
        key, value = _scalar(found[1]), (found[2] or "").strip()
        lines = lines[1:]
        if value:
            while value[0] in "[{" and not _closed(value) and lines:
                value, lines = f"{value} {lines[0][1]}", lines[1:]
            if lines and lines[0][0] > indent:
                raise NotSimple(lines[0][1])
            out[key] = _flow_value(value)
        elif lines and (lines[0][0] > indent or (lines[0][0] == indent and (lines[0][1] == "-" or lines[0][1].startswith("- ")))):
            out[key], lines = _block(lines, lines[0][0])
        else:
            out[key] = None
    if lines and lines[0][0] > indent:
        raise NotSimple(lines[0][1])
    return out, lines


def _closed(text: str) -> bool:
    return sum(text.count(c) for c in "[{") == sum(text.count(c) for c in "]}")


def _flow_value(text: str) -> Any:
    value, rest = _flow(text.strip())
    if rest.strip():
        raise NotSimple(text)
    return value


def _flow(text: str) -> tuple[Any, str]:
    """A value in flow style, and the text after it."""
    if text[:1] == "[":
        return _flow_items(text[1:], "]")
    if text[:1] == "{":
        pairs, rest = _flow_items(text[1:], "}")
        return dict(pairs), rest
    return _scalar(text), ""


def _flow_items(text: str, end: str) -> tuple[list[Any], str]:
    out: list[Any] = []
    while True:
        text = text.lstrip()
        if not text:
            raise NotSimple("a list that does not end")
        if text[0] == end:
            return out, text[1:]
        key = None
        if end == "}":
            piece, text = _piece(text, ":")
            key = _scalar(piece)
            if not text.startswith(":"):
                raise NotSimple(text)
            text = text[1:].lstrip()
        if text[:1] in ("[", "{"):
            value, text = _flow(text)
        else:
            piece, text = _piece(text, "")
            value = _scalar(piece)
        out.append((key, value) if end == "}" else value)
        text = text.lstrip()
        if text.startswith(","):
            text = text[1:]


def _piece(text: str, stops: str) -> tuple[str, str]:
    """The scalar at the beginning, as it is written."""
    if text[:1] in ("'", '"'):
        close = re.match(r'"(?:[^"\\]|\\.)*"' if text[0] == '"' else r"'(?:[^']|'')*'", text)
        if close is None:
            raise NotSimple(text)
        return close[0], text[close.end() :].lstrip()
    for i, c in enumerate(text):
        if c in ",]}" or (c in stops and text[i + 1 : i + 2] in (" ", "")):
            return text[:i].rstrip(), text[i:]
    return text, ""


def _scalar(text: str) -> Any:
    text = text.strip()
    if text[:1] == '"':
        if len(text) < 2 or text[-1] != '"' or "\\" in text:
            raise NotSimple(text)
        return text[1:-1]
    if text[:1] == "'":
        return text[1:-1].replace("''", "'")
    if text in ("", "~", "null", "Null", "NULL"):
        return None
    if text[0] in "&*!|>%@`" or text == "-" or text.startswith(("- ", "? ")) or text.endswith(":") or ": " in text or _ODD_INT.match(text) or _DATE.match(text):
        raise NotSimple(text)
    if text.lower() in _TRUE | _FALSE and text in (text.lower(), text.upper(), text.capitalize()):
        return text.lower() in _TRUE
    if _INT.match(text):
        return int(text.replace("_", ""))
    if _FLOAT.match(text):
        return float(text.replace("_", ""))
    if text.lower() in (".inf", "+.inf", "-.inf", ".nan"):
        return float(text.replace(".", "", 1))
    return text
