"""Functions of NumPy that work element by element, and the operators of arrays."""

from __future__ import annotations

import cmath
import math
import operator
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from scope_lint.interpreter import operators
from scope_lint.interpreter.stdlib.numpy import host_types
from scope_lint.interpreter.stdlib.numpy.array import (
    ArrayV,
    NotModelled,
    as_array,
    broadcast,
    count,
    known_dims,
    result,
    spread,
)  # fmt: skip
from scope_lint.interpreter.stdlib.numpy.dtypes import (
    SIZES,
    dtype_argument,
    dtype_of_number,
    float_of,
    kind,
    promote,
    scalar,
)
from scope_lint.interpreter.stdlib.numpy.functions import modelled, numpy_function
from scope_lint.interpreter.tensor_operators import tensor_operator
from scope_lint.interpreter.values import DictV, Iterator, Value
from scope_lint.symbolic.names import SymStr
from scope_lint.symbolic.unknown import Unknown
from scope_lint.tf1.tensor import Tensor

if TYPE_CHECKING:
    from scope_lint.interpreter.machine import Machine

_LARGEST_POWER: Final = 4096


def _divide(a: Any, b: Any) -> Any:
    if b == 0:
        return math.nan if a == 0 or a != a else math.copysign(math.inf, a) * math.copysign(1.0, b)
    return a / b


def _floor_divide(a: Any, b: Any) -> Any:
    if b == 0:
        return 0 if isinstance(a, int) and isinstance(b, int) else _divide(a, b)
    return a // b


def _modulo(a: Any, b: Any) -> Any:
    if b == 0:
        return 0 if isinstance(a, int) and isinstance(b, int) else math.nan
    return a % b


def _power(a: Any, b: Any) -> Any:
    if isinstance(a, int) and isinstance(b, int):
        if b < 0:
            raise NotModelled
        return pow(a, b, 1 << 64) if a >= 0 else pow(a, b) if b < _LARGEST_POWER else None
    try:
        found = a**b
    except ZeroDivisionError:
        return math.inf
    except OverflowError:
        return math.inf
    return math.nan if isinstance(found, complex) and not isinstance(a, complex) and not isinstance(b, complex) else found


def _real(function: Callable[[float], float], complex_function: Callable[[complex], complex] | None = None) -> Callable[[Any], Any]:
    def run(x: Any) -> Any:
        if isinstance(x, complex):
            if complex_function is None:
                raise NotModelled
            return complex_function(x)
        try:
            return function(x)
        except OverflowError:
            return math.inf
        except ValueError:
            return -math.inf if x == 0 and function in (math.log, math.log2, math.log10) else math.nan

    return run


def _rint(x: float) -> float:
    return x if not math.isfinite(x) else float(round(x))


def _kept(function: Callable[[float], int]) -> Callable[[float], float]:
    return lambda x: float(function(x)) if math.isfinite(x) else x


