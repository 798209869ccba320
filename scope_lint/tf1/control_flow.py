"""The control flow context: whether code runs in a branch of ``tf.cond`` or in the body of a loop."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from scope_lint.tf1.managers import Manager, Plain

if TYPE_CHECKING:
    from scope_lint.tf1.graph import Graph
    from scope_lint.tf1.runtime import Runtime

TENSORS_FROM_OUTSIDE_SINCE: Final = (1, 3)
"""From here on the tensor that a variable starts with must not be made in a branch or a loop."""


class ControlFlow(Manager):
    """``inside``: enters a branch or a loop; else leaves all of them, as ``tf.control_dependencies(None)`` and ``tf.init_scope()`` do."""

    def __init__(self, runtime: Runtime, inside: bool) -> None:
        self._runtime = runtime
        self._inside = inside
        self._before: list[tuple[Graph, bool]] = []

    def enter(self) -> None:
        graph = self._runtime.graph
        self._before.append((graph, graph.now["control_flow"]))
        graph.put("control_flow", self._inside)

    def exit(self, exc: object = None) -> None:
        graph, before = self._before.pop()
        graph.put("control_flow", before)


def control_dependencies(runtime: Runtime, control_inputs: Any) -> Manager:
    """``tf.control_dependencies``: without influence on names."""
    return Plain() if control_inputs is not None else ControlFlow(runtime, False)
