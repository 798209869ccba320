"""Which tensors a loss depends on: ``tf.gradients`` gives None for the others, and optimizers leave those out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from scope_lint.tf1.tensor import Operation, Tensor
from scope_lint.tf1.upstream import LEAVES, holds_no_tensor

BLOCKS: Final = frozenset({
    "StopGradient", "ArgMax", "ArgMin", "Shape", "ShapeN", "Size", "Rank", "Equal", "NotEqual", "Greater", "GreaterEqual", "Less",
    "LessEqual", "LogicalAnd", "LogicalOr", "LogicalNot", "OneHot", "Range", "Floor", "Ceil", "Round", "Rint", "FloorDiv", "ZerosLike",
    "OnesLike", "Multinomial", "RandomUniform", "RandomStandardNormal", "TruncatedNormal", "InTopK", "InTopKV2", "SequenceMask", "Where",
    "Any", "All", "PyFunc", "PyFuncStateless", "LinSpace", "CTCGreedyDecoder", "CTCBeamSearchDecoder", "Bitcast", "Assign", "AssignAdd", "AssignSub",
})  # fmt: skip
"""Ops through which no gradient flows (TensorFlow 1.15: not differentiable, or with gradients that are None or zero by constants)."""


def reached(ys: Any) -> set[int] | None:
    """The ids of the ops that gradients of ``ys`` flow back to; None where part of the graph behind them is not known."""
    found: set[int] = set()
    waiting: list[Any] = list(ys) if isinstance(ys, (list, tuple)) else [ys]
    while waiting:
        one = waiting.pop()
        if isinstance(one, (list, tuple)):
            waiting += one
            continue
        if not isinstance(one, (Tensor, Operation)):
            if holds_no_tensor(one):
                continue
            return None
        op = one.op if isinstance(one, Tensor) else one
        if id(op) in found:
            continue
        found.add(id(op))
        if op.type in BLOCKS:
            continue
        if op.extra.get("opaque") or (not op.inputs and op.type not in LEAVES):
            return None
        waiting += _flow(op)
    return found


def _flow(op: Operation) -> Iterable[Any]:
    """The inputs that gradients flow to: of a cast to integers, none; of a fused normalisation, not the statistics."""
    if op.type.startswith("FusedBatchNorm"):
        return op.inputs[:3]
    if op.type == "Cast" and op.outputs and (op.outputs[0].dtype or "").startswith(("int", "uint", "bool")):
        return ()
    return op.inputs
