"""Predictions beside what the real TensorFlow did: the recordings that tools/record_fixtures.py makes.

    python -m tests.truth.compare [FOLDER_OR_WORD …]     the differences, for the recordings whose path holds one of the words
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any, NamedTuple

from scope_lint.api import run_source
from scope_lint.events import EntryResult, Event, Frame, VariableEvent

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"


class Row(NamedTuple):
    """A variable as it was recorded or predicted; None for what a prediction leaves open."""

    name: str
    status: str
    shape: tuple[int | None, ...] | None
    dtype: str | None
    trainable: bool | None
    lines: range
    path: str | None
    certain: bool = True

    def __str__(self) -> str:
        shape = "?" if self.shape is None else "x".join("?" if d is None else str(d) for d in self.shape)
        where = f"{self.path or ''}:{self.lines.start}"
        kind = "" if self.certain else " (possible)"
        return f"{self.name} {self.status} [{shape}] {self.dtype} trainable={self.trainable} {where}{kind}"


class Recording(NamedTuple):
    """One script under one version."""

    file: Path
    script: Path
    version: tuple[int, int]

    @property
    def id(self) -> str:
        where = self.script.relative_to(FIXTURES) if self.script.is_relative_to(FIXTURES) else self.script
        return f"{where}-{self.version[0]}.{self.version[1]}"


class Comparison(NamedTuple):
    """What differs, and how many of the recorded shapes are predicted in full."""

    differences: list[str]
    shapes: int
    full_shapes: int


def recordings(root: Path = FIXTURES) -> Iterator[Recording]:
    """All recordings below a folder."""
    for file in sorted(root.rglob("recorded/*/*.json")):
        major, minor = file.parent.name.split(".")
        yield Recording(file, file.parents[2] / (file.stem + ".py"), (int(major), int(minor)))


def recorded_rows(trace: dict[str, Any]) -> list[Row]:
    rows = []
    for name, status, shape, dtype, trainable, line, *rest in trace["variables"]:
        path = rest[1] if len(rest) > 1 else None
        dims = None if shape is None else tuple(shape)
        rows.append(Row(name, status, dims, dtype, trainable, range(line or 0, (line or 0) + 1), path))
    return rows


def predicted_rows(result: EntryResult, script: Path) -> list[Row]:
    rows = []
    for event in result.events:
        if isinstance(event, VariableEvent):
            path, lines = _place(event, script)
            rows.append(
                Row(str(event.name), event.status, event.shape, event.dtype, event.trainable, lines, path, not event.path)
            )
    return rows


def _place(event: Event, script: Path) -> tuple[str | None, range]:
    if not event.stack:
        return None, range(0, 1)
    frame: Frame = event.stack[-1]
    path = Path(frame.path).resolve()
    if path == script:
        return None, range(frame.line, frame.end_line + 1)
    shown = path.relative_to(script.parent) if path.is_relative_to(script.parent) else path
    return str(shown), range(frame.line, frame.end_line + 1)


def agrees(real: Row, ours: Row) -> bool:
    """Whether a prediction is right: exact in name, status and place; what it says of shape, dtype and trainable holds."""
    return (
        ours.certain
        and (real.name, real.status, real.path) == (ours.name, ours.status, ours.path)
        and (real.lines.start in ours.lines or not real.lines.start)
        and _fits(real.shape, ours.shape)
        and ours.dtype in (None, real.dtype)
        and ours.trainable in (None, real.trainable)
    )


def _fits(real: tuple[int | None, ...] | None, ours: tuple[int | None, ...] | None) -> bool:
    if ours is None or real is None:
        return ours is None or ours == real
    return len(real) == len(ours) and all(b is None or a == b for a, b in zip(real, ours))


def compare(recording: Recording) -> Comparison:
    """Run the analyser on a script, and hold its predictions against the recording."""
    trace = json.loads(recording.file.read_text(encoding="utf-8"))
    script = recording.script.resolve()
    result = run_source(script.read_text(encoding="utf-8"), str(script), recording.version)
    real, ours = recorded_rows(trace), predicted_rows(result, script)
    differences, pairs = _aligned(real, ours)
    differences += _ends(trace["exit"], result, script)
    known = [(a, b) for a, b in pairs if a.shape is not None]
    return Comparison(differences, len(known), sum(a.shape == b.shape for a, b in known))


def _aligned(real: list[Row], ours: list[Row]) -> tuple[list[str], list[tuple[Row, Row]]]:
    differences: list[str] = []
    pairs: list[tuple[Row, Row]] = []
    matcher = SequenceMatcher(a=[r[:2] for r in real], b=[r[:2] for r in ours], autojunk=False)
    for kind, i, j, k, n in matcher.get_opcodes():
        if kind == "equal":
            for a, b in zip(real[i:j], ours[k:n]):
                pairs.append((a, b))
                if not agrees(a, b):
                    differences += [f"real  {a}", f"ours  {b}"]
        else:
            differences += [f"real  {a}" for a in real[i:j]] + [f"ours  {b}" for b in ours[k:n]]
    return differences, pairs


def _ends(real: dict[str, Any] | None, result: EntryResult, script: Path) -> list[str]:
    """How the script ends: the type and the line of the exception; its wording where ours has no hole. One of Python's is no event."""
    ours = result.ended
    if real is None:
        return [] if ours is None else [f"ours  ends with {ours.type}: {ours.message}"]
    wanted = f"real  ends with {real['type']}: {real['message']} (line {real['line']})"
    if ours is None:
        said = f"the program ends with {real['type']}: {real['message'].partition(' (')[0]}"
        ends = [i for i in result.incomplete if i.reason.startswith(said)]
        return [] if any(i.path.endswith(script.name) and i.line == real["line"] for i in ends) else [wanted]
    _, lines = _place(ours, script)
    if ours.type == real["type"] and (real["line"] is None or real["line"] in lines) and ours.message == real["message"]:
        return []
    return [wanted, f"ours  ends with {ours.type}: {ours.message} (line {lines.start})"]


def main(words: list[str]) -> int:
    """Print the differences of the recordings whose name holds one of the words."""
    right = total = 0
    for recording in recordings():
        if words and not any(word in recording.id or word in str(recording.file) for word in words):
            continue
        total += 1
        try:
            differences = compare(recording).differences
        except Exception as error:  # a crash is a result, too
            differences = [f"crash {type(error).__name__}: {error}"]
        right += not differences
        if differences:
            print(recording.id)
            for line in differences:
                print("   ", line)
    print(f"{right} of {total} recordings are predicted exactly")
    return 0 if right == total else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
