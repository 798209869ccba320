"""``tf.DType`` objects and the ways in which programs name them."""

from __future__ import annotations

from typing import Any, ClassVar, Final

from scope_lint.symbolic.unknown import Unknown
from scope_lint.tf1.errors import TFError
from scope_lint.tf1.exposed import Exposed

FLOATING: Final = frozenset({"float16", "bfloat16", "float32", "float64"})
COMPLEX: Final = frozenset({"complex64", "complex128"})
UNSIGNED: Final = frozenset({"uint8", "uint16", "uint32", "uint64"})
INTEGER: Final = frozenset({"int8", "int16", "int32", "int64"}) | UNSIGNED
QUANTIZED: Final = frozenset({"qint8", "quint8", "qint16", "quint16", "qint32"})
_GREATEST: Final = {"float16": 65504.0, "float32": 3.4028234663852886e38, "float64": 1.7976931348623157e308}
_SIZES: Final = {"bool": 1, "complex64": 8, "complex128": 16, "string": 1, "resource": 1, "variant": 1}
NAMES: Final = (*sorted(FLOATING | COMPLEX | INTEGER | QUANTIZED), "bool", "string", "resource", "variant")
_ALIASES: Final = {"half": "float16", "float": "float32", "double": "float64", "object": "string", "int": "int64", "bytes": "string", "str": "string"}
_PYTHON_TYPES: Final[dict[Any, str]] = {float: "float32", bool: "bool"}  # others are refused (1.15: int, str, complex)


class DType(Exposed):
    """``tf.float32`` and the like; ``is_ref`` for the type of a reference variable (``float32_ref``)."""

    __slots__ = ("base", "is_ref")

    exposed: ClassVar[frozenset[str]] = frozenset({
        "name", "as_numpy_dtype", "base_dtype", "real_dtype", "is_floating", "is_integer", "is_complex", "is_bool", "is_unsigned",
        "is_quantized", "is_numpy_compatible", "is_compatible_with", "size", "as_datatype_enum", "min", "max", "limits",
    })  # fmt: skip

    def __init__(self, base: str, is_ref: bool = False) -> None:
        self.base = base
        self.is_ref = is_ref

    @property
    def name(self) -> str:
        """``float32`` or ``float32_ref``."""
        return self.base + "_ref" if self.is_ref else self.base

    @property
    def base_dtype(self) -> DType:
        return DTYPES[self.base]

    @property
    def real_dtype(self) -> DType:
        return DTYPES[{"complex64": "float32", "complex128": "float64"}.get(self.base, self.base)]

    @property
    def as_numpy_dtype(self) -> Any:
        """NumPy's type, where the interpreter models NumPy."""
        return NUMPY_TYPES.get(self.base) or _of(self.base, "as_numpy_dtype")

    @property
    def as_datatype_enum(self) -> Unknown:
        return _of(self.base, "as_datatype_enum")

    @property
    def min(self) -> int | float | Unknown:
        """The least number of the type; what has none is not followed (an error in TensorFlow)."""
        if self.base in INTEGER:
            return 0 if self.base in UNSIGNED else -(1 << 8 * self.size - 1)
        return -_GREATEST[self.base] if self.base in _GREATEST else _of(self.base, "min")

    @property
    def max(self) -> int | float | Unknown:
        """The greatest number of the type, likewise."""
        if self.base in INTEGER:
            return (1 << 8 * self.size - (self.base not in UNSIGNED)) - 1
        return _GREATEST.get(self.base) or _of(self.base, "max")

    @property
    def limits(self) -> Unknown:
        return _of(self.base, "limits")

    @property
    def is_floating(self) -> bool:
        return self.base in FLOATING

    @property
    def is_integer(self) -> bool:
        return self.base in INTEGER

    @property
    def is_complex(self) -> bool:
        return self.base in COMPLEX

    @property
    def is_bool(self) -> bool:
        return self.base == "bool"

    @property
    def is_unsigned(self) -> bool:
        return self.base in UNSIGNED

    @property
    def is_quantized(self) -> bool:
        return self.base in QUANTIZED

    @property
    def is_numpy_compatible(self) -> bool:
        return self.base not in ("resource", "variant")

    @property
    def size(self) -> int:
        """Bytes of one element."""
        if self.base in _SIZES:
            return _SIZES[self.base]
        return int("".join(c for c in self.base if c.isdigit())) // 8

    def is_compatible_with(self, other: Any) -> bool | Unknown:
        """Whether a tensor of ``other`` can be used for this type."""
        found = dtype_name(other)
        if found is None:
            return Unknown("dtype", "dtype not known")
        return self.base == found

    def __eq__(self, other: object) -> bool:
        if isinstance(other, DType):
            return self.base == other.base and self.is_ref == other.is_ref
        found = _name_of(other)
        return found is not None and found == self.name

    def __hash__(self) -> int:
        return hash(self.name)

    def __str__(self) -> str:
        return f"<dtype: '{self.name}'>"

    def __repr__(self) -> str:
        return f"tf.{self.name}"


DTYPES: Final[dict[str, DType]] = {name: DType(name) for name in NAMES}
REF_DTYPES: Final[dict[str, DType]] = {name: DType(name, True) for name in NAMES}
_unknown: dict[tuple[str, str], Unknown] = {}
NUMPY_TYPES: Final[dict[str, Any]] = {}
"""The interpreter's values for NumPy's scalar types, by TensorFlow's names; filled by its model of NumPy."""


def _of(base: str, what: str) -> Unknown:
    return _unknown.setdefault((base, what), Unknown(what, f"{what} of tf.{base}"))


def _name_of(value: Any) -> str | None:
    if isinstance(value, DType):
        return value.base
    if isinstance(value, str):
        plain = value.removesuffix("_ref")
        plain = _ALIASES.get(plain, plain)
        return plain if plain in DTYPES else None
    host = getattr(value, "host", value)  # a class of the interpreter's says which host type it stands for
    if isinstance(host, type) and host in _PYTHON_TYPES:
        return _PYTHON_TYPES[host]
    found = getattr(host, "dtype_name", None)  # NumPy's types and dtypes
    return found if isinstance(found, str) and found in DTYPES else None


def dtype_name(value: Any) -> str | None:
    """The plain name of a dtype argument; None where the analysis does not know which it is."""
    return _name_of(value)


def as_dtype(type_value: Any) -> DType | Unknown:
    """``tf.as_dtype``."""
    if isinstance(type_value, DType):
        return type_value
    name = _name_of(type_value)
    if name is not None:
        return DTYPES[name]
    if isinstance(type_value, str) or type_value is None:
        raise TFError("TypeError", f"Cannot convert value {type_value!r} to a TensorFlow DType.", cause="argument-type")
    if isinstance(type_value, Exposed):  # an initializer, a tensor, a scope
        raise TFError("TypeError", f"Cannot convert value <{type(type_value).__name__}> to a TensorFlow DType.", cause="argument-type")
    return Unknown("dtype", "dtype not known")
