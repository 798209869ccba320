"""NumPy's scalar types as the host has them: numbers that know their dtype. Not to be compiled: what they do are Python's functions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from scope_lint.tf1.arrays import NumpyValue

SCALAR_OPERATORS = {
    "+": "add", "-": "sub", "*": "mul", "/": "truediv", "//": "floordiv", "%": "mod", "**": "pow",
}  # fmt: skip
Combine = Callable[[str, Any, Any], Any]
combine: list[Combine] = []
"""How two scalars are combined (set by ``elementwise``, which builds on this module)."""


def host_type(name: str, base: type, cast: Callable[[str, float], Any] | None) -> type:
    """The type of a dtype's scalars. ``cast``, where a number in it is shorter than in Python: gives the number as it holds it."""
    members: dict[str, Any] = {"dtype_name": name, "__module__": "numpy"}
    for op, word in SCALAR_OPERATORS.items():
        members[f"__{word}__"], members[f"__r{word}__"] = _operator(op, False), _operator(op, True)
    if cast is not None:
        members["__repr__"] = _short(cast)
    members["__reduce__"] = lambda self: (base, (base(self),))  # between processes only the number travels
    return type(name, (base, NumpyValue), members)


def _operator(op: str, reflected: bool) -> Any:
    def run(self: Any, other: Any) -> Any:
        if not isinstance(other, (int, float, complex)):
            return NotImplemented
        return combine[0](op, other, self) if reflected else combine[0](op, self, other)

    return run


def _short(cast: Callable[[str, float], Any]) -> Any:
    def shortest(self: Any) -> str:
        """The shortest decimal that is this number in its own precision."""
        number = float(self)
        for digits in range(1, 18):
            text = f"{number:.{digits}g}"
            if cast(self.dtype_name, float(text)) == number:
                return repr(float(text))
        return repr(number)

    return shortest
