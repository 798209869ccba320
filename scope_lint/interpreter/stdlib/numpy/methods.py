"""Attributes and methods of arrays; NumPy's scalars have them too."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from scope_lint.interpreter import operators
from scope_lint.interpreter.stdlib.numpy import elementwise, indexing, reductions, shaping
from scope_lint.interpreter.stdlib.numpy.array import (
    NDARRAY,
    ArrayV,
    NotModelled,
    array,
    as_array,
    known_dims,
    plain_number,
    shape_argument,
    view,
)  # fmt: skip
from scope_lint.interpreter.stdlib.numpy.dtypes import (
    CLASSES,
    GENERIC,
    HOST_TYPES,
    SIZES,
    Dtype,
    dtype_argument,
    scalar,
)
from scope_lint.interpreter.stdlib.numpy.elementwise import array_operator, reflected_operator
from scope_lint.interpreter.stdlib.numpy.functions import FUNCTIONS, Impl, attribute, method, modelled
from scope_lint.interpreter.values import Class, Env, ListV, Value
from scope_lint.symbolic.unknown import Unknown

if TYPE_CHECKING:
    from scope_lint.interpreter.machine import Machine


def _dtype(m: Machine, self: Value) -> Value:
    name = as_array(m, self).dtype
    return Unknown("dtype", "a dtype that is not known") if name is None else Dtype(name)


def _set_shape(m: Machine, self: Value, shape: Value) -> Value:
    if isinstance(self, ArrayV):
        m.journal.set(self, "shape", shaping.new_shape(self.shape, shape_argument(m, shape)))
    return None


def _itemsize(m: Machine, self: Value) -> Value:
    name = as_array(m, self).dtype
    if name is None or name in ("str", "bytes"):
        raise NotModelled
    return SIZES[name]


attribute("shape", shaping.shape_of, _set_shape)
attribute("dtype", _dtype)
attribute("ndim", shaping.rank_of)
attribute("size", shaping.size_of)
attribute("T", shaping.transpose)
attribute("itemsize", _itemsize)
attribute("nbytes", lambda m, self: operators.binary(m, "*", shaping.size_of(m, self), _itemsize(m, self)))
attribute("flat", lambda m, self: ListV([scalar(as_array(m, self).dtype, x) for x in _items(m, self)]))
attribute("real", elementwise.real)
attribute("imag", elementwise.imag)


def _items(m: Machine, value: Value) -> tuple[Value, ...]:
    items = as_array(m, value).items
    if items is None:
        raise NotModelled
    return items


for _name in (
    "sum", "prod", "mean", "var", "std", "max", "min", "all", "any", "argmax", "argmin", "ptp", "cumsum", "cumprod", "argsort", "ravel", "swapaxes",
    "squeeze", "repeat", "take", "dot", "nonzero", "round", "clip", "conj", "conjugate", "copy",
):  # fmt: skip
    NDARRAY.attrs[_name] = GENERIC.attrs[_name] = FUNCTIONS[_name]


@method("reshape")
def _reshape(m: Machine, self: Value, *shape: Value, order: Value = "C") -> Value:
    return shaping.reshape(m, self, shape[0] if len(shape) == 1 else tuple(shape), order)


@method("transpose")
def _transpose(m: Machine, self: Value, *axes: Value) -> Value:
    return shaping.transpose(m, self, None if not axes else axes[0] if len(axes) == 1 else tuple(axes))


@method("flatten")
def _flatten(m: Machine, self: Value, order: Value = "C") -> Value:
    flat = shaping.ravel(m, self, order)
    return array(flat.shape, flat.dtype, flat.items)


@method("astype")
def _astype(m: Machine, self: Value, dtype: Value, *more: Value, **options: Value) -> Value:
    a = as_array(m, self)
    name = dtype_argument(m, dtype, "float64")
    made = array(a.shape, name, a.items if name is not None and name not in ("str", "bytes") else None)
    return made if isinstance(self, ArrayV) or made.items is None else scalar(name, made.items[0])


@method("tolist")
def _tolist(m: Machine, self: Value) -> Value:
    return reductions.list_of(as_array(m, self))


@method("item")
def _item(m: Machine, self: Value, *index: Value) -> Value:
    a = as_array(m, self)
    if not index:
        return _only_item(m, a)
    if len(index) == 1 and isinstance(index[0], int):
        items = _items(m, a)
        return plain_number(indexing.get(m, view(a, (len(items),), items), index[0]))
    return plain_number(indexing.get(m, a, tuple(index)))


def _only_item(m: Machine, self: Value) -> Value:
    a = as_array(m, self)
    if not known_dims(a.shape) or a.items is None or len(a.items) != 1:
        raise NotModelled
    return reductions.list_of(view(a, (), a.items))


@method("sort")
def _sort(m: Machine, self: Value, *args: Value, **options: Value) -> Value:
    if isinstance(self, ArrayV):
        self.write(m, reductions.sort(m, self, *args, **options).items)
    return None


@method("fill")
def _fill(m: Machine, self: Value, value: Value) -> Value:
    if isinstance(self, ArrayV):
        indexing.put(m, self, ..., value)
    return None


@method("tofile", "dump", "setflags")
def _nothing(m: Machine, self: Value, *args: Value, **options: Value) -> Value:
    return None


@method("resize", "put", "itemset", "partition", "byteswap")
def _changed(m: Machine, self: Value, *args: Value, **options: Value) -> Value:
    if isinstance(self, ArrayV):
        self.write(m, None)
    return None


@method("view")
def _view(m: Machine, self: Value, dtype: Value = None, *more: Value, **options: Value) -> Value:
    if dtype is not None:
        raise NotModelled
    a = as_array(m, self)
    return view(a, a.shape, a.items)


@method("__copy__")
def _copy(m: Machine, self: Value) -> Value:
    a = as_array(m, self)
    return array(a.shape, a.dtype, a.items)


@method("__deepcopy__")
def _deepcopy(m: Machine, self: Value, memo: Value = None) -> Value:
    return _copy(m, self)


# ---------------------------------------------------------------- what Python's own functions ask an array for


def array_method(*names: str) -> Callable[[Impl], Impl]:
    """Registers a method that scalars, which are Python's numbers, need not have."""

    def register(impl: Impl) -> Impl:
        for name in names:
            NDARRAY.attrs[name] = modelled(name, impl)
        return impl

    return register


