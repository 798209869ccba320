"""Statements: the simple ones, and ``if``."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from mypy_extensions import mypyc_attr

from scope_lint.interpreter import operators
from scope_lint.interpreter.binding import bind_name
from scope_lint.interpreter.blocks import choose_block
from scope_lint.interpreter.code import (
    BREAK,
    CONTINUE,
    RETURN,
    STATEMENTS,
    Signal,
    Stmt,
    block,
    linked,
    linked_all,
    optional,
    run_block,
)
from scope_lint.interpreter.conditions import condition
from scope_lint.interpreter.frames import Frame
from scope_lint.interpreter.imports import import_from, import_module, imported_name, star_names, top_module
from scope_lint.interpreter.iteration import extend
from scope_lint.interpreter.values import Choice, ListV, Value
from scope_lint.symbolic.unknown import Unknown
from scope_lint.syntax import ir

if TYPE_CHECKING:
    from scope_lint.interpreter.machine import Machine


@mypyc_attr(acyclic=True)
class ExprStmt(Stmt):
    """An expression of which the value is dropped."""

    __slots__ = ("value",)

    def __init__(self, node: ir.ExprStmt) -> None:
        super().__init__(node.at)
        self.value = linked(node.value)

    def run(self, m: Machine, f: Frame) -> Signal:
        self.value.value(m, f)
        return None


@mypyc_attr(acyclic=True)
class Assign(Stmt):
    """``target = target = value``."""

    __slots__ = ("targets", "value")

    def __init__(self, node: ir.Assign) -> None:
        super().__init__(node.at)
        self.targets = linked_all(node.targets)
        self.value = linked(node.value)

    def run(self, m: Machine, f: Frame) -> Signal:
        value = self.value.value(m, f)
        for target in self.targets:
            target.assign(m, f, value)
        return None


@mypyc_attr(acyclic=True)
class AugAssign(Stmt):
    """``target op= value``."""

    __slots__ = ("target", "op", "value")

    def __init__(self, node: ir.AugAssign) -> None:
        super().__init__(node.at)
        self.target = linked(node.target)
        self.op = node.op
        self.value = linked(node.value)

    def run(self, m: Machine, f: Frame) -> Signal:
        self.target.change(m, f, partial(self._changed, m, f))
        return None

    def _changed(self, m: Machine, f: Frame, old: Value) -> Value:
        value = self.value.value(m, f)
        f.at = self.at
        old = m.resolve(old)
        if isinstance(old, ListV) and self.op == "+":
            extend(m, old, value)
            return old
        return operators.binary(m, self.op, old, value)


@mypyc_attr(acyclic=True)
class Delete(Stmt):
    """``del``."""

    __slots__ = ("targets",)

    def __init__(self, node: ir.Delete) -> None:
        super().__init__(node.at)
        self.targets = linked_all(node.targets)

    def run(self, m: Machine, f: Frame) -> Signal:
        for target in self.targets:
            target.delete(m, f)
        return None


@mypyc_attr(acyclic=True)
class If(Stmt):
    """``if``."""

    __slots__ = ("test", "body", "orelse")

    def __init__(self, node: ir.If) -> None:
        super().__init__(node.at)
        self.test = linked(node.test)
        self.body = block(node.body)
        self.orelse = block(node.orelse)

    def run(self, m: Machine, f: Frame) -> Signal:
        test = m.resolve(condition(m, self.test.value(m, f)))
        if type(test) is not Choice:
            return run_block(m, f, self.body if test else self.orelse)
        return choose_block(m, f, test, partial(run_block, m, f, self.body), partial(run_block, m, f, self.orelse))


@mypyc_attr(acyclic=True)
class Return(Stmt):
    """``return``."""

    __slots__ = ("value",)

    def __init__(self, node: ir.Return) -> None:
        super().__init__(node.at)
        self.value = optional(node.value)

    def run(self, m: Machine, f: Frame) -> Signal:
        f.returned = None if self.value is None else self.value.value(m, f)
        m.escapes(f.returned)
        return RETURN


@mypyc_attr(acyclic=True)
class Leave(Stmt):
    """``break``, ``continue`` and ``pass``."""

    __slots__ = ("signal",)

    def __init__(self, node: Any) -> None:
        super().__init__(node.at)
        self.signal = BREAK if isinstance(node, ir.Break) else CONTINUE if isinstance(node, ir.Continue) else None

    def run(self, m: Machine, f: Frame) -> Signal:
        return self.signal


@mypyc_attr(acyclic=True)
class Import(Stmt):
    """``import``."""

    __slots__ = ("names",)

    def __init__(self, node: ir.Import) -> None:
        super().__init__(node.at)
        self.names = node.names

    def run(self, m: Machine, f: Frame) -> Signal:
        for name in self.names:
            module = import_module(m, name.module, f.module)
            if name.alias is None:
                bind_name(m, f, name.module.partition(".")[0], top_module(m, name.module, module))
            else:
                bind_name(m, f, name.alias, module)
        return None


@mypyc_attr(acyclic=True)
class ImportFrom(Stmt):
    """``from … import``."""

    __slots__ = ("module", "level", "names")

    def __init__(self, node: ir.ImportFrom) -> None:
        super().__init__(node.at)
        self.module = node.module
        self.level = node.level
        self.names = node.names

    def run(self, m: Machine, f: Frame) -> Signal:
        if self.module == "__future__":
            return None
        module = import_from(m, self.module, self.level, f.module)
        for name in self.names:
            if name.module == "*":
                for key, value in star_names(m, module).items():
                    bind_name(m, f, key, value)
            else:
                bind_name(m, f, name.alias or name.module, imported_name(m, module, name.module))
        return None


@mypyc_attr(acyclic=True)
class Unsupported(Stmt):
    """A statement that is not followed: what it binds is unknown."""

    __slots__ = ("kind", "binds")

    def __init__(self, node: ir.Unsupported) -> None:
        super().__init__(node.at)
        self.kind = node.kind
        self.binds = node.binds

    def run(self, m: Machine, f: Frame) -> Signal:
        m.unfollowed(f"{self.kind} statements are not followed")
        for name in self.binds:
            bind_name(m, f, name, Unknown(name, f"bound by a {self.kind} statement"))
        return None


STATEMENTS.update({
    ir.ExprStmt: ExprStmt, ir.Assign: Assign, ir.AugAssign: AugAssign, ir.Delete: Delete, ir.If: If, ir.Return: Return, ir.Break: Leave,
    ir.Continue: Leave, ir.Pass: Leave, ir.Import: Import, ir.ImportFrom: ImportFrom, ir.Unsupported: Unsupported,
})  # fmt: skip
