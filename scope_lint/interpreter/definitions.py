"""``def`` and ``class``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mypy_extensions import mypyc_attr

from scope_lint.interpreter.binding import bind_name
from scope_lint.interpreter.calls import call
from scope_lint.interpreter.classes import make_class
from scope_lint.interpreter.code import STATEMENTS, Code, Keyword, Signal, Stmt, linked_all, run_block, uncounted
from scope_lint.interpreter.expressions import arguments, make_function
from scope_lint.interpreter.frames import Frame
from scope_lint.interpreter.values import Class, DictV, Value
from scope_lint.symbolic.unknown import Unknown
from scope_lint.syntax import ir

if TYPE_CHECKING:
    from scope_lint.interpreter.machine import Machine


@mypyc_attr(acyclic=True)
class FunctionDef(Stmt):
    """``def``: makes the function, decorates and binds it. One more in a module changes nothing for those who do not call it."""

    __slots__ = ("code", "decorators")

    def __init__(self, node: ir.FunctionDef) -> None:
        super().__init__(node.at, free=True)
        self.code = Code(node.code)
        self.decorators = linked_all(node.decorators)

    def run(self, m: Machine, f: Frame) -> Signal:
        decorators: list[Value] = [d.value(m, f) for d in self.decorators]
        value: Value = make_function(m, f, self.code)
        for d, expr in zip(reversed(decorators), reversed(self.decorators)):
            f.at = expr.at
            value = decorate(m, d, value)
        bind_name(m, f, _mangled(f, self.code.name), value)
        return None


def _mangled(f: Frame, name: str) -> str:
    """The name that ``def __name`` binds in a class body."""
    if f.name.startswith("class ") and name.startswith("__") and not name.endswith("__"):
        return f"_{f.name[6:].lstrip('_')}{name}"
    return name


def decorate(m: Machine, decorator: Value, value: Value) -> Value:
    """A decorator that cannot be followed is taken to leave its function as it is: most register or log."""
    decorator = m.resolve(decorator)
    if isinstance(decorator, Unknown):
        return value
    result = call(m, decorator, [value], {})
    return value if isinstance(result, Unknown) else result


@mypyc_attr(acyclic=True)
class ClassDef(Stmt):
    """``class``: its body is run, then the class is made, decorated and bound. It counts as little as ``def`` does."""

    __slots__ = ("name", "bases", "keywords", "decorators", "body", "docstring", "annotated")

    def __init__(self, node: ir.ClassDef) -> None:
        super().__init__(node.at, free=True)
        self.name = node.name
        self.bases = linked_all(node.bases)
        self.keywords = [Keyword(k) for k in node.keywords]
        self.decorators = linked_all(node.decorators)
        self.body = uncounted(node.body)
        self.docstring = node.docstring
        self.annotated = node.annotated

    def run(self, m: Machine, f: Frame) -> Signal:
        _run_class(m, f, self)
        return None


def _run_class(m: Machine, f: Frame, node: ClassDef) -> None:
    decorators: list[Value] = [d.value(m, f) for d in node.decorators]
    bases, keywords = arguments(m, f, node.bases, node.keywords)
    env: dict[str, Value] = {"__doc__": node.docstring}
    if node.annotated:  # what they say is not evaluated
        env["__annotations__"] = DictV(dict.fromkeys(node.annotated))
    closure = f.closure if f.env is f.module.env or f.name.startswith("class ") else (f.env, *f.closure)
    inner = Frame(env, closure, f.module, f"class {node.name}")
    inner.at = node.at
    inner.owner = Class(node.name)
    depth = len(m.frames)
    m.frames.append(inner)
    try:
        run_block(m, inner, node.body)
    finally:
        del m.frames[depth:]
        for atom, holds in reversed(inner.assumed):
            m.forget(atom, holds)
    m.escapes(*env.values())
    value = make_class(m, node.name, list(bases), env, f.module, keywords)
    for d in reversed(decorators):
        value = decorate(m, d, value)
    bind_name(m, f, node.name, value)


STATEMENTS.update({ir.FunctionDef: FunctionDef, ir.ClassDef: ClassDef})
