"""A vector of which some elements are not known to TensorFlow."""

from __future__ import annotations

from typing import Any


class Partial(tuple[Any, ...]):
    """The elements of a vector that come from a shape with open dimensions, or from a list with tensors in it.

    It counts where an op takes it as a shape (``reshape``, ``fill``), but is not a constant: no op is computed from it.
    """

    __slots__ = ()
