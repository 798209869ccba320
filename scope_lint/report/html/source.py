"""The source beside the findings: the files that something is said about, with what is said under each line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from scope_lint.findings import (
    CheckReport,
    ErrorPrediction,
    Finding,
    NamesReport,
    Related,
    StackFrame,
    VariablePrediction,
)
from scope_lint.report.excerpts import Sources
from scope_lint.report.html.markup import Html, join, tag
from scope_lint.report.words import place as place_text

Place = Finding | ErrorPrediction | VariablePrediction | StackFrame | Related
"""What has a path, a line and, in a notebook, a cell."""
Text = tuple[str, int | None]
"""A file, or a cell of a notebook."""

WHOLE = 20_000
"""Lines of all files together up to which they are shown whole; of more, those around the places that are spoken of."""
AROUND = 25


class Listing:
    """The files of a report and their lines, each with an address in the page."""

    def __init__(self, report: CheckReport | NamesReport) -> None:
        self._sources = Sources(report.overlay if isinstance(report, CheckReport) else None)
        self._wanted: dict[Text, set[int]] = defaultdict(set)
        self._notes: dict[tuple[Text, int], list[Html]] = defaultdict(list)
        self._marks: dict[tuple[Text, int], list[Finding]] = defaultdict(list)
        self._numbers: dict[Text, int] = {}
        for path, cell, line in _places(report):
            self._wanted[path, cell].add(line)
        for text in sorted(self._wanted, key=lambda text: (text[0], text[1] or 0)):
            if self._sources.lines(*text):
                self._numbers[text] = len(self._numbers) + 1
        self._whole = sum(len(self._sources.lines(*text)) for text in self._numbers) <= WHOLE

    def place(self, at: Place, label: str | None = None) -> Html:
        """Where it is, as a link where the line is in the page."""
        label = label or place_text(at.path, at.line, at.cell)
        number = self._numbers.get((at.path, at.cell))
        if number is None or not self._has(at):
            return tag("span", label, class_="place")
        return tag("a", label, class_="place", href=f"#s{number}-{at.line}")

    def _has(self, at: Place) -> bool:
        """Whether the line is in the page."""
        text = at.path, at.cell
        return 0 < at.line <= len(self._sources.lines(*text)) and (self._whole or at.line in self._wanted[text])

    def code(self, at: Place) -> str:
        """The line's text."""
        return (self._sources.line(at.path, at.line, at.cell) or "").strip()

    def note(self, at: Place, line: int, content: Html) -> None:
        """Put something under a line of the same file."""
        self._notes[(at.path, at.cell), line].append(content)

    def mark(self, finding: Finding) -> None:
        """Mark a finding's place."""
        for line in range(finding.line, finding.end_line + 1):
            self._marks[(finding.path, finding.cell), line].append(finding)

    def html(self) -> Html:
        """All files, one section each."""
        return join(self._file(text, number) for text, number in self._numbers.items())

    def _file(self, text: Text, number: int) -> Html:
        lines = self._sources.lines(*text)
        lines = lines[:-1] if lines[-1] == "" else lines
        rows: list[Html] = []
        last = 0
        for at in range(1, len(lines) + 1) if self._whole else _around(len(lines), self._wanted[text]):
            if at != last + 1:
                rows.append(_gap(at - last - 1))
            rows.append(self._line(text, at, lines[at - 1], f"s{number}-{at}"))
            rows += self._notes[text, at]
            last = at
        if last < len(lines):
            rows.append(_gap(len(lines) - last))
        path, cell = text
        title = path if cell is None else f"{path}, cell {cell}"
        listing = tag("div", *rows, class_="lines", tabindex="0", role="group", aria_label=title)
        return tag("section", tag("h3", title, id=f"s{number}"), listing, class_="file", aria_labelledby=f"s{number}")

    def _line(self, text: Text, at: int, source: str, name: str) -> Html:
        marks = self._marks[text, at]
        code = _marked(source, at, marks[0]) if marks else source
        found = f" {marks[0].severity}" if marks else ""
        return tag("div", code, class_=f"line{found}", id=name, data_n=at)  # the number is shown by the style


def _marked(source: str, at: int, finding: Finding) -> Html:
    start = finding.column - 1 if at == finding.line else len(source) - len(source.lstrip())
    end = finding.end_column - 1 if at == finding.end_line else len(source)
    return join([source[:start], tag("mark", source[start:end]), source[end:]])


def _gap(lines: int) -> Html:
    return tag("div", f"… {lines:,} line{'' if lines == 1 else 's'} …", class_="gap")


def _around(count: int, wanted: Iterable[int]) -> Iterable[int]:
    around = {line for place in wanted for line in range(place - AROUND, place + AROUND + 1)}
    return sorted(line for line in around if 1 <= line <= count)


def _places(report: CheckReport | NamesReport) -> Iterator[tuple[str, int | None, int]]:
    said = report.findings if isinstance(report, CheckReport) else report.errors
    places: list[Place] = [*said, *report.variables, *(frame for one in said for frame in one.stack)]
    places += [other for one in said if isinstance(one, Finding) for other in one.related]
    yield from ((at.path, at.cell, at.line) for at in places)
