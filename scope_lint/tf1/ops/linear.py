"""Contractions, norms and identity matrices."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scope_lint.symbolic.first_of import first_of
from scope_lint.symbolic.unknown import Unknown
from scope_lint.tf1.dtypes import dtype_name
from scope_lint.tf1.ops import reduction
from scope_lint.tf1.ops import shapes as sh
from scope_lint.tf1.ops.array import filled
from scope_lint.tf1.ops.composite import certain
from scope_lint.tf1.ops.convert import name_scope, to_tensor
from scope_lint.tf1.ops.make import make, shape_of
from scope_lint.tf1.ops.registry import BINARY, op
from scope_lint.tf1.shapes import shape_dims
from scope_lint.tf1.tensor import Tensor

if TYPE_CHECKING:
    from scope_lint.tf1.runtime import Runtime


def _contracted(a: sh.Shape, b: sh.Shape, axes: Any) -> tuple[sh.Shape, sh.Shape, sh.Shape]:
    """The shape of a tensordot, and of the two matrices that are multiplied for it."""
    open_shapes = sh.unknown_shape(), sh.unknown_shape()
    left: Any
    right: Any
    if not isinstance(a, tuple) or not isinstance(b, tuple):
        return sh.not_known(a, b), *open_shapes
    if isinstance(axes, int):
        left, right = list(range(len(a) - axes, len(a))), list(range(axes))
    elif isinstance(axes, (list, tuple)) and len(axes) == 2:
        left, right = ([x] if isinstance(x, int) else x for x in axes)
    else:
        return sh.unknown_shape(), *open_shapes
    if not all(isinstance(x, (list, tuple)) and all(isinstance(i, int) for i in x) for x in (left, right)):
        return sh.unknown_shape(), *open_shapes
    left, right = [sh.axis_in(i, len(a)) for i in left], [sh.axis_in(i, len(b)) for i in right]
    summed_a, summed_b = (sh.size(tuple(s[i] for i in picked)) for s, picked in ((a, left), (b, right)))
    free_a, free_b = (tuple(d for i, d in enumerate(s) if i not in picked) for s, picked in ((a, left), (b, right)))
    return free_a + free_b, (sh.size(free_a), summed_a), (summed_b, sh.size(free_b))


@op("tensordot")
def tensordot(rt: Runtime, a: Any, b: Any, axes: Any, name: Any = None) -> Any:
    """``tf.tensordot``: transposes, a MatMul and a Reshape that has the scope's name."""
    with name_scope(rt, name, "Tensordot") as scope:
        a, b = to_tensor(rt, a, "a"), to_tensor(rt, b, "b")
        kind = first_of([t.dtype for t in (a, b) if isinstance(t, Tensor)])
        shape, left, right = _contracted(shape_of(a), shape_of(b), axes)
        if rt.version < (1, 5):
            left = right = sh.unknown_shape()  # TensorFlow itself does not know them then
        matrices = [rt.op("Reshape", None, shape=s, dtype=kind, complete=certain(s)) for s in (left, right)]
        make(rt, "MatMul", None, a=matrices[0], b=matrices[1])
        return rt.op("Reshape", scope, shape=shape, dtype=kind, complete=certain(shape))


@op("einsum")
def einsum(rt: Runtime, equation: Any, inputs: Any = (), name: Any = None) -> Any:
    """``tf.einsum``: labels' lengths are taken from the inputs."""
    with name_scope(rt, name, "einsum"):
        tensors = [to_tensor(rt, t) for t in inputs]
        kind = first_of([t.dtype for t in tensors if isinstance(t, Tensor)])
        shape = _einsum_shape(equation, [shape_of(t) for t in tensors])
        if isinstance(equation, str) and _one_product(equation) and all(sh.known(shape_of(t)) for t in tensors):
            return rt.op("BatchMatMulV2", "MatMul", shape=shape, dtype=kind, complete=certain(shape))
        rt.op("Reshape", None, dtype=kind)
        return rt.op("Reshape", None, shape=shape, dtype=kind, complete=certain(shape))


def _labels(equation: str) -> tuple[list[str], str]:
    left, arrow, right = equation.replace(" ", "").partition("->")
    terms = left.split(",")
    if not arrow:
        joined = "".join(terms)
        right = "".join(sorted(c for c in set(joined) if joined.count(c) == 1))
    return terms, right


