"""Arithmetic, comparisons, matrices, casts, clipping; and the operators of tensors."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from scope_lint.symbolic.first_of import first_of
from scope_lint.symbolic.unknown import Unknown
from scope_lint.tf1.dtypes import FLOATING, dtype_name
from scope_lint.tf1.ops import reduction
from scope_lint.tf1.ops.convert import constant, name_scope, to_tensor
from scope_lint.tf1.ops.make import make, shape_of, without_type
from scope_lint.tf1.ops.registry import BINARY, UNARY, direct, op
from scope_lint.tf1.tensor import Tensor, Variable

if TYPE_CHECKING:
    from scope_lint.tf1.runtime import Runtime

for _name, _type in {
    "abs": "Abs", "negative": "Neg", "neg": "Neg", "round": "Round", "sigmoid": "Sigmoid", "subtract": "Sub", "sub": "Sub", "multiply": "Mul",
    "mul": "Mul", "pow": "Pow", "equal": "Equal", "not_equal": "NotEqual", "complex": "Complex", "add_n": "AddN", "cumsum": "Cumsum", "cumprod": "Cumprod", "math.cumulative_logsumexp": "CumulativeLogsumexp", "square": "Square",
    "sqrt": "Sqrt", "exp": "Exp", "log": "Log", "tanh": "Tanh", "sign": "Sign", "real": "Real", "imag": "Imag",
    "floor_div": "FloorDiv", "matrix_set_diag": "MatrixSetDiag", "cross": "Cross", "self_adjoint_eig": "SelfAdjointEigV2",
    "unsorted_segment_sum": "UnsortedSegmentSum", "erf": "Erf", "rsqrt": "Rsqrt", "angle": "Angle", "lin_space": "LinSpace",
    "div_no_nan": "DivNoNan", "math.multiply_no_nan": "MulNoNan",
}.items():  # fmt: skip
    direct(_name, _type)
direct("arg_max", "ArgMax")
direct("linspace", "LinSpace")
direct("svd", "Svd", tensor="input")
direct("self_adjoint_eig", "SelfAdjointEigV2", tensor="input")

ADD_V2_SINCE: Final = (1, 15)
BATCH_MATMUL_V2_SINCE: Final = (1, 14)


def add_type(rt: Runtime) -> str:
    """The type of ``a + b`` (1.15: AddV2, before: Add)."""
    return "AddV2" if rt.version >= ADD_V2_SINCE else "Add"


def _arg(type: str, rt: Runtime, input: Any, axis: Any = None, name: Any = None, dimension: Any = None, output_type: Any = "int64") -> Any:
    axis = dimension if axis is None else axis
    return make(rt, type, name, input=input, dimension=0 if axis is None else axis, output_type=output_type)


op("argmax")(functools.partial(_arg, "ArgMax"))
op("argmin")(functools.partial(_arg, "ArgMin"))


def _operator(rt: Runtime, name: Any, default: str, x: Any, y: Any, then: Callable[[Any, Any, Any], Any]) -> Any:
    """A scope, both operands as tensors (``x``, ``y``), and an op with the scope's name."""
    with name_scope(rt, name, default) as scope:
        x_type = x.dtype if isinstance(x, Tensor) else None
        y_type = y.dtype if isinstance(y, Tensor) else None
        left = _beside(to_tensor(rt, x, "x", x_type or y_type), x, y)
        return then(left, _beside(to_tensor(rt, y, "y", left.dtype if isinstance(left, Tensor) else None), y, x), scope)


def _beside(made: Any, value: Any, other: Any) -> Any:
    """An operand made of a Python value: it has no known type where that of the other operand is not known."""
    if made is not value and isinstance(made, Tensor) and not isinstance(value, Tensor) and without_type(other):
        made.dtype = None
    return made


def _true_divide(rt: Runtime, x: Any, y: Any, name: Any) -> Any:
    """Integers are cast first: those of up to 16 bits to float32, others to float64."""
    kind = first_of([t.dtype for t in (x, y) if isinstance(t, Tensor) and t.dtype is not None])
    if kind is None or kind in FLOATING or not kind.startswith(("int", "uint")):
        return make(rt, "RealDiv", name, x=x, y=y)
    wide = "float32" if kind in ("int8", "uint8", "int16", "uint16") else "float64"
    x, y = (make(rt, "Cast", None, x=t, DstT=wide) for t in (x, y))
    return make(rt, "RealDiv", name, x=x, y=y)


