"""Variables as a tree by scope."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scope_lint.findings import VariablePrediction
from scope_lint.report.clean import clean
from scope_lint.report.tree import Node, shapes_in, tree_of
from scope_lint.report.words import parameters, place, plural, shape_text


def tree_lines(variables: Sequence[VariablePrediction], unicode: bool = True) -> Iterator[tuple[str, str]]:
    """Each line of the tree with its style; a variable that is asked for again stands there once."""
    guides = ("├── ", "│   ", "└── ", "    ") if unicode else ("|-- ", "|   ", "`-- ", "    ")
    yield from _lines(tree_of(variables), "", guides)


def _lines(node: Node, indent: str, guides: tuple[str, str, str, str]) -> Iterator[tuple[str, str]]:
    wide = max((len(clean(name)) for name, item in node.items() if not isinstance(item, dict)), default=0)
    for index, (name, item) in enumerate(node.items()):
        last = index == len(node) - 1
        branch, deeper = guides[2 if last else 0], guides[3 if last else 1]
        if isinstance(item, dict):
            yield f"{indent}{branch}{clean(name)}{_size(item)}", ""
            yield from _lines(item, indent + deeper, guides)
        else:
            yield f"{indent}{branch}{clean(name):<{wide}}  {_variable(item)}", "" if item.exact else "yellow"


def _variable(variable: VariablePrediction) -> str:
    marks = "" if variable.status == "created" else f"  {variable.status}"
    marks += "" if variable.certainty == "definite" else "  (possible)"
    return f"{shape_text(variable.shape)} {variable.dtype or '?'}  {place(clean(variable.path), variable.line, variable.cell)}{marks}"


def _size(node: Node) -> str:
    total, complete = parameters(shapes_in(node))
    return f"  {plural(total, 'parameter')}" if complete else ""
