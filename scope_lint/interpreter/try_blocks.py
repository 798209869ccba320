"""``try``, ``raise`` and ``assert``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mypy_extensions import mypyc_attr

from scope_lint.interpreter.calls import call
from scope_lint.interpreter.code import STATEMENTS, Expr, Signal, Stmt, block, linked, optional, run_block
from scope_lint.interpreter.conditions import condition
from scope_lint.interpreter.errors import EXCEPTIONS, make_exception
from scope_lint.interpreter.expressions import Attribute, Call, Const, Name
from scope_lint.interpreter.frames import Frame
from scope_lint.interpreter.values import Choice, Class, Instance, Raised, Value
from scope_lint.symbolic.first_of import first_of
from scope_lint.symbolic.unknown import Unknown
from scope_lint.syntax import ir

if TYPE_CHECKING:
    from scope_lint.interpreter.machine import Machine


@mypyc_attr(acyclic=True)
class Handler:
    """``except type as name``; ``raised``: what its last statement raises, where it is a ``raise``."""

    __slots__ = ("type", "name", "body", "raises_again", "raised")

    def __init__(self, node: ir.Handler) -> None:
        self.type = optional(node.type)
        self.name = node.name
        self.body = block(node.body)
        last = node.body[-1] if node.body else None
        self.raises_again = isinstance(last, ir.Raise)
        """It does not save the program: what goes wrong below it is not taken lightly."""
        raised = last.exc if isinstance(last, ir.Raise) else None
        if isinstance(raised, ir.Call):
            raised = raised.func
        self.raised = raised.id if isinstance(raised, ir.Name) else ""
        """The name of what it raises then."""


@mypyc_attr(acyclic=True)
class Try(Stmt):
    """``try``."""

    __slots__ = ("body", "handlers", "orelse", "final")

    def __init__(self, node: ir.Try) -> None:
        super().__init__(node.at)
        self.body = block(node.body)
        self.handlers = [Handler(h) for h in node.handlers]
        self.orelse = block(node.orelse)
        self.final = block(node.final)

    def run(self, m: Machine, f: Frame) -> Signal:
        return _run_try(m, f, self)


def _run_try(m: Machine, f: Frame, node: Try) -> Signal:
    depth = len(m.frames)
    signal: Signal = None
    try:
        classes = [handler_classes(m, f, h) for h in node.handlers]
        m.handlers.append([c for h, some in zip(node.handlers, classes) if not h.raises_again or _is_awaited(m, h) for c in some])
        marked = len(m.handlers)
        try:
            signal = run_block(m, f, node.body)
        except Raised as e:
            del m.handlers[marked - 1 :]
            del m.frames[depth:]
            handler = first_of([h for h, some in zip(node.handlers, classes) if catches(m, some, e)])
            if handler is None:
                raise
            if e.event is not None:
                e.event.caught = not handler.raises_again
            if handler.name is not None:
                m.journal.write(f.env, handler.name, e.value)
            outer, m.handling = m.handling, e
            try:
                signal = run_block(m, f, handler.body)
            finally:
                m.handling = outer
            return signal
        else:
            del m.handlers[marked - 1 :]
            if signal is None:
                signal = run_block(m, f, node.orelse)
            return signal
    finally:
        if node.final:
            final = run_block(m, f, node.final)
            if final is not None:
                return final  # noqa: B012  (a return in finally swallows the exception, as in Python)


def _is_awaited(m: Machine, handler: Handler) -> bool:
    """Whether what a handler raises instead is caught further out: an AttributeError of ``__getattr__`` by hasattr, say."""
    return handler.raised in EXCEPTIONS and m.would_catch(Raised(make_exception(handler.raised)))


def handler_classes(m: Machine, f: Frame, handler: Handler) -> list[Value]:
    """The exception classes that an ``except`` clause names; None stands for all of them."""
    if handler.type is None:
        return [None]
    m.handlers.append([None])
    try:
        value = m.resolve(handler.type.value(m, f))
    except Raised:
        return []
    finally:
        m.handlers.pop()
    return list(value) if isinstance(value, tuple) else [value]


def catches(m: Machine, classes: list[Value], e: Raised) -> bool:
    """Whether an ``except`` clause with these classes catches an exception."""
    return any(c is None or isinstance(c, Unknown) or c in e.value.cls.mro for c in classes)


@mypyc_attr(acyclic=True)
class Raise(Stmt):
    """``raise``; what a stub raises becomes an error of TensorFlow's."""

    __slots__ = ("exc",)

    def __init__(self, node: ir.Raise) -> None:
        super().__init__(node.at)
        self.exc = optional(node.exc)

    def run(self, m: Machine, f: Frame) -> Signal:
        _run_raise(m, f, self)
        return None


def _run_raise(m: Machine, f: Frame, node: Raise) -> None:
    if node.exc is None:
        raise m.handling if m.handling is not None else Raised(make_exception("RuntimeError", "No active exception to reraise"))
    value = m.resolve(_dropped_class(m, f, node.exc) or node.exc.value(m, f))
    f.at = node.at
    if isinstance(value, Class):
        value = call(m, value, [], {})
    if isinstance(value, Choice):
        value = value.yes if isinstance(value.yes, Instance) else value.no
    if not isinstance(value, Instance):
        value = make_exception("Exception", "an exception that is not known")
    raised = Raised(value)
    raised.place = m.stack()
    if m.handling is not None and m.handling.value is value:
        raised.event = m.handling.event
        if raised.event is not None:
            raised.event.caught = m.would_catch(raised)
    elif not m.by_user():
        m.stub_error(raised)
    raise raised


def _dropped_class(m: Machine, f: Frame, exc: Expr) -> Class | None:
    """The class of an exception that only ends one side of a branch: nobody will see what it says, which may take long to put together."""
    if not m.fork_depth or m.handlers or f.hidden or not isinstance(exc, Call) or all([isinstance(a, Const) for a in exc.args]):
        return None
    cls = m.resolve(exc.func.value(m, f)) if isinstance(exc.func, (Name, Attribute)) else None
    return cls if isinstance(cls, Class) and EXCEPTIONS["BaseException"] in cls.mro else None


@mypyc_attr(acyclic=True)
class Assert(Stmt):
    """``assert``; one that fails is raised only where the program catches it."""

    __slots__ = ("test",)

    def __init__(self, node: ir.Assert) -> None:
        super().__init__(node.at)
        self.test = linked(node.test)

    def run(self, m: Machine, f: Frame) -> Signal:
        test = condition(m, self.test.value(m, f))
        if test is False:
            raised = Raised(make_exception("AssertionError", "assertion failed"))
            if m.would_catch(raised):
                raise raised
            m.unfollowed("an assertion that seems to fail")
        return None


STATEMENTS.update({ir.Try: Try, ir.Raise: Raise, ir.Assert: Assert})