def _div(rt: Runtime, x: Any, y: Any, name: Any) -> Any:
    """Python 2's division: whole for integers."""
    kind = first_of([t.dtype for t in (x, y) if isinstance(t, Tensor) and t.dtype is not None])
    whole = kind is not None and kind.startswith(("int", "uint"))
    return make(rt, "FloorDiv" if whole else "RealDiv", name, x=x, y=y)


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float))


@op("truediv")
def truediv(rt: Runtime, x: Any, y: Any, name: Any = None) -> Any:
    """``tf.truediv``."""
    return _operator(rt, name, "truediv", x, y, lambda a, b, scope: _true_divide(rt, a, b, scope))


@op("divide")
def divide(rt: Runtime, x: Any, y: Any, name: Any = None) -> Any:
    """``tf.divide``: Python's ``/``."""
    if _is_number(x) and _is_number(y) and y:
        return x / y
    if rt.version < (1, 0):
        with name_scope(rt, name, "Divide"):
            return truediv(rt, x, y)
    return truediv(rt, x, y, name)


@op("div")
def div(rt: Runtime, x: Any, y: Any, name: Any = None) -> Any:
    """``tf.div`` (0.12: the plain op)."""
    if rt.version < (1, 0):
        return make(rt, "Div", name, x=x, y=y)
    return _operator(rt, name, "div", x, y, lambda a, b, scope: _div(rt, a, b, scope))


@op("floordiv")
def floordiv(rt: Runtime, x: Any, y: Any, name: Any = None) -> Any:
    """``tf.floordiv``."""
    return _operator(rt, name, "floordiv", x, y, lambda a, b, scope: make(rt, "FloorDiv", scope, x=a, y=b))


@op("accumulate_n")
def accumulate_n(rt: Runtime, inputs: Any, name: Any = None) -> Any:
    """``tf.accumulate_n``: an op from 1.5; before, a scope."""
    if rt.version >= (1, 5):
        return make(rt, "AccumulateNV2", name, inputs=inputs)
    with name_scope(rt, name, "AccumulateN") as scope:
        return make(rt, "AddN", scope, inputs=inputs)


@op("mod")
def mod(rt: Runtime, x: Any, y: Any, name: Any = None) -> Any:
    """``tf.mod``: the sign of the divisor, but in 0.12."""
    return make(rt, "FloorMod" if rt.version >= (1, 0) else "Mod", name, x=x, y=y)


@op("scalar_mul")
def scalar_mul(rt: Runtime, scalar: Any, x: Any, name: Any = None) -> Any:
    """``tf.scalar_mul``."""
    scalar = to_tensor(rt, scalar, "scalar", x.dtype if isinstance(x, Tensor) else None)
    return make(rt, "Mul", name, x=scalar, y=x) if rt.version >= (1, 13) else BINARY["*"](rt, scalar, x)


@op("logical_xor")
def logical_xor(rt: Runtime, x: Any, y: Any, name: Any = "LogicalXor") -> Any:
    """``tf.logical_xor``: made of three ops beside the result."""
    either = make(rt, "LogicalOr", None, x=x, y=y)
    both = make(rt, "LogicalAnd", None, x=x, y=y)
    return make(rt, "LogicalAnd", name, x=either, y=make(rt, "LogicalNot", None, x=both))


@op("conj")
def conj(rt: Runtime, x: Any, name: Any = None) -> Any:
    """``tf.conj``: nothing for real numbers."""
    if isinstance(x, Tensor) and x.dtype is not None and not x.dtype.startswith("complex"):
        return x
    return make(rt, "Conj", name, input=x)


@op("cast")
def cast(rt: Runtime, x: Any, dtype: Any, name: Any = None) -> Any:
    """``tf.cast``: nothing where the type is that already."""
    wanted = dtype_name(dtype)
    if isinstance(x, Tensor) and wanted is not None and x.dtype == wanted:
        return snapshot(x)
    with name_scope(rt, name, "Cast") as scope:
        x = to_tensor(rt, x, "x")
        if isinstance(x, Tensor) and wanted is not None and x.dtype == wanted:
            return x
        return make(rt, "Cast", scope, x=x, DstT=Unknown("dtype") if wanted is None else wanted)


