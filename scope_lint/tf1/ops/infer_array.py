"""Static shapes and values of op types that move data about."""

from __future__ import annotations

from typing import Any

from scope_lint.symbolic.first_of import first_of
from scope_lint.symbolic.unknown import Unknown
from scope_lint.tf1.ops import shapes as sh
from scope_lint.tf1.ops import values
from scope_lint.tf1.ops.convert import spread
from scope_lint.tf1.ops.infer_math import first
from scope_lint.tf1.ops.make import Call, integers, shapes, value


def from_vector(found: Any) -> Any:
    """A shape whose dimensions are a vector's elements (-1: not known)."""
    if not isinstance(found, tuple):
        return found if isinstance(found, Unknown) else None
    return tuple(None if d == -1 else d for d in found)


@shapes("Shape", "ShapeN")
def _shape(call: Call) -> Any:
    inputs = call.shapes("input") if call.type == "ShapeN" else [call.shape("input")]
    return [(len(s),) if isinstance(s, tuple) else ((sh.unknown_dim(),) if isinstance(s, Unknown) else (None,)) for s in inputs]


@value("Shape")
def _shape_value(call: Call) -> Any:
    return _as_value(call.shape("input"))


def _as_value(shape: sh.Shape) -> Any:
    return values.Partial(shape) if isinstance(shape, tuple) and any(d is None for d in shape) else shape


@value("ShapeN")
def _shapes_values(call: Call) -> Any:
    return [_as_value(s) for s in call.shapes("input")]


@value("Size")
def _size_value(call: Call) -> Any:
    return sh.size(call.shape("input"))


@value("Rank")
def _rank_value(call: Call) -> Any:
    shape = call.shape("input")
    return len(shape) if isinstance(shape, tuple) else sh.not_known(shape)


@shapes("Reshape")
def _reshape(call: Call) -> Any:
    rank = call.shape("shape")
    if isinstance(rank, tuple) and len(rank) != 1:
        raise sh.Mismatch(f"Shape must be rank 1 but is rank {len(rank)}")
    return sh.reshape(call.shape("tensor"), call.vector("shape"))


@value("Reshape", "Squeeze", "ExpandDims")
def _reshaped(call: Call) -> Any:
    """Only between scalars and vectors."""
    found = values.whole(values.value_of(call.all_inputs()[0]))
    rank = {"Reshape": _target_rank, "Squeeze": _squeezed_rank, "ExpandDims": _expanded_rank}[call.type](call)
    while isinstance(found, tuple) and len(found) == 1:
        found = found[0]
    if found is None or isinstance(found, Unknown):
        return found
    depth = 1 if isinstance(found, tuple) else 0
    if rank is None or rank < depth or (isinstance(found, tuple) and any(isinstance(v, tuple) for v in found)) or rank > depth + 1:
        return Unknown("value", "value of a reshaped constant")
    if rank == depth:
        return found
    return (found,) if depth == 0 else Unknown("value", "value of a reshaped constant")


def _target_rank(call: Call) -> int | None:
    target = call.vector("shape")
    return len(target) if isinstance(target, tuple) else None


def _squeezed_rank(call: Call) -> int | None:
    shape = sh.squeeze(call.shape("input"), _squeeze_axes(call) or ())
    return len(shape) if isinstance(shape, tuple) else None


def _expanded_rank(call: Call) -> int | None:
    shape = call.shape("input")
    return len(shape) + 1 if isinstance(shape, tuple) else None


@shapes("Transpose", "ConjugateTranspose")
def _transpose(call: Call) -> Any:
    permutation = call.vector("perm")
    return sh.transpose(call.shape("x"), permutation)


@shapes("ExpandDims")
def _expand_dims(call: Call) -> Any:
    return sh.expand_dims(call.shape("input"), values.whole(call.scalar("dim")))


def _squeeze_axes(call: Call) -> list[int] | None:
    axes = call.attribute("squeeze_dims")
    axes = [axes] if isinstance(axes, int) else [] if axes is None else axes
    return list(axes) if isinstance(axes, (list, tuple)) and all(isinstance(a, int) for a in axes) else None


