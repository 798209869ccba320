"""A progress bar, for a run long enough that one wonders."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING

from scope_lint.options import Progress as Callback
from scope_lint.options import State

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

PATIENCE = 1.0
"""Seconds before it shows."""
OFTEN = 0.1
"""Seconds between two looks at it; drawing takes time of the run."""


class Bar:
    """Called with the state of a run; shows itself on a terminal only, on standard error, and leaves no trace."""

    def __init__(self) -> None:
        self._next = time.monotonic() + PATIENCE
        self._shown: tuple[Progress, TaskID] | None = None

    def __call__(self, state: State) -> None:
        now = time.monotonic()
        if now < self._next:
            return
        self._next = now + OFTEN
        progress, task = self._shown = self._shown or self._show()
        reading = state.jobs == 0
        progress.update(
            task, description="Reading" if reading else "Analysing", completed=state.read if reading else state.done,
            total=state.files if reading else state.jobs, state=state, refresh=True,
        )  # fmt: skip

    def __enter__(self) -> Callback | None:
        return self if sys.stderr.isatty() else None

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._shown is not None:
            self._shown[0].stop()

    def _show(self) -> tuple[Progress, TaskID]:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, TextColumn
        from rich.text import Text

        class StateColumn(ProgressColumn):
            def render(self, task: object) -> Text:
                return Text(said(getattr(task, "fields", {})["state"]), overflow="ellipsis", no_wrap=True)

        progress = Progress(
            TextColumn("{task.description}"), BarColumn(20), MofNCompleteColumn(), StateColumn(),
            console=Console(stderr=True), transient=True, auto_refresh=False,  # which would take a thread, and processes are forked
        )  # fmt: skip
        progress.start()
        return progress, progress.add_task("", total=None, state=State())


def said(state: State) -> str:
    """``600 files read, 1,204 entries run, 12 findings  train.py``."""
    from scope_lint.report.clean import clean
    from scope_lint.report.words import plural

    parts = [f"{plural(state.read, 'file')} read"]
    if state.jobs:
        entries = f"{state.entries:,} {'entry' if state.entries == 1 else 'entries'} run"
        parts += [entries, plural(state.findings, "finding")]
    return ", ".join(parts) + (f"  {clean(state.path)}" if state.path else "")
