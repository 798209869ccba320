"""Where text is written to, and whether in colour."""

from __future__ import annotations

import os
import sys
from typing import IO, Literal

from rich.console import Console
from rich.text import Text

Color = Literal["auto", "always", "never"]


def wants_color(stream: IO[str], color: Color) -> bool:
    """``auto``: on a terminal, unless NO_COLOR says no (or FORCE_COLOR yes elsewhere, but for files); no-color.org."""
    if color != "auto":
        return color == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return stream is sys.stdout
    return stream.isatty() and os.environ.get("TERM") != "dumb"


class Output:
    """A stream for lines of styled text. Lines are never cut or wrapped by the console: they are to be searched and copied."""

    def __init__(self, stream: IO[str] | None = None, color: Color = "auto") -> None:
        stream = stream or sys.stdout
        colored = wants_color(stream, color)
        self._console = Console(
            file=stream,
            force_terminal=colored,
            no_color=not colored,
            color_system="standard" if colored else None,
            highlight=False,
            markup=False,
            emoji=False,
            soft_wrap=True,
            legacy_windows=False,
        )
        self.width: int | None = min(self._console.width, 110) if stream.isatty() else None
        """Where paragraphs may be wrapped; None: nowhere."""

    def line(self, *parts: str | tuple[str, str]) -> None:
        """Writes one line of plain strings and ``(string, style)`` pairs."""
        self._console.print(Text.assemble(*parts))

    def markdown(self, text: str) -> None:
        """Writes Markdown: typeset on a terminal, as it stands elsewhere."""
        if self.width is None:
            self._console.file.write(text.rstrip() + "\n")
        else:
            from rich.markdown import Markdown

            self._console.print(Markdown(text), width=self.width, soft_wrap=False)
