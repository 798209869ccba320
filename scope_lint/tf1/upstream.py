"""Where tensors come from: the variables and placeholders that flow into them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from scope_lint.symbolic.names import Name
from scope_lint.symbolic.unknown import Unknown
from scope_lint.tf1.tensor import Operation, Tensor, Variable

_INPUTS: Final = frozenset({
    "Placeholder", "PlaceholderV2", "PlaceholderWithDefault", "IteratorGetNext", "QueueDequeueV2", "ParseExample", "ParseSingleExample",
    "ParseSingleSequenceExample",
})  # fmt: skip
"""Ops that bring data into a graph."""

LEAVES: Final = _INPUTS | frozenset({
    "Const", "Fill", "VariableV2", "Variable", "VarHandleOp", "NoOp", "TensorArrayV3", "RandomUniform",
    "RandomStandardNormal", "RandomUniformInt", "TruncatedNormal", "Range", "Unstage", "StagePeek", "StageSize", "IteratorToStringHandle",
})  # fmt: skip
"""Ops that have no inputs in TensorFlow either, or none but constants."""

_KEY: Final = object()
"""Under which an op keeps what flows into it."""

Names = frozenset[Name]


def upstream(given: Iterable[Any]) -> tuple[Name, ...] | None:
    """The names of the variables and placeholders behind values; None where part of the graph behind them is not known."""
    found = _union([_behind(value) for value in given])
    return None if found is None else tuple(sorted(found, key=str))


def holds_no_tensor(value: Any) -> bool:
    """Whether a value is data, of which nothing flows but itself."""
    return value is None or isinstance(value, (bool, int, float, str)) or (isinstance(value, Unknown) and value.data)


def _behind(value: Any) -> Names | None:
    if isinstance(value, (list, tuple)):
        return _union([_behind(one) for one in value])
    if holds_no_tensor(value):
        return frozenset()
    if not isinstance(value, (Tensor, Operation)):
        return None
    return _of(value.op if isinstance(value, Tensor) else value)


def _of(op: Operation) -> Names | None:
    """What flows into an op; kept with it. Goes through the graph without recursion, which may be deeper than Python allows."""
    waiting = [op]
    begun: set[int] = set()
    while waiting:
        one = waiting[-1]
        if _KEY in one.extra:
            waiting.pop()
            continue
        begun.add(id(one))
        before = [x for x in _operations(one.inputs) if _KEY not in x.extra and id(x) not in begun]
        if before:
            waiting += before
            continue
        waiting.pop()
        one.extra[_KEY] = None  # what is behind it where it is behind itself
        one.extra[_KEY] = _own(one)
    found: Names | None = op.extra[_KEY]
    return found


def _own(op: Operation) -> Names | None:
    if op.type in _INPUTS or any(isinstance(t, Variable) for t in op.outputs):
        return frozenset((op.name,))
    if op.extra.get("opaque") or (not op.inputs and op.type not in LEAVES):
        return None
    return _union([_behind(x) for x in op.inputs])


def _operations(inputs: Iterable[Any]) -> Iterable[Operation]:
    for one in inputs:
        if isinstance(one, (list, tuple)):
            yield from _operations(one)
        elif isinstance(one, Operation):
            yield one
        elif isinstance(one, Tensor):
            yield one.op


def _union(parts: list[Names | None]) -> Names | None:
    """One that holds all the others is used as it is: along a network most are."""
    best: Names = frozenset()
    for part in parts:
        if part is None:
            return None
        if best <= part:
            best = part
        elif not part <= best:
            best |= part
    return best
