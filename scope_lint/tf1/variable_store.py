"""The store of get_variable's variables: what is shared, what is created, and what TensorFlow says where neither can be."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

from scope_lint.events import VariableEvent
from scope_lint.symbolic.conditions import Path, compatible, implies
from scope_lint.symbolic.missing import MISSING
from scope_lint.symbolic.names import Name, may_equal
from scope_lint.symbolic.unknown import Unknown
from scope_lint.tf1 import messages
from scope_lint.tf1.dtypes import COMPLEX, FLOATING
from scope_lint.tf1.errors import TFError
from scope_lint.tf1.initial import constant_dtype, constant_shape, is_constant
from scope_lint.tf1.initializers import Initializer
from scope_lint.tf1.reuse import ReuseMode, as_event
from scope_lint.tf1.shapes import TensorShape
from scope_lint.tf1.splits import UNSURE, SplitTable, leaves
from scope_lint.tf1.tensor import Tensor, Variable
from scope_lint.tf1.variable import Initial, made_in_control_flow

if TYPE_CHECKING:
    from scope_lint.tf1.graph import Graph
    from scope_lint.tf1.runtime import Runtime

NORMAL: Final = ("truncated_normal_initializer", "random_normal_initializer")
"""Initializers whose message for a type that is no float is the same in all versions."""
STRINGS_DEFAULT_SINCE: Final = (1, 9)
DEFAULT_INSIDE_SINCE: Final = (1, 5)


@dataclass(slots=True)
class Request:
    """One call of get_variable, as the store sees it. ``name`` is the full name; ``reuse`` None asks for no check at all."""

    name: Any
    shape: TensorShape
    shape_given: bool
    dtype: str | None
    initializer: Any
    reuse: Any
    trainable: Any
    collections: Any
    use_resource: Any
    requested: Name | None
    scalar: bool


class Entry(NamedTuple):
    """A stored variable and the condition under which it is in the store."""

    variable: Variable
    path: Path


class Found(NamedTuple):
    """What the store has under a name: ``surely`` there, or on some paths only. ``without``: the one way on which it is not."""

    surely: bool
    variables: tuple[Variable, ...]
    without: Path = ()
    unsure: bool = False
    """Too many conditions decide what is there: it may be anything."""


NOTHING: Final = Found(False, ())


class Stored:
    """The tables of a graph's variable store, by full name."""

    __slots__ = ("entries", "inexact", "partitioned")

    def __init__(self) -> None:
        self.entries: SplitTable = SplitTable()
        self.inexact: SplitTable = SplitTable()
        self.partitioned: SplitTable = SplitTable()