def snapshot(x: Tensor) -> Tensor:
    """A variable's value, a tensor itself."""
    if isinstance(x, Variable):
        found: Tensor = x.attribute("value")()
        return found
    return x


def _cast_to(dtype: str, rt: Runtime, x: Any, name: Any) -> Any:
    return cast(rt, x, dtype, name)


for _name, _dtype in (
    ("to_float", "float32"), ("to_double", "float64"), ("to_int32", "int32"), ("to_int64", "int64"), ("to_bfloat16", "bfloat16"),
    ("to_complex64", "complex64"), ("to_complex128", "complex128"),
):  # fmt: skip
    op(_name)(functools.partial(_cast_to, _dtype))


@op("saturate_cast")
def saturate_cast(rt: Runtime, value: Any, dtype: Any, name: Any = None) -> Any:
    """``tf.saturate_cast``, from floating to integer types."""
    with name_scope(rt, name, "saturate_cast") as scope:
        low = constant(rt, 0, "min", value.dtype if isinstance(value, Tensor) else None)
        bounded = make(rt, "Maximum", None, x=value, y=low)
        high = constant(rt, 0, "max", value.dtype if isinstance(value, Tensor) else None)
        bounded = make(rt, "Minimum", None, x=bounded, y=high)
        return cast(rt, bounded, dtype, scope)


@op("matmul")
def matmul(
    rt: Runtime, a: Any, b: Any, transpose_a: Any = False, transpose_b: Any = False, adjoint_a: Any = False, adjoint_b: Any = False,
    a_is_sparse: Any = False, b_is_sparse: Any = False, name: Any = None,
) -> Any:  # fmt: skip
    """``tf.matmul``: a MatMul for matrices, else a BatchMatMul; both are named MatMul."""
    with name_scope(rt, name, "MatMul") as scope:
        a_type, b_type = (t.dtype if isinstance(t, Tensor) else None for t in (a, b))
        a, b = to_tensor(rt, a, "a", a_type or b_type), to_tensor(rt, b, "b", b_type or a_type)
        ranks = [len(s) if isinstance(s, tuple) else None for s in (shape_of(a), shape_of(b))]
        high = [(r is None and isinstance(t, Tensor)) or (r is not None and r > 2) for r, t in zip(ranks, (a, b), strict=True)]
        if any(high) if rt.version >= BATCH_MATMUL_V2_SINCE else all(high):
            kind = "BatchMatMulV2" if rt.version >= BATCH_MATMUL_V2_SINCE else "BatchMatMul"
            return make(rt, kind, scope, x=a, y=b, adj_x=_either(transpose_a, adjoint_a), adj_y=_either(transpose_b, adjoint_b))
        sparse = a_is_sparse is True or b_is_sparse is True
        flags = {"transpose_a": _either(transpose_a, adjoint_a), "transpose_b": _either(transpose_b, adjoint_b)}
        return make(rt, "SparseMatMul" if sparse else "MatMul", scope, a=a, b=b, **flags)


def _either(a: Any, b: Any) -> Any:
    if a is True or b is True:
        return True
    return first_of([f for f in (a, b) if isinstance(f, Unknown)]) or False


@op("batch_matmul")
def batch_matmul(rt: Runtime, x: Any, y: Any, adj_x: Any = None, adj_y: Any = None, name: Any = None) -> Any:
    """``tf.batch_matmul`` (0.12)."""
    return make(rt, "BatchMatMul", name, x=x, y=y, adj_x=adj_x, adj_y=adj_y)


@op("matrix_diag")
def matrix_diag(rt: Runtime, diagonal: Any, name: Any = "diag") -> Any:
    """``tf.linalg.diag``."""
    return make(rt, "MatrixDiag", name, diagonal=diagonal)


@op("matrix_diag_part")
def matrix_diag_part(rt: Runtime, input: Any, name: Any = "diag_part") -> Any:
    """``tf.linalg.diag_part``."""
    return make(rt, "MatrixDiagPart", name, input=input)


@op("trace")
def trace(rt: Runtime, x: Any, name: Any = None) -> Any:
    """``tf.trace``."""
    with name_scope(rt, name, "Trace") as scope:
        return reduction.reduce(rt, "Sum", make(rt, "MatrixDiagPart", "diag_part", input=x), [-1], False, scope)