@shapes("Squeeze")
def _squeeze(call: Call) -> Any:
    axes = _squeeze_axes(call)
    return sh.unknown_shape() if axes is None else sh.squeeze(call.shape("input"), axes)


@shapes("ConcatV2", "Concat")
def _concat(call: Call) -> Any:
    axis = values.whole(call.scalar("axis" if "axis" in call.inputs else "concat_dim"))
    return sh.concat(call.shapes("values"), axis)


@value("ConcatV2", "Concat")
def _concat_value(call: Call) -> Any:
    parts = [values.vector(t) for t in call.inputs["values"]] if isinstance(call.inputs["values"], list) else [Unknown("list")]
    if all(isinstance(p, tuple) for p in parts):
        joined = [v for p in parts if isinstance(p, tuple) for v in p]
        return values.Partial(joined) if any(isinstance(p, values.Partial) for p in parts) or None in joined else tuple(joined)
    return first_of([p for p in parts if isinstance(p, Unknown)])


@shapes("Pack")
def _pack(call: Call) -> Any:
    tensors = call.inputs["values"]
    if not isinstance(tensors, list):
        return sh.unknown_shape()
    return sh.stack(sh.merge_all(call.shapes("values")[::-1]), len(tensors), call.attribute("axis"))


@value("Pack")
def _pack_value(call: Call) -> Any:
    tensors = call.inputs["values"]
    if not isinstance(tensors, list) or len(tensors) > 64:
        return Unknown("value", "a long list")
    if any(values.value_of(t) is None and call_rank(t) not in (0, None) for t in tensors):
        return None
    elements = [None if isinstance(v := values.value_of(t), values.Partial) else v for t in tensors]
    return values.Partial(elements) if None in elements else tuple(elements)


def call_rank(tensor: Any) -> int | None:
    """The rank of a tensor, None where it is not known."""
    shape = tensor.shape if hasattr(tensor, "shape") else None
    return len(shape) if isinstance(shape, tuple) else None


@shapes("Unpack")
def _unpack(call: Call) -> Any:
    shape, axis = call.shape("value"), call.attribute("axis") or 0
    if not isinstance(shape, tuple) or not isinstance(axis, int):
        return sh.not_known(shape) if isinstance(axis, int) else sh.unknown_shape()
    return sh.reduce(shape, (axis,), False)


@value("Unpack")
def _unpack_value(call: Call) -> Any:
    found = values.value_of(call.inputs["value"])
    return list(found) if isinstance(found, tuple) and values.complete(found) else None


@shapes("Split", "SplitV")
def _split(call: Call) -> Any:
    count, axis, shape = call.attribute("num_split"), values.whole(call.scalar("split_dim")), call.shape("value")
    if not isinstance(count, int):
        return [sh.unknown_shape()]
    if not isinstance(axis, int) or not isinstance(shape, tuple):
        return [sh.dims_of(sh.not_known(axis, shape), len(shape)) if isinstance(shape, tuple) else sh.not_known(shape)] * count
    axis = sh.axis_in(axis, len(shape))
    if call.type == "Split":
        here = shape[axis]
        if isinstance(here, int) and here % count:
            raise sh.Mismatch(f"Dimension size must be evenly divisible by {count} but is {here}\n\tNumber of ways to split should evenly divide the split dimension")
        sizes: list[sh.Dim] = [sh.divide(here, count)] * count
    else:
        sizes = _split_sizes(call.vector("size_splits"), shape[axis], count)
    return [(*shape[:axis], size, *shape[axis + 1 :]) for size in sizes]


@value("Split")
def _split_value(call: Call) -> Any:
    found, axis, count = values.whole(values.value_of(call.inputs["value"])), values.whole(call.scalar("split_dim")), call.attribute("num_split")
    if not isinstance(found, tuple) or axis != 0 or not isinstance(count, int):
        return None if found is None or axis is None else Unknown("value", "value of a split")
    size = len(found) // count
    parts = [found[i * size : (i + 1) * size] for i in range(count)]
    return parts if count > 1 else found