@array_method("__iter__")
def _iter(m: Machine, self: ArrayV) -> Value:
    if not self.shape or not isinstance(self.shape[0], int) or self.shape[0] > m.limits.loop_iterations:
        raise NotModelled
    return ListV([indexing.get(m, self, i) for i in range(self.shape[0])])


@array_method("__bool__")
def _bool(m: Machine, self: ArrayV) -> Value:
    return bool(_only_item(m, self))


@array_method("__int__", "__index__")
def _int(m: Machine, self: ArrayV) -> Value:
    found = _only_item(m, self)
    return found if isinstance(found, Unknown) else int(found)


@array_method("__float__")
def _float(m: Machine, self: ArrayV) -> Value:
    found = _only_item(m, self)
    return found if isinstance(found, Unknown) else float(found)


@array_method("__neg__")
def _negative(m: Machine, self: ArrayV) -> Value:
    return FUNCTIONS["negative"].impl(m, [self], {})


@array_method("__pos__")
def _positive(m: Machine, self: ArrayV) -> Value:
    return self


@array_method("__invert__")
def _invert(m: Machine, self: ArrayV) -> Value:
    return FUNCTIONS["invert"].impl(m, [self], {})


# ---------------------------------------------------------------- operators: stubs/python/_ndarray.py calls these


def _length(m: Machine, self: ArrayV) -> Value:
    if not self.shape:
        raise NotModelled
    return self.static_shape[0]


def _contains(m: Machine, self: ArrayV, item: Value) -> Value:
    found = as_array(m, elementwise.binary(m, "==", self, item)).items
    if found is None or any(isinstance(x, Unknown) for x in found):
        raise NotModelled
    return any(found)


HOOKS: Final[Env] = {
    "_get": modelled("item", lambda m, self, index: indexing.get(m, self, index)), "_put": modelled("put", lambda m, self, index, value: indexing.put(m, self, index, value)),
    "_length": modelled("len", _length), "_contains": modelled("in", _contains),
    "_operator": modelled("operator", lambda m, op, a, b: array_operator(m, op, a, b)),
    "_reflected": modelled("operator", lambda m, op, a, b: reflected_operator(m, op, a, b)),
}  # fmt: skip
"""The members of ``_scope_lint_numpy``."""


def _scalar_type(name: str) -> Any:
    """``np.float32(value)``: a scalar of a number, an array of a list."""

    def construct(m: Machine, cls: Class, args: list[Value], kwargs: Env) -> Value:
        def impl(m: Machine, value: Value = 0) -> Value:
            if isinstance(value, (str, bytes)) and name in HOST_TYPES:
                return scalar(name, float(value))
            a = as_array(m, value)
            if a.shape or a.items is None:
                return array(a.shape, name, a.items)
            found = a.items[0]
            return found.part((name,), f"{name}({found.label})") if isinstance(found, Unknown) else scalar(name, found)

        if args and isinstance(m.resolve(args[0]), Unknown):
            return m.resolve(args[0]).part((name,), f"{name}({m.resolve(args[0]).label})")
        return modelled(name, impl).impl(m, args, kwargs)

    return construct


for _name, _cls in CLASSES.items():
    _cls.construct = _scalar_type(_name)
NDARRAY.construct = lambda m, cls, args, kwargs: modelled("ndarray", _new_array).impl(m, args, kwargs)


def _new_array(m: Machine, shape: Value, dtype: Value = None, *more: Value, **options: Value) -> Value:
    return array(shape_argument(m, shape), dtype_argument(m, dtype, "float64"))


