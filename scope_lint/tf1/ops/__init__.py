"""The op table: functions of the public API that make ops, by canonical name (see tf1/api).

``OPS`` maps them to functions that are called with the runtime and TensorFlow's own arguments; ``OPS.get(name)`` makes those that
TensorFlow generates from an op's definition when they are asked for. ``BINARY``, ``UNARY`` and
``getitem`` are the operators of tensors. Static shapes, types and the names of ops follow TensorFlow 1.15, with the
differences of older versions where names or argument orders changed.
"""

from scope_lint.tf1.ops import (  # noqa: I001
    array, composites, convolution, generic, image, infer_array, infer_math, infer_nn, linear, losses, math, nn, picking, random, reading,
    reduction, slicing, state,
)  # fmt: skip
from scope_lint.tf1.ops.convert import to_tensor
from scope_lint.tf1.ops.registry import BINARY, OPS, UNARY, OpFunction
from scope_lint.tf1.ops.slicing import getitem

__all__ = ["BINARY", "OPS", "UNARY", "OpFunction", "getitem", "to_tensor"]

_REGISTERED = (
    array, composites, convolution, generic, image, infer_array, infer_math, infer_nn, linear, losses, math, nn, picking, random, reading,
    reduction, slicing, state,
)  # fmt: skip
"""The modules that fill the tables when they are imported."""

