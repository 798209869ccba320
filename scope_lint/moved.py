"""Kept outcomes after a file's lines have moved, where nothing else of it that they hang on has changed: they name the new lines."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Union

import msgspec

from scope_lint.events import IncompleteEvent
from scope_lint.findings import Finding, Related, StackFrame
from scope_lint.outcome import Outcome
from scope_lint.rules import rule_of
from scope_lint.rules.run import Judged

Now = Callable[[int], Union[int, None]]
"""Where a line of the file is now; None: not known."""

_SPOKEN = re.compile(r"\bline \d")
"""A line in a sentence: which file it is of cannot be told."""


class Lost(Exception):
    """A line that is not known any more."""


def moved(kept: bytes, path: str, now: Now) -> bytes | None:
    """An outcome of other files' entries, with the lines that it names of this one; None where that takes another run."""
    mover = _Mover(path, now)
    outcome = msgspec.msgpack.decode(kept, type=Outcome)
    if any(mover.named(result) for result in outcome.results or ()):
        return None
    try:
        entries = [mover.entry(entry) for entry in outcome.entries]
    except Lost:
        return None
    return msgspec.msgpack.encode(msgspec.structs.replace(outcome, entries=entries))


class _Mover:
    def __init__(self, path: str, now: Now) -> None:
        self._path = path
        self._named = path.encode()
        self._now = now

    def named(self, data: bytes) -> bool:
        """Whether some data speak of the file."""
        return self._named in data

    def entry(self, entry: Judged) -> Judged:
        """What the rules said of an entry."""
        return Judged(
            entry.target,
            {code: [self._finding(f) for f in found] for code, found in entry.findings.items()},
            {code: self._note(code, note) for code, note in entry.notes.items()},
            [self._incomplete(event) for event in entry.incomplete],
        )

    def _line(self, path: str, line: int) -> int:
        if path != self._path:
            return line
        found = self._now(line)
        if found is None:
            raise Lost
        return found

    def _note(self, code: str, note: bytes) -> bytes:
        if not self.named(note):
            return note
        rule = rule_of(code)
        found = None if rule is None else rule.moved(note, self._line)
        if found is None:
            raise Lost
        return found

    def _incomplete(self, event: IncompleteEvent) -> IncompleteEvent:
        self._said(event.reason)
        if event.path != self._path:
            return event
        return msgspec.structs.replace(event, line=self._line(event.path, event.line))

    def _finding(self, finding: Finding) -> Finding:
        if not self.named(msgspec.msgpack.encode(finding)):
            return finding
        self._said(finding.message, finding.help, *[other.message for other in finding.related])
        remedy = finding.remedy
        if remedy is not None:
            spans = [(self._line(finding.path, a), b, self._line(finding.path, c), d) for a, b, c, d in remedy.spans]
            remedy = msgspec.structs.replace(remedy, spans=tuple(spans))
        return msgspec.structs.replace(
            finding, line=self._line(finding.path, finding.line), end_line=self._line(finding.path, finding.end_line),
            stack=tuple([self._place(frame) for frame in finding.stack]), related=tuple([self._related(other) for other in finding.related]),
            remedy=remedy,
        )  # fmt: skip

    def _place(self, frame: StackFrame) -> StackFrame:
        return msgspec.structs.replace(frame, line=self._line(frame.path, frame.line), end_line=self._line(frame.path, frame.end_line))

    def _related(self, other: Related) -> Related:
        return msgspec.structs.replace(other, line=self._line(other.path, other.line), end_line=self._line(other.path, other.end_line))

    def _said(self, *texts: str) -> None:
        """Lost where a text speaks of a place, which is not found in it."""
        if any(self._path in text or _SPOKEN.search(text) for text in texts):
            raise Lost