def _split_sizes(sizes: Any, total: sh.Dim, count: int) -> list[sh.Dim]:
    if not isinstance(sizes, tuple):
        return [sh.not_known(sizes)] * count
    rest = [s for s in sizes if s != -1]
    if len(rest) == len(sizes) - 1:
        left = total - sum(rest) if isinstance(total, int) and all(isinstance(s, int) for s in rest) else sh.not_known(total, *rest)
        return [left if s == -1 else s for s in sizes]
    return list(sizes)


@shapes("Tile")
def _tile(call: Call) -> Any:
    multiples = call.vector("multiples")
    if not isinstance(multiples, tuple):
        shape = call.shape("input")
        return sh.dims_of(sh.not_known(multiples), len(shape)) if isinstance(shape, tuple) else sh.not_known(multiples, shape)
    dims = sh.dims_of(call.shape("input"), len(multiples))
    return tuple(sh.multiply(d, m) if m is not None else None for d, m in zip(dims, multiples, strict=True))


@value("Tile")
def _tile_value(call: Call) -> Any:
    found, multiples = values.whole(values.value_of(call.inputs["input"])), values.whole(call.vector("multiples"))
    if found is None or multiples is None:
        return None
    flat = isinstance(found, tuple) and isinstance(multiples, tuple) and len(multiples) == 1 and not any(isinstance(v, tuple) for v in found)
    return found * multiples[0] if flat and len(found) * multiples[0] <= values.MAX_ELEMENTS else Unknown("value", "value of a tile")


@shapes("Pad", "PadV2", "MirrorPad")
def _pad(call: Call) -> Any:
    shape, paddings = call.shape("input"), values.value_of(call.inputs["paddings"])
    if not isinstance(paddings, tuple) or not values.complete(paddings):
        blame = values.whole(paddings)
        return sh.dims_of(sh.not_known(blame), len(shape)) if isinstance(shape, tuple) else sh.not_known(shape, blame)
    dims = sh.dims_of(shape, len(paddings))
    return tuple(d if sum(p) == 0 else sh.add(d, sum(p)) for d, p in zip(dims, paddings, strict=True))


@shapes("Gather", "GatherV2", "ResourceGather")
def _gather(call: Call) -> Any:
    source = next(iter(call.inputs))
    data, indices = call.shape(source), call.shape("indices")
    axis = values.whole(call.scalar("axis")) if "axis" in call.inputs else 0
    if not isinstance(data, tuple) or not isinstance(indices, tuple) or not isinstance(axis, int):
        return sh.not_known(data, indices, axis)
    axis = sh.axis_in(axis, len(data))
    return (*data[:axis], *indices, *data[axis + 1 :])


@value("ReverseV2", "Reverse")
def _reverse_value(call: Call) -> Any:
    found = values.whole(values.value_of(call.inputs["tensor"]))
    flat = isinstance(found, tuple) and not any(isinstance(v, tuple) for v in found)
    return found[::-1] if flat and isinstance(found, tuple) else None if found is None else Unknown("value", "value of a reverse")


@value("Gather", "GatherV2")
def _gather_value(call: Call) -> Any:
    data, indices = (values.whole(values.value_of(call.inputs[n])) for n in (next(iter(call.inputs)), "indices"))
    if data is None or indices is None:
        return None
    if isinstance(data, Unknown) or isinstance(indices, Unknown):
        return data if isinstance(data, Unknown) else indices
    picked = indices if isinstance(indices, tuple) else (indices,)
    if not all(isinstance(i, int) and 0 <= i < len(data) for i in picked):
        return Unknown("value", "value of a gather")
    return tuple(data[i] for i in picked) if isinstance(indices, tuple) else data[indices]


@shapes("GatherNd")
def _gather_nd(call: Call) -> Any:
    data, indices = call.shape("params"), call.shape("indices")
    if not isinstance(data, tuple) or not isinstance(indices, tuple) or not indices or not isinstance(indices[-1], int):
        return sh.not_known(data, indices)
    return indices[:-1] + data[indices[-1] :]


