"""Variables by scope: what the tree in text and the one in HTML show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scope_lint.findings import VariablePrediction
from scope_lint.report.words import Shape

Node = dict[str, "Node | VariablePrediction"]
"""A scope (its key ends with a slash) or a variable, by name, in the order of their creation."""


def tree_of(variables: Sequence[VariablePrediction]) -> Node:
    """The variables by scope; one that is asked for again stands there once."""
    root: Node = {}
    for variable in variables:
        *scopes, leaf = variable.name.split("/")
        node = root
        for scope in scopes:
            inner = node.setdefault(f"{scope}/", {})
            assert isinstance(inner, dict)  # only a scope's key ends with a slash
            node = inner
        node.setdefault(leaf, variable)
    return root


def shapes_in(node: Node) -> Iterator[Shape]:
    """The shapes of all variables below a scope."""
    for item in node.values():
        if isinstance(item, dict):
            yield from shapes_in(item)
        else:
            yield item.shape
