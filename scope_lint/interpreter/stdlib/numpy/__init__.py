"""A model of NumPy: arrays by shape and dtype, their elements where they are few and known. NumPy itself is not needed.

What is not modelled is unknown; nothing of NumPy creates TensorFlow variables.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from scope_lint.interpreter import values as v
from scope_lint.interpreter.stdlib.numpy import algebra, creation, methods, reductions, shaping
from scope_lint.interpreter.stdlib.numpy.array import NDARRAY
from scope_lint.interpreter.stdlib.numpy.dtypes import ABSTRACT, CLASSES, DTYPE
from scope_lint.interpreter.stdlib.numpy.functions import FUNCTIONS
from scope_lint.interpreter.stdlib.numpy.random import random_members, random_module
from scope_lint.interpreter.values import Env, HostFunction, Module
from scope_lint.symbolic.unknown import Unknown

if TYPE_CHECKING:
    from scope_lint.interpreter.machine import Machine

__all__ = ["MODULES", "algebra", "creation", "methods", "reductions", "shaping"]

_ALIASES = {
    "float_": "float64", "double": "float64", "single": "float32", "half": "float16", "int_": "int64", "intp": "int64", "longlong": "int64", "uint": "uint64",
    "intc": "int32", "short": "int16", "byte": "int8", "ubyte": "uint8", "ushort": "uint16", "uintc": "uint32", "uintp": "uint64", "bool_": "bool", "bool8": "bool",
    "str_": "str", "unicode_": "str", "string_": "bytes", "bytes_": "bytes", "object_": "object", "complex_": "complex128", "cfloat": "complex128", "csingle": "complex64",
}  # fmt: skip
_CONSTANTS: Env = {
    "pi": math.pi, "e": math.e, "inf": math.inf, "Inf": math.inf, "infty": math.inf, "Infinity": math.inf, "PINF": math.inf, "NINF": -math.inf,
    "nan": math.nan, "NaN": math.nan, "NAN": math.nan, "newaxis": None, "euler_gamma": 0.5772156649015329, "True_": True, "False_": False,
    "__version__": "1.18.5", "little_endian": True,
}  # fmt: skip
_PYTHON_TYPES: Env = {"float": v.FLOAT, "int": v.INT, "bool": v.BOOL, "complex": v.COMPLEX, "str": v.STR, "object": v.OBJECT, "long": v.INT, "unicode": v.STR}
"""Until NumPy 1.24 these names are Python's own types."""

_NOTHING = HostFunction("nothing", lambda m, args, kwargs: None)


def _operators(m: Machine) -> None:
    """Gives arrays their operators: functions of a stub, so that the interpreter calls them like a program's own."""
    if "__add__" in NDARRAY.attrs:
        return
    from scope_lint.interpreter.imports import STUBS
    from scope_lint.interpreter.tensorflow import load_stub

    hooks = Module("_scope_lint_numpy")
    hooks.env.update(methods.HOOKS)
    m.modules["_scope_lint_numpy"] = hooks
    module = Module("_ndarray")
    m.outside(lambda: load_stub(m, STUBS / "python" / "_ndarray.py", "_ndarray", module))
    own = module.env["Operators"].attrs
    NDARRAY.attrs.update({name: fn for name, fn in own.items() if name.startswith("__") and isinstance(fn, v.Function)})


def _inner(name: str, members: Env) -> Module:
    module = Module(f"numpy.{name}", package="numpy")
    module.env.update(members)
    module.lookup = lambda attr: Unknown(f"numpy.{name}.{attr}", f"numpy.{name}.{attr} is not modelled")
    return module


def _testing(name: str) -> Any:
    return _NOTHING if name.startswith("assert_") else Unknown(f"numpy.testing.{name}", f"numpy.testing.{name} is not modelled")


def _numpy(m: Machine) -> Env:
    _operators(m)
    module = m.modules["numpy"]
    module.lookup = lambda name: Unknown(f"numpy.{name}", f"numpy.{name} is not modelled")
    testing = _inner("testing", {})
    testing.lookup = _testing
    return {
        **_CONSTANTS, **{name: cls for name, cls in CLASSES.items() if name not in ("str", "bytes", "object", "bool")}, **_PYTHON_TYPES,
        **{alias: CLASSES[name] for alias, name in _ALIASES.items()}, **ABSTRACT, **FUNCTIONS, "ndarray": NDARRAY, "dtype": DTYPE,
        **dict.fromkeys(("set_printoptions", "seterr", "save", "savez", "savez_compressed", "savetxt", "random_seed"), _NOTHING),
        "random": random_module(), "linalg": _inner("linalg", algebra.LINALG), "testing": testing,
    }  # fmt: skip


MODULES = {
    "numpy": _numpy, "numpy.random": lambda m: random_members(), "numpy.linalg": lambda m: dict(algebra.LINALG),
}  # fmt: skip