@shapes("Slice")
def _slice(call: Call) -> Any:
    begin, size, shape = call.vector("begin"), call.vector("size"), call.shape("input")
    length = first_of([len(v) for v in (begin, size) if isinstance(v, tuple)])
    if length is None:
        blame = sh.not_known(begin, size, shape)
        return sh.dims_of(blame, len(shape)) if isinstance(shape, tuple) else blame
    dims = sh.dims_of(shape, length)
    begins = begin if isinstance(begin, tuple) else (sh.not_known(begin),) * length
    if not isinstance(size, tuple):
        return tuple(sh.not_known(size) for _ in dims)
    if len(begins) != len(dims) or len(size) != len(dims):
        raise sh.Mismatch(f"Shape must be rank {len(size)} but is rank {len(dims)}")
    whole = values.complete(size)
    return tuple(_slice_dim(d, b, s, whole) for d, b, s in zip(dims, begins, size, strict=True))


def _slice_dim(dim: sh.Dim, begin: sh.Dim, size: sh.Dim, sizes_known: bool) -> sh.Dim:
    if size != -1:
        return size
    if begin == 0 and sizes_known:
        return dim
    if isinstance(dim, int) and isinstance(begin, int) and sizes_known:
        return dim - begin
    return sh.not_known(dim, begin)


@value("Slice")
def _slice_value(call: Call) -> Any:
    found = values.whole(values.value_of(call.inputs["input"]))
    begin, size = values.whole(call.vector("begin")), values.whole(call.vector("size"))
    if found is None or begin is None or size is None:
        return None
    if isinstance(found, tuple) and isinstance(begin, tuple) and isinstance(size, tuple) and len(begin) == 1:
        return found[begin[0] :] if size[0] == -1 else found[begin[0] : begin[0] + size[0]]
    return Unknown("value", "value of a slice")


@shapes("OneHot")
def _one_hot(call: Call) -> Any:
    indices, depth, axis = call.shape("indices"), values.whole(call.scalar("depth")), call.attribute("axis")
    if not isinstance(indices, tuple) or not isinstance(axis, int):
        return sh.not_known(indices) if isinstance(axis, int) else sh.unknown_shape()
    where = len(indices) if axis == -1 else axis
    return (*indices[:where], depth, *indices[where:])


@shapes("Select")
def _select(call: Call) -> Any:
    return sh.merge(call.shape("t"), call.shape("e"))


@shapes("Where")
def _where(call: Call) -> Any:
    shape = first(call)
    return (None, len(shape) if isinstance(shape, tuple) else sh.not_known(shape))


@shapes("Fill")
def _fill(call: Call) -> Any:
    return from_vector(call.vector("dims"))


@value("Fill")
def _fill_value(call: Call) -> Any:
    dims, one = values.whole(call.vector("dims")), values.whole(call.scalar("value"))
    return None if dims is None or one is None else spread(one, dims)


@value("ZerosLike", "OnesLike")
def _like_value(call: Call) -> Any:
    return spread(0 if call.type == "ZerosLike" else 1, call.shape("x")) if sh.known(call.shape("x")) else None


@shapes("BroadcastTo")
def _broadcast_to(call: Call) -> Any:
    return from_vector(call.vector("shape"))


@shapes("BroadcastArgs")
def _broadcast_args(call: Call) -> Any:
    a, b = call.shape("s0"), call.shape("s1")
    if isinstance(a, tuple) and isinstance(b, tuple):
        first_length, second_length = sh.dims_of(a, 1)[0], sh.dims_of(b, 1)[0]
        if isinstance(first_length, int) and isinstance(second_length, int):
            return (max(first_length, second_length),)
        return (sh.not_known(first_length, second_length),)
    return (sh.not_known(a, b),)


@shapes("ScatterNd")
def _scatter_nd(call: Call) -> Any:
    return from_vector(call.vector("shape"))


@shapes("SparseToDense")
def _sparse_to_dense(call: Call) -> Any:
    return from_vector(call.vector("output_shape"))


@shapes("Unique", "UniqueV2", "UniqueWithCounts")
def _unique(call: Call) -> Any:
    return [(None,), call.shape("x"), (None,)][: 3 if call.type == "UniqueWithCounts" else 2]


