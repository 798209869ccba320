"""NumPy's dtypes: names, promotion, scalar types. Facts: NumPy 1.18, the newest that TensorFlow 1.15 takes."""

from __future__ import annotations

import math
import struct
from typing import TYPE_CHECKING, Any, ClassVar, Final

from scope_lint.interpreter import values as v
from scope_lint.interpreter.attributes import _CLASSES
from scope_lint.interpreter.stdlib.numpy.host_types import host_type
from scope_lint.interpreter.strings import native
from scope_lint.interpreter.values import Class, Value
from scope_lint.symbolic.unknown import Unknown
from scope_lint.tf1.arrays import NumpyValue
from scope_lint.tf1.dtypes import NUMPY_TYPES, DType
from scope_lint.tf1.exposed import Exposed

if TYPE_CHECKING:
    from scope_lint.interpreter.machine import Machine

SIZES: Final = {
    "bool": 1, "int8": 1, "int16": 2, "int32": 4, "int64": 8, "uint8": 1, "uint16": 2, "uint32": 4, "uint64": 8, "float16": 2,
    "float32": 4, "float64": 8, "complex64": 8, "complex128": 16, "object": 8, "str": 4, "bytes": 1,
}  # fmt: skip
_KINDS: Final = {"bool": "b", "object": "O", "str": "U", "bytes": "S"}
_CODES: Final = {
    "?": "bool", "b": "int8", "h": "int16", "i": "int32", "l": "int64", "q": "int64", "B": "uint8", "H": "uint16", "I": "uint32",
    "L": "uint64", "Q": "uint64", "e": "float16", "f": "float32", "d": "float64", "F": "complex64", "D": "complex128", "O": "object",
    "U": "str", "S": "bytes", "float": "float64", "int": "int64", "uint": "uint64", "complex": "complex128", "str": "str", "bytes": "bytes",
    "half": "float16", "single": "float32", "double": "float64", "long": "int64", "short": "int16", "byte": "int8", "ubyte": "uint8",
    "intc": "int32", "intp": "int64", "unicode": "str", "string": "bytes", "b1": "bool",
    **{f"{k}{n}": f"{w}{n * 8}" for k, w, sizes in (("i", "int", (1, 2, 4, 8)), ("u", "uint", (1, 2, 4, 8)), ("f", "float", (2, 4, 8)), ("c", "complex", (8, 16))) for n in sizes},
}  # fmt: skip
_TO_TENSORFLOW: Final = {"str": "string", "bytes": "string", "object": "string"}


def kind(name: str) -> str:
    """``dtype.kind``: b, i, u, f, c, U, S or O."""
    return _KINDS.get(name) or name[0]


def tensorflow_name(name: str | None) -> str | None:
    """What TensorFlow calls a dtype."""
    return None if name is None else _TO_TENSORFLOW.get(name, name)


def promote(a: str | None, b: str | None) -> str | None:
    """``np.promote_types``."""
    if a == b or a is None or b is None:
        return a if a == b else None
    ka, kb = kind(a), kind(b)
    for special, name in (("O", "object"), ("U", "str"), ("S", "bytes")):
        if special in (ka, kb):
            return name
    if "b" in (ka, kb):
        return b if ka == "b" else a
    if ka == kb:
        return max(a, b, key=SIZES.__getitem__)
    if "c" in (ka, kb):
        other = b if ka == "c" else a
        wide = SIZES[other] > (4 if kind(other) == "f" else 2) or "complex128" in (a, b)
        return "complex128" if wide else "complex64"
    if "f" in (ka, kb):
        real, whole = (a, b) if ka == "f" else (b, a)
        return max(real, {1: "float16", 2: "float32"}.get(SIZES[whole], "float64"), key=SIZES.__getitem__)
    signed, unsigned = (a, b) if ka == "i" else (b, a)
    if SIZES[signed] > SIZES[unsigned]:
        return signed
    return {1: "int16", 2: "int32", 4: "int64"}.get(SIZES[unsigned], "float64")


