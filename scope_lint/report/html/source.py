"""The source beside the findings: the files that something is said about, with what is said under each line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from scope_lint.findings import CheckReport, Finding, NamesReport
from scope_lint.report.excerpts import Sources
from scope_lint.report.html.markup import Html, join, tag

WHOLE = 2000
"""Lines of a file that is shown whole; of a longer one, those around the places that are spoken of."""
AROUND = 25


class Listing:
    """The files of a report and their lines, each with an address in the page."""

    def __init__(self, report: CheckReport | NamesReport) -> None:
        self._sources = Sources(report.overlay if isinstance(report, CheckReport) else None)
        self._wanted: dict[str, set[int]] = defaultdict(set)
        self._notes: dict[tuple[str, int], list[Html]] = defaultdict(list)
        self._marks: dict[tuple[str, int], list[Finding]] = defaultdict(list)
        self._numbers: dict[str, int] = {}
        for path, line in _places(report):
            self._wanted[path].add(line)
        for path in sorted(self._wanted):
            if self._sources.lines(path):
                self._numbers[path] = len(self._numbers) + 1

    def place(self, path: str, line: int, shown: str | None = None) -> Html:
        """``path:line``, as a link where the line is in the page."""
        label = shown or f"{path}:{line}"
        if path not in self._numbers:
            return tag("span", label, class_="place")
        return tag("a", label, class_="place", href=f"#s{self._numbers[path]}-{line}")

    def code(self, path: str, line: int) -> str:
        """The line's text."""
        return (self._sources.line(path, line) or "").strip()

    def note(self, path: str, line: int, content: Html) -> None:
        """Put something under a line."""
        self._notes[path, line].append(content)

    def mark(self, finding: Finding) -> None:
        """Mark a finding's place."""
        for line in range(finding.line, finding.end_line + 1):
            self._marks[finding.path, line].append(finding)

    def html(self) -> Html:
        """All files, one section each."""
        return join(self._file(path, number) for path, number in self._numbers.items())

    def _file(self, path: str, number: int) -> Html:
        lines = self._sources.lines(path)
        lines = lines[:-1] if lines[-1] == "" else lines
        rows: list[Html] = []
        last = 0
        for at in _shown(len(lines), self._wanted[path]):
            if at != last + 1:
                rows.append(_gap(at - last - 1))
            rows.append(self._line(path, at, lines[at - 1], f"s{number}-{at}"))
            rows += self._notes[path, at]
            last = at
        if last < len(lines):
            rows.append(_gap(len(lines) - last))
        listing = tag("div", *rows, class_="lines")
        return tag("section", tag("h3", path, id=f"s{number}"), listing, class_="file", aria_labelledby=f"s{number}")

    def _line(self, path: str, at: int, source: str, name: str) -> Html:
        marks = self._marks[path, at]
        code = _marked(source, at, marks[0]) if marks else source
        found = f" {marks[0].severity}" if marks else ""
        number = tag("a", at, class_="number", href=f"#{name}", aria_label=f"line {at}", tabindex="-1")
        return tag("div", number, tag("code", code), class_=f"line{found}", id=name)


def _marked(source: str, at: int, finding: Finding) -> Html:
    start = finding.column - 1 if at == finding.line else len(source) - len(source.lstrip())
    end = finding.end_column - 1 if at == finding.end_line else len(source)
    return join([source[:start], tag("mark", source[start:end]), source[end:]])


def _gap(lines: int) -> Html:
    return tag("div", f"… {lines:,} line{'' if lines == 1 else 's'} …", class_="gap")


def _shown(count: int, wanted: Iterable[int]) -> Iterable[int]:
    if count <= WHOLE:
        return range(1, count + 1)
    around = {line for place in wanted for line in range(place - AROUND, place + AROUND + 1)}
    return sorted(line for line in around if 1 <= line <= count)


def _places(report: CheckReport | NamesReport) -> Iterator[tuple[str, int]]:
    said = report.findings if isinstance(report, CheckReport) else report.errors
    for one in said:
        yield one.path, one.line
        yield from ((frame.path, frame.line) for frame in one.stack)
        if isinstance(one, Finding):
            yield from ((place.path, place.line) for place in one.related)
    yield from ((variable.path, variable.line) for variable in report.variables)
    yield from ((entry.path, entry.line) for entry in report.incomplete)
