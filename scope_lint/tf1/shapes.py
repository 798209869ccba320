"""``tf.TensorShape`` and ``tf.Dimension``.

A dimension is an int, None (TensorFlow itself does not know it: ``placeholder(shape=[None])``) or an Unknown (it has a
value in the running program that the analysis does not know). Only the former may lead to an error.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Sequence
from typing import Any, ClassVar

from scope_lint.symbolic.first_of import first_of
from scope_lint.symbolic.unknown import Unknown
from scope_lint.tf1.errors import TFError
from scope_lint.tf1.exposed import Exposed

DimValue = int | None | Unknown


class Dimension(Exposed):
    """One dimension of a shape."""

    __slots__ = ("value",)

    exposed: ClassVar[frozenset[str]] = frozenset({"value", "is_compatible_with", "assert_is_compatible_with", "merge_with"})

    def __init__(self, value: DimValue) -> None:
        self.value = value

    def is_compatible_with(self, other: Any) -> bool:
        """False only where the two surely differ."""
        mine, theirs = self.value, dim_value(other)
        return not (isinstance(mine, int) and isinstance(theirs, int) and mine != theirs)

    def assert_is_compatible_with(self, other: Any) -> None:
        """Raises where they differ."""
        if not self.is_compatible_with(other):
            raise TFError("ValueError", f"Dimensions {self} and {Dimension(dim_value(other))} are not compatible", "shape", "shape")

    def merge_with(self, other: Any) -> Dimension:
        """What is known from both."""
        self.assert_is_compatible_with(other)
        return Dimension(merge_dim(self.value, dim_value(other)))

    def arithmetic(self, function: Callable[[int, int], int], other: Any, swapped: bool = False) -> Dimension:
        """``dim + 1``: None and Unknown stay what they are."""
        mine, theirs = self.value, dim_value(other)
        if mine is None or theirs is None:
            return Dimension(None)
        if isinstance(mine, Unknown):
            return Dimension(mine.part((function.__name__, repr(theirs), swapped), mine.label))
        if isinstance(theirs, Unknown):
            return Dimension(theirs.part((function.__name__, repr(mine), not swapped), theirs.label))
        return Dimension(function(theirs, mine) if swapped else function(mine, theirs))

    def __add__(self, other: Any) -> Dimension:
        return self.arithmetic(operator.add, other)

    def __radd__(self, other: Any) -> Dimension:
        return self.arithmetic(operator.add, other, True)

    def __sub__(self, other: Any) -> Dimension:
        return self.arithmetic(operator.sub, other)

    def __rsub__(self, other: Any) -> Dimension:
        return self.arithmetic(operator.sub, other, True)

    def __mul__(self, other: Any) -> Dimension:
        return self.arithmetic(operator.mul, other)

    def __rmul__(self, other: Any) -> Dimension:
        return self.arithmetic(operator.mul, other, True)

    def __floordiv__(self, other: Any) -> Dimension:
        return self.arithmetic(operator.floordiv, other)

    def __rfloordiv__(self, other: Any) -> Dimension:
        return self.arithmetic(operator.floordiv, other, True)

    def __truediv__(self, other: Any) -> Dimension:
        return self.arithmetic(operator.floordiv, other)

    def __mod__(self, other: Any) -> Dimension:
        return self.arithmetic(operator.mod, other)

    def __rmod__(self, other: Any) -> Dimension:
        return self.arithmetic(operator.mod, other, True)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, (int, Dimension)) or other is None:
            return self.value == dim_value(other)
        return NotImplemented

    def __hash__(self) -> int:
        return hash(self.value)

    def equals(self, other: Any) -> Any:
        """``dim == other``: None where TensorFlow does not know one of them, NotImplemented where the analysis does not."""
        if not (other is None or isinstance(other, (int, float, Dimension, Unknown))):
            return False
        mine, theirs = self.value, other if isinstance(other, (float, Unknown)) else dim_value(other)
        if mine is None or theirs is None:
            return None
        return NotImplemented if isinstance(mine, Unknown) or isinstance(theirs, Unknown) else mine == theirs

    def ordered(self, function: Callable[[int, int], bool], other: Any) -> Any:
        """``dim < 1``: None where TensorFlow does not know one of them."""
        mine, theirs = self.value, dim_value(other)
        if isinstance(mine, int) and isinstance(theirs, int):
            return function(mine, theirs)
        return None if mine is None or theirs is None else NotImplemented

    def __lt__(self, other: Any) -> Any:
        return self.ordered(operator.lt, other)

    def __le__(self, other: Any) -> Any:
        return self.ordered(operator.le, other)

    def __gt__(self, other: Any) -> Any:
        return self.ordered(operator.gt, other)

    def __ge__(self, other: Any) -> Any:
        return self.ordered(operator.ge, other)

    def __int__(self) -> int:
        if isinstance(self.value, int):
            return self.value
        raise TypeError("__int__ returned non-int (type NoneType)")

    def __index__(self) -> int:
        return int(self)

    def __str__(self) -> str:
        return str(self.value) if isinstance(self.value, int) else "?"

    def __repr__(self) -> str:
        return f"Dimension({self.value if isinstance(self.value, int) else None})"


class TensorShape(Exposed):
    """``dims``: a tuple, None (TensorFlow does not know the rank) or an Unknown (the analysis does not)."""

    __slots__ = ("_dims", "_part")

    exposed: ClassVar[frozenset[str]] = frozenset({
        "as_list", "ndims", "rank", "dims", "with_rank", "with_rank_at_least", "with_rank_at_most", "merge_with", "concatenate",
        "is_fully_defined", "num_elements", "is_compatible_with", "assert_is_compatible_with", "assert_has_rank",
        "assert_is_fully_defined", "assert_same_rank",
    })  # fmt: skip

    def __init__(self, dims: Any) -> None:
        self._dims = shape_dims(dims)
        self._part: tuple[object, int] | None = None

    @property
    def _origin(self) -> tuple[object, int]:
        """The shape that it is a part of, from which dimension on."""
        return (self, 0) if self._part is None else self._part

    @property
    def raw(self) -> tuple[DimValue, ...] | None | Unknown:
        """The dimensions as plain values."""
        return self._dims

    @property
    def static(self) -> tuple[int | None, ...] | None:
        """The dimensions with None for all that is not known."""
        return static_dims(self._dims)

    @property
    def dims(self) -> list[Dimension] | None | Unknown:
        return [Dimension(d) for d in self._dims] if isinstance(self._dims, tuple) else self._dims

    @property
    def ndims(self) -> int | None | Unknown:
        return len(self._dims) if isinstance(self._dims, tuple) else self._dims

    @property
    def rank(self) -> int | None | Unknown:
        return self.ndims

    def as_list(self) -> list[DimValue] | Unknown:
        """The dimensions as a list."""
        if self._dims is None:
            raise TFError("ValueError", "as_list() is not defined on an unknown TensorShape.", "shape", "undefined-shape")
        return list(self._dims) if isinstance(self._dims, tuple) else self._dims

    def num_elements(self) -> DimValue:
        """The product, None where not fully defined."""
        if not isinstance(self._dims, tuple):
            return self._dims
        product = 1
        for dim in self._dims:
            if not isinstance(dim, int):
                return dim
            product *= dim
        return product

    def is_fully_defined(self) -> bool | Unknown:
        """Whether rank and all dimensions are known."""
        if not isinstance(self._dims, tuple):
            return False if self._dims is None else self._dims
        if any(d is None for d in self._dims):
            return False
        return first_of([d for d in self._dims if isinstance(d, Unknown)]) or True

    def is_compatible_with(self, other: Any) -> bool:
        """False only where the two surely differ."""
        mine, theirs = self._dims, shape_dims(other)
        if not isinstance(mine, tuple) or not isinstance(theirs, tuple):
            return True
        if len(mine) != len(theirs):
            return False
        return all(not (isinstance(a, int) and isinstance(b, int) and a != b) for a, b in zip(mine, theirs, strict=True))

    def assert_is_compatible_with(self, other: Any) -> None:
        """Raises where they differ."""
        if not self.is_compatible_with(other):
            raise TFError("ValueError", f"Shapes {self} and {TensorShape(other)} are incompatible", "shape", "shape")

    def merge_with(self, other: Any) -> TensorShape:
        """What is known from both."""
        theirs = shape_dims(other)
        if not isinstance(theirs, tuple):
            return self
        if not isinstance(self._dims, tuple):
            return TensorShape(theirs)
        if not self.is_compatible_with(theirs):
            raise TFError("ValueError", f"Shapes {self} and {TensorShape(theirs)} are not compatible", "shape", "shape")
        return TensorShape(tuple(merge_dim(a, b) for a, b in zip(self._dims, theirs, strict=True)))

    def concatenate(self, other: Any) -> TensorShape:
        """This shape followed by another."""
        theirs = shape_dims(other)
        for dims in (self._dims, theirs):
            if isinstance(dims, Unknown):
                return TensorShape(dims)
        if self._dims is None or theirs is None:
            return TensorShape(None)
        assert isinstance(self._dims, tuple) and isinstance(theirs, tuple)
        return TensorShape(self._dims + theirs)

    def with_rank(self, rank: Any) -> TensorShape:
        """This shape, with that rank."""
        if not isinstance(rank, int):
            return self
        if isinstance(self._dims, tuple):
            if len(self._dims) != rank:
                raise TFError("ValueError", f"Shape {self} must have rank {rank}", "shape", "shape")
            return self
        if self._dims is None:
            return TensorShape((None,) * rank)
        return TensorShape(tuple(self._dims.part(("dim", i), self._dims.label) for i in range(rank)))

    def with_rank_at_least(self, rank: Any) -> TensorShape:
        """This shape; raises where its rank is lower."""
        if isinstance(rank, int) and isinstance(self._dims, tuple) and len(self._dims) < rank:
            raise TFError("ValueError", f"Shape {self} must have rank at least {rank}", "shape", "shape")
        return self

    def with_rank_at_most(self, rank: Any) -> TensorShape:
        """This shape; raises where its rank is higher."""
        if isinstance(rank, int) and isinstance(self._dims, tuple) and len(self._dims) > rank:
            raise TFError("ValueError", f"Shape {self} must have rank at most {rank}", "shape", "shape")
        return self

    def assert_has_rank(self, rank: Any) -> None:
        """Raises where the rank is another."""
        if isinstance(rank, int) and isinstance(self._dims, tuple) and len(self._dims) != rank:
            raise TFError("ValueError", f"Shape {self} must have rank {rank}", "shape", "shape")

    def assert_same_rank(self, other: Any) -> None:
        """Raises where the ranks differ."""
        theirs = shape_dims(other)
        if isinstance(theirs, tuple) and isinstance(self._dims, tuple) and len(theirs) != len(self._dims):
            raise TFError("ValueError", f"Shapes {self} and {TensorShape(theirs)} must have the same rank", "shape", "shape")

    def assert_is_fully_defined(self) -> None:
        """Raises where TensorFlow does not know a dimension."""
        if self.is_fully_defined() is False:
            raise TFError("ValueError", f"Shape {self} is not fully defined", "shape", "undefined-shape")

    def item(self, index: Any) -> Dimension | TensorShape | Unknown:
        """``shape[i]`` (a Dimension in TensorFlow 1) and ``shape[a:b]``."""
        dims = self._dims
        if isinstance(index, slice):
            if not isinstance(dims, tuple) or any(isinstance(x, Unknown) for x in (index.start, index.stop, index.step)):
                return TensorShape(None) if dims is None else TensorShape(Unknown("shape", "shape not known"))
            part = TensorShape(dims[index])
            if index.step in (None, 1):
                part._part = (self._origin[0], self._origin[1] + index.indices(len(dims))[0])
            return part
        if isinstance(dims, tuple) and isinstance(index, int):
            return Dimension(dims[index])
        if dims is None:
            return Dimension(None)
        return Dimension(dims.part(("dim", index), dims.label) if isinstance(dims, Unknown) else Unknown("dim", "index not known"))

    def __getitem__(self, index: Any) -> Any:
        return self.item(index)

    def __iter__(self) -> Iterator[Dimension]:
        if isinstance(self._dims, Unknown):
            raise TypeError("a shape that is not known")
        if not isinstance(self._dims, tuple):
            raise TFError("ValueError", "Cannot iterate over a shape with unknown rank.", "shape", "undefined-shape")
        return iter([Dimension(d) for d in self._dims])

    def __bool__(self) -> bool:
        """Whether the rank is known to TensorFlow; TypeError where the analysis cannot tell."""
        if isinstance(self.raw, Unknown):
            raise TypeError("a shape that is not known")
        return self.raw is not None

    def __len__(self) -> int:
        if isinstance(self._dims, Unknown):
            raise TypeError("a shape that is not known")
        if not isinstance(self._dims, tuple):
            raise TFError("ValueError", "Cannot take the length of shape with unknown rank.", "shape", "undefined-shape")
        return len(self._dims)

    def equals(self, other: Any) -> Any:
        """``shape == other``; NotImplemented where the analysis does not know.

        A dimension that TensorFlow does not know equals only itself: shapes that have one are equal only where one is the
        other, or the same part of the same shape (0.12 to 1.15).
        """
        if not (other is None or isinstance(other, (TensorShape, list, tuple, int, Unknown))):
            return False
        mine = self._dims
        theirs = (other,) if isinstance(other, int) else other if isinstance(other, Unknown) else shape_dims(other)
        if isinstance(mine, Unknown) or isinstance(theirs, Unknown):
            return True if isinstance(other, TensorShape) and other._origin == self._origin and mine == theirs else NotImplemented
        if mine is None or theirs is None:
            return mine is theirs
        if len(mine) != len(theirs):
            return False
        same = isinstance(other, TensorShape) and other._origin[0] is self._origin[0] and other._origin[1] == self._origin[1]
        answers = [same if a is None and b is None else _dims_equal(a, b, same) for a, b in zip(mine, theirs, strict=True)]
        return False if False in answers else all(answers) if NotImplemented not in answers else NotImplemented

    def differs(self, other: Any) -> Any:
        """``shape != other``, as ``equals``; raises where TensorFlow does not know a rank."""
        if isinstance(other, (TensorShape, list, tuple)) or other is None:
            if self._dims is None or shape_dims(other) is None:
                raise TFError("ValueError", "The inequality of unknown TensorShapes is undefined.", "shape", "undefined-shape")
        equal = self.equals(other)
        return equal if equal is NotImplemented else not equal

    def __eq__(self, other: object) -> bool:
        return isinstance(other, (TensorShape, list, tuple)) and self._dims == shape_dims(other)

    def __hash__(self) -> int:
        return hash(self.static)

    def __str__(self) -> str:
        return describe(self._dims)


def _dims_equal(a: DimValue, b: DimValue, same: bool) -> Any:
    if isinstance(a, Unknown) or isinstance(b, Unknown):
        return True if same and a is b else NotImplemented
    return a == b and a is not None


def describe(dims: tuple[DimValue, ...] | None | Unknown) -> str:
    """A shape as error messages write it: ``(?, 3)``, ``(2,)``, ``<unknown>``."""
    if not isinstance(dims, tuple):
        return "<unknown>"
    words = [str(d) if isinstance(d, int) else "?" for d in dims]
    return f"({words[0]},)" if len(words) == 1 else "(%s)" % ", ".join(words)


def dim_value(dim: Any) -> DimValue:
    """A dimension argument: an int, None, a Dimension; all else is not known."""
    if isinstance(dim, Dimension):
        return dim.value
    if dim is None or isinstance(dim, (int, Unknown)):
        return dim
    if isinstance(dim, float) and dim.is_integer():
        return int(dim)
    return Unknown("dim", "dimension not known")


def shape_dims(shape: Any) -> tuple[DimValue, ...] | None | Unknown:
    """A shape argument of any kind as plain dimensions."""
    if shape is None or type(shape) is Unknown:
        return shape
    if type(shape) is tuple or type(shape) is list:  # what comes most often
        return tuple([d if d is None or type(d) is int else dim_value(d) for d in shape])
    if isinstance(shape, TensorShape):
        return shape.raw
    if isinstance(shape, (int, Dimension)):
        return (dim_value(shape),)
    if isinstance(shape, (Sequence, range)) and not isinstance(shape, (str, bytes)):
        return tuple(dim_value(d) for d in shape)
    return Unknown("shape", "shape not known")


def static_dims(dims: tuple[DimValue, ...] | None | Unknown) -> tuple[int | None, ...] | None:
    """Plain dimensions with None for all that is not known; TensorFlow has no negative ones."""
    return tuple(int(d) if isinstance(d, int) and d >= 0 else None for d in dims) if isinstance(dims, tuple) else None


def merge_dim(a: DimValue, b: DimValue) -> DimValue:
    """The more that is known of one dimension from two sources."""
    if isinstance(a, int) or b is None:
        return a
    return b
