"""HTML from strings, escaped, and from the Markdown that rules are written in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape

from scope_lint.report.clean import clean


class Html(str):
    """Text that is HTML already."""


def text(value: object) -> Html:
    """Anything as text that is safe in an element and in an attribute."""
    return value if isinstance(value, Html) else Html(escape(clean(str(value))))


def tag(name: str, *content: object, **attributes: object) -> Html:
    """An element. Attributes of None or False are left out, of True stand alone; ``class_`` is ``class``, ``data_x`` is ``data-x``."""
    listed = "".join(_attribute(key.rstrip("_").replace("_", "-"), value) for key, value in attributes.items())
    return Html(f"<{name}{listed}>{join(content)}</{name}>")


def join(content: Iterable[object], between: str = "") -> Html:
    """The pieces one after the other."""
    return Html(between.join(text(piece) for piece in content))


def _attribute(key: str, value: object) -> str:
    if value is None or value is False:
        return ""
    return f" {key}" if value is True else f' {key}="{text(value)}"'


def markdown(source: str, level: int) -> Html:
    """The Markdown of a rule's page: headings (the first of ``level``), paragraphs, lists, fenced code, code and bold."""
    return join(_blocks(source, level))


def _blocks(source: str, level: int) -> Iterator[Html]:
    for block in re.split(r"(^```.*?^```$)|\n\s*\n", source, flags=re.MULTILINE | re.DOTALL):
        if not block or not block.strip():
            continue
        block = block.strip("\n")
        if block.startswith("```"):
            yield tag("pre", tag("code", Html("\n".join(text(line) for line in block.split("\n")[1:-1]))))
        elif heading := re.match(r"(#+) (.*)$", block):
            yield tag(f"h{min(level + len(heading[1]) - 1, 6)}", _inline(heading[2]))
        elif block.lstrip().startswith("- "):
            items = re.split(r"^\s*- ", block, flags=re.MULTILINE)[1:]
            yield tag("ul", *(tag("li", _inline(item)) for item in items))
        else:
            yield tag("p", _inline(block))


def _inline(source: str) -> Html:
    pieces = re.split(r"(``[^`]+``|`[^`]+`|\*\*[^*]+\*\*)", " ".join(source.split()))
    return join(
        tag("code", piece.strip("`")) if piece.startswith("`") else tag("strong", piece[2:-2]) if piece.startswith("**") else piece
        for piece in pieces
    )
