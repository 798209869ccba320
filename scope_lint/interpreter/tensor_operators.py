"""Python's operators on tensors: the twin makes their ops."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from scope_lint.interpreter.hostcalls import call_twin
from scope_lint.interpreter.values import Value
from scope_lint.symbolic.unknown import Unknown
from scope_lint.tf1.ops import BINARY, UNARY, getitem

if TYPE_CHECKING:
    from scope_lint.interpreter.machine import Machine


def tensor_operator(m: Machine, op: str, a: Value, b: Value) -> Value:
    """``a op b`` where one of them is a tensor."""
    known = BINARY.get(op)
    return Unknown(op, f"{op} of tensors") if known is None else call_twin(m, op, partial(known, m.tf), [a, b], {})


def tensor_unary(m: Machine, op: str, a: Value) -> Value:
    """``op a`` of a tensor; "abs" counts as an operator."""
    known = UNARY.get(op)
    return Unknown(op, f"{op} of a tensor") if known is None else call_twin(m, op, partial(known, m.tf), [a], {})


def tensor_item(m: Machine, a: Value, index: Value) -> Value:
    """``a[index]`` of a tensor."""
    return call_twin(m, "getitem", partial(getitem, m.tf), [a, index], {})
