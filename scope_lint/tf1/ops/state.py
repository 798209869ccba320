"""Assignments, groups, initialisation, Python functions, summaries, reading."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any, Final

from scope_lint.symbolic.unknown import Unknown
from scope_lint.tf1.ops.convert import name_scope
from scope_lint.tf1.ops.make import make, shape_of
from scope_lint.tf1.ops.registry import direct, op
from scope_lint.tf1.tensor import Operation

if TYPE_CHECKING:
    from scope_lint.tf1.runtime import Runtime

SUMMARIES: Final = "summaries"

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
        return [make(rt, "Identity", "control_dependency", input=t) if t is not None else None for t in tensors]


def _initializer(default: str, rt: Runtime, name: Any = None) -> Operation:
    return _no_op(rt, default if name is None else name)


for _name in ("global_variables_initializer", "local_variables_initializer", "variables_initializer", "initialize_all_variables",
              "initialize_local_variables", "initialize_variables"):  # fmt: skip
    op(_name)(functools.partial(_initializer, "init"))
op("tables_initializer")(functools.partial(_initializer, "init_all_tables"))
op("initialize_all_tables")(functools.partial(_initializer, "init_all_tables"))


@op("nn.ctc_loss")
def ctc_loss(rt: Runtime, labels: Any, inputs: Any = None, sequence_length: Any = None, logits: Any = None) -> Any:
    """``tf.nn.ctc_loss``."""
    shape = shape_of(logits if inputs is None else inputs)
    batch = shape[1:2] if isinstance(shape, tuple) else Unknown("shape")
    return rt.op("CTCLoss", None, outputs=2, shape=[batch, shape], dtype="float32", complete=isinstance(shape, tuple))[0]


# Summaries of 0.12 (for later versions there is a stub)


def _old_summary(type: str, rt: Runtime, name: Any = None, collections: Any = None) -> Any:
    made = rt.op(type, name, shape=(), dtype="string", complete=True)
    for key in collections if isinstance(collections, (list, tuple)) else [SUMMARIES]:
        rt.graph.add_to_collection(key, made)
    return made


for _public, _type in (("scalar_summary", "ScalarSummary"), ("histogram_summary", "HistogramSummary"), ("image_summary", "ImageSummary"),
                       ("audio_summary", "AudioSummaryV2")):  # fmt: skip
    op(_public)(functools.partial(_old_summary, _type))


@op("merge_summary")
def merge_summary(rt: Runtime, inputs: Any, name: Any = None) -> Any:
    """``tf.merge_summary`` (0.12)."""
    return rt.op("MergeSummary", name, shape=(), dtype="string", complete=True)


@op("merge_all_summaries")
def merge_all_summaries(rt: Runtime, key: Any = SUMMARIES) -> Any:
    """``tf.merge_all_summaries`` (0.12): None where there is no summary."""
    summaries = rt.graph.get_collection(key)
    return None if isinstance(summaries, list) and not summaries else merge_summary(rt, summaries)
