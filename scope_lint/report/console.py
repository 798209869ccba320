"""Where text is written to, and whether in colour."""

from __future__ import annotations

import os
import sys
from functools import cached_property
from typing import IO, TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from rich.console import Console

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
        self._stream = stream or sys.stdout
        self._terminal = self._stream.isatty()
        self._colored = wants_color(self._stream, color)
        self.width: int | None = min(self._console.width, 110) if self._terminal else None
        """Where paragraphs may be wrapped; None: nowhere."""

    @cached_property
    def _console(self) -> Console:
        """Made when something is to be styled: a pipe need not wait for the import of rich."""
        from rich.console import Console

        return Console(
            file=self._stream,
            force_terminal=self._colored,
            no_color=not self._colored,
            color_system="standard" if self._colored else None,
            highlight=False,
            markup=False,
            emoji=False,
            soft_wrap=True,
            legacy_windows=False,
        )

    def line(self, *parts: str | tuple[str, str]) -> None:
        """Writes one line of plain strings and ``(string, style)`` pairs."""
        if not self._colored:
            self._stream.write("".join(part if isinstance(part, str) else part[0] for part in parts) + "\n")
            return
        from rich.text import Text

        self._console.print(Text.assemble(*parts))

    def markdown(self, text: str) -> None:
        """Writes Markdown: typeset on a terminal, as it stands elsewhere."""
        if self.width is None:
            self._stream.write(text.rstrip() + "\n")
        else:
            from rich.markdown import Markdown

            self._console.print(Markdown(text), width=self.width, soft_wrap=False)
