"""The program as the interpreter sees it: small immutable nodes with spans, the same for every Python version.

A span ``at`` is ``(line, column, end_line, end_column)``, lines and columns from 1, in characters; the end column is the
one after the last character. Nodes are msgspec structs, so that a file's IR can be cached in a format that is safe to load.
``VERSION`` is part of the cache key: raise it with every change here or in the lowering.
"""

from __future__ import annotations

from typing import Union

import msgspec

VERSION = 3

Span = tuple[int, int, int, int]


class Node(msgspec.Struct, frozen=True, array_like=True, tag=True, tag_field="node", gc=False, eq=False):
    """Base of all nodes."""


# ---------------------------------------------------------------- expressions


class Const(Node, frozen=True):
    """None, a bool, an int that fits 64 bits, a float or a str."""

    value: Union[None, bool, int, float, str]
    at: Span


class Bytes(Node, frozen=True):
    value: bytes
    at: Span


class Literal(Node, frozen=True):
    """A constant that msgpack cannot hold (a big int, a complex number, Ellipsis, inf), as its source text."""

    text: str
    at: Span


class Name(Node, frozen=True):
    id: str
    at: Span


class Attribute(Node, frozen=True):
    value: Expr
    attr: str
    at: Span


class Subscript(Node, frozen=True):
    value: Expr
    index: Expr
    at: Span


class Slice(Node, frozen=True):
    lower: Union[Expr, None]
    upper: Union[Expr, None]
    step: Union[Expr, None]
    at: Span


class Starred(Node, frozen=True):
    value: Expr
    at: Span


class Keyword(Node, frozen=True):
    """``name=value`` of a call; ``**value`` where name is None."""

    name: Union[str, None]
    value: Expr
    at: Span


class Call(Node, frozen=True):
    """args may hold Starred."""

    func: Expr
    args: list[Expr]
    keywords: list[Keyword]
    at: Span


class BinOp(Node, frozen=True):
    """op: + - * / // % ** @ << >> & | ^"""

    op: str
    left: Expr
    right: Expr
    at: Span


class UnaryOp(Node, frozen=True):
    """op: not - + ~"""

    op: str
    operand: Expr
    at: Span


class BoolOp(Node, frozen=True):
    """op: and, or"""

    op: str
    values: list[Expr]
    at: Span


class Compare(Node, frozen=True):
    """ops: == != < <= > >= is, is not, in, not in (one fewer than the operands)."""

    left: Expr
    ops: list[str]
    rights: list[Expr]
    at: Span


class IfExp(Node, frozen=True):
    test: Expr
    body: Expr
    orelse: Expr
    at: Span


class Lambda(Node, frozen=True):
    code: Code
    at: Span


class ListExpr(Node, frozen=True):
    elts: list[Expr]
    at: Span


class TupleExpr(Node, frozen=True):
    elts: list[Expr]
    at: Span


class SetExpr(Node, frozen=True):
    elts: list[Expr]
    at: Span


class DictExpr(Node, frozen=True):
    """A None key stands for ``**value``."""

    keys: list[Union[Expr, None]]
    values: list[Expr]
    at: Span


class Generator(Node, frozen=True):
    """One ``for target in iter if …`` of a comprehension."""

    target: Expr
    iter: Expr
    ifs: list[Expr]


class Comprehension(Node, frozen=True):
    """kind: list, set, dict, generator; ``value`` is the dict's value."""

    kind: str
    elt: Expr
    value: Union[Expr, None]
    generators: list[Generator]
    at: Span


class Formatted(Node, frozen=True):
    """``{value!conversion:spec}`` of an f-string; conversion is "", "r", "s" or "a"."""

    value: Expr
    conversion: str
    spec: Union[Expr, None]
    at: Span


class FString(Node, frozen=True):
    """parts: Const strings and Formatted."""

    parts: list[Expr]
    at: Span


class Yield(Node, frozen=True):
    value: Union[Expr, None]
    at: Span


class YieldFrom(Node, frozen=True):
    value: Expr
    at: Span


class Await(Node, frozen=True):
    value: Expr
    at: Span


class NamedExpr(Node, frozen=True):
    target: str
    value: Expr
    at: Span


