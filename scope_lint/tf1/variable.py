"""How a variable comes into the graph: ``tf.Variable`` and the creation part of ``get_variable``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final, Literal

from scope_lint.events import OpenScope, VariableEvent
from scope_lint.symbolic.names import Name, SymStr, join
from scope_lint.symbolic.unknown import Unknown
from scope_lint.tf1 import messages, reuse
from scope_lint.tf1.control_flow import TENSORS_FROM_OUTSIDE_SINCE
from scope_lint.tf1.dtypes import DType, dtype_name
from scope_lint.tf1.errors import TFError
from scope_lint.tf1.initial import Dims, constant_dtype, constant_shape, is_constant
from scope_lint.tf1.names import as_name, child, without_slash
from scope_lint.tf1.shapes import describe, static_dims
from scope_lint.tf1.tensor import Operation, Tensor, Variable
from scope_lint.tf1.upstream import upstream

if TYPE_CHECKING:
    from scope_lint.tf1.graph import Graph
    from scope_lint.tf1.runtime import Runtime

GLOBAL_VARIABLES: Final = "variables"
TRAINABLE_VARIABLES: Final = "trainable_variables"
LOCAL_VARIABLES: Final = "local_variables"


_NUMBER: Final = re.compile(r"_\d+$")
"""What makes a name unique."""


class Initial:
    """Where a variable's first value comes from: a ``tensor``, a ``value`` made a tensor, or a ``function``.

    ``function``: one of the program's that is to be called without arguments, as it alone knows the shape.
    """

    __slots__ = ("kind", "function", "in_control_flow")

    def __init__(self, kind: Literal["tensor", "value", "function"], function: Any = None, in_control_flow: bool = False) -> None:
        self.kind = kind
        self.function = function
        self.in_control_flow = in_control_flow
        """A tensor that is made in a branch or a loop."""


class Variables:
    """Makes variables in the current graph and records them."""

    def __init__(self, runtime: Runtime) -> None:
        self._runtime = runtime

    def tf_variable(
        self, initial_value: Any = None, trainable: Any = True, collections: Any = None, validate_shape: Any = True,
        name: Any = None, dtype: Any = None, expected_shape: Any = None, use_resource: Any = None, shape: Any = None, **_: Any,
    ) -> Variable:  # fmt: skip
        """``tf.Variable(…)``: never shared, named by the op name scope."""
        runtime = self._runtime
        if initial_value is None:
            raise TFError("ValueError", "initial_value must be specified.", cause="argument-type")
        trainable = is_trainable(trainable)
        keys = self.collection_keys(collections, trainable, "Variable")
        if use_resource is None:
            use_resource = runtime.graph.scopes.current.get("use_resource")
        dims, value_dtype, initial = self._initial(initial_value)
        if shape is not None:
            dims = runtime.dims(shape)
        checked = validate_shape is True and (use_resource is None or use_resource is False)  # a resource's shape may be open
        if checked and (dims is None or (isinstance(dims, tuple) and None in dims)):
            shown = f'Tensor("{initial_value.name}", shape={describe(dims)}, dtype={initial_value.dtype})' \
                if isinstance(initial_value, Tensor) else str(initial_value)  # fmt: skip
            raise TFError(
                "ValueError", f"initial_value must have a shape specified: {shown}", "shape", "undefined-shape", as_name(name)
            )
        made = dtype_name(dtype) if dtype is not None else value_dtype
        variable = self.make(name, dims, made, trainable, keys, use_resource, initial)
        self.record(variable, "Variable", "created", variable.op.name, None if name is None else as_name(name))
        return variable

    def _initial(self, initial_value: Any) -> tuple[Dims, str | None, Initial]:
        """Shape and type of the initial value, as far as they are known before a function is called for it."""
        constant = is_constant(initial_value)
        if constant:
            kind: Literal["tensor", "value"] = "tensor" if isinstance(initial_value, Tensor) else "value"
            return constant_shape(initial_value), constant_dtype(initial_value), Initial(kind, in_control_flow=made_in_control_flow(initial_value))
        unknown = Unknown("shape", "shape of an initial value")
        return unknown, None, Initial("tensor") if constant is None else Initial("function", initial_value)

    def collection_keys(self, collections: Any, trainable: Any, what: str) -> list[Any]:
        """The collections that a variable is added to."""
        if collections is None:
            keys: list[Any] = [GLOBAL_VARIABLES]
        elif isinstance(collections, Unknown):
            keys = [collections]
        elif isinstance(collections, (list, tuple)):
            keys = list(collections)
        else:
            raise TFError(
                "ValueError",
                f"collections argument to {what} constructor must be a list, tuple, or set. Got {collections} of type "
                f"{type(collections)}",
                cause="argument-type",
            )
        if trainable is True and TRAINABLE_VARIABLES not in keys:
            keys.append(TRAINABLE_VARIABLES)
        return keys

    def make(
        self, name: Any, dims: Dims, dtype: str | None, trainable: Any, keys: list[Any], use_resource: Any, initial: Initial
    ) -> Variable:  # fmt: skip
        """Adds a variable's op to the current graph, under the current op name scope."""
        runtime = self._runtime
        graph = runtime.graph
        graph.check_open()
        before = graph.name_stack
        try:
            scope = graph.push_name("Variable" if name is None else name)
            if scope == "" and (1, 0) <= runtime.version < (1, 4):
                raise TFError("IndexError", "string index out of range", "invalid-name", "invalid-name", scope)
            if initial.in_control_flow and runtime.version >= TENSORS_FROM_OUTSIDE_SINCE:
                full = without_slash(scope)
                raise TFError("ValueError", messages.in_control_flow(full), cause="in-control-flow", variable=full)
            if initial.function is not None:
                dims, dtype = self._call(graph, initial.function, dims, dtype)
            full = graph.op_name(scope)
        finally:
            graph.put("name_stack", before)
        resource = use_resource is True
        op = Operation(graph, full, "VarHandleOp" if resource else "VariableV2")
        variable = Variable(op, dtype, static_dims(dims), trainable if isinstance(trainable, bool) else None, runtime.host.path())
        variable.is_resource = resource
        variable.complete = isinstance(dims, tuple) and all(isinstance(d, int) for d in dims)
        op.outputs.append(variable)
        runtime.host.journal.write(graph.operations, full, op)
        self._mark_inner(graph, full, resource, initial)
        variable.collections = tuple(k for k in keys if isinstance(k, str))
        for key in keys:
            graph.content.add(key, variable)
        return variable

    def _call(self, graph: Graph, function: Any, dims: Dims, dtype: str | None) -> tuple[Dims, str | None]:
        """Calls an initializer of the program without arguments, for what it makes; its ops are named inside the variable."""
        outer = graph.name_stack
        graph.push_name("Initializer")
        made = self._runtime.host.call(function, [], {})
        graph.put("name_stack", outer)
        if is_constant(made):
            return constant_shape(made), constant_dtype(made) if dtype is None else dtype
        return dims, dtype

    def _mark_inner(self, graph: Graph, full: Name, resource: bool, initial: Initial) -> None:
        """The names that a variable's own ops take."""
        if initial.kind == "function":
            graph.mark(child(full, "Initializer"))
        elif initial.kind == "value":
            graph.mark(child(full, "initial_value"))
        graph.mark(child(full, "Assign"))
        for inner in ("IsInitialized", "Read") if resource else ("read",):
            graph.mark(child(full, inner))

    def record(
        self, variable: Variable, api: Literal["get_variable", "Variable"], status: Literal["created", "reused", "unknown"], name: Name,
        requested: Name | None, flag: Any = None,
    ) -> None:  # fmt: skip
        """Records the event of a variable that was made or found."""
        runtime = self._runtime
        graph = runtime.graph
        current = graph.scopes.current
        held = reuse.as_event(current.flag() if flag is None else flag)
        event = VariableEvent(
            graph=graph.number, name=name, api=api, status=status, shape=variable.shape, dtype=variable.dtype,
            trainable=variable.trainable if isinstance(variable.trainable, bool) else None,
            reuse=held, scopes=graph.open_scopes, requested=requested,
            first=None if status == "created" else variable.created, local=LOCAL_VARIABLES in variable.collections,
            after_unknown=bool(graph.tainted),
            **runtime.host.place(),
        )  # fmt: skip
        if api == "get_variable":
            self._tell_upstream(variable, event)
        if variable.created is None:
            variable.created = event
        runtime.host.record(event)
        runtime.host.obtained(variable)

    def _tell_upstream(self, variable: Variable, event: VariableEvent) -> None:
        """Where the choice of a name may be wrong, what flows into the layer: under AUTO_REUSE, and in a scope that got a number, there
        also for the variable of the same name in the scope without."""
        given = self._runtime.host.given()
        if event.status == "created":
            variable.given = given
        if given is None:
            return
        if event.reuse == "AUTO_REUSE":
            _tell(event, given)
        elif event.status == "created":
            for name in _names_without_number(event.name, event.scopes):
                for twin in self._runtime.graph.variables.find(name).variables:
                    _tell(event, given)
                    if twin.created is not None and twin.given is not None:
                        _tell(twin.created, twin.given)


