"""What TensorFlow sees of NumPy's values: the interpreter models NumPy, this is the part of it that the twin looks at."""

from __future__ import annotations

from typing import Any

from scope_lint.symbolic.unknown import Unknown


class NumpyValue:
    """An array or scalar of NumPy's: unlike Python's numbers and lists it comes with a dtype, which TensorFlow keeps."""

    __slots__ = ()

    dtype_name: str | None
    """TensorFlow's name of the dtype; None where it is not known."""


class NumpyArray(NumpyValue):
    """An array. ``static_shape``: ints and Unknowns, or an Unknown where not even the rank is known."""

    __slots__ = ()

    static_shape: Any

    def for_twin(self) -> Any:
        """As functions of the twin take it: a KnownArray where the elements are known."""
        return self


class KnownArray(list[Any], NumpyArray):
    """An array whose elements are known, as nested lists; ``source`` is the interpreter's own object."""

    def __init__(self, items: list[Any], shape: tuple[int | Unknown, ...], dtype: str | None, source: Any) -> None:
        super().__init__(items)
        self.static_shape = shape
        self.dtype_name = dtype
        self.source = source