class VariableStore:
    """The variables of one graph by their full names. The graph has the tables, not this: no circle for the collector to find."""

    __slots__ = ("_runtime", "_graph", "entries", "inexact", "partitioned")

    def __init__(self, runtime: Runtime, graph: Graph) -> None:
        self._runtime = runtime
        self._graph = graph
        self.entries = graph.stored.entries
        self.inexact = graph.stored.inexact
        self.partitioned = graph.stored.partitioned

    def find(self, name: Any, table: SplitTable | None = None) -> Found:
        """What is stored under a name, as seen from the current path."""
        stored = (self.entries if table is None else table).get(name, MISSING)
        if stored is MISSING:
            return NOTHING
        path = self._runtime.host.path()
        surely, unsure, found = True, False, []
        without: list[Path] = []
        for way, entry in leaves(stored, path):
            if entry is UNSURE:
                surely, unsure = False, True
                without += [(), ()]
            elif entry is MISSING or not compatible(way, entry.path):
                surely = False
                without.append(way[len(path) :])
            else:
                surely = surely and implies(way, entry.path)
                found.append(entry.variable)
        return Found(surely and bool(found), tuple(found), without[0] if len(without) == 1 else (), unsure)

    def names(self) -> Iterator[Name]:
        """The stored names."""
        return iter(self.entries)

    def may_be_there(self, name: Name) -> bool:
        """Whether a name that is not stored may be one of those that are, for all that is known."""
        if self._graph.tainted:
            return True
        if isinstance(name, str):
            return any(may_equal(name, other) for other in self.inexact)
        return any(may_equal(name, other) for other in self.entries if other is not None)

    def put(self, name: Any, variable: Variable, table: SplitTable | None = None) -> None:
        """Stores a variable."""
        journal = self._runtime.host.journal
        entry = Entry(variable, self._runtime.host.path())
        journal.write(self.entries if table is None else table, name, entry)
        if table is None and not isinstance(name, str) and name is not None:
            journal.write(self.inexact, name, entry)

    def get_single(self, request: Request) -> Variable:
        """An unpartitioned variable: found, or made."""
        constant = False if request.initializer is None else is_constant(request.initializer)
        if request.shape_given and constant:
            raise TFError(
                "ValueError", "If initializer is a constant, do not specify shape.", "shape", "constant-initializer-shape", request.name
            )
        found = self.find(request.name)
        if found.variables:
            shared = self._shared(request, found)
            if shared is not None:
                return shared
        elif request.reuse is True and not found.unsure and not self.may_be_there(request.name):
            raise self._error("missing", request, messages.missing(self._runtime.version, request.name))
        return self._create(request, constant, found)

    def _shared(self, request: Request, found: Found) -> Variable | None:
        """The stored variable, if the flag allows to share it; None where a new one is made."""
        runtime = self._runtime
        first = found.variables[0]
        if request.reuse is False:
            error = self._error("exists", request, messages.exists(runtime.version, request.name), first.created)
            if found.surely:
                raise error
            self._possible(error)
            return None
        for variable in found.variables:
            self._check_same(request, variable, found.surely and len(found.variables) == 1)
        creates = isinstance(request.reuse, ReuseMode) or request.reuse is None
        unsure = isinstance(request.reuse, Unknown) or (creates and not found.surely)
        status: Literal["reused", "unknown"] = "unknown" if unsure else "reused"
        if not found.surely:
            self.put(request.name, first)
        runtime.variables.record(first, "get_variable", status, first.op.name, request.requested, _flag(request))
        return first

    def _check_same(self, request: Request, variable: Variable, definite: bool) -> None:
        shape = variable.public_shape
        if not request.shape.is_compatible_with(shape):
            text = messages.shape(request.name, str(request.shape), str(shape))
            self._raise(self._error("shape", request, text, variable.created), definite)
        if request.dtype is not None and variable.dtype is not None and request.dtype != variable.dtype:
            text = messages.dtype(request.name, request.dtype, variable.dtype_name or "?")
            self._raise(self._error("dtype", request, text, variable.created), definite)

    def _create(self, request: Request, constant: bool | None, found: Found) -> Variable:
        runtime = self._runtime
        function = None
        initializer, dims, dtype = request.initializer, request.shape.raw, request.dtype
        if constant:
            dims, dtype = constant_shape(initializer), constant_dtype(initializer)
        elif not request.shape_given or dims is None or (isinstance(dims, tuple) and None in dims):
            dims, dtype, function = self._without_shape(request, constant)
        if runtime.version == (1, 0) and runtime.is_initializer_class(initializer):
            raise TFError("TypeError", "__init__() got multiple values for argument 'dtype'", cause="argument-type", variable=request.name)
        if initializer is None and dtype not in FLOATING and dtype is not None:
            dims, constant = self._default_value(request, dims, dtype)
        elif constant is False and dtype is not None and dtype not in FLOATING and dtype not in COMPLEX:
            self._check_floats(request, dtype)
        keys = runtime.variables.collection_keys(request.collections, request.trainable, "Variable")
        runtime.survived = found.without if request.reuse is False else ()
        try:
            variable = runtime.variables.make(
                request.name, dims, dtype, request.trainable, keys, request.use_resource, _initial(initializer, constant, function)
            )
        finally:
            runtime.survived = ()
        variable.store_name = request.name
        self.put(request.name, variable)
        unsure = isinstance(request.reuse, Unknown) or (request.reuse is True) or (
            not found.variables and request.reuse is not False and self.may_be_there_as_inexact(request.name)
        )
        runtime.variables.record(
            variable, "get_variable", "unknown" if unsure else "created", variable.op.name, request.requested, _flag(request)
        )
        return variable

    def may_be_there_as_inexact(self, name: Name) -> bool:
        """Whether an AUTO_REUSE request may find a variable under a name that is not fully known."""
        if isinstance(name, str):
            return any(may_equal(name, other) for other in self.inexact if other != name)
        return False

    def _default_value(self, request: Request, dims: Any, dtype: str) -> tuple[Any, bool]:
        """Without an initializer a variable that is no float starts as zeros; up to 1.4 made by an op at the root.

        In 0.12 random floats are tried, which do not fit.
        """
        version = self._runtime.version
        if version < (1, 0):
            size = math.prod(dims[:-1]) if isinstance(dims, tuple) and all(isinstance(d, int) for d in dims) else 0
            value = -math.sqrt(3 / size) if size else "a float"
            text = f"Expected {dtype}, got {value} of type 'float' instead."
            raise TFError("TypeError", text, cause="argument-type", variable=request.name)
        if dtype == "string" and version < STRINGS_DEFAULT_SINCE:
            text = f"An initializer for variable {request.name} of <dtype: '{dtype}'> is required"
            raise self._error("other", request, text, cause="argument-type")
        if version >= DEFAULT_INSIDE_SINCE:
            return dims, False
        self._graph.unique_name("zeros" if version >= (1, 2) else "Const")
        return dims, True

    def _check_floats(self, request: Request, dtype: str) -> None:
        """Initializers that draw floats do not make values of another type (1.0 to 1.15)."""
        initializer = request.initializer
        if self._runtime.host.floats_only(initializer):
            text = "Cannot create initializer for non-floating point type."
        elif isinstance(initializer, Initializer) and initializer.name in NORMAL:
            text = f"Expected {dtype}, got 0.0 of type 'float' instead."
        else:
            return
        error = self._error("dtype", request, text, cause="initializer-makes-floats")
        error.type = "TypeError"
        raise error

    def _without_shape(self, request: Request, constant: bool | None) -> tuple[Any, str | None, Any]:
        """Shape and type of a new variable for which no full shape was given, and the function that is to be asked for them."""
        runtime = self._runtime
        dims = request.shape.raw if request.shape_given else None
        takes_no_arguments = not runtime.is_standard_initializer(request.initializer) and request.initializer is not None
        shared = request.reuse is not False and self.may_be_there(request.name)  # then nothing is created, and no shape needed
        if shared or constant is None or isinstance(dims, Unknown) or (takes_no_arguments and runtime.version >= messages.FUNCTIONS_WITHOUT_SHAPE_SINCE):
            dims = dims if dims is not None else Unknown("shape", "shape of an initial value")
            if takes_no_arguments and constant is False:
                if not shared and not isinstance(request.shape.raw, Unknown):
                    self._check_without_arguments(request)
                return dims, None, request.initializer
            return dims, request.dtype, None
        text = messages.undefined_shape(runtime.version, request.name, str(request.shape))
        raise self._error("shape", request, text, cause="undefined-shape")

    def _check_without_arguments(self, request: Request) -> None:
        """A function that stands for the shape is called without arguments; up to 1.12 it must not have any."""
        version = self._runtime.version
        found = self._runtime.host.parameters(request.initializer) if version >= messages.FUNCTIONS_WITHOUT_SHAPE_SINCE else None
        if found is not None and len(found[0]) > (found[1] if version >= (1, 13) else 0):
            text = messages.undefined_shape(version, request.name, str(request.shape), found[0])
            raise self._error("shape", request, text, cause="undefined-shape")

    def _error(self, kind: str, request: Request, message: str, first: VariableEvent | None = None, cause: str = "") -> TFError:
        error = TFError("ValueError", message, kind, cause or kind, request.name, first)
        error.scopes = self._graph.open_scopes
        error.reuse = as_event(_flag(request))
        error.requested = request.requested
        return error

    def _raise(self, error: TFError, definite: bool) -> None:
        if definite:
            raise error
        self._possible(error)

    def _possible(self, error: TFError) -> None:
        self._runtime.host.record(self._runtime.error_event(error, definite=False))


def _initial(initializer: Any, constant: bool | None, function: Any) -> Initial:
    if not constant:
        return Initial("function", function)
    kind: Literal["tensor", "value"] = "tensor" if initializer is None or isinstance(initializer, Tensor) else "value"
    return Initial(kind, in_control_flow=made_in_control_flow(initializer))


def _flag(request: Request) -> Any:
    return False if request.reuse is None else request.reuse
