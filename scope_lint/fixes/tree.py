"""A module's tree with the places and parents of its nodes, and where its names get their values."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

import libcst as cst
from libcst.metadata import CodeRange, MetadataWrapper, ParentNodeProvider, PositionProvider

from scope_lint.findings import Span
from scope_lint.fixes.code import Code
from scope_lint.fixes.nodes import below

Block: TypeAlias = "cst.Module | cst.IndentedBlock"
Statement: TypeAlias = "cst.SimpleStatementLine | cst.BaseCompoundStatement"

_BINDS = (
    cst.Assign, cst.AnnAssign, cst.AugAssign, cst.For, cst.With, cst.Param, cst.NamedExpr, cst.ImportAlias, cst.Global, cst.Del,
    cst.FunctionDef, cst.ClassDef, cst.ExceptHandler, cst.CompFor, cst.Nonlocal,
)  # fmt: skip


class Tree:
    """The tree of one text; libcst.ParserSyntaxError where it has none."""

    def __init__(self, code: Code) -> None:
        self.code = code
        wrapper = MetadataWrapper(cst.parse_module(code.text), unsafe_skip_copy=True)
        self.module = wrapper.module
        self._places = wrapper.resolve(PositionProvider)
        self._parents = wrapper.resolve(ParentNodeProvider)

    def span(self, node: cst.CSTNode) -> Span:
        """Where a node stands."""
        place = self._places[node]
        assert isinstance(place, CodeRange)
        return (place.start.line, place.start.column + 1, place.end.line, place.end.column + 1)

    def before(self, one: cst.CSTNode, other: cst.CSTNode) -> bool:
        """Whether a node begins before another."""
        return self.span(one)[:2] < self.span(other)[:2]

    def text(self, node: cst.CSTNode) -> str:
        """A node as it is written."""
        return self.code.piece(self.span(node))

    def replaced(self, whole: cst.CSTNode, part: cst.CSTNode, text: str) -> str:
        """The text of a node with another text for a part of it."""
        start, inner = self.span(whole), self.span(part)
        first = self.code.offset(*inner[:2]) - self.code.offset(*start[:2])
        last = self.code.offset(*inner[2:]) - self.code.offset(*start[:2])
        old = self.text(whole)
        return old[:first] + text + old[last:]

    def call_at(self, span: Span) -> cst.Call | None:
        """The call that stands exactly there."""
        return next((call for call in below(self.module, cst.Call) if self.span(call) == span), None)

    def ancestors(self, node: cst.CSTNode) -> Iterator[cst.CSTNode]:
        """The nodes around a node, from the inside."""
        while node is not self.module:
            node = self._parents[node]
            yield node

    def home(self, node: cst.CSTNode) -> tuple[Block, Statement] | None:
        """The block that a node stands in, and the statement of it."""
        inner = node
        for outer in self.ancestors(node):
            if isinstance(outer, cst.Module | cst.IndentedBlock) and isinstance(inner, cst.SimpleStatementLine | cst.BaseCompoundStatement):
                return outer, inner
            inner = outer
        return None

    def scope(self, node: cst.CSTNode) -> cst.Module | cst.FunctionDef | None:
        """The function or module that names in a statement belong to; None in the body of a class."""
        for outer in self.ancestors(node):
            if isinstance(outer, cst.ClassDef):
                return None
            if isinstance(outer, cst.FunctionDef | cst.Module):
                return outer
        return None


def assigned(node: cst.CSTNode, name: str) -> cst.BaseExpression | None:
    """What ``name = …`` assigns, where a statement is just that."""
    if isinstance(node, cst.SimpleStatementLine | cst.SimpleStatementSuite) and len(node.body) == 1:
        node = node.body[0]
    if not isinstance(node, cst.Assign) or len(node.targets) > 1:
        return None
    target = node.targets[0].target
    return node.value if isinstance(target, cst.Name) and target.value == name else None


def bindings(node: cst.CSTNode, name: str) -> list[cst.CSTNode]:
    """Where a name may get a value, each the smallest statement or clause that gives it one."""
    return [found for found in below(node, *_BINDS) if name in _bound_by(found)]


def names(node: cst.CSTNode) -> list[cst.Name]:
    """The names in a node, but for attributes and keywords."""
    others = {id(x.attr) for x in below(node, cst.Attribute)} | {id(x.keyword) for x in below(node, cst.Arg)}
    return [x for x in below(node, cst.Name) if id(x) not in others]


def uses(node: cst.CSTNode, name: str) -> list[cst.Name]:
    """Where a name occurs in a node."""
    return [x for x in names(node) if x.value == name]


def _bound_by(node: cst.CSTNode) -> set[str]:
    parts: list[cst.CSTNode | None]
    if isinstance(node, cst.Assign):
        parts = [target.target for target in node.targets]
    elif isinstance(node, cst.AnnAssign | cst.AugAssign | cst.For | cst.NamedExpr | cst.CompFor | cst.Del):
        parts = [node.target]
    elif isinstance(node, cst.With):
        parts = [item.asname for item in node.items]
    elif isinstance(node, cst.ImportAlias):
        parts = [node.asname.name if node.asname else node.name]
    elif isinstance(node, cst.Global | cst.Nonlocal):
        parts = [item.name for item in node.names]
    else:
        parts = [getattr(node, "name", None)]
    return {name.value for part in parts if part is not None for name in names(part)}
