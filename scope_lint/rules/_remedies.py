"""What fixes need to know from the events: which argument of a call is meant for which parameter."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from scope_lint.events import Argument, CallEvent, Frame
from scope_lint.findings import Finding, Remedy, Span
from scope_lint.rules._view import RunView

Place = tuple[str, int, int]

Calls = Sequence[tuple[RunView, CallEvent]]
"""The runs of one call."""

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


def calls_at(runs: Iterable[RunView], findings: Iterable[Finding]) -> dict[Place, list[tuple[RunView, CallEvent]]]:
    """The calls that stand where findings do, of all entries."""
    found: dict[Place, list[tuple[RunView, CallEvent]]] = {(f.path, f.line, f.column): [] for f in findings}
    if found:
        for run in runs:
            for call in run.calls:
                if call.stack and (calls := found.get(place_of(call.stack[-1]))) is not None:
                    calls.append((run, call))
    return found


def with_remedies(
    findings: Sequence[Finding], runs: Sequence[RunView], safe: Callable[[Finding, Calls], bool | None]
) -> Iterator[Finding]:
    """The findings about calls, each with what its fix needs to know of the arguments, where all runs of the call agree on it.

    ``safe``: whether the fix is, or None where there is to be none.
    """
    calls = calls_at(runs, findings)
    for finding in findings:
        at = calls[finding.path, finding.line, finding.column]
        lands = {landing(call) for _, call in at}
        sure = safe(finding, at)
        if sure is not None and len(lands) == 1 and (meaning := meant([call for _, call in at])) is not None:
            place = (finding.line, finding.column, finding.end_line, finding.end_column)
            finding.remedy = Remedy(spans=(place,), safe=sure, landing=lands.pop(), meant=meaning)
        yield finding


def place_of(frame: Frame) -> Place:
    """Where a frame begins."""
    return (frame.path, frame.line, frame.column)


def landing(call: CallEvent) -> tuple[str, ...]:
    """The parameters that the positional arguments of a call land in."""
    return tuple(a.parameter for a in _positional(call))


def meant(calls: Sequence[CallEvent]) -> tuple[str, ...] | None:
    """The parameters that the positional arguments of one call, in all its runs, are meant for; None where that is not sure."""
    found = {_meant(call) for call in calls}
    return found.pop() if len(found) == 1 else None


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