_FLOAT: Final[dict[str, Callable[[Any], Any]]] = {
    "sqrt": _real(math.sqrt, cmath.sqrt), "exp": _real(math.exp, cmath.exp), "log": _real(math.log, cmath.log), "log2": _real(math.log2),
    "log10": _real(math.log10), "log1p": _real(math.log1p), "expm1": _real(math.expm1), "exp2": _real(lambda x: 2.0**x), "sin": _real(math.sin, cmath.sin),
    "cos": _real(math.cos, cmath.cos), "tan": _real(math.tan), "arcsin": _real(math.asin), "arccos": _real(math.acos), "arctan": _real(math.atan),
    "sinh": _real(math.sinh), "cosh": _real(math.cosh), "tanh": _real(math.tanh), "arcsinh": _real(math.asinh), "arccosh": _real(math.acosh),
    "arctanh": _real(math.atanh), "floor": _real(_kept(math.floor)), "ceil": _real(_kept(math.ceil)), "rint": _real(_rint), "trunc": _real(_kept(math.trunc)),
    "deg2rad": _real(math.radians), "radians": _real(math.radians), "rad2deg": _real(math.degrees), "degrees": _real(math.degrees),
    "fabs": _real(math.fabs), "cbrt": _real(lambda x: math.copysign(abs(x) ** (1 / 3), x)), "sinc": _real(lambda x: math.sin(math.pi * x) / (math.pi * x) if x else 1.0),
}  # fmt: skip
_SAME: Final[dict[str, Callable[[Any], Any]]] = {
    "square": lambda x: x * x, "abs": abs, "absolute": abs, "sign": lambda x: (x > 0) - (x < 0) if x == x else x, "negative": operator.neg,
    "positive": lambda x: x, "conj": lambda x: x.conjugate(), "conjugate": lambda x: x.conjugate(), "invert": lambda x: not x if isinstance(x, bool) else ~x,
    "bitwise_not": lambda x: not x if isinstance(x, bool) else ~x, "reciprocal": lambda x: _floor_divide(1, x) if isinstance(x, int) else _divide(1.0, x),
    "nan_to_num": lambda x: 0.0 if x != x else x, "copy": lambda x: x,
}  # fmt: skip
_TRUTH: Final[dict[str, Callable[[Any], Any]]] = {
    "isnan": lambda x: x != x, "isinf": lambda x: x in (math.inf, -math.inf), "isfinite": lambda x: x == x and x not in (math.inf, -math.inf),
    "logical_not": lambda x: not x, "iscomplex": lambda x: isinstance(x, complex) and x.imag != 0, "isreal": lambda x: not isinstance(x, complex) or x.imag == 0,
    "signbit": lambda x: math.copysign(1.0, x) < 0, "isneginf": lambda x: x == -math.inf, "isposinf": lambda x: x == math.inf,
}  # fmt: skip
_PYTHON_OPERATORS: Final[dict[str, tuple[str, Callable[[Any, Any], Any]]]] = {
    "+": ("same", operator.add), "-": ("same", operator.sub), "*": ("same", operator.mul), "/": ("float", _divide), "//": ("same", _floor_divide),
    "%": ("same", _modulo), "**": ("same", _power), "&": ("same", operator.and_), "|": ("same", operator.or_), "^": ("same", operator.xor),
    "<<": ("same", operator.lshift), ">>": ("same", operator.rshift), "<": ("bool", operator.lt), "<=": ("bool", operator.le), ">": ("bool", operator.gt),
    ">=": ("bool", operator.ge), "==": ("bool", operator.eq), "!=": ("bool", operator.ne),
}  # fmt: skip
_NAMED: Final = {
    "add": "+", "subtract": "-", "multiply": "*", "divide": "/", "true_divide": "/", "floor_divide": "//", "mod": "%", "remainder": "%", "power": "**",
    "bitwise_and": "&", "bitwise_or": "|", "bitwise_xor": "^", "left_shift": "<<", "right_shift": ">>", "less": "<", "less_equal": "<=",
    "greater": ">", "greater_equal": ">=", "equal": "==", "not_equal": "!=",
}  # fmt: skip
_BINARY: Final[dict[str, tuple[str, Callable[[Any, Any], Any]]]] = {
    "maximum": ("same", lambda a, b: a if a != a or a > b else b), "minimum": ("same", lambda a, b: a if a != a or a < b else b),
    "fmax": ("same", lambda a, b: b if a != a or a < b else a), "fmin": ("same", lambda a, b: b if a != a or a > b else a),
    "logical_and": ("bool", lambda a, b: bool(a) and bool(b)), "logical_or": ("bool", lambda a, b: bool(a) or bool(b)),
    "logical_xor": ("bool", lambda a, b: bool(a) != bool(b)), "arctan2": ("float", math.atan2), "hypot": ("float", math.hypot), "fmod": ("same", math.fmod),
    "copysign": ("float", math.copysign), "gcd": ("same", math.gcd), "float_power": ("float", lambda a, b: _power(float(a), float(b))),
}  # fmt: skip


def common_dtype(*arrays: ArrayV) -> str | None:
    """``np.result_type``: scalars do not widen arrays of their own kind (nor of a higher one)."""
    wide = [a for a in arrays if a.shape]
    dtype: str | None = None
    chosen = wide or list(arrays)
    dtype = chosen[0].dtype
    for a in chosen[1:]:
        dtype = promote(dtype, a.dtype)
    if not wide or dtype is None:
        return dtype
    order = "buifc"
    for a in arrays:
        if a.shape or a.dtype == dtype:
            continue
        if a.dtype is None:
            return None
        mine, theirs = kind(dtype), kind(a.dtype)
        if mine not in order or theirs not in order or _rank(theirs) > _rank(mine):
            dtype = promote(dtype, a.dtype)
        elif mine in "iu" and theirs in "iu" and a.items is not None and isinstance(a.items[0], int):
            dtype = _holding(dtype, a.items[0])
        if dtype is None:
            return None
    return dtype


def _rank(k: str) -> int:
    return {"b": 0, "u": 1, "i": 1, "f": 2, "c": 3}[k]


