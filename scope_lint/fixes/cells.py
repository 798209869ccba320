"""One cell object that stands for several layers, made into as many cells: ``[cell] * n`` → ``[LSTMCell(8) for _ in range(n)]``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import libcst as cst
import libcst.matchers as m
from libcst.metadata import CodeRange, MetadataWrapper, ParentNodeProvider, PositionProvider

from scope_lint.findings import Edit, Span
from scope_lint.fixes.calls import argument
from scope_lint.fixes.code import Code, code_of

WIDEST = 100
"""Characters of a line up to which a cell is made inside the list; a longer one gets a function of its own."""

Block: TypeAlias = "cst.Module | cst.IndentedBlock"
Statement: TypeAlias = "cst.SimpleStatementLine | cst.BaseCompoundStatement"


@dataclass(frozen=True)
class _Repeated:
    """A list that holds what an expression gives several times."""

    whole: cst.BaseExpression
    cell: cst.BaseExpression
    count: cst.BaseExpression | None
    """None: the list is a comprehension already."""

    def with_cells(self, text: str, tree: _Tree) -> str:
        if self.count is None:
            return tree.replaced(self.whole, self.cell, text)
        count = code_of(self.count.with_changes(lpar=(), rpar=()))
        return f"[{text} for _ in range({count})]"


class _Tree:
    """A module with the places and the parents of its nodes."""

    def __init__(self, code: Code) -> None:
        self.code = code
        wrapper = MetadataWrapper(cst.parse_module(code.text), unsafe_skip_copy=True)
        self.module = wrapper.module
        self._places = wrapper.resolve(PositionProvider)
        self._parents = wrapper.resolve(ParentNodeProvider)

    def span(self, node: cst.CSTNode) -> Span:
        place = self._places[node]
        assert isinstance(place, CodeRange)
        return (place.start.line, place.start.column + 1, place.end.line, place.end.column + 1)

    def text(self, node: cst.CSTNode) -> str:
        return self.code.piece(self.span(node))

    def call_at(self, span: Span) -> cst.Call | None:
        calls = (node for node in m.findall(self.module, m.Call()) if self.span(node) == span)
        return next((node for node in calls if isinstance(node, cst.Call)), None)

    def ancestors(self, node: cst.CSTNode) -> Iterator[cst.CSTNode]:
        while node is not self.module:
            node = self._parents[node]
            yield node

    def home(self, node: cst.CSTNode) -> tuple[Block, Statement] | None:
        """The statement that a node belongs to, and the block that it stands in."""
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

    def replaced(self, whole: cst.CSTNode, part: cst.CSTNode, text: str) -> str:
        """The text of a node with another text for a part of it."""
        start, inner = self.span(whole), self.span(part)
        first = self.code.offset(*inner[:2]) - self.code.offset(*start[:2])
        last = self.code.offset(*inner[2:]) - self.code.offset(*start[:2])
        old = self.text(whole)
        return old[:first] + text + old[last:]


def new_cells(code: Code, span: Span) -> tuple[Edit, ...]:
    """The edits that give a MultiRNNCell, called at that place, cells of their own; none where that cannot be done for sure."""
    try:
        tree = _Tree(code)
    except cst.ParserSyntaxError:
        return ()
    call = tree.call_at(span)
    cells = None if call is None else argument(call, 0, "cells")
    repeated = None if cells is None else _repeated(tree, cells.value)
    if repeated is None:
        return ()
    if isinstance(repeated.cell, cst.Name):
        return _named(tree, repeated, repeated.cell.value)
    edit = code.edit(tree.span(repeated.whole), repeated.with_cells(tree.text(repeated.cell), tree))
    return (edit,) if edit else ()


def _repeated(tree: _Tree, value: cst.BaseExpression) -> _Repeated | None:
    """The list in an argument, or in the only assignment of the name that is passed."""
    if isinstance(value, cst.Name):
        scope = tree.scope(value)
        bound = _bindings(scope, value.value) if scope is not None else []
        if len(bound) != 1 or (assigned := _assigned(bound[0], value.value)) is None:
            return None
        value = assigned
    one_cell = m.List(elements=[m.Element(value=m.Name() | m.Call())])
    for node in (value, *m.findall(value, m.BinaryOperation() | m.ListComp())):
        if isinstance(node, cst.BinaryOperation) and m.matches(node, m.BinaryOperation(operator=m.Multiply())):
            for side, count in ((node.left, node.right), (node.right, node.left)):
                if isinstance(side, cst.List) and m.matches(side, one_cell):
                    return _Repeated(node, side.elements[0].value, count)
        if isinstance(node, cst.ListComp) and isinstance(node.elt, cst.Name):
            if not any(name.value == node.elt.value for name in _names(node.for_in)):
                return _Repeated(node, node.elt, None)
    return None


def _named(tree: _Tree, repeated: _Repeated, name: str) -> tuple[Edit, ...]:
    """Makes the named cell anew for each layer, by what its assignments before the list make."""
    home, scope = tree.home(repeated.whole), tree.scope(repeated.whole)
    if home is None or scope is None:
        return ()
    block, user = home
    before = block.body[: list(block.body).index(user)]
    makers = _makers(before, name)
    if not makers:
        return ()
    between = before[before.index(makers[0]) :]
    own = {id(node) for maker in makers for node in _bindings(maker, name)}
    if any(id(node) not in own and tree.span(node)[:2] < tree.span(user)[:2] for node in _bindings(scope, name)):
        return ()  # what it is bound to further down is no matter
    read = {n.value for maker in makers for n in _names(maker)} - {name}
    if any(_bindings(statement, other) for statement in between if statement not in makers for other in read):
        return ()
    inside = {id(n) for maker in makers for n in _names(maker)} | {id(n) for n in _names(repeated.whole)}
    until = tree.span(user)[2:] if _bindings(user, name) else None  # further down the name is that of something else
    kept = any(
        n.value == name and id(n) not in inside and not _is_target(tree, n) and (until is None or tree.span(n)[:2] < until)
        for n in _names(scope)
    )
    inlined = _inlined(tree, makers, name)
    indent = tree.span(user)[1] - 1
    if inlined is not None and indent + len(repeated.with_cells(inlined, tree)) <= WIDEST:
        edits = [] if kept else [edit for maker in makers if (edit := _removed(tree, maker)) is not None]
        text = inlined
    else:
        if kept or list(between[: len(makers)]) != list(makers):
            return ()
        function = _free(tree, f"make_{name}")
        edits, text = [_function(tree, makers, name, function)], f"{function}()"
    use = tree.code.edit(tree.span(repeated.whole), repeated.with_cells(text, tree))
    return (*edits, use) if use else ()


def _makers(before: Sequence[cst.CSTNode], name: str) -> list[Statement]:
    """The statements that make the cell: assignments to it alone, or conditions around such, the first one unconditional."""
    found: list[Statement] = []
    for statement in reversed(before):
        if not _bindings(statement, name):
            continue
        if not isinstance(statement, cst.SimpleStatementLine | cst.If) or not _makes_only(statement, name):
            return []
        found.insert(0, statement)
        value = _assigned(statement, name)
        if value is not None and not _uses(value, name):
            return found
    return []


def _makes_only(node: cst.CSTNode, name: str) -> bool:
    if isinstance(node, cst.SimpleStatementLine):
        return _assigned(node, name) is not None
    if isinstance(node, cst.If):
        parts = [node.body, node.orelse] if node.orelse is not None else [node.body]
        return all(_makes_only(part, name) for part in parts)
    if isinstance(node, cst.Else):
        return _makes_only(node.body, name)
    return isinstance(node, cst.IndentedBlock) and all(_makes_only(statement, name) for statement in node.body)


def _inlined(tree: _Tree, makers: Sequence[Statement], name: str) -> str | None:
    """One expression for all of them; None where it takes conditions, several lines, or a cell is used twice."""
    text = ""
    for maker in makers:
        value = _assigned(maker, name)
        if value is None:
            return None
        uses = _uses(value, name)
        if len(uses) != (1 if text else 0):
            return None
        text = tree.replaced(value, uses[0], text) if text else tree.text(value)
    return None if "\n" in text or "#" in text else text


def _function(tree: _Tree, makers: Sequence[Statement], name: str, function: str) -> Edit:
    """The statements as the body of a function."""
    start, end = tree.span(makers[0]), tree.span(makers[-1])
    margin = tree.code.lines[start[0] - 1][: start[1] - 1]
    step = tree.module.default_indent
    lines = tree.code.lines[start[0] - 1 : end[2]]
    body = [f"{step}{line}" if line.strip() else line for line in lines]
    text = "\n".join([f"{margin}def {function}():", *body, f"{margin}{step}return {name}"])
    return Edit(start[0], 1, end[2], len(tree.code.lines[end[2] - 1]) + 1, text)


def _removed(tree: _Tree, maker: Statement) -> Edit | None:
    """The statement's lines, without those above it; nothing where another statement shares them."""
    line, _, end, column = tree.span(maker)
    rest = tree.code.lines[end - 1][column - 1 :]
    return None if rest.strip() or end >= len(tree.code.lines) else Edit(line, 1, end + 1, 1, "")


