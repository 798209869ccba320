"""The core API bound to one runtime: canonical public names to functions and constants."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from scope_lint.symbolic.unknown import Unknown
from scope_lint.tf1.collections import GRAPH_KEYS, GraphKeys
from scope_lint.tf1.control_flow import ControlFlow, control_dependencies
from scope_lint.tf1.dtypes import DTYPES, as_dtype
from scope_lint.tf1.graph import Graph
from scope_lint.tf1.initializers import NAMES as INITIALIZERS
from scope_lint.tf1.initializers import InitializerClass
from scope_lint.tf1.managers import Manager, Plain
from scope_lint.tf1.name_scope import NameScope
from scope_lint.tf1.names import as_name
from scope_lint.tf1.partition import FixedSize, MaximumSize, MinimumSlice
from scope_lint.tf1.reuse import AUTO_REUSE
from scope_lint.tf1.shapes import Dimension, TensorShape
from scope_lint.tf1.signatures import declare, signatures
from scope_lint.tf1.tensor import Tensor, Variable
from scope_lint.tf1.variable_scope import VariableScope, VariableScopeManager

if TYPE_CHECKING:
    from scope_lint.tf1.runtime import Runtime

COLLECTIONS: Final = {
    "trainable_variables": "trainable_variables",
    "global_variables": "variables",
    "all_variables": "variables",
    "local_variables": "local_variables",
    "model_variables": "model_variables",
    "moving_average_variables": "moving_average_variables",
}
"""Functions that give a collection."""

CLASSES: Final[dict[str, type]] = {
    "Graph": Graph, "Variable": Variable, "VariableScope": VariableScope, "TensorShape": TensorShape, "Dimension": Dimension,
}  # fmt: skip
"""The names that are classes: what they make."""


def core_functions(runtime: Runtime) -> dict[str, Any]:
    """All that ``Runtime.functions`` holds."""
    found: dict[str, Any] = {"GraphKeys": GraphKeys(), **{f"GraphKeys.{key}": value for key, value in GRAPH_KEYS.items()}}
    found |= DTYPES
    if runtime.version >= (1, 4):
        found["AUTO_REUSE"] = AUTO_REUSE
    for name in ("executing_eagerly", "contrib.eager.executing_eagerly", "contrib.eager.in_eager_mode"):
        found[name] = _never  # all that is modelled is the building of graphs
    for name in ("is_tensor", "contrib.framework.is_tensor"):
        found[name] = _is_tensor
    for name in INITIALIZERS:
        found[name] = InitializerClass(runtime, name)
    implementations = _implementations(runtime)
    for name, parameters in signatures(runtime.version).items():
        found[name] = declare(name, parameters, implementations[name], CLASSES.get(name))
    return found


def _is_tensor(x: Any) -> Any:
    return x if isinstance(x, Unknown) else isinstance(x, Tensor)


def _never() -> bool:
    return False


def _implementations(runtime: Runtime) -> dict[str, Callable[..., Any]]:
    step = runtime.global_step
    found: dict[str, Callable[..., Any]] = {
        "variable_scope": lambda **k: VariableScopeManager(runtime, **k),
        "variable_op_scope": lambda **k: VariableScopeManager(runtime, api="variable_op_scope", **k),
        "VariableScope": lambda **k: _variable_scope_object(runtime, **k),
        "name_scope": lambda **k: NameScope(runtime, **k),
        "op_scope": lambda **k: NameScope(runtime, api="op_scope", **k),
        "get_variable_scope": lambda: runtime.graph.scopes.current,
        "get_variable": runtime.variables.get_variable,
        "get_local_variable": runtime.variables.get_local_variable,
        "Variable": runtime.variables.tf_variable,
        "Graph": runtime.new_graph,
        "get_default_graph": lambda: runtime.graph,
        "reset_default_graph": runtime.reset_default_graph,
        "get_collection": lambda key, scope: runtime.graph.get_collection(key, scope),
        "get_collection_ref": lambda key: runtime.graph.get_collection_ref(key),
        "add_to_collection": lambda name, value: runtime.graph.add_to_collection(name, value),
        "add_to_collections": lambda names, value: runtime.graph.add_to_collections(names, value),
        "train.get_global_step": step.get,
        "train.create_global_step": step.create,
        "train.get_or_create_global_step": step.get_or_create,
        "no_regularizer": lambda _: None,
        "fixed_size_partitioner": FixedSize,
        "variable_axis_size_partitioner": MaximumSize,
        "min_max_variable_partitioner": MinimumSlice,
        "control_dependencies": lambda control_inputs: control_dependencies(runtime, control_inputs),
        "device": lambda device_name_or_function: _plain(),
        "container": lambda container_name: _plain(),
        "colocate_with": lambda op, ignore_existing: _plain(),
        "init_scope": lambda: ControlFlow(runtime, False),
        "as_dtype": as_dtype,
        "TensorShape": TensorShape,
        "Dimension": Dimension,
    }
    for name, key in COLLECTIONS.items():
        found[name] = lambda scope=None, key=key: runtime.graph.get_collection(key, scope)
    return found


def _plain() -> Manager:
    return Plain()


def _variable_scope_object(runtime: Runtime, reuse: Any, name: Any = "", name_scope: Any = "", **settings: Any) -> VariableScope:
    """``tf.VariableScope(reuse, name)``."""
    scope = VariableScope(runtime, as_name(name) or "", reuse, as_name(name_scope) or "")
    for key, value in settings.items():
        if value is not None:
            scope.state[key] = as_dtype(value) if key == "dtype" else value
    return scope