def _holding(dtype: str, value: int) -> str | None:
    """The integer dtype for an array and a number that may not fit its own."""
    for name in ("uint8", "uint16", "uint32", "uint64") if value >= 0 else ("int8", "int16", "int32", "int64"):
        bits = 8 * SIZES[name]
        if (0 <= value < 1 << bits) if value >= 0 else value >= -(1 << (bits - 1)):
            if value >= 0 and kind(dtype) == "i" and value < 1 << (bits - 1):
                name = name[1:]  # a small positive number fits the signed type of that size as well
            return promote(dtype, name)
    return None


def map_arrays(m: Machine, function: Callable[..., Value], dtype: str | None, *arrays: ArrayV) -> Value:
    """``function`` of the elements of broadcast arrays."""
    shape = broadcast(*(a.shape for a in arrays))
    columns = [a.items for a in arrays]
    if any(c is None for c in columns) or not known_dims(shape) or count(shape) > 4096:
        return result(shape, dtype)
    rows = zip(*(spread(c or (), a.shape, shape) for c, a in zip(columns, arrays)))
    return result(shape, dtype, [function(*row) for row in rows])


def unary(m: Machine, name: str, function: Callable[[Any], Any], rule: str, value: Value, **options: Value) -> Value:
    """A function of one number on an array."""
    a = as_array(m, value)
    dtype = "bool" if rule == "bool" else float_of(a.dtype) if rule == "float" else a.dtype
    if name in ("abs", "absolute") and dtype in ("complex64", "complex128"):
        dtype = "float32" if dtype == "complex64" else "float64"
    dtype = dtype_argument(m, options.pop("dtype", None), dtype)

    def one(x: Value) -> Value:
        return x.part(("numpy", name), f"{name}({x.label})") if isinstance(x, Unknown) else function(x)

    return map_arrays(m, one, dtype, a)


def binary(m: Machine, op: str, a: Value, b: Value, dtype: str | None = None) -> Value:
    """``a op b`` where one is an array."""
    rule, function = _PYTHON_OPERATORS.get(op) or _BINARY[op]
    left, right = as_array(m, a), as_array(m, b)
    common = common_dtype(left, right)
    made = "bool" if rule == "bool" else dtype or (float_of(common) if rule == "float" else common)
    if rule == "float" and made == "float16" and op == "/" and common != "float16":
        made = "float16" if common in ("int8", "uint8") else "float64"
    if common == "bool" and op in ("//", "%", "**"):
        made = "int8"
    if rule == "same" and common is not None and kind(common) == "b" and op in ("+", "*"):
        function = {"+": lambda x, y: x or y, "*": lambda x, y: x and y}[op]

    def one(x: Value, y: Value) -> Value:
        if isinstance(x, Unknown) or isinstance(y, Unknown):
            return operators.binary(m, op, x, y) if op in operators.HOST and rule != "bool" else Unknown(op, f"{op} of something that is not known")
        return function(x, y)

    return map_arrays(m, one, made, left, right)


def _scalars(op: str, a: Any, b: Any) -> Any:
    """``a op b`` of two scalars, one of them NumPy's."""
    rule, function = _PYTHON_OPERATORS[op]
    common = promote(dtype_of_number(a), dtype_of_number(b))
    made = float_of(common) if rule == "float" else common
    if made is None:
        return NotImplemented
    if isinstance(a, int) and isinstance(b, int) and made == "float16" and op == "/":
        made = "float16"
    as_python = [(int if isinstance(x, int) else complex if isinstance(x, complex) else float)(x) for x in (a, b)]
    try:
        return scalar(made, function(*as_python))
    except NotModelled:
        return Unknown(op, "a power of integers")


host_types.combine.append(_scalars)


def array_operator(m: Machine, op: str, a: Value, b: Value) -> Value:
    """What the operators of ``ndarray`` do; NotImplemented leaves it to the other side."""
    other = m.resolve(b)
    if isinstance(other, (str, SymStr, DictV, Iterator)) and op not in ("==", "!="):
        return NotImplemented
    if isinstance(other, Tensor):
        return tensor_operator(m, op, a, other)
    if op == "@":
        from scope_lint.interpreter.stdlib.numpy.algebra import matmul

        return matmul(m, a, other)
    if isinstance(other, Unknown):
        return Unknown("array", "an array and something that is not known")
    if other is None and op in ("==", "!="):
        x = as_array(m, a)
        return result(x.shape, "bool", [op == "!="] * count(x.shape) if known_dims(x.shape) and count(x.shape) <= 4096 else None)
    return binary(m, op, a, other)