def _tell(event: VariableEvent, given: list[Any]) -> None:
    event.upstream = upstream(given)
    if event.upstream is not None:
        event.given = tuple(one.name for one in given if isinstance(one, Tensor))


def made_in_control_flow(value: Any) -> bool:
    """Whether a tensor is made in a branch or a loop."""
    return isinstance(value, Tensor) and not isinstance(value, Variable) and value.op.in_control_flow


def is_trainable(trainable: Any) -> Any:
    """A ``trainable`` as given: any value counts by its truth."""
    if trainable is None:
        return True
    if isinstance(trainable, (SymStr, DType)):  # a type there is meant as dtype
        return True
    return bool(trainable) if isinstance(trainable, (int, float, str, bytes, list, tuple, dict)) else trainable


def _names_without_number(name: Name, scopes: tuple[OpenScope, ...]) -> Iterator[str]:
    """The names that a variable would have, had one of the scopes around it not been made unique."""
    for scope in scopes:
        full = scope.full_name
        if scope.kind == "variable_scope" and isinstance(full, str) and isinstance(name, str) and full[-1:].isdigit() and name.startswith(full):
            plain = _NUMBER.sub("", full)
            if plain != full:
                yield plain + name.removeprefix(full)


def part_name(name: Name, index: int) -> Name:
    """``w/part_0``."""
    return join(name, f"/part_{index}")