@op("clip_by_value")
def clip_by_value(rt: Runtime, t: Any, clip_value_min: Any, clip_value_max: Any, name: Any = None) -> Any:
    """``tf.clip_by_value``."""
    with name_scope(rt, name, "clip_by_value") as scope:
        return make(rt, "Maximum", scope, x=make(rt, "Minimum", None, x=t, y=clip_value_max), y=clip_value_min)


@op("range")
def range_(rt: Runtime, start: Any, limit: Any = None, delta: Any = 1, dtype: Any = None, name: Any = "range") -> Any:
    """``tf.range``: floating where one of its arguments is."""
    if limit is None:
        limit, start = start, 0
    wanted = dtype_name(dtype)
    with name_scope(rt, name, "Range") as scope:
        parts = [to_tensor(rt, v, n, wanted) for v, n in ((start, "start"), (limit, "limit"), (delta, "delta"))]
        if wanted is None:
            order = ["int32", "int64", "float32", "float64"]
            kinds = [t.dtype for t in parts if isinstance(t, Tensor) and t.dtype in order]
            wanted = max(kinds, key=order.index) if kinds else None
            if wanted is not None:
                parts = [cast(rt, t, wanted) if isinstance(t, Tensor) else t for t in parts]
        return make(rt, "Range", scope, start=parts[0], limit=parts[1], delta=parts[2], Tidx=wanted)


# Operators


def _binary(symbol: str, name: str, then: Callable[[Any, Any, Any, Any], Any]) -> None:
    BINARY[symbol] = lambda rt, a, b: _operator(rt, None, name, a, b, lambda x, y, scope: then(rt, x, y, scope))


_binary("+", "add", lambda rt, x, y, scope: make(rt, _add_of(rt, x), scope, x=x, y=y))
_binary("-", "sub", lambda rt, x, y, scope: make(rt, "Sub", scope, x=x, y=y))
_binary("*", "mul", lambda rt, x, y, scope: make(rt, "Mul", scope, x=x, y=y))
_binary("/", "truediv", lambda rt, x, y, scope: _true_divide(rt, x, y, scope))
_binary("div", "div", lambda rt, x, y, scope: _div(rt, x, y, scope))
_binary("//", "floordiv", lambda rt, x, y, scope: make(rt, "FloorDiv", scope, x=x, y=y))
_binary("%", "mod", lambda rt, x, y, scope: make(rt, "FloorMod", scope, x=x, y=y))
_binary("**", "pow", lambda rt, x, y, scope: make(rt, "Pow", scope, x=x, y=y))
_binary("@", "matmul", lambda rt, x, y, scope: matmul(rt, x, y, name=scope))
_binary("&", "and", lambda rt, x, y, scope: make(rt, "LogicalAnd", scope, x=x, y=y))
_binary("|", "or", lambda rt, x, y, scope: make(rt, "LogicalOr", scope, x=x, y=y))
_binary("^", "xor", lambda rt, x, y, scope: logical_xor(rt, x, y, scope))


def _add_of(rt: Runtime, x: Any) -> str:
    return "Add" if isinstance(x, Tensor) and x.dtype == "string" else add_type(rt)


_COMPARISONS: Final = {"<": ("Less", "Greater"), "<=": ("LessEqual", "GreaterEqual"), ">": ("Greater", "Less"), ">=": ("GreaterEqual", "LessEqual")}


def _comparison(symbol: str) -> None:
    straight, swapped = _COMPARISONS[symbol]

    def compare(rt: Runtime, a: Any, b: Any) -> Any:
        if not isinstance(a, Tensor) and isinstance(b, Tensor):
            return make(rt, swapped, None, x=b, y=a)
        return make(rt, straight, None, x=a, y=b)

    BINARY[symbol] = compare


for _symbol in _COMPARISONS:
    _comparison(_symbol)

BINARY["=="] = lambda rt, a, b: a is b  # TensorFlow 1 compares the objects
BINARY["!="] = lambda rt, a, b: a is not b

UNARY["-"] = lambda rt, x: make(rt, "Neg", None, x=x)
UNARY["~"] = lambda rt, x: make(rt, "LogicalNot", None, x=x)
UNARY["abs"] = lambda rt, x: make(rt, "Abs", None, x=x)
