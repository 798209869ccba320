"""The program as the interpreter sees it: small immutable nodes with spans, the same for every Python version.

A span ``at`` is ``(line, column, end_line, end_column)``, lines and columns from 1, in characters; the end column is the
one after the last character. Nodes are msgspec structs, so that a file's IR can be cached in a format that is safe to load.
``VERSION`` is part of the cache key: raise it with every change here or in the lowering.
"""

from __future__ import annotations

from typing import Union

import msgspec

VERSION = 1

Span = tuple[int, int, int, int]


class Node(msgspec.Struct, frozen=True, array_like=True, tag=True, tag_field="node", gc=False, eq=False):
    """Base of all nodes."""


# ---------------------------------------------------------------- expressions


class Const(Node):
    """None, a bool, an int that fits 64 bits, a float or a str."""

    value: Union[None, bool, int, float, str]
    at: Span


class Bytes(Node):
    value: bytes
    at: Span


class Literal(Node):
    """A constant that msgpack cannot hold (a big int, a complex number, Ellipsis, inf), as its source text."""

    text: str
    at: Span


class Name(Node):
    id: str
    at: Span


class Attribute(Node):
    value: Expr
    attr: str
    at: Span


class Subscript(Node):
    value: Expr
    index: Expr
    at: Span


class Slice(Node):
    lower: Union[Expr, None]
    upper: Union[Expr, None]
    step: Union[Expr, None]
    at: Span


class Starred(Node):
    value: Expr
    at: Span


class Keyword(Node):
    """``name=value`` of a call; ``**value`` where name is None."""

    name: Union[str, None]
    value: Expr
    at: Span


class Call(Node):
    """args may hold Starred."""

    func: Expr
    args: list[Expr]
    keywords: list[Keyword]
    at: Span


class BinOp(Node):
    """op: + - * / // % ** @ << >> & | ^"""

    op: str
    left: Expr
    right: Expr
    at: Span


class UnaryOp(Node):
    """op: not - + ~"""

    op: str
    operand: Expr
    at: Span


class BoolOp(Node):
    """op: and, or"""

    op: str
    values: list[Expr]
    at: Span


class Compare(Node):
    """ops: == != < <= > >= is, is not, in, not in (one fewer than the operands)."""

    left: Expr
    ops: list[str]
    rights: list[Expr]
    at: Span


class IfExp(Node):
    test: Expr
    body: Expr
    orelse: Expr
    at: Span


class Lambda(Node):
    code: Code
    at: Span


class ListExpr(Node):
    elts: list[Expr]
    at: Span


class TupleExpr(Node):
    elts: list[Expr]
    at: Span


class SetExpr(Node):
    elts: list[Expr]
    at: Span


class DictExpr(Node):
    """A None key stands for ``**value``."""

    keys: list[Union[Expr, None]]
    values: list[Expr]
    at: Span


class Generator(Node):
    """One ``for target in iter if …`` of a comprehension."""

    target: Expr
    iter: Expr
    ifs: list[Expr]


class Comprehension(Node):
    """kind: list, set, dict, generator; ``value`` is the dict's value."""

    kind: str
    elt: Expr
    value: Union[Expr, None]
    generators: list[Generator]
    at: Span


class Formatted(Node):
    """``{value!conversion:spec}`` of an f-string; conversion is "", "r", "s" or "a"."""

    value: Expr
    conversion: str
    spec: Union[Expr, None]
    at: Span


class FString(Node):
    """parts: Const strings and Formatted."""

    parts: list[Expr]
    at: Span


class Yield(Node):
    value: Union[Expr, None]
    at: Span


class YieldFrom(Node):
    value: Expr
    at: Span


class Await(Node):
    value: Expr
    at: Span


class NamedExpr(Node):
    target: str
    value: Expr
    at: Span


Expr = Union[
    Const, Bytes, Literal, Name, Attribute, Subscript, Slice, Starred, Call, BinOp, UnaryOp, BoolOp, Compare, IfExp,
    Lambda, ListExpr, TupleExpr, SetExpr, DictExpr, Comprehension, Formatted, FString, Yield, YieldFrom, Await, NamedExpr,
]  # fmt: skip


