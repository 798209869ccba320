"""Assignments, groups, initialisation, Python functions, summaries, reading."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from scope_lint.symbolic.names import SymStr, join
from scope_lint.symbolic.unknown import Unknown
from scope_lint.tf1.dtypes import dtype_name
from scope_lint.tf1.names import as_name
from scope_lint.tf1.ops.convert import name_scope, to_tensor
from scope_lint.tf1.ops.make import make, shape_of
from scope_lint.tf1.ops.registry import direct, op
from scope_lint.tf1.tensor import Operation

if TYPE_CHECKING:
    from scope_lint.tf1.runtime import Runtime

SUMMARIES = "summaries"

for _name in ("assign", "assign_add", "assign_sub"):
    direct(_name, {"assign": "Assign", "assign_add": "AssignAdd", "assign_sub": "AssignSub"}[_name])
for _name in ("add", "sub", "mul", "div", "min", "max", "update"):
    direct(f"scatter_{_name}", f"Scatter{_name.capitalize()}")
for _name in ("add", "sub", "update"):
    direct(f"scatter_nd_{_name}", f"ScatterNd{_name.capitalize()}")
direct("count_up_to", "CountUpTo")
direct("is_variable_initialized", "IsVariableInitialized")
direct("Print", "Print", input_="input")
direct("decode_raw", "DecodeRaw", input_bytes="bytes")
direct("string_to_number", "StringToNumber", input="string_tensor")
direct("string_to_hash_bucket", "StringToHashBucket", input="string_tensor")
direct("substr", "Substr")


def _no_op(rt: Runtime, name: Any) -> Operation:
    made: Operation = rt.op("NoOp", name, outputs=0)
    return made


@op("no_op")
def no_op(rt: Runtime, name: Any = None) -> Operation:
    """``tf.no_op``."""
    return _no_op(rt, name)


@op("group")
def group(rt: Runtime, *inputs: Any, name: Any = None, **kwargs: Any) -> Operation:
    """``tf.group``."""
    return _no_op(rt, "group_deps" if name is None else name)


@op("tuple")
def tuple_(rt: Runtime, tensors: Any, name: Any = None) -> Any:
    """``tf.tuple``: copies inside a scope."""
    with name_scope(rt, name, "tuple"):
        _no_op(rt, "group_deps")
        if not isinstance(tensors, (list, tuple)):
            return Unknown("list", "tensors not known")
        return [t if t is None else make(rt, "Identity", "control_dependency", input=t) for t in tensors]


def _initializer(public: str, default: str) -> None:
    def function(rt: Runtime, name: Any = None) -> Operation:
        return _no_op(rt, default if name is None else name)

    op(public)(function)


for _name in ("global_variables_initializer", "local_variables_initializer", "variables_initializer", "initialize_all_variables",
              "initialize_local_variables", "initialize_variables"):  # fmt: skip
    _initializer(_name, "init")
_initializer("tables_initializer", "init_all_tables")
_initializer("initialize_all_tables", "init_all_tables")


@op("py_func")
def py_func(rt: Runtime, func: Any, inp: Any, Tout: Any, stateful: Any = True, name: Any = None) -> Any:
    """``tf.py_func``: one tensor, or a list where a list of types is given."""
    listed = isinstance(Tout, (list, tuple))
    kinds = [dtype_name(t) for t in (Tout if listed else [Tout])]
    type = "PyFuncStateless" if stateful is False else "PyFunc"
    made = rt.op(type, name, outputs=len(kinds), dtype=kinds[0] if len(kinds) == 1 else kinds, complete=True)
    if len(kinds) == 1:
        return [made] if listed else made
    return made


@op("nn.ctc_loss")
def ctc_loss(rt: Runtime, labels: Any, inputs: Any = None, sequence_length: Any = None, logits: Any = None) -> Any:
    """``tf.nn.ctc_loss``."""
    shape = shape_of(logits if inputs is None else inputs)
    batch = shape[1:2] if isinstance(shape, tuple) else Unknown("shape")
    return rt.op("CTCLoss", None, outputs=2, shape=[batch, shape], dtype="float32", complete=isinstance(shape, tuple))[0]


# Summaries


def clean_tag(name: Any) -> Any:
    """A summary's name as an op's: what is not allowed becomes an underscore."""
    found = as_name(name)
    if isinstance(found, str):
        return re.sub(r"[^-/\w.]", "_", found).lstrip("/")
    if isinstance(found, SymStr):
        return join(*(re.sub(r"[^-/\w.]", "_", p) if isinstance(p, str) else p for p in found.parts))
    return Unknown("summary", "name of a summary")


def _summary(public: str, type: str, argument: str, tag: str, source: str) -> None:
    def function(rt: Runtime, /, **given: Any) -> Any:
        name, family = clean_tag(given.get("name")), given.get("family")
        if family is not None:
            name = join(clean_tag(family), "/", name)
        with name_scope(rt, name) as scope:
            tensor = to_tensor(rt, given.get(source), argument)
            to_tensor(rt, "tag", tag)
            made = rt.op(type, scope, inputs=(tensor,), shape=(), dtype="string", complete=True)
        collections = given.get("collections")
        for key in collections if isinstance(collections, (list, tuple)) else [SUMMARIES]:
            rt.graph.add_to_collection(key, made)
        return made

    op(public)(function)


_summary("summary.scalar", "ScalarSummary", "values", "tags", "tensor")
_summary("summary.histogram", "HistogramSummary", "values", "tag", "values")
_summary("summary.image", "ImageSummary", "tensor", "tag", "tensor")
_summary("summary.audio", "AudioSummaryV2", "tensor", "tag", "tensor")
_summary("summary.text", "TensorSummaryV2", "tensor", "tag", "tensor")
_summary("summary.tensor_summary", "TensorSummaryV2", "tensor", "tag", "tensor")


def _old_summary(public: str, type: str) -> None:
    def function(rt: Runtime, name: Any = None, collections: Any = None) -> Any:
        made = rt.op(type, name, shape=(), dtype="string", complete=True)
        for key in collections if isinstance(collections, (list, tuple)) else [SUMMARIES]:
            rt.graph.add_to_collection(key, made)
        return made

    op(public)(function)


for _public, _type in (("scalar_summary", "ScalarSummary"), ("histogram_summary", "HistogramSummary"), ("image_summary", "ImageSummary"),
                       ("audio_summary", "AudioSummaryV2")):  # fmt: skip
    _old_summary(_public, _type)


@op("summary.merge", "merge_summary")
def merge(rt: Runtime, inputs: Any, collections: Any = None, name: Any = None) -> Any:
    """``tf.summary.merge``: an op in a scope (0.12's ``merge_summary``: the op alone)."""
    if rt.version < (1, 0):
        return rt.op("MergeSummary", name, shape=(), dtype="string", complete=True)
    with name_scope(rt, name, "Merge"):
        made = rt.op("MergeSummary", name, shape=(), dtype="string", complete=True)
    for key in collections if isinstance(collections, (list, tuple)) else []:
        rt.graph.add_to_collection(key, made)
    return made


@op("summary.merge_all", "merge_all_summaries")
def merge_all(rt: Runtime, key: Any = SUMMARIES, scope: Any = None, name: Any = None) -> Any:
    """``tf.summary.merge_all``: None where there is no summary."""
    summaries = rt.graph.get_collection(key, scope)
    if isinstance(summaries, list) and not summaries:
        return None
    return merge(rt, summaries, None, name)


# Sparse tensors are not modelled, but the names of their parts are


@op("sparse_placeholder")
def sparse_placeholder(rt: Runtime, dtype: Any, shape: Any = None, name: Any = None) -> Any:
    """``tf.sparse_placeholder``: three placeholders; the SparseTensor is not modelled."""
    for part, kind in (("/shape", "int64"), ("/values", dtype_name(dtype)), ("/indices", "int64")):
        type = "Const" if part == "/shape" and shape is not None else "Placeholder"
        rt.op(type, None if name is None else join(as_name(name) or "", part), dtype=kind)
    return Unknown("sparse_tensor", "a SparseTensor")

