"""Constants, shapes, reshaping, joining and picking."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any, Final

from scope_lint.symbolic.first_of import first_of
from scope_lint.symbolic.unknown import Unknown
from scope_lint.tf1.dtypes import FLOATING, dtype_name
from scope_lint.tf1.errors import TFError
from scope_lint.tf1.ops import shapes as sh
from scope_lint.tf1.ops import values
from scope_lint.tf1.ops.convert import constant, has_tensor, is_python_value, name_scope, plain, to_tensor
from scope_lint.tf1.ops.make import make, shape_of
from scope_lint.tf1.ops.reduction import rank_of, shape_op, zeros_like
from scope_lint.tf1.ops.registry import BINARY, direct, op
from scope_lint.tf1.shapes import TensorShape, shape_dims
from scope_lint.tf1.tensor import Tensor

if TYPE_CHECKING:
    from scope_lint.tf1.runtime import Runtime

direct("fill", "Fill")
direct("identity", "Identity")
direct("reshape", "Reshape")
direct("slice", "Slice", input_="input")
direct("unique", "Unique", out_idx="out_idx")
direct("unique_with_counts", "UniqueWithCounts")
direct("gather_nd", "GatherNd")
direct("space_to_depth", "SpaceToDepth")
direct("depth_to_space", "DepthToSpace")
direct("manip.roll", "Roll")
direct("roll", "Roll")
direct("setdiff1d", "ListDiff", index_dtype="out_idx")
direct("sparse_to_dense", "SparseToDense")
direct("extract_image_patches", "ExtractImagePatches", sizes="ksizes")
direct("shape_n", "ShapeN")
direct("select", "Select")
direct("tile", "Tile")

VALUES_FIRST_SINCE: Final = (1, 0)
"""tf.concat and tf.split took the dimension first before."""

GATHER_V2_SINCE: Final = (1, 5)


@op("convert_to_tensor", "convert_to_tensor_or_indexed_slices")
def convert_to_tensor(
    rt: Runtime, value: Any, dtype: Any = None, name: Any = None, preferred_dtype: Any = None, dtype_hint: Any = None
) -> Any:
    """``tf.convert_to_tensor``."""
    from scope_lint.tf1.ops.math import snapshot

    found = to_tensor(rt, value, name, dtype_name(dtype))
    return snapshot(found) if isinstance(found, Tensor) else found


@op("constant")
def constant_(rt: Runtime, value: Any, dtype: Any = None, shape: Any = None, name: Any = "Const") -> Any:
    """``tf.constant``."""
    if isinstance(value, Unknown) or not is_python_value(value) or has_tensor(value):
        return rt.op("Const", name, shape=None if shape is None else shape_dims(shape), dtype=dtype_name(dtype), scope=False)
    return constant(rt, value, name, dtype_name(dtype), None if shape is None else shape_dims(shape))


@op("placeholder")
def placeholder(rt: Runtime, dtype: Any, shape: Any = None, name: Any = None) -> Any:
    """``tf.placeholder``."""
    dims = shape_dims(shape)
    open_to_us = isinstance(dims, Unknown) or (isinstance(dims, tuple) and any(isinstance(d, Unknown) for d in dims))
    return rt.op("Placeholder", name, shape=dims, dtype=dtype_name(dtype), complete=not open_to_us)


@op("placeholder_with_default")
def placeholder_with_default(rt: Runtime, input: Any, shape: Any, name: Any = None) -> Any:
    """``tf.placeholder_with_default``."""
    made = make(rt, "PlaceholderWithDefault", name, input=input)
    made.op.extra.clear()
    return with_shape(made, shape_dims(shape))


def with_shape(tensor: Any, shape: sh.Shape) -> Any:
    """A tensor, whose static shape is that."""
    if isinstance(tensor, Tensor):
        tensor.shape = tuple(d if isinstance(d, int) else None for d in shape) if isinstance(shape, tuple) else None
        tensor.complete = shape is None or (isinstance(shape, tuple) and not any(isinstance(d, Unknown) for d in shape))
        tensor.value = None
    return tensor


def _filled(public: str, number: Any, rt: Runtime, shape: Any, dtype: Any = "float32", name: Any = None) -> Any:
    return filled(rt, public, number, shape, dtype_name(dtype), name)


def filled(rt: Runtime, default: str, number: Any, shape: Any, dtype: str | None, name: Any) -> Any:
    """``tf.zeros`` and ``tf.ones``: a Const where the shape is known and not large, else a Fill."""
    with name_scope(rt, name, default) as scope:
        shape = plain(shape)
        one = "" if dtype == "string" else False if dtype == "bool" else number
        if isinstance(shape, (list, tuple)) and not has_tensor(shape):
            dims = shape_dims(shape)
            total = sh.size(dims)
            if isinstance(total, int) and total >= 1000:
                dims_tensor = to_tensor(rt, list(shape), "shape_as_tensor", "int32")
                return make(rt, "Fill", scope, dims=dims_tensor, value=constant(rt, one, "Const", dtype))
            if isinstance(dims, tuple):
                return constant(rt, one, scope, dtype, dims, scope=True)
        if isinstance(shape, int):
            return constant(rt, one, scope, dtype, (shape,), scope=True)
        if has_tensor(shape):
            if isinstance(shape, (list, tuple)):
                _check_of_small(rt, list(shape))
            shape = to_tensor(rt, shape)
        return make(rt, "Fill", scope, dims=shape, value=constant(rt, one, "Const", dtype))


def _check_of_small(rt: Runtime, shape: list[Any]) -> None:
    """TensorFlow multiplies the dimensions (and compares them with 1000) before it packs them."""
    product = shape[0]
    for dim in shape[1:]:
        product = BINARY["*"](rt, product, dim) if isinstance(product, Tensor) or isinstance(dim, Tensor) else _times(product, dim)
    BINARY["<"](rt, product, 1000)


def _times(a: Any, b: Any) -> Any:
    return a * b if isinstance(a, int) and isinstance(b, int) else Unknown("size", "a size that is not known")


op("zeros")(functools.partial(_filled, "zeros", 0))
op("ones")(functools.partial(_filled, "ones", 1))


@op("zeros_like")
def zeros_like_(rt: Runtime, tensor: Any, dtype: Any = None, name: Any = None) -> Any:
    """``tf.zeros_like``."""
    with name_scope(rt, name, "zeros_like") as scope:
        tensor = to_tensor(rt, tensor, "tensor")
        shape, wanted = shape_of(tensor), dtype_name(dtype)
        if isinstance(tensor, Tensor) and wanted is not None and wanted != tensor.dtype:
            if sh.known(shape):
                return filled(rt, "zeros", 0, list(shape) if isinstance(shape, tuple) else shape, wanted, scope)
            return filled(rt, "zeros", 0, shape_op(rt, tensor), wanted, scope)
        return zeros_like(rt, tensor, scope)


@op("ones_like")
def ones_like(rt: Runtime, tensor: Any, dtype: Any = None, name: Any = None) -> Any:
    """``tf.ones_like``."""
    with name_scope(rt, name, "ones_like") as scope:
        tensor = to_tensor(rt, tensor, "tensor")
        wanted = dtype_name(dtype) or (tensor.dtype if isinstance(tensor, Tensor) else None)
        return filled(rt, "ones", 1, shape_op(rt, tensor), wanted, scope)


@op("shape")
def shape_(rt: Runtime, input: Any, name: Any = None, out_type: Any = "int32") -> Any:
    """``tf.shape``."""
    return shape_op(rt, input, name, dtype_name(out_type) or "int32")


@op("rank")
def rank(rt: Runtime, input: Any, name: Any = None) -> Any:
    """``tf.rank``."""
    return rank_of(rt, input, name)


@op("size")
def size(rt: Runtime, input: Any, name: Any = None, out_type: Any = "int32") -> Any:
    """``tf.size``: a Const where the shape is known."""
    with name_scope(rt, name, "Size") as scope:
        x = to_tensor(rt, input)
        total = sh.size(shape_of(x))
        if isinstance(total, int) and isinstance(x, Tensor):
            return constant(rt, total, scope, dtype_name(out_type), scope=True)
        return make(rt, "Size", scope, input=x, out_type=out_type)


@op("expand_dims")
def expand_dims(rt: Runtime, input: Any, axis: Any = None, name: Any = None, dim: Any = None) -> Any:
    """``tf.expand_dims``."""
    return make(rt, "ExpandDims", name, input=input, dim=dim if axis is None else axis)


@op("squeeze")
def squeeze(rt: Runtime, input: Any, axis: Any = None, name: Any = None, squeeze_dims: Any = None) -> Any:
    """``tf.squeeze``."""
    return make(rt, "Squeeze", name, input=input, squeeze_dims=squeeze_dims if axis is None else axis)


@op("transpose")
def transpose(rt: Runtime, a: Any, perm: Any = None, name: Any = "transpose", conjugate: Any = False) -> Any:
    """``tf.transpose``: the dimensions in reverse where no order is given."""
    with name_scope(rt, name, "transpose") as scope:
        if perm is None:
            a = to_tensor(rt, a, "a")
            shape = shape_of(a)
            if isinstance(shape, tuple):
                perm = list(reversed(range(len(shape))))
            elif isinstance(a, Tensor):
                perm = _reversed_range(rt, a)
            else:
                perm = Unknown("perm", "rank not known")
        return make(rt, "Transpose", scope, x=a, perm=perm)


def _reversed_range(rt: Runtime, a: Tensor) -> Any:
    count = make(rt, "Rank", None, input=a)
    last = BINARY["-"](rt, count, 1)
    return BINARY["-"](rt, last, make(rt, "Range", None, start=0, limit=count, delta=1))


@op("matrix_transpose")
def matrix_transpose(rt: Runtime, a: Any, name: Any = "matrix_transpose") -> Any:
    """``tf.matrix_transpose``."""
    with name_scope(rt, name, "matrix_transpose"):
        shape = shape_of(a)
        if not isinstance(shape, tuple):
            return make(rt, "Transpose", "transpose", x=a, perm=Unknown("perm", "rank not known"))
        order = [*range(len(shape) - 2), len(shape) - 1, len(shape) - 2]
        return transpose(rt, a, order)


@op("concat")
def concat(rt: Runtime, values: Any = None, axis: Any = None, name: Any = "concat", concat_dim: Any = None) -> Any:
    """``tf.concat(values, axis)``; before 1.0 ``tf.concat(concat_dim, values)``. A single tensor is copied inside the scope."""
    old = concat_dim is not None
    axis = concat_dim if old else axis
    if rt.version >= VALUES_FIRST_SINCE and type(values) is int and isinstance(axis, (list, tuple)):
        ranks = [shape_of(item) for item in axis]
        known = first_of([s for s in ranks if isinstance(s, tuple)])
        if known is not None or not ranks:
            shown = ", ".join(str(d) if isinstance(d, int) else "?" for d in (len(axis), *(known or ())))
            raise TFError("ValueError", f"Shape ({shown}) must have rank 0", cause="argument-order")
    items = list(values) if isinstance(values, (list, tuple)) else [values] if isinstance(values, Tensor) else values
    if isinstance(items, list) and len(items) == 1:
        with name_scope(rt, name, "concat") as scope:
            to_tensor(rt, axis, "concat_dim", "int32")
            return make(rt, "Identity", name if rt.version >= (1, 13) else scope, input=items[0])
    if old:
        return make(rt, "Concat", name, values=items, concat_dim=axis)
    return make(rt, "ConcatV2", name, values=items, axis=axis)


@op("concat_v2")
def concat_v2(rt: Runtime, values: Any, axis: Any, name: Any = "concat_v2") -> Any:
    """``tf.concat_v2`` (0.12)."""
    return concat(rt, values, axis, name)


@op("stack", "pack")
def stack(rt: Runtime, values: Any, axis: Any = 0, name: Any = "stack") -> Any:
    """``tf.stack`` (0.12: ``tf.pack``, named ``pack``): a Const of plain values."""
    items = list(values) if isinstance(values, (list, tuple)) else values
    if isinstance(items, list) and axis == 0 and not has_tensor(items) and not any(isinstance(i, Unknown) for i in items):
        return to_tensor(rt, items, name)
    if isinstance(items, Tensor):
        return items if axis == 0 else make(rt, "Pack", name, values=Unknown("values"), axis=axis)
    if isinstance(items, list) and has_tensor(items) and axis == 0:
        return to_tensor(rt, items, name)
    return make(rt, "Pack", name, values=items, axis=axis)


@op("parallel_stack")
def parallel_stack(rt: Runtime, values: Any, name: Any = "parallel_stack") -> Any:
    """``tf.parallel_stack``."""
    with name_scope(rt, name, "parallel_stack"):
        if not isinstance(values, (list, tuple)):
            return make(rt, "ParallelConcat", None, values=values)
        parts = [expand_dims(rt, to_tensor(rt, v), 0) for v in values]
        inner = shape_of(values[0]) if values else None
        shape = (len(values), *inner) if isinstance(inner, tuple) else Unknown("shape")
        return make(rt, "ParallelConcat", None, values=parts, shape=shape)


@op("unstack", "unpack")
def unstack(rt: Runtime, value: Any, num: Any = None, axis: Any = 0, name: Any = "unstack") -> Any:
    """``tf.unstack`` (0.12: ``tf.unpack``, named ``unpack``): as many tensors as the dimension is long."""
    tensor = to_tensor(rt, value)
    if num is None:
        shape = shape_of(tensor)
        if isinstance(shape, tuple) and isinstance(axis, int):
            num = shape[sh.axis_in(axis, len(shape))]
        else:
            num = Unknown("num", "length not known")
    if not isinstance(num, int):
        make(rt, "Unpack", name, value=tensor, num=1, axis=axis)
        return Unknown("list", "number of tensors not known")
    return make(rt, "Unpack", name, value=tensor, num=num, axis=axis)


@op("split")
def split(
    rt: Runtime, value: Any, num_or_size_splits: Any = None, axis: Any = 0, num: Any = None, name: Any = "split",
    split_dim: Any = None, num_split: Any = None,
) -> Any:  # fmt: skip
    """``tf.split(value, sizes, axis)``; before 1.0 ``tf.split(split_dim, num_split, value)``."""
    if num_split is not None:
        return _pieces(rt, "Split", name, num_split, split_dim=split_dim, value=value)
    if rt.version >= VALUES_FIRST_SINCE and type(value) is int and isinstance(axis, Tensor) and axis.dtype in FLOATING:
        text = f"Input 'split_dim' of 'Split' Op has type {axis.dtype} that does not match expected type of int32."
        raise TFError("TypeError", text, cause="argument-order")
    sizes = plain(num_or_size_splits)
    if rt.version >= (1, 1) and not isinstance(sizes, Unknown):
        sizes_tensor = to_tensor(rt, sizes)
        scalar = not isinstance(sizes, (list, tuple, Tensor))
    else:
        sizes_tensor, scalar = sizes, isinstance(sizes, int)
    if scalar or isinstance(sizes, Unknown):
        return _pieces(rt, "Split", name, sizes, split_dim=axis, value=value)
    if num is None:
        shape = shape_of(sizes_tensor)
        num = shape[0] if isinstance(shape, tuple) and shape else Unknown("num", "number of pieces not known")
    if isinstance(sizes, (list, tuple)):
        num = len(sizes)
    return _pieces(rt, "SplitV", name, num, value=value, size_splits=sizes_tensor, split_dim=axis)


def _pieces(rt: Runtime, type: str, name: Any, count: Any, **inputs: Any) -> Any:
    if not isinstance(count, int):
        make(rt, type, name, num_split=1, **inputs)
        return Unknown("list", "number of pieces not known")
    return make(rt, type, name, num_split=count, **inputs)


@op("split_v")
def split_v(rt: Runtime, value: Any, size_splits: Any, split_dim: Any = 0, num: Any = None, name: Any = "split") -> Any:
    """``tf.split_v`` (0.12)."""
    count = len(size_splits) if isinstance(size_splits, (list, tuple)) else num
    return _pieces(rt, "SplitV", name, count, value=value, size_splits=size_splits, split_dim=split_dim)


@op("pad")
def pad(rt: Runtime, tensor: Any, paddings: Any, mode: Any = "CONSTANT", name: Any = None, constant_values: Any = 0) -> Any:
    """``tf.pad``: the op's type tells the mode."""
    kind = mode.upper() if isinstance(mode, str) else "CONSTANT"
    if kind != "CONSTANT":
        return make(rt, "MirrorPad", name, input=tensor, paddings=paddings)
    if isinstance(constant_values, (int, float)) and constant_values == 0:
        return make(rt, "Pad", name, input=tensor, paddings=paddings)
    return make(rt, "PadV2", name, input=tensor, paddings=paddings, constant_values=constant_values)


