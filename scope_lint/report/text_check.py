"""Findings as a person reads them: the place, the source with a caret, the chain of calls, what to do."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Sequence

from scope_lint.findings import CheckReport, Finding, Incomplete, Related, StackFrame
from scope_lint.options import UNREADABLE
from scope_lint.report.clean import clean
from scope_lint.report.console import Output
from scope_lint.report.excerpts import Sources
from scope_lint.report.words import listed, place, plural, tensorflow

STYLES = {"error": "bold red", "warning": "bold yellow", "info": "bold cyan"}
_LABELS = {"definite": "definite", "possible": "possible: only on a path that may run"}

_SPAN_LINES = 5
"""Of a longer statement only the first lines are shown."""
_OUTER_CALLS, _INNER_CALLS = 3, 6
"""Of a longer chain of calls only its two ends are shown."""
_CODE_WIDTH = 80
MARK = "[*] "
"""What --fix puts right, as in ruff."""


class CheckText:
    """Writes a report of ``check``."""

    def __init__(self, output: Output) -> None:
        self._out = output
        self._sources = Sources()

    def report(self, report: CheckReport, verbose: bool = False, quiet: bool = False) -> None:
        """Everything but the files that could not be analysed, which belong on standard error; ``quiet``: findings only."""
        self._sources = Sources(report.overlay)
        findings = [finding for finding in report.findings if finding.code != UNREADABLE]
        for finding in findings:
            self.finding(finding)
        if verbose:
            self._incomplete(report.incomplete)
        if not quiet:
            self.summary(report, verbose)

    def finding(self, finding: Finding) -> None:
        """One finding and an empty line."""
        style = STYLES[finding.severity]
        where = f"{place(clean(finding.path), finding.line, finding.cell)}:{finding.column}"
        self._out.line((where, "bold"), ": ", (finding.severity, style), " ", (finding.code, style), ": ", MARK if _safely(finding) else "", clean(finding.message))
        self._excerpt(finding, style)
        if len(finding.stack) > 1:
            self._calls(finding.stack)
        if finding.related:
            self._related(finding.related)
        if finding.help:
            self._paragraph("what to do", finding.help)
        self._out.line("")

    def _excerpt(self, finding: Finding, style: str) -> None:
        last = min(finding.end_line, finding.line + _SPAN_LINES - 1)
        shown = [(number, self._sources.line(finding.path, number, finding.cell)) for number in range(finding.line, last + 1)]
        lines = [(number, text) for number, text in shown if text is not None]
        label = _LABELS[finding.certainty]
        if not lines:
            self._out.line("  ", (label, style))
            return
        margin = len(str(lines[-1][0])) + 2
        for number, text in lines:
            start = finding.column if number == finding.line else len(text) - len(text.lstrip()) + 1
            end = finding.end_column if number == finding.end_line else len(text) + 1
            indent, width = _cells(text[: start - 1]), max(_cells(text[: end - 1]) - _cells(text[: start - 1]), 1)
            self._out.line((f"{number:>{margin}} | ", "blue"), clean(text.expandtabs()))
            ending = "" if number != lines[-1][0] else f" {label}" if last == finding.end_line else f" … {label}"
            self._out.line((" " * margin + " | ", "blue"), " " * indent, ("^" * width + ending, style))

    def _calls(self, stack: Sequence[StackFrame]) -> None:
        self._heading("called through")
        rows = [(frame.path, frame.line, frame.cell, f"in {frame.function}") for frame in stack]
        hidden = len(stack) - _OUTER_CALLS - _INNER_CALLS
        if hidden < 2:
            self._places(rows)
        else:
            self._places(rows[:_OUTER_CALLS])
            self._out.line("    ", (f"… {hidden} more calls …", "dim"))
            self._places(rows[-_INNER_CALLS:])

    def _related(self, related: Sequence[Related]) -> None:
        self._heading("see also")
        self._places([(other.path, other.line, other.cell, other.message) for other in related])

    def _places(self, rows: Sequence[tuple[str, int, int | None, str]]) -> None:
        """Places, what is said about each, and its line of code."""
        places = [place(clean(path), line, cell) for path, line, cell, _ in rows]
        notes = [clean(note) for *_, note in rows]
        wide, tall = max(map(len, places)), max(map(len, notes))
        for (path, line, cell, _), where, note in zip(rows, places, notes):
            code = self._code(path, line, cell)
            self._out.line(f"    {where:<{wide}}  ", f"{note:<{tall}}  " if code else note, (code, "dim"))

    def _code(self, path: str, line: int, cell: int | None) -> str:
        code = clean((self._sources.line(path, line, cell) or "").strip().expandtabs())
        return code if len(code) <= _CODE_WIDTH else code[: _CODE_WIDTH - 1] + "…"

    def _heading(self, title: str, text: str = "") -> None:
        self._out.line("  ", (f"{title}:", "bold"), f" {text}" if text else "")

    def _paragraph(self, title: str, text: str) -> None:
        lines = [clean(line) for line in text.strip().split("\n")]
        if self._out.width is not None:
            lines = [part for line in lines for part in textwrap.wrap(line, self._out.width - 4, drop_whitespace=True) or [""]]
        if len(lines) == 1 and (self._out.width is None or len(lines[0]) + len(title) + 4 <= self._out.width):
            self._heading(title, lines[0])
            return
        self._heading(title)
        for line in lines:
            self._out.line("    ", line)

    def _incomplete(self, incomplete: Sequence[Incomplete]) -> None:
        if incomplete:
            self._out.line(("Could not be followed; nothing that depends on it is called definite:", "bold"))
            for entry in incomplete:
                self._out.line(f"  {clean(entry.path)}:{entry.line}: {clean(entry.reason)}")
            self._out.line("")

    def _fixable(self, findings: Sequence[Finding]) -> None:
        safe = sum(map(_safely, findings))
        unsafe = sum(finding.fix is not None for finding in findings) - safe
        if safe:
            more = f" ({unsafe} more with --unsafe-fixes)" if unsafe else ""
            self._out.line(f"{MARK}{safe} can be fixed with --fix{more}; --diff shows how.")
        elif unsafe:
            self._out.line(f"{unsafe} can be fixed with --fix --unsafe-fixes; --diff --unsafe-fixes shows how.")

    def summary(self, report: CheckReport, verbose: bool = False) -> None:
        """How much was found, and what to do next."""
        findings = [finding for finding in report.findings if finding.code != UNREADABLE]
        version = clean(tensorflow(report))
        files = f"{plural(report.files, 'file')} " + (f"for {version}" if report.tf_version_from or report.other_versions else f"({version})")
        if findings:
            kinds = Counter(finding.severity for finding in findings)
            parts = [plural(kinds["error"], "error")] if kinds["error"] else []
            parts += [plural(kinds["warning"], "warning")] if kinds["warning"] else []
            parts += [plural(kinds["info"], "hint")] if kinds["info"] else []
            self._out.line((f"Found {listed(parts)}", "bold"), f" in {files}.")
            self._fixable(findings)
            codes = sorted({finding.code for finding in findings})
            self._out.line(f"Why, and how to put it right: scope-lint rule {codes[0]}" + (" (or another code)" if codes[1:] else ""))
        else:
            self._out.line(("Nothing found", "bold green"), f" in {files}.")
        if report.known:
            self._out.line(f"{plural(report.known, 'known finding')} of the baseline {'is' if report.known == 1 else 'are'} not shown.")
        if left_out := report.left_out():
            self._out.line((f"{plural(len(left_out), 'file')} could not be analysed.", "bold red"))
        if report.incomplete and not verbose:
            self._out.line(f"{plural(len(report.incomplete), 'place')} could not be followed; -v lists them.")


def _safely(finding: Finding) -> bool:
    return finding.fix is not None and finding.fix.safe


def _cells(text: str) -> int:
    """How wide the text is in a terminal."""
    text = clean(text.expandtabs())
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)
