"""What differs on a terminal: colour, wrapped paragraphs, typeset pages, a progress bar."""

from __future__ import annotations

import io
import sys
import time

import pytest

from scope_lint.cli.progress import Bar
from scope_lint.options import State
from scope_lint.report.console import Output, wants_color
from scope_lint.report.text_check import CheckText
from tests.report.samples import check_report, clash


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch):
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "60")


def test_color(monkeypatch):
    assert wants_color(Terminal(), "auto")
    assert not wants_color(io.StringIO(), "auto")
    assert not wants_color(Terminal(), "never")
    monkeypatch.setenv("TERM", "dumb")
    assert not wants_color(Terminal(), "auto")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("NO_COLOR", "1")
    assert not wants_color(Terminal(), "auto")
    assert wants_color(Terminal(), "always")


def test_help_is_wrapped_on_a_terminal_and_nothing_else():
    terminal = Terminal()
    CheckText(Output(terminal, "never")).report(check_report(clash(related=(), stack=())))
    lines = terminal.getvalue().splitlines()
    assert lines[0].endswith("discriminator() is called again")
    assert lines[3:6] == [
        "  what to do:",
        "    Open the scope with reuse=tf.AUTO_REUSE, or pass",
        "    reuse=True from the second call on.",
    ]


def test_markdown_is_typeset_on_a_terminal_only():
    terminal, pipe = Terminal(), io.StringIO()
    for stream in (terminal, pipe):
        Output(stream, "never").markdown("# Title\n\nSome `code`.\n")
    assert pipe.getvalue() == "# Title\n\nSome `code`.\n"
    assert "#" not in terminal.getvalue()
    assert "Title" in terminal.getvalue()


def test_no_bar_in_a_pipe(monkeypatch):
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    with Bar() as progress:
        assert progress is None


def test_a_bar_on_a_long_run_only(monkeypatch):
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("COLUMNS", "140")
    clock = [0.0]
    monkeypatch.setattr(time, "monotonic", lambda: clock[0])
    with Bar() as progress:
        progress(State(read=1, files=100, path="a.py"))
        assert terminal.getvalue() == ""
        clock[0] = 2.0
        progress(State(read=7, files=100, path="a.py"))
        clock[0] = 3.0
        progress(State(read=100, files=100, done=30, jobs=60, entries=1234, findings=1, path="b[red].py"))
    shown = terminal.getvalue()
    assert "Reading" in shown and "7/100" in shown and "7 files read  a.py" in shown
    assert "Analysing" in shown and "30/60" in shown
    assert "100 files read, 1,234 entries run, 1 finding  b[red].py" in shown
