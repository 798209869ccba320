"""Statements: one function for each kind of node. A statement gives a signal where it does not end normally."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from scope_lint.interpreter.binding import bind_name, run_assign, run_augmented, run_delete
from scope_lint.interpreter.blocks import BREAK, CONTINUE, RETURN, RUN, Signal, choose_block, run_block
from scope_lint.interpreter.conditions import condition
from scope_lint.interpreter.definitions import run_class, run_function
from scope_lint.interpreter.evaluation import evaluate
from scope_lint.interpreter.frames import Frame
from scope_lint.interpreter.imports import import_from, import_module, imported_name, star_names, top_module
from scope_lint.interpreter.loops import run_for, run_while
from scope_lint.interpreter.try_blocks import run_assert, run_raise, run_try
from scope_lint.interpreter.values import Choice
from scope_lint.interpreter.with_blocks import run_with
from scope_lint.symbolic.unknown import Unknown
from scope_lint.syntax import ir

if TYPE_CHECKING:
    from scope_lint.interpreter.machine import Machine


def _if(m: Machine, f: Frame, node: ir.If) -> Signal:
    test = m.resolve(condition(m, evaluate(m, f, node.test)))
    if type(test) is not Choice:
        return run_block(m, f, node.body if test else node.orelse)
    return choose_block(m, f, test, partial(run_block, m, f, node.body), partial(run_block, m, f, node.orelse))


def _expression(m: Machine, f: Frame, node: ir.ExprStmt) -> Signal:
    evaluate(m, f, node.value)
    return None


def _return(m: Machine, f: Frame, node: ir.Return) -> Signal:
    f.returned = None if node.value is None else evaluate(m, f, node.value)
    m.escapes(f.returned)
    return RETURN


def _import(m: Machine, f: Frame, node: ir.Import) -> Signal:
    for name in node.names:
        module = import_module(m, name.module, f.module)
        if name.alias is None:
            bind_name(m, f, name.module.partition(".")[0], top_module(m, name.module, module))
        else:
            bind_name(m, f, name.alias, module)
    return None


def _import_from(m: Machine, f: Frame, node: ir.ImportFrom) -> Signal:
    if node.module == "__future__":
        return None
    module = import_from(m, node.module, node.level, f.module)
    for name in node.names:
        if name.module == "*":
            for key, value in star_names(m, module).items():
                bind_name(m, f, key, value)
        else:
            bind_name(m, f, name.alias or name.module, imported_name(m, module, name.module))
    return None


def _nothing(m: Machine, f: Frame, node: Any) -> Signal:
    return None


def _unsupported(m: Machine, f: Frame, node: ir.Unsupported) -> Signal:
    m.unfollowed(f"{node.kind} statements are not followed")
    for name in node.binds:
        bind_name(m, f, name, Unknown(name, f"bound by a {node.kind} statement"))
    return None


RUN.update({
    ir.ExprStmt: _expression, ir.Assign: run_assign, ir.AugAssign: run_augmented, ir.For: run_for, ir.While: run_while, ir.If: _if,
    ir.With: run_with, ir.Try: run_try, ir.Raise: run_raise, ir.Return: _return, ir.Break: lambda m, f, node: BREAK,
    ir.Continue: lambda m, f, node: CONTINUE, ir.Pass: _nothing, ir.Assert: run_assert, ir.Delete: run_delete,
    ir.FunctionDef: run_function, ir.ClassDef: run_class, ir.Import: _import, ir.ImportFrom: _import_from, ir.Unsupported: _unsupported,
})  # fmt: skip