@op("gather")
def gather(rt: Runtime, params: Any, indices: Any, name: Any = None, axis: Any = None, batch_dims: Any = 0) -> Any:
    """``tf.gather``: GatherV2 with an axis, Gather before 1.5."""
    if rt.version < GATHER_V2_SINCE and (axis is None or axis == 0):
        return make(rt, "Gather", name, params=params, indices=indices)
    if batch_dims != 0:
        with name_scope(rt, name, "Gather"):
            return rt.op("Reshape", None, dtype=params.dtype if isinstance(params, Tensor) else None)
    return make(rt, "GatherV2", name, params=params, indices=indices, axis=0 if axis is None else axis)


@op("where")
def where(rt: Runtime, condition: Any, x: Any = None, y: Any = None, name: Any = None) -> Any:
    """``tf.where``: a Where of one argument, a Select of three."""
    if x is None and y is None:
        with name_scope(rt, name, "Where") as scope:
            return make(rt, "Where", scope, input=to_tensor(rt, condition, "condition"))
    return make(rt, "Select", name, condition=condition, t=x, e=y)


@op("one_hot")
def one_hot(
    rt: Runtime, indices: Any, depth: Any, on_value: Any = None, off_value: Any = None, axis: Any = None, dtype: Any = None,
    name: Any = None,
) -> Any:  # fmt: skip
    """``tf.one_hot``: float32 where neither a type nor values are given."""
    with name_scope(rt, name, "one_hot") as scope:
        kinds = [to_tensor(rt, v).dtype for v in (on_value, off_value) if is_python_value(v)]
        kinds += [v.dtype for v in (on_value, off_value) if isinstance(v, Tensor)]
        wanted = dtype_name(dtype) or ([k for k in kinds if k is not None] or ["float32"])[0]
        if on_value is None:
            on_value = to_tensor(rt, 1, "on_value", wanted)
        if off_value is None:
            off_value = to_tensor(rt, 0, "off_value", wanted)
        return make(
            rt, "OneHot", scope, indices=indices, depth=depth, on_value=on_value, off_value=off_value, axis=-1 if axis is None else axis,
            T=wanted,
        )  # fmt: skip


