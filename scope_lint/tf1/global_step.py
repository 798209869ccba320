"""``tf.train.get_global_step`` and what creates it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from scope_lint.tf1.errors import TFError
from scope_lint.tf1.graph import Graph

if TYPE_CHECKING:
    from scope_lint.tf1.runtime import Runtime

GLOBAL_STEP: Final = "global_step"


class GlobalStep:
    """The global step of a graph; ``graph`` None is the default graph."""

    def __init__(self, runtime: Runtime) -> None:
        self._runtime = runtime

    def get(self, graph: Any = None) -> Any:
        """The global step, or None."""
        graph = graph if isinstance(graph, Graph) else self._runtime.graph
        items = graph.content.items(GLOBAL_STEP)
        if items:
            return items[0].value
        op = graph.operation(GLOBAL_STEP)
        return op.outputs[0] if op is not None and op.outputs else None

    def create(self, graph: Any = None) -> Any:
        """A new global step: ``global_step`` under the current variable scope."""
        runtime = self._runtime
        graph = graph if isinstance(graph, Graph) else runtime.graph
        if self.get(graph) is not None:
            raise TFError("ValueError", '"global_step" already exists.', "exists", "exists", GLOBAL_STEP)
        before = runtime.push_graph(graph)
        try:
            return runtime.variables.get_variable(
                GLOBAL_STEP, shape=[], dtype="int64", initializer=runtime.functions["zeros_initializer"], trainable=False,
                collections=["variables", GLOBAL_STEP],
            )  # fmt: skip
        finally:
            runtime.restore_graphs(before)

    def get_or_create(self, graph: Any = None) -> Any:
        """The global step, made if need be."""
        found = self.get(graph)
        return self.create(graph) if found is None else found