def float_of(name: str | None) -> str | None:
    """The dtype that the functions of real numbers (``sqrt``) give for one."""
    if name is None or kind(name) in "fc":
        return name
    return {1: "float16", 2: "float32"}.get(SIZES[name], "float64") if kind(name) in "biu" else None


def cast(name: str | None, value: Value) -> Value:
    """A plain number as a dtype holds it."""
    if name is None or isinstance(value, Unknown) or value is None:
        return value
    k = kind(name)
    if k == "b":
        return bool(value)
    if k in "iu":
        if isinstance(value, float) and not math.isfinite(value):
            return Unknown("number", "infinity as an integer")
        bits = 8 * SIZES[name]
        whole = int(value) & ((1 << bits) - 1)
        return whole - (1 << bits) if k == "i" and whole >> (bits - 1) else whole
    if k == "f":
        number = float(value)
        if name == "float64" or not math.isfinite(number):
            return number
        try:
            code = "<f" if name == "float32" else "<e"
            return struct.unpack(code, struct.pack(code, number))[0]
        except OverflowError:
            return math.copysign(math.inf, number)
    if k == "c":
        return complex(value)
    return str(value) if k == "U" and isinstance(value, (bool, int, float, str)) else value


def dtype_of_number(value: Value) -> str | None:
    """The dtype that NumPy gives a scalar."""
    if isinstance(value, NumpyValue):
        return value.dtype_name
    if isinstance(value, bool):
        return "bool"
    if isinstance(value, int):
        return "int64" if -(2**63) <= value < 2**63 else "uint64" if 0 <= value < 2**64 else "object"
    if isinstance(value, float):
        return "float64"
    if isinstance(value, complex):
        return "complex128"
    if isinstance(value, str):
        return "str"
    return "bytes" if isinstance(value, bytes) else "object" if value is None else None


# ---------------------------------------------------------------- scalars


GENERIC: Final = Class("generic", (v.OBJECT,), module="numpy")
NUMBER: Final = Class("number", (GENERIC,), module="numpy")
_INTEGER: Final = Class("integer", (NUMBER,), module="numpy")
_INEXACT: Final = Class("inexact", (NUMBER,), module="numpy")
ABSTRACT: Final[dict[str, Class]] = {
    "generic": GENERIC, "number": NUMBER, "integer": _INTEGER, "signedinteger": Class("signedinteger", (_INTEGER,), module="numpy"),
    "unsignedinteger": Class("unsignedinteger", (_INTEGER,), module="numpy"), "inexact": _INEXACT,
    "floating": Class("floating", (_INEXACT,), module="numpy"), "complexfloating": Class("complexfloating", (_INEXACT,), module="numpy"),
    "flexible": Class("flexible", (GENERIC,), module="numpy"), "character": Class("character", (GENERIC,), module="numpy"),
}  # fmt: skip
_BASES: Final[dict[str, type]] = {"i": int, "u": int, "f": float, "c": complex}
HOST_TYPES: Final = {name: host_type(name, _BASES[kind(name)], cast if name in ("float16", "float32") else None) for name in SIZES if kind(name) in _BASES}


def _scalar_class(name: str) -> Class:
    k = kind(name)
    base = ABSTRACT[{"i": "signedinteger", "u": "unsignedinteger", "f": "floating", "c": "complexfloating"}.get(k, "generic")]
    native_base = {"float64": v.FLOAT, "complex128": v.COMPLEX, "str": v.STR, "bytes": v.BYTES}.get(name)
    shown = {"bool": "bool_", "object": "object_", "str": "str_", "bytes": "bytes_"}.get(name, name)
    bases = (base,) if native_base is None else (base, native_base)
    cls = Class(shown, bases, module="numpy", host=HOST_TYPES.get(name) or _marker(name))
    if name in HOST_TYPES:
        _CLASSES[HOST_TYPES[name]] = cls
    NUMPY_TYPES[name] = cls
    return cls


