"""Readers: the names that they take; the objects are not modelled. Values that the graph tells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from scope_lint.symbolic.unknown import Unknown
from scope_lint.tf1.ops.convert import name_scope
from scope_lint.tf1.ops.make import make
from scope_lint.tf1.ops.registry import direct, op
from scope_lint.tf1.tensor import Tensor

if TYPE_CHECKING:
    from scope_lint.tf1.runtime import Runtime


def _opaque(public: str, default: str, what: str) -> None:
    """A function that opens a scope and returns an object that is not modelled."""

    def function(rt: Runtime, /, **given: Any) -> Any:
        with name_scope(rt, given.get("name"), default):
            pass
        return Unknown(what, f"a {what}")

    op(public)(function)


for _name in ("TFRecordReader", "WholeFileReader", "TextLineReader", "IdentityReader", "FixedLengthRecordReader"):
    _opaque(_name, f"{_name}V2", "reader")

direct("decode_csv", "DecodeCSV")


@op("regex_replace")
def regex_replace(rt: Runtime, input: Any, pattern: Any, rewrite: Any, name: Any = None) -> Any:
    """``tf.regex_replace``: with constant patterns a StaticRegexReplace."""
    if rt.version >= (1, 13) and isinstance(pattern, str) and isinstance(rewrite, str):
        return make(rt, "StaticRegexReplace", name, input=input)
    return make(rt, "RegexReplace", name, input=input, pattern=pattern, rewrite=rewrite)


_FOLDED: Final = frozenset({"Shape", "Size", "Rank", "Range", "Cast", "Concat", "ConcatV2", "Pack", "Fill", "Equal", "NotEqual"})
"""Ops that TensorFlow computes from their inputs when it is asked for a value (tensor_util.constant_value, 1.15)."""


@op("contrib.util.constant_value", "get_static_value", "python.framework.tensor_util.constant_value")
def constant_value(rt: Runtime, tensor: Any, partial: Any = False) -> Any:
    """The value of a constant, None where there is none before the program runs."""
    if not isinstance(tensor, Tensor):
        return Unknown("value", "the value of what is not known") if isinstance(tensor, Unknown) else None
    value = tensor.value
    if value is not None:
        return _as_lists(value)
    return Unknown("value", "a value that TensorFlow may compute") if tensor.op.type in _FOLDED or tensor.op.type == "Const" else None


def _as_lists(value: Any) -> Any:
    return [_as_lists(one) for one in value] if isinstance(value, tuple) else value
