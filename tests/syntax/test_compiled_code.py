"""What compiled code takes otherwise than Python does (CONTRIBUTING.md, "Code that is compiled"), found in the source."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from tests.environments import ROOT

FILES = sorted(path for package in ("interpreter", "symbolic", "syntax", "tf1") for path in (ROOT / "scope_lint" / package).rglob("*.py"))


def read_late(tree: ast.AST) -> Iterator[int]:
    """Lines with ``a, b = made, f(a)``: mypyc takes the ``a`` on the right for what is made. Names that change places are no matter."""
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Tuple) and isinstance(node.value, ast.Tuple)):
            continue
        made: set[str] = set()
        for to, value in zip(node.targets[0].elts, node.value.elts, strict=True):
            if made & {name.id for name in ast.walk(value) if isinstance(name, ast.Name)}:
                yield node.lineno
            if isinstance(to, ast.Name) and not isinstance(value, ast.Name):
                made.add(to.id)


@pytest.mark.parametrize(
    ("source", "lines"), [("a, b = [], f(a)", [1]), ("a, b = 0, a", [1]), ("a, b = b, a", []), ("b, a = a, 0", []), ("a, b = f(a), 1", [])]
)
def test_the_search(source: str, lines: list[int]) -> None:
    assert list(read_late(ast.parse(source))) == lines


def test_nothing_is_read_after_it_is_bound_in_the_same_assignment() -> None:
    assert [f"{path}:{line}" for path in FILES for line in read_late(ast.parse(path.read_text("utf-8")))] == []
