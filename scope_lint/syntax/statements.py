"""Lowering of statements, by a table from the class of the ``ast`` node to a method."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any, Final, Union

from scope_lint.syntax import ir
from scope_lint.syntax.expressions import BINARY, LONGEST_CHAIN, NONE, ExpressionLowering, writable
from scope_lint.syntax.problem import TOO_DEEP, SyntaxProblem
from scope_lint.syntax.scopes import Scope

_AnyFunction = Union[ast.FunctionDef, ast.AsyncFunctionDef]
_AnyWith = Union[ast.With, ast.AsyncWith]
_AnyFor = Union[ast.For, ast.AsyncFor]


class StatementLowering(ExpressionLowering):
    """Statements of one text."""

    def module(self, node: ast.Module, python2: bool) -> ir.Module:
        docstring, body = self._split_docstring(node.body)
        return ir.Module(self.body(body), docstring, python2)

    def body(self, nodes: list[ast.stmt]) -> list[ir.Stmt]:
        if not nodes:
            return NONE
        result: list[ir.Stmt] = []
        for node in nodes:
            lowering = _STATEMENTS.get(type(node))
            if lowering is None:
                raise SyntaxProblem(node.lineno, node.col_offset + 1, f"{type(node).__name__} is not supported")
            statement = lowering(self, node)
            if statement is not None:
                result.append(statement)
        return result

    @staticmethod
    def _split_docstring(nodes: list[ast.stmt]) -> tuple[str | None, list[ast.stmt]]:
        if nodes and isinstance(nodes[0], ast.Expr) and isinstance(nodes[0].value, ast.Constant):
            value = nodes[0].value.value
            if isinstance(value, str) and writable(value):
                return value, nodes[1:]
        return None, nodes

    # ------------------------------------------------------------ simple statements

    def _expr_stmt(self, node: ast.Expr) -> ir.Stmt:
        return ir.ExprStmt(self.expr(node.value), self.at(node))

    def _assign(self, node: ast.Assign) -> ir.Stmt:
        value = self.expr(node.value)
        return ir.Assign(self.exprs(node.targets), value, self.at(node))

    def _aug_assign(self, node: ast.AugAssign) -> ir.Stmt:
        return ir.AugAssign(self.expr(node.target), BINARY[type(node.op)], self.expr(node.value), self.at(node))

    def _ann_assign(self, node: ast.AnnAssign) -> ir.Stmt | None:
        target = self.expr(node.target)  # an annotation alone makes the name a local one
        if node.value is None:
            return None
        return ir.Assign([target], self.expr(node.value), self.at(node))

    def _raise(self, node: ast.Raise) -> ir.Stmt:
        return ir.Raise(self.optional(node.exc), self.optional(node.cause), self.at(node))

    def _return(self, node: ast.Return) -> ir.Stmt:
        return ir.Return(self.optional(node.value), self.at(node))

    def _break(self, node: ast.Break) -> ir.Stmt:
        return ir.Break(self.at(node))

    def _continue(self, node: ast.Continue) -> ir.Stmt:
        return ir.Continue(self.at(node))

    def _pass(self, node: ast.Pass) -> ir.Stmt:
        return ir.Pass(self.at(node))

    def _assert(self, node: ast.Assert) -> ir.Stmt:
        return ir.Assert(self.expr(node.test), self.optional(node.msg), self.at(node))

    def _delete(self, node: ast.Delete) -> ir.Stmt:
        return ir.Delete(self.exprs(node.targets), self.at(node))

    def _global(self, node: ast.Global) -> None:
        self.scope.globals.update((self.identifier(name), None) for name in node.names)

    def _nonlocal(self, node: ast.Nonlocal) -> None:
        self.scope.nonlocals.update((self.identifier(name), None) for name in node.names)

    # ------------------------------------------------------------ imports

    def _import(self, node: ast.Import) -> ir.Stmt:
        names = [self._import_name(alias.name, alias.asname) for alias in node.names]
        return ir.Import(names, self.at(node))

    def _import_from(self, node: ast.ImportFrom) -> ir.Stmt:
        names = [self._import_name(alias.name, alias.asname) for alias in node.names]
        return ir.ImportFrom(node.module or "", node.level, names, self.at(node))

    def _import_name(self, name: str, alias: str | None) -> ir.ImportName:
        stored = alias if alias is not None else name.partition(".")[0]
        mangled = self.identifier(stored)
        if name != "*":
            self.scope.bind(mangled)
        return ir.ImportName(name, mangled if alias is not None or mangled != stored else None)

    # ------------------------------------------------------------ compound statements

    def _for(self, node: _AnyFor) -> ir.Stmt:
        at = self.positions.header(node, node.iter)
        iterable, target = self.expr(node.iter), self.expr(node.target)
        return ir.For(target, iterable, self.body(node.body), self.body(node.orelse), at)

    def _while(self, node: ast.While) -> ir.Stmt:
        at = self.positions.header(node, node.test)
        return ir.While(self.expr(node.test), self.body(node.body), self.body(node.orelse), at)

    def _if(self, node: ast.If) -> ir.Stmt:
        # A long chain of elif is a deep nest of trees: no recursion along it.
        chain: list[tuple[ir.Expr, list[ir.Stmt], Any]] = []
        while True:
            at = self.positions.header(node, node.test)
            chain.append((self.expr(node.test), self.body(node.body), at))
            if len(node.orelse) != 1 or not isinstance(node.orelse[0], ast.If):
                break
            node = node.orelse[0]
            if len(chain) > LONGEST_CHAIN:
                raise SyntaxProblem(node.lineno, node.col_offset + 1, TOO_DEEP)
        orelse = self.body(node.orelse)
        while chain:
            test, body, at = chain.pop()
            orelse = [ir.If(test, body, orelse, at)]
        return orelse[0]

    def _with(self, node: _AnyWith) -> ir.Stmt:
        last = node.items[-1]
        at = self.positions.header(node, last.context_expr, last.optional_vars)
        items = [ir.WithItem(self.expr(item.context_expr), self.optional(item.optional_vars)) for item in node.items]
        return ir.With(items, self.body(node.body), at)

    def _try(self, node: ast.Try) -> ir.Stmt:
        at = self.positions.header(node)
        body = self.body(node.body)
        handlers = [self._handler(handler) for handler in node.handlers]
        return ir.Try(body, handlers, self.body(node.orelse), self.body(node.finalbody), at)

    def _handler(self, node: ast.ExceptHandler) -> ir.Handler:
        at = self.positions.header(node, node.type)
        kind = self.optional(node.type)
        name = None if node.name is None else self.identifier(node.name)
        if name is not None:
            self.scope.bind(name)
        return ir.Handler(kind, name, self.body(node.body), at)

    # ------------------------------------------------------------ definitions

    def _function_def(self, node: _AnyFunction) -> ir.Stmt:
        at = self.positions.header(node, *_signature(node))
        name = self.identifier(node.name)
        self.scope.bind(name)
        decorators = self.exprs(node.decorator_list)
        params = self.params(node.args)
        docstring, nodes = self._split_docstring(node.body)
        outer = self.scope
        self.scope = scope = Scope()
        try:
            for param in params:
                scope.bind(param.name)
            body = self.body(nodes)
        finally:
            self.scope = outer
        code = ir.Code(
            node.name,
            params,
            body,
            scope.is_generator,
            isinstance(node, ast.AsyncFunctionDef),
            list(scope.globals) if scope.globals else NONE,
            list(scope.nonlocals) if scope.nonlocals else NONE,
            scope.locals(),
            docstring,
            at,
        )
        return ir.FunctionDef(code, decorators, at)

    def _class_def(self, node: ast.ClassDef) -> ir.Stmt:
        at = self.positions.header(node, *_type_params(node), *_ordered(node.bases + _values(node.keywords)))
        name = self.identifier(node.name)
        self.scope.bind(name)
        decorators = self.exprs(node.decorator_list)
        bases, keywords = self.exprs(node.bases), self.keywords(node.keywords)
        docstring, nodes = self._split_docstring(node.body)
        outer = self.scope
        self.scope = Scope()
        before = self.enter_class(node.name)
        try:
            body = self.body(nodes)
        finally:
            self.leave_class(before)
            self.scope = outer
        annotated = [
            statement.target.id
            for statement in node.body
            if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name)
        ]
        return ir.ClassDef(name, bases, keywords, decorators, body, docstring, at, annotated)

    # ------------------------------------------------------------ not followed

    def _match(self, node: ast.Match) -> ir.Stmt:
        """TF1 runs on no Python that has ``match``; only the names it binds are kept."""
        at = self.positions.header(node, node.subject)
        outer = self.scope
        self.scope = inner = Scope()
        try:
            for case in node.cases:
                for pattern in ast.walk(case.pattern):
                    name = getattr(pattern, "name", None) or getattr(pattern, "rest", None)
                    if name is not None:
                        inner.bind(self.identifier(name))
                self.body(case.body)
        finally:
            self.scope = outer
        outer.globals.update(inner.globals)
        outer.nonlocals.update(inner.nonlocals)
        outer.is_generator |= inner.is_generator
        outer.bound.update(inner.bound)
        return ir.Unsupported("match", list(inner.bound), at)

    def _type_alias(self, node: Any) -> ir.Stmt:
        name = self.identifier(node.name.id)
        self.scope.bind(name)
        return ir.Unsupported("type alias", [name], self.at(node))


def _signature(node: _AnyFunction) -> list[ast.AST]:
    """The parts of a function's header, in the order of the text."""
    arguments = node.args
    parts: list[ast.AST] = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    parts += [part for part in (arguments.vararg, arguments.kwarg) if part is not None]
    parts += arguments.defaults
    parts += [default for default in arguments.kw_defaults if default is not None]
    return [*_type_params(node), *_ordered(parts), *([] if node.returns is None else [node.returns])]