Expr = Union[
    Const, Bytes, Literal, Name, Attribute, Subscript, Slice, Starred, Call, BinOp, UnaryOp, BoolOp, Compare, IfExp,
    Lambda, ListExpr, TupleExpr, SetExpr, DictExpr, Comprehension, Formatted, FString, Yield, YieldFrom, Await, NamedExpr,
]  # fmt: skip


# ---------------------------------------------------------------- functions


class Param(Node, frozen=True):
    """kind: "positional" (only), "normal", "star" (``*args``), "keyword" (only), "doublestar"."""

    name: str
    kind: str
    default: Union[Expr, None]


class Code(Node, frozen=True):
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


class ExprStmt(Node, frozen=True):
    value: Expr
    at: Span


class Assign(Node, frozen=True):
    """``a = b = value`` has two targets. An annotated assignment with a value is one of these; without, it is left out."""

    targets: list[Expr]
    value: Expr
    at: Span


class AugAssign(Node, frozen=True):
    """op as in BinOp."""

    target: Expr
    op: str
    value: Expr
    at: Span


class For(Node, frozen=True):
    target: Expr
    iter: Expr
    body: list[Stmt]
    orelse: list[Stmt]
    at: Span


class While(Node, frozen=True):
    test: Expr
    body: list[Stmt]
    orelse: list[Stmt]
    at: Span


class If(Node, frozen=True):
    test: Expr
    body: list[Stmt]
    orelse: list[Stmt]
    at: Span


class WithItem(Node, frozen=True):
    context: Expr
    target: Union[Expr, None]


class With(Node, frozen=True):
    items: list[WithItem]
    body: list[Stmt]
    at: Span


class Handler(Node, frozen=True):
    """``except type as name``; type None is a bare ``except``."""

    type: Union[Expr, None]
    name: Union[str, None]
    body: list[Stmt]
    at: Span


class Try(Node, frozen=True):
    body: list[Stmt]
    handlers: list[Handler]
    orelse: list[Stmt]
    final: list[Stmt]
    at: Span


class Raise(Node, frozen=True):
    exc: Union[Expr, None]
    cause: Union[Expr, None]
    at: Span


class Return(Node, frozen=True):
    value: Union[Expr, None]
    at: Span


class Break(Node, frozen=True):
    at: Span


class Continue(Node, frozen=True):
    at: Span


class Pass(Node, frozen=True):
    at: Span


class Assert(Node, frozen=True):
    test: Expr
    message: Union[Expr, None]
    at: Span


class Delete(Node, frozen=True):
    targets: list[Expr]
    at: Span


class FunctionDef(Node, frozen=True):
    """As of every compound statement, ``at`` spans the header: from the keyword to the colon, without decorators."""

    code: Code
    decorators: list[Expr]
    at: Span


class ClassDef(Node, frozen=True):
    """``annotated`` are the names with an annotation, in order: the fields of a NamedTuple or a dataclass."""

    name: str
    bases: list[Expr]
    keywords: list[Keyword]
    decorators: list[Expr]
    body: list[Stmt]
    docstring: Union[str, None]
    at: Span
    annotated: list[str] = []


class ImportName(Node, frozen=True):
    """``import a.b as c``: module "a.b", alias "c" (None where there is none)."""

    module: str
    alias: Union[str, None]


class Import(Node, frozen=True):
    names: list[ImportName]
    at: Span


class ImportFrom(Node, frozen=True):
    """``from ..m import a as b``: level 2, module "m" ("" where none); the name "*" is a star import."""

    module: str
    level: int
    names: list[ImportName]
    at: Span


class Unsupported(Node, frozen=True):
    """A statement the interpreter does not follow (match, …): reported as incomplete; ``binds`` become unknown."""

    kind: str
    binds: list[str]
    at: Span


Stmt = Union[
    ExprStmt, Assign, AugAssign, For, While, If, With, Try, Raise, Return, Break, Continue, Pass, Assert, Delete,
    FunctionDef, ClassDef, Import, ImportFrom, Unsupported,
]  # fmt: skip


class Module(Node, frozen=True):
    """One file. ``python2`` where it parsed only after conversion. global/nonlocal statements are in Code, not here."""

    body: list[Stmt]
    docstring: Union[str, None]
    python2: bool
