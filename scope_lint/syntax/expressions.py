"""Lowering of expressions, by a table from the class of the ``ast`` node to a method."""

from __future__ import annotations

import ast
import math
import sys
from collections.abc import Callable
from typing import Any, Final

from scope_lint.syntax import ir
from scope_lint.syntax.positions import Positions
from scope_lint.syntax.problem import TOO_DEEP, SyntaxProblem
from scope_lint.syntax.scopes import ComprehensionScope, Scope

BINARY: Final[dict[Any, str]] = {
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.FloorDiv: "//", ast.Mod: "%", ast.Pow: "**",
    ast.MatMult: "@", ast.LShift: "<<", ast.RShift: ">>", ast.BitAnd: "&", ast.BitOr: "|", ast.BitXor: "^",
}  # fmt: skip
_UNARY: Final[dict[Any, str]] = {ast.Not: "not", ast.USub: "-", ast.UAdd: "+", ast.Invert: "~"}
_COMPARE: Final[dict[Any, str]] = {
    ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=",
    ast.Is: "is", ast.IsNot: "is not", ast.In: "in", ast.NotIn: "not in",
}  # fmt: skip
_CONVERSIONS: Final = {-1: "", ord("r"): "r", ord("s"): "s", ord("a"): "a"}
_INT64: Final = 1 << 63
LONGEST_CHAIN: Final = 3_000
"""Operators, or elifs, one after the other: each is a level of the tree. Of most Pythons, the parser takes no more."""
# Before 3.12 the positions inside an f-string of several lines or parts can lie outside the text.
_FSTRING_POSITIONS_TRUSTED: Final = sys.version_info >= (3, 12)


NONE: Final[list[Any]] = []
"""What stands for all empty lists of the IR, which nobody changes: most calls have no keywords, most branches no else."""