@op("batch_to_space", "space_to_batch")
def batch_to_space(
    rt: Runtime, input: Any, crops: Any = None, block_size: Any = None, name: Any = None, block_shape: Any = None, paddings: Any = None
) -> Any:
    """``tf.batch_to_space`` and ``tf.space_to_batch``: one block size for both dimensions."""
    block = block_size if block_shape is None else block_shape
    block = [block, block] if isinstance(block, int) else block
    if paddings is not None:
        return make(rt, "SpaceToBatchND", name, input=input, block_shape=block, paddings=paddings)
    return make(rt, "BatchToSpaceND", name, input=input, block_shape=block, crops=crops)


@op("broadcast_static_shape")
def broadcast_static_shape(rt: Runtime, shape_x: Any, shape_y: Any) -> Any:
    """``tf.broadcast_static_shape``."""
    return TensorShape(sh.broadcast(shape_dims(shape_x), shape_dims(shape_y)))


direct("broadcast_dynamic_shape", "BroadcastArgs", shape_x="s0", shape_y="s1")


@op("ensure_shape")
def ensure_shape(rt: Runtime, x: Any, shape: Any, name: Any = None) -> Any:
    """``tf.ensure_shape``."""
    return make(rt, "EnsureShape", name, input=x, shape=shape_dims(shape))


