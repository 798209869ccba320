"""What fixes need to know from the events: which argument of a call is meant for which parameter."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Sequence

import msgspec

from scope_lint.events import Argument, CallEvent, Frame
from scope_lint.findings import Finding, Remedy, Span
from scope_lint.rules._view import RunView
from scope_lint.rules.base import Noted

Place = tuple[str, int, int]


class CallNote(msgspec.Struct, frozen=True, array_like=True):
    """A call, as one entry ran it: which parameters its positional arguments land in, and which they are meant for."""

    path: str
    line: int
    column: int
    landing: tuple[str, ...]
    meant: tuple[str, ...] | None
    """None where that is not sure."""
    keeps_names: bool | None = True
    """Whether the variables keep their names when the arguments are where they belong; None where the program would fail then."""


_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(list[CallNote])

_VALUES = frozenset({"list", "tensor", "variable"})
_NAMES = frozenset({"str", "none", "scope", "unknown"})
_FLAGS = frozenset({"bool", "reuse"})
_OF_GET_VARIABLE = {
    "str": "name", "list": "shape", "number": "shape", "dtype": "dtype", "initializer": "initializer", "callable": "initializer",
    "tensor": "initializer",
}  # fmt: skip


def span(frame: Frame) -> Span:
    """The piece of text that a frame stands for."""
    return (frame.line, frame.column, frame.end_line, frame.end_column)


def note_calls(run: RunView, apis: Container[str], keeps_names: Callable[[CallEvent, Sequence[CallEvent]], bool | None]) -> bytes:
    """What ``with_remedies`` needs of one entry. ``keeps_names`` is given a call, and all of its statement."""
    calls: dict[Place, list[CallEvent]] = {}
    for call in run.calls:
        if call.api in apis and call.stack:
            calls.setdefault(place_of(call.stack[-1]), []).append(call)
    notes = {
        CallNote(*place, landing(call), _meant(call), keeps_names(call, there)): None for place, there in calls.items() for call in there
    }
    return _ENCODER.encode(list(notes)) if notes else b""


def moved_calls(notes: bytes, line: Callable[[str, int], int]) -> bytes:
    """The notes with a file's lines where they are now."""
    return _ENCODER.encode([msgspec.structs.replace(note, line=line(note.path, note.line)) for note in _DECODER.decode(notes)])


def with_remedies(entries: Sequence[Noted]) -> Iterator[Finding]:
    """The findings about calls, each with what its fix needs to know of the arguments, where all runs of the call agree on it."""
    places = {(f.path, f.line, f.column) for findings, _ in entries for f in findings}
    calls: dict[Place, list[CallNote]] = {place: [] for place in places}
    for _, notes in entries if places else ():
        for note in _DECODER.decode(notes) if notes else ():
            if (there := calls.get((note.path, note.line, note.column))) is not None:
                there.append(note)
    for findings, _ in entries:
        for finding in findings:
            finding.remedy = _remedy(finding, calls[finding.path, finding.line, finding.column])
            yield finding


def _remedy(finding: Finding, calls: Sequence[CallNote]) -> Remedy | None:
    lands, meanings = {note.landing for note in calls}, {note.meant for note in calls}
    keeps = {True} if finding.severity == "error" else {note.keeps_names for note in calls}
    if len(lands) != 1 or len(meanings) != 1 or None in keeps or (meaning := meanings.pop()) is None:
        return None
    place = (finding.line, finding.column, finding.end_line, finding.end_column)
    return Remedy(spans=(place,), safe=keeps == {True}, landing=lands.pop(), meant=meaning)


def place_of(frame: Frame) -> Place:
    """Where a frame begins."""
    return (frame.path, frame.line, frame.column)


def landing(call: CallEvent) -> tuple[str, ...]:
    """The parameters that the positional arguments of a call land in."""
    return tuple(a.parameter for a in _positional(call))


def _positional(call: CallEvent) -> list[Argument]:
    return sorted((a for a in call.arguments if a.position is not None), key=lambda a: a.position or 0)


def _meant(call: CallEvent) -> tuple[str, ...] | None:
    given = _positional(call)
    kinds = [a.kind for a in given]
    lands = list(landing(call))
    if call.api in ("variable_scope", "name_scope"):
        meaning = _of_scope(kinds, lands)
    elif call.api in ("op_scope", "variable_op_scope"):
        meaning = _of_old_scope(kinds, lands)
    elif call.api == "Variable":
        meaning = [lands[0], "name", *lands[2:]] if len(kinds) > 1 and kinds[1] == "str" else lands
    elif call.api == "get_variable":
        meaning = [_OF_GET_VARIABLE.get(kind, land) for kind, land in zip(kinds[:4], lands)] + lands[4:]
    else:
        meaning = lands
    given_by_keyword = {a.parameter for a in call.arguments if a.position is None}
    if len({*meaning, *given_by_keyword}) != len(meaning) + len(given_by_keyword):
        return None
    return tuple(meaning)


def _of_scope(kinds: Sequence[str], lands: list[str]) -> list[str]:
    """variable_scope and name_scope(name, default_name, values), called with the values, or the flag, in a name's place."""
    name, rest = lands[:1], lands[3:]
    if len(kinds) > 1 and kinds[0] in _VALUES and _NAMES.issuperset(kinds[1:3]):
        return ["values", *name, "default_name"][: len(kinds)] + rest
    if len(kinds) > 1 and kinds[1] in _VALUES and _NAMES.issuperset(kinds[2:3]):
        return [*name, "values", "default_name"][: len(kinds)] + rest
    return _with_flag(kinds, lands)


def _of_old_scope(kinds: Sequence[str], lands: list[str]) -> list[str]:
    """op_scope and variable_op_scope(values, name, default_name), called with the name first."""
    name, rest = lands[1:2], lands[3:]
    if len(kinds) > 1 and kinds[1] in _VALUES and kinds[0] in _NAMES and _NAMES.issuperset(kinds[2:3]):
        return [*name, "values", "default_name"][: len(kinds)] + rest
    if len(kinds) > 2 and kinds[2] in _VALUES and _NAMES.issuperset(kinds[:2]):
        return [*name, "default_name", "values"] + rest
    return _with_flag(kinds, lands)


def _with_flag(kinds: Sequence[str], lands: list[str]) -> list[str]:
    """A flag in the place of a name, of the values or of an initializer is that for reuse."""
    return [
        "reuse" if kind in _FLAGS and land in ("default_name", "values", "initializer") else land for kind, land in zip(kinds, lands)
    ]
