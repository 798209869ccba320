"""A progress bar, for a run long enough that one wonders."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING

from scope_lint.options import Progress as Callback

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

PATIENCE = 1.0
"""Seconds before it shows."""


class Bar:
    """Called with (done, total, path); shows itself on a terminal only, on standard error, and leaves no trace."""

    def __init__(self) -> None:
        self._start = time.monotonic()
        self._shown: tuple[Progress, TaskID] | None = None

    def __call__(self, done: int, total: int, path: str) -> None:
        if self._shown is None:
            if time.monotonic() - self._start < PATIENCE:
                return
            self._shown = self._show(total)
        progress, task = self._shown
        progress.update(task, completed=done, total=total, path=path)

    def __enter__(self) -> Callback | None:
        return self if sys.stderr.isatty() else None

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._shown is not None:
            self._shown[0].stop()

    def _show(self, total: int) -> tuple[Progress, TaskID]:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, TextColumn
        from rich.text import Text

        from scope_lint.report.clean import clean

        class PathColumn(ProgressColumn):
            def render(self, task: object) -> Text:
                return Text(clean(getattr(task, "fields", {}).get("path", "")), overflow="ellipsis", no_wrap=True)

        progress = Progress(
            TextColumn("Analysing"), BarColumn(), MofNCompleteColumn(), PathColumn(), console=Console(stderr=True), transient=True
        )
        progress.start()
        return progress, progress.add_task("", total=total, path="")
