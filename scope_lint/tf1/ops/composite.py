"""Functions that open a name scope and make several ops in it, of which only the results are modelled.

What others can see of them are the scope's name (it counts for later names) and the names, shapes and types of the results;
the names inside the scope are out of everyone's way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from scope_lint.symbolic.unknown import Unknown
from scope_lint.tf1.dtypes import dtype_name
from scope_lint.tf1.ops.convert import name_scope, python_dtype, python_shape
from scope_lint.tf1.ops.make import shape_of
from scope_lint.tf1.ops.registry import op
from scope_lint.tf1.ops.shapes import Shape
from scope_lint.tf1.tensor import Tensor

if TYPE_CHECKING:
    from scope_lint.tf1.runtime import Runtime


class Out(NamedTuple):
    """One result: its path below the scope (empty: the scope's own name), op type, and where shape and type come from.

    ``shape`` is a tuple, the name of the argument that has the same, a function of the arguments, or None: not modelled.
    ``dtype`` is a dtype's name, or an argument's name after ``=``.
    """

    path: str
    type: str
    shape: Any = None
    dtype: str | None = None
    output: int = 0


def certain(shape: Shape) -> bool:
    """Whether nothing in a shape is unknown to the analysis."""
    return shape is None or (isinstance(shape, tuple) and not any(isinstance(d, Unknown) for d in shape))


def shape_of_value(value: Any) -> Shape:
    """The shape of an argument, tensor or not."""
    return shape_of(value) if isinstance(value, Tensor) else python_shape(value)


def dtype_of_value(value: Any) -> str | None:
    """The type of an argument: a dtype itself, or that of a tensor or value."""
    return dtype_name(value) or python_dtype(value)


def results(rt: Runtime, scope: Any, outs: tuple[Out, ...], given: dict[str, Any]) -> Any:
    """Makes the results in a scope that is open."""
    made: dict[str, Any] = {}
    found: list[Any] = []
    for out in outs:
        rule = out.shape
        shape: Any = rule(given) if callable(rule) else rule
        if isinstance(rule, str):
            shape = shape_of_value(given.get(rule))
        elif rule is None:
            shape = Unknown("shape", "shape of a result that is not modelled")
        dtype = dtype_of_value(given.get(out.dtype[1:])) if out.dtype and out.dtype.startswith("=") else out.dtype
        if out.path in made:
            found.append(made[out.path])
            continue
        count = 1 + max(o.output for o in outs if o.path == out.path)
        if count == 1:
            found.append(rt.op(out.type, out.path or scope, shape=shape, dtype=dtype, complete=certain(shape)))
        else:
            tensors = rt.op(out.type, out.path or scope, outputs=count)
            found.append(tensors[out.output])
    return found[0] if len(found) == 1 else tuple(found)


def composite(name: str, scope: str | None, *outs: Out, parameter: str = "name") -> None:
    """Registers such a function; ``scope`` is its default name (None: no scope), ``parameter`` the one that names it."""

    def function(rt: Runtime, /, **given: Any) -> Any:
        if scope is None:
            return results(rt, given.get(parameter), outs, given)
        with name_scope(rt, given.get(parameter), scope) as opened:
            return results(rt, opened, outs, given)

    op(name)(function)