def _type_params(node: ast.AST) -> list[ast.AST]:
    """``[T: int]`` of Python 3.12."""
    return list(getattr(node, "type_params", ()))


def _values(keywords: list[ast.keyword]) -> list[ast.expr]:
    return [keyword.value for keyword in keywords]


def _ordered(nodes: list[Any]) -> list[ast.AST]:
    return sorted(nodes, key=lambda node: (node.end_lineno, node.end_col_offset))


_STATEMENTS: Final[dict[Any, Callable[[StatementLowering, Any], ir.Stmt | None]]] = {
    ast.Expr: StatementLowering._expr_stmt,
    ast.Assign: StatementLowering._assign,
    ast.AugAssign: StatementLowering._aug_assign,
    ast.AnnAssign: StatementLowering._ann_assign,
    ast.For: StatementLowering._for,
    ast.AsyncFor: StatementLowering._for,
    ast.While: StatementLowering._while,
    ast.If: StatementLowering._if,
    ast.With: StatementLowering._with,
    ast.AsyncWith: StatementLowering._with,
    ast.Try: StatementLowering._try,
    ast.Raise: StatementLowering._raise,
    ast.Return: StatementLowering._return,
    ast.Break: StatementLowering._break,
    ast.Continue: StatementLowering._continue,
    ast.Pass: StatementLowering._pass,
    ast.Assert: StatementLowering._assert,
    ast.Delete: StatementLowering._delete,
    ast.FunctionDef: StatementLowering._function_def,
    ast.AsyncFunctionDef: StatementLowering._function_def,
    ast.ClassDef: StatementLowering._class_def,
    ast.Import: StatementLowering._import,
    ast.ImportFrom: StatementLowering._import_from,
    ast.Global: StatementLowering._global,
    ast.Nonlocal: StatementLowering._nonlocal,
    ast.Match: StatementLowering._match,
}
"""A method answers None for what leaves no trace in the IR."""

# Classes of later Pythons; the names are looked up so that the older ones can run this.
for _name, _lowering in (("TryStar", StatementLowering._try), ("TypeAlias", StatementLowering._type_alias)):
    if hasattr(ast, _name):
        _STATEMENTS[getattr(ast, _name)] = _lowering
