"""``tf.get_variable`` above the store: the scope's prefix and settings, custom getters, partitioners."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from scope_lint.symbolic.names import Name, join
from scope_lint.symbolic.unknown import Unknown
from scope_lint.tf1 import messages
from scope_lint.tf1.dtypes import as_dtype, dtype_name
from scope_lint.tf1.errors import TFError, type_error
from scope_lint.tf1.initial import constant_dtype, is_constant
from scope_lint.tf1.names import as_name
from scope_lint.tf1.partition import Partitioned
from scope_lint.tf1.shapes import TensorShape
from scope_lint.tf1.signatures import AGGREGATION_SINCE
from scope_lint.tf1.tensor import Tensor, Variable
from scope_lint.tf1.variable import LOCAL_VARIABLES, Variables, is_trainable, part_name
from scope_lint.tf1.variable_store import Request

if TYPE_CHECKING:
    from scope_lint.tf1.variable_scope import VariableScope

CONSTRAINT_PASSED_SINCE: Final = (1, 12)
"""From here on a custom getter is given ``constraint``."""

GETTERS_NEST_SINCE: Final = (1, 1)
"""From here on the custom getter of an outer scope is called by that of an inner one."""


class VariableGetter(Variables):
    """get_variable and what it calls."""

    def get_variable(self, name: Any, **arguments: Any) -> Any:
        """``tf.get_variable(name, …)`` in the current scope."""
        return self.get_variable_in(self._runtime.graph.scopes.current, name, **arguments)

    def get_local_variable(self, name: Any, collections: Any = None, **arguments: Any) -> Any:
        """``tf.get_local_variable``: not trainable, in the collection of local variables."""
        arguments["trainable"] = False
        keys: Any = [*(collections if isinstance(collections, (list, tuple)) else ()), LOCAL_VARIABLES]
        if isinstance(collections, Unknown):
            keys = collections
        return self.get_variable(name, collections=keys, **arguments)

    def get_variable_in(
        self, scope: VariableScope, name: Any, shape: Any = None, dtype: Any = None, initializer: Any = None, regularizer: Any = None,
        reuse: Any = None, trainable: Any = None, partitioner: Any = None, use_resource: Any = None, custom_getter: Any = None,
        **others: Any,
    ) -> Any:  # fmt: skip
        """The variable ``name`` of a scope; arguments that are not given come from the scope."""
        runtime = self._runtime
        graph = runtime.graph
        requested = None if name is None else as_name(name)
        full = self._full_name(scope, name, requested)
        before = graph.name_stack
        graph.put("name_stack", "")
        try:
            self._check_dtype(dtype, initializer)
            arguments = {
                "name": full, "shape": shape, "dtype": scope.get("dtype") if dtype is None else as_dtype(dtype),
                "initializer": scope.get("initializer") if initializer is None else initializer,
                "regularizer": scope.get("regularizer") if regularizer is None else regularizer,
                "reuse": scope.flag() if reuse is None else reuse, "trainable": is_trainable(trainable),
                "collections": others.get("collections"), "caching_device": others.get("caching_device"),
                "partitioner": scope.get("partitioner") if partitioner is None else partitioner,
                "validate_shape": others.get("validate_shape", True),
                "use_resource": scope.get("use_resource") if use_resource is None else use_resource,
            }  # fmt: skip
            getter = scope.get("custom_getter") if custom_getter is None else custom_getter
            if getter is not None and is_constant(getter):
                raise TFError("ValueError", f"Passed a custom_getter which is not callable: {getter}", cause="argument-type")
            true_getter = self._true_getter(requested)
            if getter is None:
                return true_getter(**arguments)
            inside: list[Any] = []
            since = runtime.host.place()["seq"]

            def noting(*args: Any, **kwargs: Any) -> Any:
                inside.append(true_getter(*args, **kwargs))
                return inside[-1]

            made = self._call_getter(getter, noting, arguments)
            earlier = isinstance(made, Variable) and made.created is not None and made.created.seq < since
            if earlier and not any(made is one for one in inside):
                # a custom getter that gives an older variable (a moving average) in the place of the one that was asked for
                self.record(made, "get_variable", "reused", made.op.name, requested)
            return made
        except TFError as e:
            if e.variable is None and e.kind != "invalid-name":
                e.variable = full
            raise
        finally:
            graph.put("name_stack", before)

    def _full_name(self, scope: VariableScope, name: Any, requested: Name | None) -> Any:
        if name is None:
            if not scope.name:
                return None
            raise type_error(
                'can only concatenate str (not "NoneType") to str' if self._runtime.version >= (1, 15) else "must be str, not NoneType"
            )
        if requested is None:
            raise type_error("expected string or bytes-like object")
        return join(scope.name, "/", requested) if scope.name else requested

    def _check_dtype(self, dtype: Any, initializer: Any) -> None:
        if dtype is None or initializer is None or not is_constant(initializer):
            return
        given, found = dtype_name(dtype), constant_dtype(initializer)
        if given is not None and found is not None and given != found:
            raise TFError(
                "ValueError", f"Initializer type '<dtype: '{found}'>' and explicit dtype '<dtype: '{given}'>' don't match.", "dtype", "dtype"
            )

    # Custom getters

    def wrap_getter(self, getter: Any, outer: Any) -> Any:
        """The getter of a scope inside a scope that has one."""
        if outer is None or getter is None or self._runtime.version < GETTERS_NEST_SINCE:
            return getter
        return NestedGetter(getter, outer)

    def _call_getter(self, getter: Any, inner: Any, arguments: dict[str, Any]) -> Any:
        if isinstance(getter, NestedGetter):
            outer, rest = getter.outer, getter.getter

            def through(*args: Any, **kwargs: Any) -> Any:
                if args:
                    kwargs["name"] = args[0]
                return self._call_getter(outer, inner, kwargs)

            return self._call_getter(rest, through, arguments)
        return self._runtime.host.call(getter, [], {"getter": inner, **self._for_getter(arguments)})

    def _for_getter(self, arguments: dict[str, Any]) -> dict[str, Any]:
        """The arguments that a custom getter gets in this version."""
        if self._runtime.version < (1, 1):
            return {key: value for key, value in arguments.items() if key != "use_resource"}
        if self._runtime.version >= CONSTRAINT_PASSED_SINCE:
            arguments = {**arguments, "constraint": None}
        if self._runtime.version >= AGGREGATION_SINCE:
            arguments = {**arguments, "synchronization": None, "aggregation": None}
        return arguments

    def _true_getter(self, requested: Name | None) -> Any:
        def getter(
            name: Any, shape: Any = None, dtype: Any = "float32", initializer: Any = None, regularizer: Any = None, reuse: Any = None,
            trainable: Any = True, collections: Any = None, caching_device: Any = None, partitioner: Any = None,
            validate_shape: Any = True, use_resource: Any = None, constraint: Any = None, synchronization: Any = None,
            aggregation: Any = None,
        ) -> Any:  # fmt: skip
            if isinstance(shape, (list, tuple)) and any(isinstance(d, Tensor) for d in shape):
                words = "int() argument must be a string, a bytes-like object or a number, not 'Tensor'"
                raise TFError("TypeError", words, cause="undefined-shape", variable=name)
            request = Request(
                name if name is None else as_name(name), TensorShape(shape), shape is not None, dtype_name(dtype), initializer, reuse,
                is_trainable(trainable), collections, use_resource, requested, _is_scalar(shape),
            )  # fmt: skip
            since = self._runtime.host.place()["seq"]
            made = self.find_or_make(request, partitioner)
            if regularizer and isinstance(made, Variable) and made.created is not None and made.created.seq > since:
                self._regularize(made, regularizer, request.name)
            return made

        return getter

    def _regularize(self, variable: Variable, regularizer: Any, name: Any) -> None:
        """The loss of a new variable's regularizer, in its collection."""
        if isinstance(regularizer, Unknown) or name is None:
            return
        graph = self._runtime.graph
        before = graph.name_stack
        graph.put("name_stack", join(name, "/Regularizer"))
        try:
            loss = self._runtime.host.call(regularizer, [variable], {})
        finally:
            graph.put("name_stack", before)
        if loss is not None:
            graph.content.add("regularization_losses", loss)

    def find_or_make(self, request: Request, partitioner: Any) -> Variable:
        """A partitioned or an ordinary variable."""
        store = self._runtime.graph.variables
        partitioned = Partitioned(self._runtime, store)
        if partitioner is not None and not (request.scalar and self._runtime.version >= (1, 0)):
            return partitioned.get(request, partitioner)
        if request.name is not None:
            if request.reuse is True and store.find(request.name, store.partitioned).variables:
                return partitioned.get(request, None)
            if store.find(part_name(request.name, 0)).surely:
                raise TFError("ValueError", messages.partitioned_found(request.name), "exists", "partition", request.name)
        return store.get_single(request)


class NestedGetter:
    """An inner scope's custom getter around that of the scope outside."""

    __slots__ = ("getter", "outer")

    def __init__(self, getter: Any, outer: Any) -> None:
        self.getter = getter
        self.outer = outer


def _is_scalar(shape: Any) -> bool:
    return isinstance(shape, (list, tuple)) and not shape
