"""Making arrays."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from scope_lint.interpreter.stdlib.numpy.array import (
    MAX_ELEMENTS,
    ArrayV,
    NotModelled,
    array,
    as_array,
    count,
    dimension,
    integer,
    known_dims,
    shape_argument,
    spread,
)  # fmt: skip
from scope_lint.interpreter.stdlib.numpy.dtypes import (
    ABSTRACT,
    CLASSES,
    SIZES,
    Dtype,
    dtype_argument,
    dtype_from,
    dtype_of_number,
    kind,
    promote,
    scalar,
)  # fmt: skip
from scope_lint.interpreter.stdlib.numpy.elementwise import common_dtype
from scope_lint.interpreter.stdlib.numpy.functions import numpy_function
from scope_lint.interpreter.strings import native
from scope_lint.interpreter.values import OBJECT, Class, Instance, ListV, Value
from scope_lint.symbolic.unknown import Unknown
from scope_lint.tf1.ops.shapes import padded

if TYPE_CHECKING:
    from scope_lint.interpreter.machine import Machine


def filled(shape: tuple[Any, ...], dtype: str | None, value: Value) -> ArrayV:
    """An array of equal elements."""
    if not known_dims(shape) or count(shape) > MAX_ELEMENTS:
        return array(shape, dtype)
    return array(shape, dtype, [value] * count(shape))


@numpy_function("array", "asarray", "asanyarray", "ascontiguousarray", "asfortranarray", "require")
def make_array(m: Machine, value: Value, dtype: Value = None, copy: Value = True, order: Value = None, subok: Value = False, ndmin: Value = 0) -> Value:
    """``np.array``."""
    a = as_array(m, value)
    shape = a.shape
    if isinstance(ndmin, int) and len(shape) < ndmin:
        shape = padded(shape, ndmin)
    return array(shape, dtype_argument(m, dtype, a.dtype), a.items)


@numpy_function("copy")
def _copy(m: Machine, value: Value, order: Value = None) -> Value:
    a = as_array(m, value)
    return array(a.shape, a.dtype, a.items)


@numpy_function("zeros")
def _zeros(m: Machine, shape: Value, dtype: Value = None, order: Value = None) -> Value:
    return filled(shape_argument(m, shape), dtype_argument(m, dtype, "float64"), 0)


@numpy_function("ones")
def _ones(m: Machine, shape: Value, dtype: Value = None, order: Value = None) -> Value:
    return filled(shape_argument(m, shape), dtype_argument(m, dtype, "float64"), 1)


@numpy_function("empty")
def _empty(m: Machine, shape: Value, dtype: Value = None, order: Value = None) -> Value:
    return array(shape_argument(m, shape), dtype_argument(m, dtype, "float64"))


@numpy_function("full")
def _full(m: Machine, shape: Value, fill_value: Value, dtype: Value = None, order: Value = None) -> Value:
    dims = shape_argument(m, shape)
    if isinstance(native(m.resolve(fill_value)), Unknown):
        return array(dims, dtype_argument(m, dtype, None))
    value = as_array(m, fill_value)
    made = dtype_argument(m, dtype, value.dtype)
    if value.items is None or not known_dims(dims) or count(dims) > MAX_ELEMENTS:
        return array(dims, made)
    return array(dims, made, spread(value.items, value.shape, dims))


def _like(fill: Any) -> Any:
    def run(m: Machine, value: Value, *args: Value, dtype: Value = None, **options: Value) -> Value:
        a = as_array(m, value)
        more = list(args)
        if fill == "full":
            return _full(m, a.shape, more.pop(0) if more else options["fill_value"], (more or [dtype])[0] or _type(a))
        made = dtype_argument(m, (more or [dtype])[0], a.dtype)
        return array(a.shape, made) if fill is None else filled(a.shape, made, fill)

    return run


def _type(a: ArrayV) -> Value:
    return Unknown("dtype", "a dtype") if a.dtype is None else a.dtype


numpy_function("zeros_like")(_like(0))
numpy_function("ones_like")(_like(1))
numpy_function("empty_like")(_like(None))
numpy_function("full_like")(_like("full"))


def _number(m: Machine, value: Value) -> Any:
    """A plain known number; raises NotModelled otherwise."""
    a = as_array(m, value)
    if a.items is None or len(a.items) != 1 or not isinstance(a.items[0], (int, float)):
        raise NotModelled
    return a.items[0]


@numpy_function("arange")
def _arange(m: Machine, *bounds: Value, start: Value = None, stop: Value = None, step: Value = None, dtype: Value = None) -> Value:
    given = list(bounds)
    if start is not None:
        given.insert(0, start)
    if stop is not None:
        given.append(stop)
    if step is not None:
        given = [*([0] if len(given) == 1 else []), *given, step]
    if len(given) == 4:
        dtype = given.pop()
    if any(isinstance(native(m.resolve(g)), Unknown) for g in given):
        whole = all(isinstance(native(m.resolve(g)), (int, Unknown)) for g in given)
        length = dimension(given[0]) if len(given) == 1 else Unknown("length", "the length of a range")
        return array((length,), dtype_argument(m, dtype, None if whole else "float64"))
    made: str | None = "int64"
    for g in given:
        made = promote(made, dtype_of_number(_number(m, g)))
    numbers = [_number(m, g) for g in given]
    first, last, by = (0, numbers[0], 1) if len(numbers) == 1 else (*numbers, 1) if len(numbers) == 2 else numbers
    length = max(0, math.ceil((last - first) / by))
    made = dtype_argument(m, dtype, made)
    return array((length,), made, [first + i * by for i in range(length)] if length <= MAX_ELEMENTS else None)


@numpy_function("linspace")
def _linspace(m: Machine, start: Value, stop: Value, num: Value = 50, endpoint: Value = True, retstep: Value = False, dtype: Value = None, axis: Value = 0) -> Value:
    if retstep is not False:
        raise NotModelled
    made = dtype_argument(m, dtype, "float64")
    n = dimension(num)
    try:
        first, last = _number(m, start), _number(m, stop)
    except NotModelled:
        return array((n,), made)
    if not isinstance(n, int) or n > MAX_ELEMENTS:
        return array((n,), made)
    parts = n - 1 if endpoint is True else n
    step = (last - first) / parts if parts else 0.0
    items = [float(first + i * step) for i in range(n)]
    if endpoint is True and n > 1:
        items[-1] = float(last)
    return array((n,), made, items)


@numpy_function("logspace", "geomspace")
def _logspace(m: Machine, start: Value, stop: Value, num: Value = 50, *args: Value, dtype: Value = None, **options: Value) -> Value:
    return array((dimension(num),), dtype_argument(m, dtype, "float64"))


def _diagonal_matrix(m: Machine, n: Value, columns: Value, k: Value, dtype: Value, on: Any) -> Value:
    rows = dimension(n)
    shape = (rows, rows if columns is None else dimension(columns))
    made = dtype_argument(m, dtype, "float64")
    if not known_dims(shape) or count(shape) > MAX_ELEMENTS or not isinstance(k, int):
        return array(shape, made)
    return array(shape, made, [int(on(i, j, k)) for i in range(shape[0]) for j in range(shape[1])])


@numpy_function("eye")
def _eye(m: Machine, N: Value, M: Value = None, k: Value = 0, dtype: Value = None, order: Value = None) -> Value:  # noqa: N803
    return _diagonal_matrix(m, N, M, k, dtype, lambda i, j, k: j - i == k)


@numpy_function("identity")
def _identity(m: Machine, n: Value, dtype: Value = None) -> Value:
    return _eye(m, n, dtype=dtype)


@numpy_function("tri")
def _tri(m: Machine, N: Value, M: Value = None, k: Value = 0, dtype: Value = None) -> Value:  # noqa: N803
    return _diagonal_matrix(m, N, M, k, dtype, lambda i, j, k: j - i <= k)


@numpy_function("meshgrid")
def _meshgrid(m: Machine, *sources: Value, indexing: Value = "xy", sparse: Value = False, copy: Value = True) -> Value:
    if sparse is not False:
        raise NotModelled
    arrays = [as_array(m, s) for s in sources]
    sizes = [a.shape[0] if a.shape else 1 for a in arrays]
    order = [1, 0, *range(2, len(sizes))] if indexing == "xy" and len(sizes) > 1 else list(range(len(sizes)))
    shape = tuple(sizes[i] for i in order)
    out = []
    for i, a in enumerate(arrays):
        own = tuple(sizes[i] if order[axis] == i else 1 for axis in range(len(sizes)))
        known = a.items is not None and known_dims(shape) and count(shape) <= MAX_ELEMENTS
        out.append(array(shape, a.dtype, spread(a.items or (), own, shape) if known else None))
    return ListV(out)


@numpy_function("indices")
def _indices(m: Machine, dimensions: Value, dtype: Value = None) -> Value:
    dims = shape_argument(m, dimensions)
    return array((len(dims), *dims), dtype_argument(m, dtype, "int64"))


@numpy_function("pad")
def _pad(m: Machine, value: Value, pad_width: Value, *args: Value, **options: Value) -> Value:
    a, widths = as_array(m, value), as_array(m, pad_width)
    if widths.items is None or not known_dims(widths.shape):
        return array(tuple(Unknown("dim", "a padded dimension") for _ in a.shape), a.dtype)
    pairs = spread(widths.items, widths.shape, (len(a.shape), 2))
    shape = tuple(d + pairs[2 * i] + pairs[2 * i + 1] if isinstance(d, int) and not isinstance(pairs[2 * i], Unknown) else Unknown("dim") for i, d in enumerate(a.shape))
    return array(shape, a.dtype)


@numpy_function("result_type", "promote_types", "find_common_type")
def _result_type(m: Machine, *values: Value) -> Value:
    found = [ArrayV((1,), dtype_from(x)) if dtype_from(x) is not None else as_array(m, x) for x in values]
    dtype = common_dtype(*found)
    if dtype is None:
        raise NotModelled
    return Dtype(dtype)


@numpy_function("issubdtype")
def _issubdtype(m: Machine, dtype: Value, kind_of: Value) -> Value:
    name, wanted = dtype_from(dtype), m.resolve(kind_of)
    if name is None or not isinstance(wanted, Class):
        raise NotModelled
    exact = dtype_from(wanted) if wanted not in ABSTRACT.values() else None
    return CLASSES[name].is_subclass(wanted) if exact is None else name == exact


@numpy_function("isscalar")
def _isscalar(m: Machine, value: Value) -> Value:
    if isinstance(value, Unknown):
        raise NotModelled
    return isinstance(value, (bool, int, float, complex, str, bytes))


@numpy_function("iinfo")
def _iinfo(m: Machine, value: Value) -> Value:
    name = _dtype_or_own(m, value)
    bits = 8 * SIZES[name]
    low, high = (0, 2**bits - 1) if kind(name) == "u" else (-(2 ** (bits - 1)), 2 ** (bits - 1) - 1)
    return _information({"min": low, "max": high, "bits": bits}, name)


@numpy_function("finfo")
def _finfo(m: Machine, value: Value) -> Value:
    name = {"complex64": "float32", "complex128": "float64"}.get(_dtype_or_own(m, value)) or _dtype_or_own(m, value)
    mantissa, lowest, highest = {"float16": (10, -14, 15), "float32": (23, -126, 127), "float64": (52, -1022, 1023)}[name]
    largest = (2.0 - 2.0**-mantissa) * 2.0**highest
    numbers = {"eps": 2.0**-mantissa, "tiny": 2.0**lowest, "max": largest, "min": -largest, "epsneg": 2.0 ** -(mantissa + 1)}
    return _information({**{k: scalar(name, x) for k, x in numbers.items()}, "bits": 8 * SIZES[name]}, name)


def _dtype_or_own(m: Machine, value: Value) -> str:
    found = dtype_from(value) or as_array(m, value).dtype
    if found is None:
        raise NotModelled
    return found


def _information(attrs: dict[str, Any], name: str) -> Value:
    made = Instance(OBJECT)
    made.attrs.update(attrs, dtype=Dtype(name))
    return made


@numpy_function("unravel_index")
def _unravel_index(m: Machine, index: Value, shape: Value) -> Value:
    at, dims = integer(m, index), shape_argument(m, shape)
    out = []
    for d in reversed(dims):
        at, rest = divmod(at, d)
        out.append(rest)
    return tuple(out[::-1])
