"""Queues, readers and parsing: the scopes that they take, and batches of tensors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scope_lint.symbolic.unknown import Unknown
from scope_lint.tf1.ops.composite import certain
from scope_lint.tf1.ops.convert import name_scope, to_tensor
from scope_lint.tf1.ops.make import make, shape_of
from scope_lint.tf1.ops.registry import direct, op
from scope_lint.tf1.tensor import Tensor

if TYPE_CHECKING:
    from scope_lint.tf1.runtime import Runtime


def _batcher(public: str, default: str) -> None:
    def function(rt: Runtime, /, **given: Any) -> Any:
        with name_scope(rt, given.get("name"), default) as scope:
            tensors = given.get("tensors")
            single = not isinstance(tensors, (list, tuple, dict))
            items = [tensors] if single else list(tensors.values() if isinstance(tensors, dict) else tensors or ())
            items = [to_tensor(rt, t) for t in items]
            shapes = [_batched(shape_of(t), given) for t in items]
            kinds = [t.dtype if isinstance(t, Tensor) else None for t in items]
            many = len(items) != 1
            made = rt.op(
                "QueueDequeueManyV2", scope, outputs=max(1, len(items)), shape=shapes if many else shapes[0], dtype=kinds if many else kinds[0],
                complete=all(certain(s) for s in shapes),
            )  # fmt: skip
        results = made if isinstance(made, list) else [made]
        if isinstance(tensors, dict):
            return dict(zip(tensors, results, strict=False))
        return results[0] if len(results) == 1 else results

    op(public)(function)


def _batched(shape: Any, given: dict[str, Any]) -> Any:
    if not isinstance(shape, tuple):
        return Unknown("shape", "shape of a batch")
    size = given.get("batch_size")
    rows = None if given.get("allow_smaller_final_batch") is True or isinstance(size, Tensor) else size if isinstance(size, int) else Unknown("dim")
    return (rows, *(shape[1:] if given.get("enqueue_many") is True else shape))


_batcher("train.batch", "batch")
_batcher("train.shuffle_batch", "shuffle_batch")


def _opaque(public: str, default: str, what: str) -> None:
    """A function that opens a scope and returns an object (a queue, a reader, parsed features) that is not modelled."""

    def function(rt: Runtime, /, **given: Any) -> Any:
        with name_scope(rt, given.get("name"), default):
            pass
        return Unknown(what, f"a {what}")

    op(public)(function)


_opaque("train.string_input_producer", "input_producer", "queue")
_opaque("train.range_input_producer", "input_producer", "queue")
_opaque("train.input_producer", "input_producer", "queue")
_opaque("train.slice_input_producer", "input_producer", "list")
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
    if isinstance(pattern, str) and isinstance(rewrite, str):
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
