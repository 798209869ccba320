"""One cell object that stands for several layers, made into as many cells: ``[cell] * n`` → ``[LSTMCell(8) for _ in range(n)]``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import libcst as cst

from scope_lint.findings import Edit, Span
from scope_lint.fixes.calls import argument, function_name
from scope_lint.fixes.code import Code, code_of
from scope_lint.fixes.nodes import below
from scope_lint.fixes.tree import Block, Statement, Tree, assigned, bindings, names, uses

WIDEST = 100
"""Characters of a line up to which a cell is made inside the list; a longer one gets a function of its own."""

_CELL = re.compile(r"(^|_)(cell|lstm|gru)$", re.IGNORECASE)
"""What a variable is called that holds a cell."""


@dataclass(frozen=True)
class _Repeated:
    """A list that holds what an expression gives several times."""

    whole: cst.BaseExpression
    cell: cst.BaseExpression
    count: cst.BaseExpression | None
    """None: the list is a comprehension already."""

    def with_cells(self, text: str, tree: Tree) -> str:
        """The list with that text as each of its items."""
        if self.count is None:
            return tree.replaced(self.whole, self.cell, text)
        return f"[{text} for _ in range({code_of(self.count.with_changes(lpar=(), rpar=()))})]"


@dataclass(frozen=True)
class _Recipe:
    """How a cell is made: the statements, and the names of the cells that they make on the way."""

    statements: Sequence[Statement]
    cells: Sequence[str]


def new_cells(code: Code, span: Span) -> tuple[Edit, ...]:
    """The edits that give a MultiRNNCell, called at that place, cells of their own; none where that cannot be done for sure."""
    try:
        tree = Tree(code)
    except (cst.ParserSyntaxError, RecursionError):
        return ()
    if tree.module.code != code.text:
        return ()  # the places that libcst gives would not be those of the text
    call = tree.call_at(span)
    cells = None if call is None else argument(call, 0, "cells")
    repeated = None if cells is None else _repeated(tree, cells.value)
    if repeated is None:
        return ()
    inner = {repeated.cell.value} if isinstance(repeated.cell, cst.Name) else _wrapped(repeated.cell)
    if inner:
        name = inner.pop()
        return _named(tree, repeated, name) if not inner and len(uses(repeated.cell, name)) == 1 else ()
    edit = code.edit(tree.span(repeated.whole), repeated.with_cells(tree.text(repeated.cell), tree))
    return (edit,) if edit else ()


def _repeated(tree: Tree, value: cst.BaseExpression) -> _Repeated | None:
    """The list in an argument, or in the only assignment of the name that is passed."""
    if isinstance(value, cst.Name):
        scope = tree.scope(value)
        bound = bindings(scope, value.value) if scope is not None else []
        if len(bound) != 1 or (found := assigned(bound[0], value.value)) is None:
            return None
        value = found
    for node in below(value, cst.BinaryOperation, cst.ListComp):
        if isinstance(node, cst.BinaryOperation) and isinstance(node.operator, cst.Multiply):
            for side, count in ((node.left, node.right), (node.right, node.left)):
                if isinstance(side, cst.List) and _is_one_cell(side):
                    return _Repeated(node, side.elements[0].value, count)
        if isinstance(node, cst.ListComp) and isinstance(node.elt, cst.Name) and not uses(node.for_in, node.elt.value):
            return _Repeated(node, node.elt, None)
    return None


def _is_one_cell(node: cst.List) -> bool:
    return len(node.elements) == 1 and isinstance(node.elements[0], cst.Element) and isinstance(node.elements[0].value, cst.Name | cst.Call)


def _named(tree: Tree, repeated: _Repeated, name: str) -> tuple[Edit, ...]:
    """Makes the named cell, which the list holds or wraps, anew for each layer, by what the statements before the list do."""
    home, scope = tree.home(repeated.whole), tree.scope(repeated.whole)
    if home is None or scope is None:
        return ()
    user, before = home[1], _before(tree, *home)
    recipe = _recipe(before, name)
    if recipe is None or not _holds(tree, scope, before, user, recipe):
        return ()
    kept = any(_kept(tree, scope, user, recipe, repeated, cell) for cell in recipe.cells)
    place = uses(repeated.cell, name)[0]
    made = _inlined(tree, recipe, name)
    text = None if made is None else repeated.with_cells(tree.replaced(repeated.cell, place, made), tree)
    if text is not None and _width(tree, repeated.whole, text) <= WIDEST:
        edits = [] if kept else [edit for statement in recipe.statements if (edit := _removed(tree, statement)) is not None]
    else:
        start = before.index(recipe.statements[0])
        if kept or before[start : start + len(recipe.statements)] != recipe.statements or _has_long_string(recipe):
            return ()
        function = _free(tree, f"make_{name}")
        edits = [_function(tree, recipe, name, function)]
        text = repeated.with_cells(tree.replaced(repeated.cell, place, f"{function}()"), tree)
    use = tree.code.edit(tree.span(repeated.whole), text)
    return (*edits, use) if use else ()


def _before(tree: Tree, block: Block, user: Statement) -> list[cst.CSTNode]:
    """The statements that run before another, each time that it runs: in its block, and around it."""
    found = list[cst.CSTNode](block.body)
    del found[found.index(user) :]
    around = next(tree.ancestors(block), None)
    if isinstance(around, cst.With | cst.If) and (home := tree.home(around)) is not None:
        return [*_before(tree, *home), *found]
    return found


def _recipe(before: Sequence[cst.CSTNode], name: str) -> _Recipe | None:
    """The statements that make a cell, and the cells that it wraps: assignments, or conditions around such."""
    needed, cells = {name}, [name]
    found: list[Statement] = []
    for statement in reversed(before):
        bound = [cell for cell in cells if bindings(statement, cell)]
        if not bound:
            continue
        cell = bound[0]
        if len(bound) > 1 or not isinstance(statement, cst.SimpleStatementLine | cst.If) or not _makes_only(statement, cell):
            return None
        found.insert(0, statement)
        if _made_anew(statement, cell):
            needed.discard(cell)
        wrapped = _wrapped(statement) - {cell}
        needed |= wrapped
        cells += [other for other in wrapped if other not in cells]
        if not needed:
            return _Recipe(found, cells)
    return None


def _makes_only(node: cst.CSTNode, name: str) -> bool:
    """Whether a statement does nothing but assign to that name, or raise, perhaps under conditions."""
    if isinstance(node, cst.SimpleStatementLine | cst.SimpleStatementSuite):
        return assigned(node, name) is not None or isinstance(node.body[0], cst.Raise)
    if isinstance(node, cst.If):
        return _makes_only(node.body, name) and (node.orelse is None or _makes_only(node.orelse, name))
    if isinstance(node, cst.Else):
        return _makes_only(node.body, name)
    return isinstance(node, cst.IndentedBlock) and all(_makes_only(statement, name) for statement in node.body)


def _made_anew(node: cst.CSTNode, name: str) -> bool:
    """Whether a statement surely gives the name a value that has nothing to do with the one before."""
    if isinstance(node, cst.SimpleStatementLine | cst.SimpleStatementSuite):
        value = assigned(node, name)
        return not uses(value, name) if value is not None else isinstance(node.body[0], cst.Raise)
    if isinstance(node, cst.If):
        return node.orelse is not None and _made_anew(node.body, name) and _made_anew(node.orelse, name)
    if isinstance(node, cst.Else):
        return _made_anew(node.body, name)
    return isinstance(node, cst.IndentedBlock) and bool(node.body) and _made_anew(node.body[0], name)


def _wrapped(statement: cst.CSTNode) -> set[str]:
    """The names of the cells that a statement gives another name, or wraps into others."""
    found = {a.value.value for a in below(statement, cst.Assign) if isinstance(a.value, cst.Name)}
    for call in below(statement, cst.Call):
        wrapper = argument(call, 0, "cell") if "Wrapper" in (function_name(call) or "") else None
        found.update(a.value.value for a in call.args if isinstance(a.value, cst.Name) and (a is wrapper or _CELL.search(a.value.value)))
    return found


def _holds(tree: Tree, scope: cst.CSTNode, before: Sequence[cst.CSTNode], user: Statement, recipe: _Recipe) -> bool:
    """Whether the statements make the same cell where the list stands, and they alone."""
    own = {id(node) for statement in recipe.statements for cell in recipe.cells for node in bindings(statement, cell)}
    for cell in recipe.cells:
        if any(id(node) not in own and tree.before(node, user) for node in bindings(scope, cell)):
            return False
    read = {n.value for statement in recipe.statements for n in names(statement)} - set(recipe.cells)
    between = [s for s in before[before.index(recipe.statements[0]) :] if s not in recipe.statements]
    return not any(bindings(statement, other) for statement in between for other in read)


def _kept(tree: Tree, scope: cst.CSTNode, user: Statement, recipe: _Recipe, repeated: _Repeated, cell: str) -> bool:
    """Whether a cell is used for something else too."""
    inside = {id(n) for node in (*recipe.statements, repeated.whole) for n in names(node)}
    rebound = bool(bindings(user, cell))  # further down the name is that of something else
    others = (n for n in uses(scope, cell) if id(n) not in inside and not isinstance(next(tree.ancestors(n)), cst.AssignTarget))
    return any(not rebound or tree.span(n)[:2] < tree.span(user)[2:] for n in others)


def _inlined(tree: Tree, recipe: _Recipe, name: str) -> str | None:
    """One expression for all statements; None where it takes conditions, several lines, or a cell is used twice."""
    texts: dict[str, str] = {}
    for statement in recipe.statements:
        cell = next(cell for cell in recipe.cells if bindings(statement, cell))
        value = assigned(statement, cell)
        used = [] if value is None else [n for other in texts for n in uses(value, other)]
        if value is None or len(used) > 1:
            return None
        texts[cell] = tree.replaced(value, used[0], texts.pop(used[0].value)) if used else tree.text(value)
    return None if "\n" in texts[name] or "#" in texts[name] else texts[name]


def _width(tree: Tree, whole: cst.CSTNode, text: str) -> int:
    """How long the longest line becomes with that text in a node's place."""
    line, column, last, end = tree.span(whole)
    new = tree.code.lines[line - 1][: column - 1] + text + tree.code.lines[last - 1][end - 1 :]
    return max(map(len, new.split("\n")))


