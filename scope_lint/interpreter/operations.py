"""Expressions that are operations: arithmetic, comparisons, ``and``, ``or``, ``not``, ``if … else``."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from mypy_extensions import mypyc_attr

from scope_lint.interpreter import operators
from scope_lint.interpreter.code import EXPRESSIONS, Expr, linked, linked_all
from scope_lint.interpreter.conditions import branch, condition
from scope_lint.interpreter.frames import Frame
from scope_lint.interpreter.values import Choice, Value
from scope_lint.syntax import ir

if TYPE_CHECKING:
    from scope_lint.interpreter.machine import Machine


@mypyc_attr(acyclic=True)
class BinOp(Expr):
    """``left op right``."""

    __slots__ = ("op", "left", "right")

    def __init__(self, node: ir.BinOp) -> None:
        super().__init__(node.at)
        self.op = node.op
        self.left = linked(node.left)
        self.right = linked(node.right)

    def value(self, m: Machine, f: Frame) -> Value:
        left = self.left.value(m, f)
        right = self.right.value(m, f)
        f.at = self.at
        return operators.binary(m, self.op, left, right)


@mypyc_attr(acyclic=True)
class UnaryOp(Expr):
    """``op operand``."""

    __slots__ = ("op", "operand")

    def __init__(self, node: ir.UnaryOp) -> None:
        super().__init__(node.at)
        self.op = node.op
        self.operand = linked(node.operand)

    def value(self, m: Machine, f: Frame) -> Value:
        value = self.operand.value(m, f)
        f.at = self.at
        return operators.unary(m, self.op, value)


@mypyc_attr(acyclic=True)
class BoolOp(Expr):
    """``and`` and ``or`` of two or more."""

    __slots__ = ("conjunction", "operands")

    def __init__(self, node: ir.BoolOp) -> None:
        super().__init__(node.at)
        self.conjunction = node.op == "and"
        self.operands = linked_all(node.values)

    def value(self, m: Machine, f: Frame) -> Value:
        return self._from(m, f, 0)

    def _from(self, m: Machine, f: Frame, i: int) -> Value:
        value = self.operands[i].value(m, f)
        if i == len(self.operands) - 1:
            return value
        test = m.resolve(condition(m, value))
        if type(test) is not Choice:
            return self._from(m, f, i + 1) if bool(test) == self.conjunction else m.resolve(value)
        rest, decided = partial(self._from, m, f, i + 1), partial(m.resolve, value)
        return branch(m, test, rest, decided) if self.conjunction else branch(m, test, decided, rest)


@mypyc_attr(acyclic=True)
class Compare(Expr):
    """``left op right``, or a chain of such."""

    __slots__ = ("left", "ops", "rights")

    def __init__(self, node: ir.Compare) -> None:
        super().__init__(node.at)
        self.left = linked(node.left)
        self.ops = node.ops
        self.rights = linked_all(node.rights)

    def value(self, m: Machine, f: Frame) -> Value:
        return self._chain(m, f, self.left.value(m, f), 0)

    def _chain(self, m: Machine, f: Frame, left: Value, i: int) -> Value:
        right = self.rights[i].value(m, f)
        f.at = self.at
        result = operators.compare(m, self.ops[i], left, right)
        if i == len(self.ops) - 1:
            return result
        return branch(m, condition(m, result), partial(self._chain, m, f, right, i + 1), partial(m.resolve, result))


@mypyc_attr(acyclic=True)
class IfExp(Expr):
    """``body if test else orelse``."""

    __slots__ = ("test", "body", "orelse")

    def __init__(self, node: ir.IfExp) -> None:
        super().__init__(node.at)
        self.test = linked(node.test)
        self.body = linked(node.body)
        self.orelse = linked(node.orelse)

    def value(self, m: Machine, f: Frame) -> Value:
        test = m.resolve(condition(m, self.test.value(m, f)))
        if type(test) is not Choice:
            return self.body.value(m, f) if test else self.orelse.value(m, f)
        return branch(m, test, partial(self.body.value, m, f), partial(self.orelse.value, m, f))


EXPRESSIONS.update({ir.BinOp: BinOp, ir.UnaryOp: UnaryOp, ir.BoolOp: BoolOp, ir.Compare: Compare, ir.IfExp: IfExp})