def _einsum_shape(equation: Any, shapes: list[sh.Shape]) -> Any:
    if not isinstance(equation, str) or "." in equation:
        return Unknown("shape", "shape of an einsum")
    terms, result = _labels(equation)
    if len(terms) != len(shapes):
        return Unknown("shape", "shape of an einsum")
    sizes: dict[str, sh.Dim] = {}
    for term, shape in zip(terms, shapes, strict=True):
        for label, dim in zip(term, sh.dims_of(shape, len(term)), strict=False):
            sizes[label] = dim if label not in sizes else sh.merge_dim(sizes[label], dim)
    return tuple(sizes.get(label) for label in result)


def _one_product(equation: str) -> bool:
    """Whether it is a product of matrices as they stand: one dimension of each kept, one summed."""
    terms, result = _labels(equation)
    if len(terms) != 2:
        return False
    a, b = terms
    kept = [c for c in a if c in b and c in result]
    return a[: len(kept)] == b[: len(kept)] == "".join(kept) and len(a) == len(b) == len(kept) + 2 and a[-1] == b[-2] and result == (
        a[:-1] + b[-1]
    )


@op("eye")
def eye(
    rt: Runtime, num_rows: Any, num_columns: Any = None, batch_shape: Any = None, dtype: Any = "float32", name: Any = None
) -> Any:
    """``tf.eye``."""
    with name_scope(rt, name, "eye"):
        kind = dtype_name(dtype)
        columns = num_rows if num_columns is None else num_columns
        rows = [d if isinstance(d, int) else None if isinstance(d, Tensor) else Unknown("dim") for d in (num_rows, columns)]
        batch = shape_dims(batch_shape) if batch_shape is not None else ()
        shape = (*batch, *rows) if isinstance(batch, tuple) else Unknown("shape")
        filled(rt, "ones", 1, Unknown("shape") if not isinstance(num_rows, int) else [num_rows], kind, None)
        square = num_columns is None or num_columns == num_rows
        type, path = ("MatrixDiag", "diag") if square else ("MatrixSetDiag", "set_diag")
        return rt.op(type, path, shape=shape, dtype=kind, complete=certain(shape))


@op("norm")
def norm(
    rt: Runtime, tensor: Any, ord: Any = "euclidean", axis: Any = None, keepdims: Any = None, name: Any = None, keep_dims: Any = None
) -> Any:
    """``tf.norm``."""
    keep = keep_dims if keepdims is None else keepdims
    with name_scope(rt, name, "norm"):
        tensor = to_tensor(rt, tensor)
        if ord in ("fro", "euclidean", 2, 2.0):
            product = BINARY["*"](rt, tensor, make(rt, "Conj", None, input=tensor) if _complex(tensor) else tensor)
            found = make(rt, "Sqrt", None, x=reduction.reduce(rt, "Sum", product, axis, True, None))
        else:
            magnitude = make(rt, "Abs", None, x=tensor)
            return reduction.reduce(rt, "Sum", magnitude, axis, keep, None)
        if keep is True:
            return found
        return make(rt, "Squeeze", None, input=found, squeeze_dims=[axis] if isinstance(axis, int) else axis)


def _complex(tensor: Any) -> bool:
    return isinstance(tensor, Tensor) and (tensor.dtype or "").startswith("complex")


@op("global_norm")
def global_norm(rt: Runtime, t_list: Any, name: Any = None) -> Any:
    """``tf.global_norm``."""
    with name_scope(rt, name, "global_norm"):
        for value in t_list if isinstance(t_list, (list, tuple)) else []:
            if value is not None:
                make(rt, "L2Loss", None, t=value)
        return rt.op("Sqrt", "global_norm", shape=(), dtype="float32", complete=True)


@op("clip_by_global_norm")
def clip_by_global_norm(rt: Runtime, t_list: Any, clip_norm: Any, use_norm: Any = None, name: Any = None) -> Any:
    """``tf.clip_by_global_norm``: the clipped tensors (None stays None) and the norm."""
    if use_norm is None:
        use_norm = global_norm(rt, t_list, name)
        if (1, 9) <= rt.version < (1, 13):
            with name_scope(rt, "VerifyFinite"):
                use_norm = make(rt, "Identity", "control_dependency", input=use_norm)
    with name_scope(rt, name, "clip_by_global_norm") as scope:
        if not isinstance(t_list, (list, tuple)):
            return Unknown("list", "tensors not known"), use_norm
        clipped = []
        with name_scope(rt, scope[:-1].rpartition("/")[2] if isinstance(scope, str) else "clip_by_global_norm"):
            for i, value in enumerate(t_list):
                clipped.append(None if value is None else make(rt, "Identity", f"_{i}", input=value))
        return clipped, use_norm

