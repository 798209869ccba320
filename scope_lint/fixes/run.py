"""Applies fixes in memory, in passes, and predicts the names again after each: what is not proven is taken back."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import msgspec

from scope_lint.analysis import ProjectResult, analyse
from scope_lint.checked import report_of
from scope_lint.findings import CheckReport, Edit, Finding, Fix
from scope_lint.fixes.edits import applied, overlap
from scope_lint.fixes.imports import without_idle
from scope_lint.fixes.offer import LeftAlone, Unfit, editable, offer
from scope_lint.fixes.proof import Change, Comparison, Moved, compare, followed
from scope_lint.options import Options, Progress
from scope_lint.source.file import decode, read_bytes
from scope_lint.source.problem import SourceError

MAX_PASSES = 200
"""Each pass applies or refuses a fix at least."""

_Key = tuple[str, str, str, int]
"""What tells a finding that was judged from another: path, code, text of its line and column. Lines move when others are fixed."""


@dataclass(frozen=True)
class Refused:
    """A fix that was not made: what it would change, or raise."""

    finding: Finding
    changes: tuple[Change, ...]
    errors: tuple[str, ...]


@dataclass
class FixReport:
    """What came of fixing: nothing is on disk yet."""

    project: ProjectResult
    """Of the files as they are after it."""
    report: CheckReport
    fixed: list[Finding] = field(default_factory=list)
    """Each with the fix that was made; lines are those of the pass that made it."""
    changes: list[Change] = field(default_factory=list)
    """The variables that the unsafe ones among them rename."""
    refused: list[Refused] = field(default_factory=list)
    left_alone: list[LeftAlone] = field(default_factory=list)
    files: dict[str, tuple[bytes, bytes]] = field(default_factory=dict)
    """By path: what was read, and what is to be written."""


def fix(paths: Sequence[str], options: Options, unsafe: bool, progress: Progress | None = None) -> FixReport:
    """Fixes what can be, in memory."""
    return _Fixing(list(paths), replace(options, models=True), unsafe, progress).run()


class _Fixing:
    def __init__(self, paths: list[str], options: Options, unsafe: bool, progress: Progress | None) -> None:
        self._paths, self._options, self._unsafe, self._progress = paths, options, unsafe, progress
        self._unsafe_keys: set[_Key] = set()
        """Fixes that were called safe, and are not."""
        self._refused: dict[_Key, Refused] = {}
        self._left_alone: list[LeftAlone] = []
        self._project, self._report = self._analysed(options)
        self._offer()
        self._out = FixReport(self._project, self._report)

    def run(self) -> FixReport:
        for _ in range(MAX_PASSES):
            batch = self._batch(safe=True) or (self._batch(safe=False) if self._unsafe else [])
            if not batch:
                break
            self._apply(batch)
        self._out.project, self._out.report = self._project, self._report
        self._out.refused = [r for key, r in self._refused.items() if not (self._unsafe and key in self._unsafe_keys and not r.errors)]
        self._out.left_alone = self._left_alone
        for finding in self._report.findings:
            self._mark(finding)
        return self._out

    def _analysed(self, options: Options) -> tuple[ProjectResult, CheckReport]:
        project = analyse(self._paths, options, self._progress)
        return project, report_of(project, options)

    def _offer(self) -> None:
        self._left_alone = offer(self._report.findings, self._project.paths, self._options.overlay)

    def _batch(self, safe: bool) -> list[Finding]:
        """The fixes of the next pass, none of which touches another."""
        batch: dict[str, list[Finding]] = {}
        for finding in self._report.findings:
            self._mark(finding)
            if finding.fix is None or finding.fix.safe is not safe:
                continue
            chosen = batch.setdefault(finding.path, [])
            if not any(overlap(_edits(f), _edits(finding)) for f in chosen):
                chosen.append(finding)
        return [finding for chosen in batch.values() for finding in chosen]

    def _mark(self, finding: Finding) -> None:
        """What earlier passes found out about a fix."""
        if finding.fix is None or not self._refused:
            return
        if (refused := self._refused.get(key := self._key(finding))) is not None:
            if refused.errors or key not in self._unsafe_keys:
                finding.fix, finding.fixable = None, False
            else:
                finding.fix = msgspec.structs.replace(finding.fix, safe=False)

    def _apply(self, batch: list[Finding]) -> None:
        """Makes as many of the fixes as hold, from the first on; a single one that does not is remembered."""
        while True:
            files, outcome = self._made(batch), None
            if files is not None:
                options = replace(self._options, overlay={**self._options.overlay, **{os.path.realpath(p): new for p, (_, new) in files.items()}})
                project, report = self._analysed(options)
                outcome = compare(list(self._project.results()), list(project.results()), _moved(batch))
                if left := _left(batch, report):
                    outcome = replace(outcome, errors=(*outcome.errors, f"{left.code} would still be found there"))
                if not outcome.errors and not (outcome.changes and _fix(batch[0]).safe):
                    self._out.changes = followed(self._out.changes, outcome.changes)
                    self._out.fixed += batch
                    self._out.files.update(files)
                    self._project, self._report, self._options = project, report, options
                    self._offer()
                    return
            if len(batch) == 1:
                self._refuse(batch[0], outcome)
                return
            batch = batch[: len(batch) // 2]

    def _refuse(self, finding: Finding, outcome: Comparison | None) -> None:
        key = self._key(finding)
        if outcome is None:
            self._refused[key] = Refused(finding, (), ("the file would no longer parse",))
            return
        self._refused[key] = Refused(finding, outcome.changes, outcome.errors)
        if _fix(finding).safe and not outcome.errors:
            self._unsafe_keys.add(key)

    def _made(self, batch: list[Finding]) -> dict[str, tuple[bytes, bytes]] | None:
        """The files with the fixes made; None where one of them would no longer parse."""
        edits: dict[str, list[Finding]] = {}
        for finding in batch:
            edits.setdefault(finding.path, []).append(finding)
        files = {}
        for path, found in edits.items():
            try:
                data = read_bytes(Path(path), self._options.overlay)
                source = editable(Path(path), data)
                old = data.decode(source.encoding)
                new = without_idle(old, applied(old, [e for f in found for e in _edits(f)])).encode(source.encoding)
                editable(Path(path), new)
            except (SourceError, Unfit, ValueError):
                return None
            files[path] = (self._out.files[path][0] if path in self._out.files else data, new)
        return files

    def _key(self, finding: Finding) -> _Key:
        try:
            text = decode(Path(finding.path), read_bytes(Path(finding.path), self._options.overlay)).text.split("\n")
        except SourceError:
            text = []
        line = text[finding.line - 1] if finding.line <= len(text) else ""
        return (finding.path, finding.code, line, finding.column)


def _left(batch: Sequence[Finding], report: CheckReport) -> Finding | None:
    """One of the findings that is there still."""
    moved = _moved(batch)
    there = {(f.code, f.path, f.line, f.column, f.message) for f in report.findings}
    return next((f for f in batch if (f.code, f.path, moved(f.path, f.line), f.column, f.message) in there), None)


def _moved(batch: Sequence[Finding]) -> Moved:
    """Where lines come to stand when fixes are made."""
    edits = {(finding.path, edit) for finding in batch for edit in _edits(finding)}

    def line_of(path: str, line: int) -> int:
        above = (e for p, e in edits if p == path and (e.end_line < line or (e.end_line == line and e.end_column == 1)))
        return line + sum(e.text.count("\n") - (e.end_line - e.line) for e in above)

    return line_of


def _fix(finding: Finding) -> Fix:
    assert finding.fix is not None
    return finding.fix


def _edits(finding: Finding) -> Sequence[Edit]:
    return _fix(finding).edits
