"""Queues, readers, parsing and sparse tensors: the names that they take; the objects are not modelled."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scope_lint.symbolic.unknown import Unknown
from scope_lint.tf1.ops.composite import certain
from scope_lint.tf1.ops.convert import name_scope
from scope_lint.tf1.ops.make import make, shape_of
from scope_lint.tf1.ops.registry import direct, op
from scope_lint.tf1.tensor import Tensor

if TYPE_CHECKING:
    from scope_lint.tf1.runtime import Runtime


def _opaque(public: str, default: str, what: str) -> None:
    """A function that opens a scope and returns an object (a queue, a reader, parsed features) that is not modelled."""

    def function(rt: Runtime, /, **given: Any) -> Any:
        with name_scope(rt, given.get("name"), default):
            pass
        return Unknown(what, f"a {what}")

    op(public)(function)


_opaque("parse_example", "ParseExample", "dict")
_opaque("parse_single_example", "ParseSingleExample", "dict")
_opaque("FIFOQueue", "fifo_queue", "queue")
_opaque("RandomShuffleQueue", "random_shuffle_queue", "queue")
_opaque("PaddingFIFOQueue", "padding_fifo_queue", "queue")
for _name in ("TFRecordReader", "WholeFileReader", "TextLineReader", "IdentityReader", "FixedLengthRecordReader"):
    _opaque(_name, f"{_name}V2", "reader")
_opaque("SparseTensor", "SparseTensor", "sparse tensor")
_opaque("string_split", "StringSplit", "sparse tensor")

direct("decode_csv", "DecodeCSV")


@op("regex_replace")
def regex_replace(rt: Runtime, input: Any, pattern: Any, rewrite: Any, name: Any = None) -> Any:
    """``tf.regex_replace``: with constant patterns a StaticRegexReplace."""
    if rt.version >= (1, 13) and isinstance(pattern, str) and isinstance(rewrite, str):
        return make(rt, "StaticRegexReplace", name, input=input)
    return make(rt, "RegexReplace", name, input=input, pattern=pattern, rewrite=rewrite)


@op("sparse_tensor_dense_matmul")
def sparse_tensor_dense_matmul(rt: Runtime, sp_a: Any, b: Any, name: Any = None) -> Any:
    """``tf.sparse_tensor_dense_matmul``: one op inside its scope, of a name of its own."""
    with name_scope(rt, name, "SparseTensorDenseMatMul"):
        dense = shape_of(b)
        shape = (Unknown("dim"), dense[-1]) if isinstance(dense, tuple) and dense else Unknown("shape")
        kind = b.dtype if isinstance(b, Tensor) else None
        return rt.op("SparseTensorDenseMatMul", name, shape=shape, dtype=kind, complete=certain(shape))
