"""What differs on a terminal: colour, wrapped paragraphs, typeset pages, a progress bar."""

from __future__ import annotations

import io
import sys
import time

import pytest

from scope_lint.cli.progress import Bar
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
    clock = [0.0]
    monkeypatch.setattr(time, "monotonic", lambda: clock[0])
    with Bar() as progress:
        progress(1, 100, "a.py")
        assert terminal.getvalue() == ""
        clock[0] = 2.0
        progress(50, 100, "b[red].py")
    assert "50/100" in terminal.getvalue()
    assert "b[red].py" in terminal.getvalue()