# ---------------------------------------------------------------- functions


class Param(Node):
    """kind: "positional" (only), "normal", "star" (``*args``), "keyword" (only), "doublestar"."""

    name: str
    kind: str
    default: Union[Expr, None]


class Code(Node):
    """A function's body. A lambda's body is one Return; its name is ``<lambda>``.

    ``globals`` and ``nonlocals`` are the names declared so; ``locals`` all names the body binds (parameters first).
    ``docstring`` only where there is one.
    """

    name: str
    params: list[Param]
    body: list[Stmt]
    is_generator: bool
    is_async: bool
    globals: list[str]
    nonlocals: list[str]
    locals: list[str]
    docstring: Union[str, None]
    at: Span


# ---------------------------------------------------------------- statements


class ExprStmt(Node):
    value: Expr
    at: Span


class Assign(Node):
    """``a = b = value`` has two targets. An annotated assignment with a value is one of these; without, it is left out."""

    targets: list[Expr]
    value: Expr
    at: Span


class AugAssign(Node):
    """op as in BinOp."""

    target: Expr
    op: str
    value: Expr
    at: Span


class For(Node):
    target: Expr
    iter: Expr
    body: list[Stmt]
    orelse: list[Stmt]
    at: Span


class While(Node):
    test: Expr
    body: list[Stmt]
    orelse: list[Stmt]
    at: Span


class If(Node):
    test: Expr
    body: list[Stmt]
    orelse: list[Stmt]
    at: Span


class WithItem(Node):
    context: Expr
    target: Union[Expr, None]


class With(Node):
    items: list[WithItem]
    body: list[Stmt]
    at: Span


class Handler(Node):
    """``except type as name``; type None is a bare ``except``."""

    type: Union[Expr, None]
    name: Union[str, None]
    body: list[Stmt]
    at: Span


class Try(Node):
    body: list[Stmt]
    handlers: list[Handler]
    orelse: list[Stmt]
    final: list[Stmt]
    at: Span


class Raise(Node):
    exc: Union[Expr, None]
    cause: Union[Expr, None]
    at: Span


class Return(Node):
    value: Union[Expr, None]
    at: Span


class Break(Node):
    at: Span


class Continue(Node):
    at: Span


class Pass(Node):
    at: Span


class Assert(Node):
    test: Expr
    message: Union[Expr, None]
    at: Span


class Delete(Node):
    targets: list[Expr]
    at: Span


class FunctionDef(Node):
    """``at`` spans the whole statement, without decorators."""

    code: Code
    decorators: list[Expr]
    at: Span


class ClassDef(Node):
    name: str
    bases: list[Expr]
    keywords: list[Keyword]
    decorators: list[Expr]
    body: list[Stmt]
    docstring: Union[str, None]
    at: Span


class ImportName(Node):
    """``import a.b as c``: module "a.b", alias "c" (None where there is none)."""

    module: str
    alias: Union[str, None]


class Import(Node):
    names: list[ImportName]
    at: Span


class ImportFrom(Node):
    """``from ..m import a as b``: level 2, module "m" ("" where none); the name "*" is a star import."""

    module: str
    level: int
    names: list[ImportName]
    at: Span


class Unsupported(Node):
    """A statement the interpreter does not follow (match, …): reported as incomplete; ``binds`` become unknown."""

    kind: str
    binds: list[str]
    at: Span


Stmt = Union[
    ExprStmt, Assign, AugAssign, For, While, If, With, Try, Raise, Return, Break, Continue, Pass, Assert, Delete,
    FunctionDef, ClassDef, Import, ImportFrom, Unsupported,
]  # fmt: skip


class Module(Node):
    """One file. ``python2`` where it parsed only after conversion. global/nonlocal statements are in Code, not here."""

    body: list[Stmt]
    docstring: Union[str, None]
    python2: bool