@op("reverse")
def reverse(rt: Runtime, tensor: Any, axis: Any = None, name: Any = None, dims: Any = None) -> Any:
    """``tf.reverse`` (before 1.0 with a flag for each dimension)."""
    if dims is not None:
        return make(rt, "Reverse", name, tensor=tensor, dims=dims)
    return make(rt, "ReverseV2", name, tensor=tensor, axis=axis)


@op("reverse_sequence")
def reverse_sequence(
    rt: Runtime, input: Any, seq_lengths: Any, seq_axis: Any = None, batch_axis: Any = None, name: Any = None, seq_dim: Any = None,
    batch_dim: Any = None,
) -> Any:  # fmt: skip
    """``tf.reverse_sequence``."""
    return make(rt, "ReverseSequence", name, input=input, seq_lengths=seq_lengths, seq_dim=seq_axis)


@op("strided_slice")
def strided_slice(
    rt: Runtime, input_: Any, begin: Any, end: Any, strides: Any = None, begin_mask: Any = 0, end_mask: Any = 0, ellipsis_mask: Any = 0,
    new_axis_mask: Any = 0, shrink_axis_mask: Any = 0, name: Any = None,
) -> Any:  # fmt: skip
    """``tf.strided_slice``."""
    if strides is None:
        strides = ones_like(rt, begin)
    return make(
        rt, "StridedSlice", name, input=input_, begin=begin, end=end, strides=strides, begin_mask=begin_mask, end_mask=end_mask,
        ellipsis_mask=ellipsis_mask, new_axis_mask=new_axis_mask, shrink_axis_mask=shrink_axis_mask,
    )  # fmt: skip


