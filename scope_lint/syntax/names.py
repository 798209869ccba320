"""The names that code speaks of."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from scope_lint.syntax import ir


def imports_all(body: Sequence[ir.Stmt]) -> bool:
    """Whether a module has a star import anywhere."""
    return any(isinstance(node, ir.ImportFrom) and any(name.module == "*" for name in node.names) for node in nodes(list(body), True))


def names_of_import(body: Sequence[ir.Stmt]) -> set[str]:
    """The names that an import of a module may read or bind in it, and those that its functions declare global."""
    return {name for node in nodes(list(body), False) for name in said(node)} | declared_global(body)


def declared_global(body: Sequence[ir.Stmt]) -> set[str]:
    """The names that functions of a module declare global."""
    return {name for node in nodes(list(body), True) if isinstance(node, ir.Code) for name in node.globals}


def all_names(body: Sequence[Any]) -> set[str]:
    """All names that a module, or some code, speaks of, but for those of attributes."""
    return {name for node in nodes(list(body), True) for name in said(node)}


def all_attributes(body: Sequence[ir.Stmt], left_out: Collection[int]) -> set[str]:
    """All names that a module speaks of, those of attributes and methods too, but in these methods (by identity)."""
    names = all_names(body)
    todo: list[Any] = list(body)
    while todo:
        one = todo.pop()
        if isinstance(one, list):
            todo += one
        elif isinstance(one, ir.Node) and id(one) not in left_out:
            if isinstance(one, ir.Attribute):
                names.add(one.attr)
            elif isinstance(one, ir.FunctionDef):
                names.add(one.code.name)
            todo += [x for field in one.__struct_fields__ if isinstance(x := getattr(one, field), (list, ir.Node))]
    return names


def nodes(root: Any, into_functions: bool) -> Iterator[Any]:
    """The nodes below a statement or a list of them; functions themselves are among them, their bodies only where asked for."""
    todo = [root]
    while todo:
        one = todo.pop()
        if isinstance(one, list):
            todo += one
        elif isinstance(one, ir.Node):
            yield one
            inner = [x for field in one.__struct_fields__ if isinstance(x := getattr(one, field), (list, ir.Node))]
            if isinstance(one, ir.FunctionDef) and not into_functions:
                inner = [one.decorators, one.code.params]
            elif isinstance(one, ir.ClassDef):  # the names of its methods are none of the module's
                methods = [x for x in one.body if isinstance(x, ir.FunctionDef)]
                inner += [part for x in methods for part in (x.decorators, x.code if into_functions else x.code.params)]
                inner[inner.index(one.body)] = [x for x in one.body if not isinstance(x, ir.FunctionDef)]
            todo += inner


def said(node: Any) -> Iterator[str]:
    """The names that a node itself speaks of."""
    if isinstance(node, ir.Name):
        yield node.id
    elif isinstance(node, ir.FunctionDef):
        yield node.code.name
    elif isinstance(node, ir.ClassDef):
        yield node.name
    elif isinstance(node, ir.Code):
        yield from node.globals
    elif isinstance(node, ir.ImportName):
        yield bound_by(node)
    elif isinstance(node, ir.NamedExpr):
        yield node.target
    elif isinstance(node, ir.Handler):
        if node.name is not None:
            yield node.name
    elif isinstance(node, ir.Unsupported):
        yield from node.binds


def bound_by(name: ir.ImportName) -> str:
    """The name that an import binds for one that it names."""
    return name.alias or name.module.partition(".")[0]