def _assigned(node: cst.CSTNode, name: str) -> cst.BaseExpression | None:
    """What ``name = …`` assigns, where a statement is just that."""
    if isinstance(node, cst.SimpleStatementLine) and len(node.body) == 1:
        node = node.body[0]
    if m.matches(node, m.Assign(targets=[m.AssignTarget(target=m.Name(name))])) and isinstance(node, cst.Assign):
        return node.value
    return None


def _bindings(node: cst.CSTNode | None, name: str) -> list[cst.CSTNode]:
    """Where a name may get a value, each the smallest statement or clause that gives it one."""
    if node is None:
        return []
    binds = (
        m.Assign() | m.AnnAssign() | m.AugAssign() | m.For() | m.With() | m.Param() | m.NamedExpr() | m.ImportAlias() | m.Global() | m.Del()
        | m.FunctionDef() | m.ClassDef() | m.ExceptHandler() | m.CompFor() | m.Nonlocal()
    )  # fmt: skip
    return [found for found in dict.fromkeys([node, *m.findall(node, binds)]) if m.matches(found, binds) and name in _bound_by(found)]


def _bound_by(node: cst.CSTNode) -> set[str]:
    parts: list[cst.CSTNode | None]
    if isinstance(node, cst.Assign):
        parts = [target.target for target in node.targets]
    elif isinstance(node, cst.AnnAssign | cst.AugAssign | cst.For | cst.NamedExpr | cst.CompFor):
        parts = [node.target]
    elif isinstance(node, cst.With):
        parts = [item.asname for item in node.items]
    elif isinstance(node, cst.ImportAlias):
        parts = [node.asname.name if node.asname else node.name]
    elif isinstance(node, cst.ExceptHandler):
        parts = [node.name]
    elif isinstance(node, cst.Global | cst.Nonlocal):
        parts = [item.name for item in node.names]
    elif isinstance(node, cst.Del):
        parts = [node.target]
    else:
        parts = [getattr(node, "name", None)]
    return {name.value for part in parts if part is not None for name in _names(part)}


def _names(node: cst.CSTNode) -> list[cst.Name]:
    """The names in a node, but for attributes and keywords."""
    found = [node, *m.findall(node, m.Name())]
    others = {id(x.attr) for x in m.findall(node, m.Attribute()) if isinstance(x, cst.Attribute)}
    others |= {id(x.keyword) for x in m.findall(node, m.Arg()) if isinstance(x, cst.Arg)}
    return [x for x in dict.fromkeys(found) if isinstance(x, cst.Name) and id(x) not in others]


def _uses(node: cst.CSTNode, name: str) -> list[cst.Name]:
    return [x for x in _names(node) if x.value == name]


def _is_target(tree: _Tree, name: cst.Name) -> bool:
    return isinstance(next(tree.ancestors(name)), cst.AssignTarget)


def _free(tree: _Tree, name: str) -> str:
    while name in tree.code.text:
        name += "_"
    return name