@op("sequence_mask")
def sequence_mask(rt: Runtime, lengths: Any, maxlen: Any = None, dtype: Any = "bool", name: Any = None) -> Any:
    """``tf.sequence_mask``."""
    from scope_lint.tf1.ops.math import cast, range_
    from scope_lint.tf1.ops.reduction import reduce

    with name_scope(rt, name, "SequenceMask"):
        lengths = to_tensor(rt, lengths)
        if maxlen is None:
            maxlen = reduce(rt, "Max", lengths, None, False, None)
            maxlen = make(rt, "Maximum", None, x=to_tensor(rt, 0, None, lengths.dtype if isinstance(lengths, Tensor) else None), y=maxlen)
        else:
            maxlen = to_tensor(rt, maxlen)
        kind = maxlen.dtype if isinstance(maxlen, Tensor) else None
        zero, one = to_tensor(rt, 0, None, kind), to_tensor(rt, 1, None, kind)
        row = range_(rt, zero, maxlen, one, name="Range")
        column = cast(rt, expand_dims(rt, lengths, -1), kind) if kind else expand_dims(rt, lengths, -1)
        if isinstance(column, Tensor) and column.op.type != "Cast":
            column = make(rt, "Cast", None, x=column, DstT=kind)
        found = make(rt, "Less", None, x=row, y=column)
        return found if dtype_name(dtype) in (None, "bool") else cast(rt, found, dtype)


__all__ = ["concat", "filled", "stack", "values"]