def _has_long_string(recipe: _Recipe) -> bool:
    """Whether a string goes over several lines, which cannot be indented."""
    strings = (s for statement in recipe.statements for s in below(statement, cst.SimpleString, cst.FormattedString))
    return any("\n" in code_of(s) for s in strings)


def _function(tree: Tree, recipe: _Recipe, name: str, function: str) -> Edit:
    """The statements as the body of a function."""
    start, end = tree.span(recipe.statements[0]), tree.span(recipe.statements[-1])
    margin = tree.code.lines[start[0] - 1][: start[1] - 1]
    step = tree.module.default_indent
    lines = tree.code.lines[start[0] - 1 : end[2]]
    last = end[0] - start[0]
    if assigned(recipe.statements[-1], name) is not None and (head := re.match(rf"(\s*){name}\s*=\s*", lines[last])):
        lines[last] = f"{head[1]}return {lines[last][head.end() :]}"
    else:
        lines.append(f"{margin}return {name}")
    body = [f"{step}{line}" if line.strip() else line for line in lines]
    apart = [""] if "".join(tree.code.lines[end[2] : end[2] + 1]).strip() else []
    text = "\n".join([f"{margin}def {function}():", *body, *apart])
    return Edit(start[0], 1, end[2], len(tree.code.lines[end[2] - 1]) + 1, text)


def _removed(tree: Tree, statement: Statement) -> Edit | None:
    """The statement's lines, without those above it; nothing where something else shares them."""
    line, _, end, column = tree.span(statement)
    rest = tree.code.lines[end - 1][column - 1 :]
    return None if rest.strip() or end >= len(tree.code.lines) else Edit(line, 1, end + 1, 1, "")


def _free(tree: Tree, name: str) -> str:
    """A name that the file does not use."""
    while name in tree.code.text:
        name += "_"
    return name