@shapes("DynamicStitch", "ParallelDynamicStitch")
def _dynamic_stitch(call: Call) -> Any:
    indices, data = call.inputs["indices"], call.shapes("data")
    if not isinstance(indices, list) or not data:
        return sh.unknown_shape()
    first_index, first_data = call.shapes("indices")[0], data[0]
    if not isinstance(first_index, tuple) or not isinstance(first_data, tuple):
        return sh.not_known(first_index, first_data)
    known = [values.whole(values.value_of(i)) for i in indices]
    flat = [n for k in known for n in (k if isinstance(k, tuple) else (k,))]
    top: sh.Dim = max(flat) + 1 if flat and all(isinstance(n, int) for n in flat) else None if None in flat else sh.unknown_dim()
    return (top, *first_data[len(first_index) :])


@shapes("ListDiff")
def _list_diff(call: Call) -> Any:
    return (None,)


@shapes("DynamicPartition")
def _dynamic_partition(call: Call) -> Any:
    data, partitions = call.shape("data"), call.shape("partitions")
    if not isinstance(data, tuple) or not isinstance(partitions, tuple):
        return sh.not_known(data, partitions)
    return (None, *data[len(partitions) :])


@shapes("IdentityN")
def _identity_n(call: Call) -> Any:
    return call.shapes("input")


@shapes("EnsureShape")
def _ensure_shape(call: Call) -> Any:
    wanted = call.attribute("shape")
    return sh.merge(call.shape("input"), wanted if isinstance(wanted, (tuple, Unknown)) or wanted is None else None)


@shapes("SpaceToDepth", "DepthToSpace")
def _space_depth(call: Call) -> Any:
    block, dims = call.attribute("block_size"), sh.dims_of(call.shape("input"), 4)
    if not isinstance(block, int) or call.attribute("data_format") not in ("NHWC", None):
        return sh.unknown_shape()
    n, h, w, c = dims
    if call.type == "SpaceToDepth":
        return (n, sh.divide(h, block), sh.divide(w, block), sh.multiply(c, block * block))
    return (n, sh.multiply(h, block), sh.multiply(w, block), sh.divide(c, block * block))


@shapes("SpaceToBatchND", "BatchToSpaceND")
def _batches(call: Call) -> Any:
    to_batch = call.type == "SpaceToBatchND"
    shape, block = call.shape("input"), values.whole(call.vector("block_shape"))
    edges = values.whole(values.value_of(call.inputs["paddings" if to_batch else "crops"]))
    if not isinstance(shape, tuple) or not isinstance(block, tuple):
        return sh.not_known(shape, block)
    out, product = list(shape), 1
    for i, b in enumerate(block):
        product *= b
        edge = sum(edges[i]) if isinstance(edges, tuple) else edges
        here = out[i + 1]
        if edge is None or isinstance(edge, Unknown):
            out[i + 1] = edge
        elif to_batch:
            out[i + 1] = sh.divide(sh.add(here, edge), b)
        else:
            out[i + 1] = sh.add(sh.multiply(here, b), -edge)
    out[0] = sh.multiply(shape[0], product) if to_batch else sh.divide(shape[0], product)
    return tuple(out)


@shapes("ParallelConcat")
def _given_shape(call: Call) -> Any:
    found = integers(call.attribute("shape"))
    return tuple(found) if isinstance(found, list) else sh.unknown_shape()


@shapes("UnravelIndex")
def _unravel(call: Call) -> Any:
    indices, dims = call.shape("indices"), call.shape("dims")
    return dims + indices if isinstance(indices, tuple) and isinstance(dims, tuple) else sh.not_known(indices, dims)


@shapes("Assign")
def _assign(call: Call) -> Any:
    return call.shape("value") if call.attribute("validate_shape") is False else sh.merge(call.shape("ref"), call.shape("value"))


@shapes("StringJoin")
def _string_join(call: Call) -> Any:
    found = [s for s in call.shapes("inputs") if s != ()]
    return found[0] if found else ()


@shapes("DecodeRaw")
def _decode_raw(call: Call) -> Any:
    shape = first(call)
    return (*shape, None) if isinstance(shape, tuple) else sh.not_known(shape)


@shapes("MatchingFiles")
def _matching_files(call: Call) -> Any:
    return (None,)


@shapes("DecodeCSV")
def _decode_csv(call: Call) -> Any:
    return call.shape("records")