def reflected_operator(m: Machine, op: str, a: Value, b: Value) -> Value:
    """``b op a`` for the array ``a``."""
    other = m.resolve(b)
    if isinstance(other, (str, SymStr, DictV)):
        return NotImplemented
    if isinstance(other, Unknown):
        return Unknown("array", "an array and something that is not known")
    if op == "@":
        from scope_lint.interpreter.stdlib.numpy.algebra import matmul

        return matmul(m, other, a)
    return binary(m, op, other, a)


for _table, _rule in ((_FLOAT, "float"), (_SAME, "same"), (_TRUTH, "bool")):
    for _name, _function in _table.items():
        numpy_function(_name)(lambda m, x, _n=_name, _f=_function, _r=_rule, **options: unary(m, _n, _f, _r, x, **options))
for _name, _op in (*_NAMED.items(), *((n, n) for n in _BINARY)):
    numpy_function(_name)(lambda m, a, b, _op=_op, dtype=None: binary(m, _op, a, b, dtype_argument(m, dtype, None)))


@numpy_function("round", "around", "round_")
def _round(m: Machine, value: Value, decimals: Value = 0) -> Value:
    a = as_array(m, value)
    if not isinstance(decimals, int) or a.dtype is None:
        return result(a.shape, a.dtype)
    whole = kind(a.dtype) in "iub"
    return unary(m, "round", lambda x: x if whole or not math.isfinite(x) else round(x, int(decimals)), "same", a)


@numpy_function("clip")
def _clip(m: Machine, value: Value, a_min: Value = None, a_max: Value = None) -> Value:
    out: Value = as_array(m, value)
    for op, bound in (("maximum", a_min), ("minimum", a_max)):
        out = out if bound is None else binary(m, op, out, bound)
    return out


@numpy_function("where")
def _where(m: Machine, test: Value, *sides: Value) -> Value:
    a = as_array(m, test)
    if not sides:
        n = Unknown("count", "how many elements are true")
        return tuple(ArrayV((n,), "int64") for _ in a.shape or (0,))
    yes, no = as_array(m, sides[0]), as_array(m, sides[1])

    def pick(t: Value, x: Value, y: Value) -> Value:
        return Unknown("element", "an element that depends on a condition") if isinstance(t, Unknown) else x if t else y

    return map_arrays(m, pick, common_dtype(yes, no), a, yes, no)


@numpy_function("isclose")
def _isclose(m: Machine, a: Value, b: Value, rtol: Value = 1e-5, atol: Value = 1e-8, equal_nan: Value = False) -> Value:
    def close(x: Value, y: Value) -> Value:
        if isinstance(x, Unknown) or isinstance(y, Unknown):
            return Unknown("close", "whether numbers are close")
        return x == y or abs(x - y) <= atol + rtol * abs(y)

    return map_arrays(m, close, "bool", as_array(m, a), as_array(m, b))


@numpy_function("allclose")
def _allclose(m: Machine, a: Value, b: Value, *args: Value, **options: Value) -> Value:
    return _all_of(m, _isclose(m, a, b, *args, **options), "whether arrays are close")


def _all_of(m: Machine, value: Value, what: str) -> Value:
    items = as_array(m, value).items
    return Unknown("all", what) if items is None or any(isinstance(x, Unknown) for x in items) else all(items)


@numpy_function("array_equal")
def _array_equal(m: Machine, a: Value, b: Value) -> Value:
    x, y = as_array(m, a), as_array(m, b)
    if known_dims(x.shape) and known_dims(y.shape) and x.shape != y.shape:
        return False
    return _all_of(m, binary(m, "==", x, y), "whether arrays are equal")


@numpy_function("real")
def real(m: Machine, value: Value) -> Value:
    return _part(m, value, "real")


@numpy_function("imag")
def imag(m: Machine, value: Value) -> Value:
    return _part(m, value, "imag")


def _part(m: Machine, value: Value, name: str) -> Value:
    a = as_array(m, value)
    dtype = {"complex64": "float32", "complex128": "float64"}.get(a.dtype or "", a.dtype)
    return map_arrays(m, lambda x: x if isinstance(x, Unknown) else getattr(x, name), dtype, a)


@numpy_function("vectorize")
def _vectorize(m: Machine, fn: Value, *args: Value, **options: Value) -> Value:
    """The function that applies ``fn`` to each element: its result has the arguments' shape."""

    def run(m: Machine, *values: Value) -> Value:
        return result(broadcast(*(as_array(m, x).shape for x in values)), None)

    return modelled("vectorize", run)