def _marker(name: str) -> type:
    """Stands for the types whose scalars are Python's own (bool, str)."""
    return type(f"{name}_", (NumpyValue,), {"dtype_name": tensorflow_name(name), "numpy_name": name})


CLASSES: Final[dict[str, Class]] = {name: _scalar_class(name) for name in SIZES}
NUMPY_TYPES["string"] = v.OBJECT
_NAMES: Final = {id(cls): name for name, cls in CLASSES.items()}
_PYTHON: Final = {id(v.FLOAT): "float64", id(v.INT): "int64", id(v.BOOL): "bool", id(v.COMPLEX): "complex128", id(v.STR): "str", id(v.BYTES): "bytes", id(v.OBJECT): "object"}


def scalar(name: str | None, value: Value) -> Value:
    """A scalar of a dtype; what is not known stays so."""
    value = cast(name, value)
    host = HOST_TYPES.get(name or "")
    return value if host is None or isinstance(value, Unknown) or value is None else host(value)


# ---------------------------------------------------------------- dtype objects


class Dtype(Exposed):
    """``np.dtype``. ``name`` as promotion knows it: without the length of strings."""

    __slots__ = ("name",)

    exposed: ClassVar[frozenset[str]] = frozenset({"name", "kind", "itemsize", "type", "str", "char", "num", "base", "newbyteorder"})

    def __init__(self, name: str) -> None:
        self.name = name

    @property
    def dtype_name(self) -> str | None:
        """TensorFlow's name."""
        return tensorflow_name(self.name)

    def attribute(self, name: str) -> Any:
        """What the program sees: the type is NumPy's class, of strings neither name nor size is known."""
        if name == "type":
            return CLASSES[self.name]
        if name == "base":
            return self
        if name == "kind":
            return kind(self.name)
        if name == "newbyteorder":
            return lambda *order: self
        if kind(self.name) in "US" or name in ("num", "char"):
            return Unknown(name, f"a dtype's {name}")
        return self.name if name == "name" else SIZES[self.name] if name == "itemsize" else f"{'|' if SIZES[self.name] == 1 else '<'}{kind(self.name)}{SIZES[self.name]}"

    def __eq__(self, other: object) -> bool:
        return dtype_from(other) == self.name

    def __hash__(self) -> int:
        return hash(self.name)

    def __str__(self) -> str:
        return self.name


DTYPE: Final = Class("dtype", (v.OBJECT,), module="numpy", host=Dtype)
_CLASSES[Dtype] = DTYPE


def dtype_from(value: Any) -> str | None:
    """The dtype that a value names; None where it is not known which."""
    value = native(value)
    if isinstance(value, Dtype):
        return value.name
    if isinstance(value, Class):
        return _NAMES.get(id(value)) or _PYTHON.get(id(value)) or {"floating": "float64", "integer": "int64", "number": "float64"}.get(value.name)
    if isinstance(value, DType):
        return {"string": "object"}.get(value.base, value.base) if value.base in SIZES or value.base == "string" else None
    if isinstance(value, str):
        text = value.lstrip("<>=|")
        return text if text in SIZES else _CODES.get(text) or (_CODES[text[0]] if text[:1] in ("U", "S") and text[1:].isdigit() else None)
    return None


def dtype_argument(m: Machine, value: Value, default: str | None) -> str | None:
    """A ``dtype=`` argument; None where it is not known."""
    value = m.resolve(value)
    return default if value is None else dtype_from(value)


def _construct_dtype(m: Machine, cls: Class, args: list[Value], kwargs: dict[str, Value]) -> Value:
    found = "float64" if args[0] is None else dtype_from(m.resolve(args[0]))
    return Unknown("dtype", "a dtype that is not known") if found is None else Dtype(found)


DTYPE.construct = _construct_dtype
