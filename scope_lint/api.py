"""The one way into the analysis: what the command line, the flake8 plugin and other programs call."""

from __future__ import annotations

from pathlib import Path

from scope_lint.events import EntryResult
from scope_lint.interpreter.entries import run_script
from scope_lint.program import Program
from scope_lint.syntax.lower import lower


def run_source(text: str, path: str = "example.py", version: tuple[int, int] = (1, 15)) -> EntryResult:
    """Runs source text as a script. Raises SyntaxProblem where it cannot be parsed."""
    return run_script(Program([]), Path(path), version, module=lower(text, path))
