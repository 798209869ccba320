"""Static shapes and values of mathematical op types."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable
from typing import Any, Final

from scope_lint.symbolic.unknown import Unknown
from scope_lint.tf1.errors import TFError
from scope_lint.tf1.ops import shapes as sh
from scope_lint.tf1.ops import values
from scope_lint.tf1.ops.make import SHAPES, VALUES, Call, shapes, value

UNCHANGED: Final = """Abs Acos Acosh AdjustContrastv2 AdjustHue AdjustSaturation Angle AsString Asin Asinh AssignAdd AssignSub Atan Atanh
BatchNormWithGlobalNormalization BesselI0e BesselI1e Betainc Bitcast Cast Ceil CheckNumerics Cholesky ComplexAbs Conj
Cos Cosh CountUpTo Cross Cumprod Cumsum CumulativeLogsumexp DecodeBase64 DeepCopy Digamma DrawBoundingBoxes
DrawBoundingBoxesV2 Elu EncodeBase64 Erf Erfc Exp Expm1 FFT FFT2D FFT3D FakeQuantWithMinMaxArgs
FakeQuantWithMinMaxVars FakeQuantWithMinMaxVarsPerChannel Floor GuaranteeConst HSVToRGB IFFT IFFT2D IFFT3D Identity
Imag Inv Invert InvertPermutation IsFinite IsInf IsNan LRN LeakyRelu Lgamma Log Log1p LogSoftmax LogicalNot
MatrixBandPart MatrixInverse MatrixSetDiag Neg OnesLike PopulationCount PreventGradient Print QuantizeAndDequantize
QuantizeAndDequantizeV2 QuantizeAndDequantizeV3 RGBToHSV RandomShuffle Real Reciprocal RefIdentity RegexFullMatch
RegexReplace Relu Relu6 Reverse ReverseSequence ReverseV2 Rint Roll Round Rsqrt ScatterAdd ScatterDiv ScatterMax
ScatterMin ScatterMul ScatterNdAdd ScatterNdSub ScatterNdUpdate ScatterSub ScatterUpdate Selu Sigmoid Sign Sin Sinh
Snapshot Softmax Softplus Softsign Sqrt Square StaticRegexFullMatch StaticRegexReplace StopGradient StringLength
StringLower StringStrip StringToHashBucket StringToHashBucketFast StringToHashBucketStrong StringToNumber StringUpper
Substr Tan Tanh TensorScatterAdd TensorScatterSub TensorScatterUpdate Unstage ZerosLike""".split()  # fmt: skip
"""Types whose output has the shape of their first input."""

BROADCASTING: Final = """Add AddV2 ApproximateEqual Atan2 BitwiseAnd BitwiseOr BitwiseXor Complex Div DivNoNan Equal FloorDiv FloorMod Greater
GreaterEqual Igamma IgammaGradA Igammac LeftShift Less LessEqual LogicalAnd LogicalOr Maximum Minimum Mod Mul MulNoNan
NotEqual Polygamma Pow RealDiv RightShift SquaredDifference Sub TruncateDiv TruncateMod Xdivy Xlogy Zeta""".split()  # fmt: skip

REDUCTIONS: Final = ["All", "Any", "EuclideanNorm", "Max", "Mean", "Min", "Prod", "Sum"]


def first(call: Call) -> Any:
    """The shape of the first input."""
    return call.shape(next(iter(call.inputs)))


for _type in UNCHANGED:
    SHAPES[_type] = first


@shapes(*BROADCASTING)
def _broadcasting(call: Call) -> Any:
    a, b = (call.shape(n) for n in call.inputs)
    return sh.broadcast(a, b)


@shapes("AddN", "AccumulateNV2")
def _sum(call: Call) -> Any:
    if call.inputs["inputs"] == []:
        raise TFError("ValueError", "inputs must be a list of at least one Tensor/IndexedSlices with the same dtype and shape", cause="empty")
    return sh.merge_all(call.shapes("inputs")[::-1])


@shapes(*REDUCTIONS)
def _reduction(call: Call) -> Any:
    keep = call.attribute("keep_dims")
    source = next(iter(call.inputs))
    return sh.reduce(call.shape(source), reduction_axes(call), keep is True)


def reduction_axes(call: Call) -> Any:
    """The reduced axes; all of them where only their number is known and says so (``range(rank)``)."""
    axes = call.axes("reduction_indices")
    if axes is None:
        shape, indices = call.shape(next(iter(call.inputs))), call.shape("reduction_indices")
        if isinstance(shape, tuple) and isinstance(indices, tuple) and indices == (len(shape),):
            return tuple(range(len(shape)))
    return axes


@shapes("ArgMax", "ArgMin")
def _arg(call: Call) -> Any:
    shape = call.shape("input")
    if isinstance(shape, tuple) and len(shape) <= 1:
        return ()
    axis = values.whole(call.scalar("dimension"))
    if isinstance(axis, int):
        return sh.reduce(shape, (axis,), False)
    return sh.dims_of(axis, len(shape) - 1) if isinstance(shape, tuple) else sh.not_known(shape)


@shapes("L2Loss", "Size", "Rank", "EncodeJpeg", "EncodePng", "ReadFile", "Timestamp", "IsVariableInitialized",
        "MergeSummary", "ScalarSummary", "HistogramSummary", "ImageSummary", "AudioSummary", "AudioSummaryV2", "TensorSummary",
        "TensorSummaryV2", "QueueSize", "QueueSizeV2", "SerializeTensor", "StackSize", "VarIsInitializedOp", "LoopCond", "GetSessionHandle")
def _scalar(call: Call) -> Any:
    return ()


@shapes("MatMul", "SparseMatMul")
def _matmul(call: Call) -> Any:
    a, b = sh.dims_of(call.shape("a"), 2), sh.dims_of(call.shape("b"), 2)
    flags = [call.attribute(n) for n in ("transpose_a", "transpose_b")]
    if any(isinstance(f, Unknown) for f in flags):
        return (sh.unknown_dim(), sh.unknown_dim())
    return sh.matmul(a, b, bool(flags[0]), bool(flags[1]))


@shapes("BatchMatMul", "BatchMatMulV2")
def _batch_matmul(call: Call) -> Any:
    flags = [call.attribute(n) for n in ("adj_x", "adj_y")]
    if any(isinstance(f, Unknown) for f in flags):
        return sh.unknown_shape()
    return sh.matmul(call.shape("x"), call.shape("y"), bool(flags[0]), bool(flags[1]))


@shapes("MatrixDiag", "BatchMatrixDiag")
def _matrix_diag(call: Call) -> Any:
    shape = first(call)
    return (*shape, shape[-1]) if isinstance(shape, tuple) and shape else sh.not_known(shape)


@shapes("Diag")
def _diag(call: Call) -> Any:
    shape = first(call)
    return shape + shape if isinstance(shape, tuple) else sh.not_known(shape)


@shapes("DiagPart")
def _diag_part(call: Call) -> Any:
    shape = first(call)
    return shape[: len(shape) // 2] if isinstance(shape, tuple) else sh.not_known(shape)


@shapes("MatrixDiagPart")
def _matrix_diag_part(call: Call) -> Any:
    shape = first(call)
    if not isinstance(shape, tuple):
        return sh.not_known(shape)
    if len(shape) < 2:
        raise sh.Mismatch(f"Shape must be at least rank 2 but is rank {len(shape)}")
    a, b = shape[-2:]
    return (*shape[:-2], min(a, b) if isinstance(a, int) and isinstance(b, int) else sh.not_known(a, b))


@shapes("MatrixDeterminant")
def _determinant(call: Call) -> Any:
    shape = first(call)
    return shape[:-2] if isinstance(shape, tuple) else sh.not_known(shape)


@shapes("MatrixSolve", "MatrixTriangularSolve", "CholeskySolve")
def _solve(call: Call) -> Any:
    return call.shape("rhs")


@shapes("Svd", "SelfAdjointEigV2", "Qr")
def _decomposition(call: Call) -> Any:
    shape = first(call)
    if not isinstance(shape, tuple) or len(shape) < 2:
        return [sh.not_known(shape)] * (3 if call.type == "Svd" else 2)
    *batch, m, n = shape
    least = min(m, n) if isinstance(m, int) and isinstance(n, int) else sh.not_known(m, n)
    if call.type == "SelfAdjointEigV2":
        return [(*batch, n), (*batch, m, n)]
    full = call.attribute("full_matrices") is True
    if call.type == "Qr":
        return [(*batch, m, m if full else least), (*batch, n if full else least, n) if not full else (*batch, m, n)]
    return [(*batch, least), (*batch, m, m if full else least), (*batch, n, n if full else least)]


@shapes("Range")
def _range(call: Call) -> Any:
    parts = [values.whole(call.scalar(n)) for n in ("start", "limit", "delta")]
    if all(isinstance(p, (int, float)) for p in parts) and parts[2]:
        return (max(0, math.ceil((parts[1] - parts[0]) / parts[2])),)
    return (None if any(p is None for p in parts) else sh.unknown_dim(),)


@shapes("LinSpace")
def _linspace(call: Call) -> Any:
    return (values.whole(call.scalar("num")),)


@shapes("SegmentMax", "SegmentMean", "SegmentMin", "SegmentProd", "SegmentSum")
def _segment(call: Call) -> Any:
    shape = call.shape("data")
    return (None, *shape[1:]) if isinstance(shape, tuple) else sh.not_known(shape)


@shapes("UnsortedSegmentMax", "UnsortedSegmentMin", "UnsortedSegmentProd", "UnsortedSegmentSum")
def _unsorted_segment(call: Call) -> Any:
    data, ids = call.shape("data"), call.shape("segment_ids")
    if not isinstance(data, tuple) or not isinstance(ids, tuple):
        return sh.not_known(data, ids)
    return (values.whole(call.scalar("num_segments")), *data[len(ids) :])


@shapes("Bincount")
def _bincount(call: Call) -> Any:
    return (values.whole(call.scalar("size")),)


@shapes("TopK", "TopKV2")
def _top_k(call: Call) -> Any:
    shape = call.shape("input")
    k = values.whole(call.scalar("k")) if "k" in call.inputs else call.attribute("k")
    return (*shape[:-1], k) if isinstance(shape, tuple) else sh.not_known(shape)


@shapes("InTopK", "InTopKV2")
def _in_top_k(call: Call) -> Any:
    predictions, targets = call.shape("predictions"), call.shape("targets")
    if isinstance(targets, tuple) and len(targets) == 1:
        rows = predictions[0] if isinstance(predictions, tuple) and predictions else None
        return (sh.merge_dim(rows, targets[0]),)
    return (sh.unknown_dim(),)


# Values


def apply(function: Callable[..., Any], *operands: Any) -> Any:
    """A function of numbers on numbers and vectors of one length; None or Unknown where an operand is not known."""
    parts = [values.whole(o) for o in operands]
    if any(p is None for p in parts):
        return None
    if any(isinstance(p, Unknown) for p in parts):
        return next(p for p in parts if isinstance(p, Unknown))
    return _elementwise(function, parts)


def _elementwise(function: Callable[..., Any], parts: list[Any]) -> Any:
    lengths = {len(p) for p in parts if isinstance(p, tuple)}
    if not lengths:
        try:
            return function(*parts)
        except (ArithmeticError, TypeError, ValueError):
            return Unknown("value", "a value that is no number")
    if len(lengths) > 1:
        return Unknown("value", "value of a broadcast")
    count = lengths.pop()
    return tuple(_elementwise(function, [p[i] if isinstance(p, tuple) else p for p in parts]) for i in range(count))


def _quotient(a: Any, b: Any) -> Any:
    return a // b if isinstance(a, int) and isinstance(b, int) else a / b


_ARITHMETIC: Final[dict[str, Callable[..., Any]]] = {
    "Add": operator.add, "AddV2": operator.add, "Sub": operator.sub, "Mul": operator.mul, "FloorDiv": operator.floordiv,
    "RealDiv": operator.truediv, "Div": _quotient, "FloorMod": operator.mod, "Maximum": max, "Minimum": min, "Neg": operator.neg,
    "Abs": abs, "Square": lambda a: a * a, "Sqrt": math.sqrt, "Ceil": math.ceil, "Floor": math.floor, "Equal": operator.eq,
    "NotEqual": operator.ne, "Less": operator.lt, "LessEqual": operator.le, "Greater": operator.gt, "GreaterEqual": operator.ge,
    "LogicalNot": operator.not_, "LogicalAnd": lambda a, b: a and b, "LogicalOr": lambda a, b: a or b,
}  # fmt: skip


def _arithmetic(call: Call) -> Any:
    return apply(_ARITHMETIC[call.type], *(values.value_of(t) for t in call.all_inputs()))


for _type in _ARITHMETIC:
    VALUES[_type] = _arithmetic


@value("Identity", "StopGradient", "Snapshot")
def _same(call: Call) -> Any:
    return values.whole(values.value_of(call.all_inputs()[0]))


@value("Select", "SelectV2")
def _selected(call: Call) -> Any:
    return apply(lambda condition, yes, no: yes if condition else no, *(values.value_of(t) for t in call.all_inputs()))


@value("Cast")
def _cast(call: Call) -> Any:
    convert = {"i": int, "u": int, "f": float, "b": bool}.get(str(call.attribute("DstT"))[:1], lambda v: v)
    return apply(convert, values.value_of(call.inputs["x"]))


@value("Sum", "Prod", "Max", "Min")
def _reduced(call: Call) -> Any:
    found = values.whole(values.value_of(call.all_inputs()[0]))
    axes = reduction_axes(call)
    if found is None or axes is None:
        return None
    flat = isinstance(found, tuple) and all(not isinstance(v, tuple) for v in found)
    if not flat or not isinstance(axes, tuple) or axes not in ((0,), (-1,)) or call.attribute("keep_dims") is True:
        return Unknown("value", "value of a reduction")
    functions: dict[str, Callable[[Any], Any]] = {"Sum": sum, "Prod": math.prod, "Max": max, "Min": min}
    return functions[call.type](found) if found else Unknown("value", "an empty reduction")


@value("Range")
def _range_value(call: Call) -> Any:
    parts = [values.whole(call.scalar(n)) for n in ("start", "limit", "delta")]
    if all(isinstance(p, int) for p in parts) and parts[2] and len(range(*parts)) <= values.MAX_ELEMENTS:
        return tuple(range(*parts))
    return None if any(p is None for p in parts) else Unknown("value", "a large range")