class ExpressionLowering:
    """Expressions of one text; holds what a walk carries along: positions, the scope and the class around."""

    def __init__(self, positions: Positions) -> None:
        self.positions = positions
        self._around: Any = None
        """The span of the f-string around, where the positions inside of it cannot be trusted."""
        self.scope = Scope()
        self._mangling: str | None = None

    # ------------------------------------------------------------ helpers

    def at(self, node: Any) -> Any:
        """The span of a node (``Any``: compiled code would take a typed tuple apart and put it together again)."""
        found = self.positions.span(node)
        around = self._around
        return found if around is None or around[:2] <= found[:2] <= found[2:] <= around[2:] else around

    def expr(self, node: ast.expr) -> ir.Expr:
        lowering = _EXPRESSIONS.get(type(node))
        if lowering is None:
            raise SyntaxProblem(node.lineno, node.col_offset + 1, f"{type(node).__name__} is not supported")
        return lowering(self, node)

    def optional(self, node: ast.expr | None) -> ir.Expr | None:
        return None if node is None else self.expr(node)

    def exprs(self, nodes: list[ast.expr]) -> list[ir.Expr]:
        return [self.expr(node) for node in nodes] if nodes else NONE

    def identifier(self, name: str) -> str:
        """The name as Python stores it: ``__x`` inside ``class C`` is ``_C__x``."""
        if self._mangling is None or not name.startswith("__") or name.endswith("__") or "." in name:
            return name
        return self._mangling + name

    def enter_class(self, name: str) -> str | None:
        """Begin the body of a class; give the answer back to ``leave_class``."""
        before = self._mangling
        stripped = name.lstrip("_")
        self._mangling = f"_{stripped}" if stripped else None
        return before

    def leave_class(self, before: str | None) -> None:
        self._mangling = before

    def keywords(self, nodes: list[ast.keyword]) -> list[ir.Keyword]:
        return NONE if not nodes else [
            ir.Keyword(None if node.arg is None else self.identifier(node.arg), self.expr(node.value), self.at(node))
            for node in nodes
        ]

    def params(self, arguments: ast.arguments) -> list[ir.Param]:
        """The parameters; their defaults belong to the scope around the function."""
        positional = arguments.posonlyargs + arguments.args
        defaults: list[ast.expr | None] = [None] * (len(positional) - len(arguments.defaults))
        defaults += arguments.defaults
        only = len(arguments.posonlyargs)
        params = [
            ir.Param(self.identifier(arg.arg), "positional" if index < only else "normal", self.optional(default))
            for index, (arg, default) in enumerate(zip(positional, defaults))
        ]
        if arguments.vararg is not None:
            params.append(ir.Param(self.identifier(arguments.vararg.arg), "star", None))
        for arg, default in zip(arguments.kwonlyargs, arguments.kw_defaults):
            params.append(ir.Param(self.identifier(arg.arg), "keyword", self.optional(default)))
        if arguments.kwarg is not None:
            params.append(ir.Param(self.identifier(arguments.kwarg.arg), "doublestar", None))
        return params

    # ------------------------------------------------------------ atoms

    def _constant(self, node: ast.Constant) -> ir.Expr:
        value = node.value
        if isinstance(value, str):
            if not value.isascii() and not writable(value):
                return ir.Literal(ascii(value), self.at(node))
            return ir.Const(value, self.at(node))
        if value is None or isinstance(value, bool):
            return ir.Const(value, self.at(node))
        if isinstance(value, int):
            if value < _INT64:
                return ir.Const(value, self.at(node))
            return ir.Literal(hex(value), self.at(node))  # hex: no limit on the digits
        if isinstance(value, float):
            if math.isinf(value):
                return ir.Literal("1e999", self.at(node))
            return ir.Const(value, self.at(node))
        if isinstance(value, bytes):
            return ir.Bytes(value, self.at(node))
        if isinstance(value, complex):
            return ir.Literal("1e999j" if math.isinf(value.imag) else repr(value), self.at(node))
        return ir.Literal("...", self.at(node))

    def _name(self, node: ast.Name) -> ir.Expr:
        name = self.identifier(node.id)
        if type(node.ctx) is not ast.Load:
            self.scope.bind(name)
        return ir.Name(name, self.at(node))

    def _attribute(self, node: ast.Attribute) -> ir.Expr:
        return ir.Attribute(self.expr(node.value), self.identifier(node.attr), self.at(node))

    def _subscript(self, node: ast.Subscript) -> ir.Expr:
        return ir.Subscript(self.expr(node.value), self.expr(node.slice), self.at(node))

    def _slice(self, node: ast.Slice) -> ir.Expr:
        lower, upper, step = self.optional(node.lower), self.optional(node.upper), self.optional(node.step)
        return ir.Slice(lower, upper, step, self.at(node))

    def _starred(self, node: ast.Starred) -> ir.Expr:
        return ir.Starred(self.expr(node.value), self.at(node))

    def _call(self, node: ast.Call) -> ir.Expr:
        func = self.expr(node.func)
        return ir.Call(func, self.exprs(node.args), self.keywords(node.keywords), self.at(node))

    # ------------------------------------------------------------ operators

    def _bin_op(self, node: ast.BinOp) -> ir.Expr:
        # ``a + b + c + …`` leans to the left, often over hundreds of lines: no recursion along it.
        spine = [node]
        while isinstance(node.left, ast.BinOp):
            node = node.left
            spine.append(node)
        if len(spine) > LONGEST_CHAIN:
            raise SyntaxProblem(node.lineno, node.col_offset + 1, TOO_DEEP)
        left = self.expr(node.left)
        for part in reversed(spine):
            left = ir.BinOp(BINARY[type(part.op)], left, self.expr(part.right), self.at(part))
        return left

    def _unary_op(self, node: ast.UnaryOp) -> ir.Expr:
        return ir.UnaryOp(_UNARY[type(node.op)], self.expr(node.operand), self.at(node))

    def _bool_op(self, node: ast.BoolOp) -> ir.Expr:
        return ir.BoolOp("and" if isinstance(node.op, ast.And) else "or", self.exprs(node.values), self.at(node))

    def _compare(self, node: ast.Compare) -> ir.Expr:
        ops = [_COMPARE[type(op)] for op in node.ops]
        return ir.Compare(self.expr(node.left), ops, self.exprs(node.comparators), self.at(node))

    def _if_exp(self, node: ast.IfExp) -> ir.Expr:
        return ir.IfExp(self.expr(node.test), self.expr(node.body), self.expr(node.orelse), self.at(node))

    def _named_expr(self, node: ast.NamedExpr) -> ir.Expr:
        name = self.identifier(node.target.id)
        self.scope.bind_walrus(name)
        return ir.NamedExpr(name, self.expr(node.value), self.at(node))

    # ------------------------------------------------------------ displays

    def _list(self, node: ast.List) -> ir.Expr:
        return ir.ListExpr(self.exprs(node.elts), self.at(node))

    def _tuple(self, node: ast.Tuple) -> ir.Expr:
        return ir.TupleExpr(self.exprs(node.elts), self.at(node))

    def _set(self, node: ast.Set) -> ir.Expr:
        return ir.SetExpr(self.exprs(node.elts), self.at(node))

    def _dict(self, node: ast.Dict) -> ir.Expr:
        return ir.DictExpr([self.optional(key) for key in node.keys], self.exprs(node.values), self.at(node))

    def _list_comp(self, node: ast.ListComp) -> ir.Expr:
        return self._comprehension("list", node.elt, None, node.generators, node)

    def _set_comp(self, node: ast.SetComp) -> ir.Expr:
        return self._comprehension("set", node.elt, None, node.generators, node)

    def _generator_exp(self, node: ast.GeneratorExp) -> ir.Expr:
        return self._comprehension("generator", node.elt, None, node.generators, node)

    def _dict_comp(self, node: ast.DictComp) -> ir.Expr:
        return self._comprehension("dict", node.key, node.value, node.generators, node)

    def _comprehension(
        self, kind: str, elt: ast.expr, value: ast.expr | None, clauses: list[ast.comprehension], node: ast.expr
    ) -> ir.Expr:
        outer = self.scope
        self.scope = ComprehensionScope(outer)
        try:
            generators = [
                ir.Generator(self.expr(clause.target), self.expr(clause.iter), self.exprs(clause.ifs))
                for clause in clauses
            ]
            return ir.Comprehension(kind, self.expr(elt), self.optional(value), generators, self.at(node))
        finally:
            self.scope = outer

    # ------------------------------------------------------------ f-strings

    def _joined_str(self, node: ast.JoinedStr) -> ir.Expr:
        span = self.at(node)
        outer = self._around
        if not _FSTRING_POSITIONS_TRUSTED:
            self._around = span
        try:
            # Python 3.12 has empty constants here.
            parts = [part for part in node.values if not (isinstance(part, ast.Constant) and part.value == "")]
            return ir.FString(self.exprs(parts), span)
        finally:
            self._around = outer

    def _formatted(self, node: ast.FormattedValue) -> ir.Expr:
        spec = self.optional(node.format_spec)
        return ir.Formatted(self.expr(node.value), _CONVERSIONS[node.conversion], spec, self.at(node))

    # ------------------------------------------------------------ functions

    def _lambda(self, node: ast.Lambda) -> ir.Expr:
        at = self.at(node)
        params = self.params(node.args)
        outer = self.scope
        self.scope = scope = Scope()
        try:
            for param in params:
                scope.bind(param.name)
            body: list[ir.Stmt] = [ir.Return(self.expr(node.body), self.at(node.body))]
        finally:
            self.scope = outer
        code = ir.Code("<lambda>", params, body, scope.is_generator, False, [], [], scope.locals(), None, at)
        return ir.Lambda(code, at)

    def _yield(self, node: ast.Yield) -> ir.Expr:
        self.scope.is_generator = True
        return ir.Yield(self.optional(node.value), self.at(node))

    def _yield_from(self, node: ast.YieldFrom) -> ir.Expr:
        self.scope.is_generator = True
        return ir.YieldFrom(self.expr(node.value), self.at(node))

    def _await(self, node: ast.Await) -> ir.Expr:
        return ir.Await(self.expr(node.value), self.at(node))


def writable(text: str) -> bool:
    """Whether a text has a place in a msgpack string: a lone surrogate has no UTF-8."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


_EXPRESSIONS: Final[dict[Any, Callable[[ExpressionLowering, Any], ir.Expr]]] = {
    ast.Constant: ExpressionLowering._constant,
    ast.Name: ExpressionLowering._name,
    ast.Attribute: ExpressionLowering._attribute,
    ast.Subscript: ExpressionLowering._subscript,
    ast.Slice: ExpressionLowering._slice,
    ast.Starred: ExpressionLowering._starred,
    ast.Call: ExpressionLowering._call,
    ast.BinOp: ExpressionLowering._bin_op,
    ast.UnaryOp: ExpressionLowering._unary_op,
    ast.BoolOp: ExpressionLowering._bool_op,
    ast.Compare: ExpressionLowering._compare,
    ast.IfExp: ExpressionLowering._if_exp,
    ast.Lambda: ExpressionLowering._lambda,
    ast.List: ExpressionLowering._list,
    ast.Tuple: ExpressionLowering._tuple,
    ast.Set: ExpressionLowering._set,
    ast.Dict: ExpressionLowering._dict,
    ast.ListComp: ExpressionLowering._list_comp,
    ast.SetComp: ExpressionLowering._set_comp,
    ast.GeneratorExp: ExpressionLowering._generator_exp,
    ast.DictComp: ExpressionLowering._dict_comp,
    ast.JoinedStr: ExpressionLowering._joined_str,
    ast.FormattedValue: ExpressionLowering._formatted,
    ast.Yield: ExpressionLowering._yield,
    ast.YieldFrom: ExpressionLowering._yield_from,
    ast.Await: ExpressionLowering._await,
    ast.NamedExpr: ExpressionLowering._named_expr,
}
