"""``try``, ``raise`` and ``assert``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scope_lint.interpreter.blocks import Signal, run_block
from scope_lint.interpreter.calls import call
from scope_lint.interpreter.conditions import condition
from scope_lint.interpreter.errors import EXCEPTIONS, make_exception
from scope_lint.interpreter.evaluation import evaluate
from scope_lint.interpreter.frames import Frame
from scope_lint.interpreter.values import Choice, Class, Instance, Raised, Value
from scope_lint.symbolic.unknown import Unknown
from scope_lint.syntax import ir

if TYPE_CHECKING:
    from scope_lint.interpreter.machine import Machine


def run_try(m: Machine, f: Frame, node: ir.Try) -> Signal:
    """Runs a ``try`` statement."""
    depth = len(m.frames)
    signal: Signal = None
    try:
        classes = [handler_classes(m, f, h) for h in node.handlers]
        m.handlers.append([c for h, some in zip(node.handlers, classes) if not _raises_again(h) or _is_awaited(m, h) for c in some])
        marked = len(m.handlers)
        try:
            signal = run_block(m, f, node.body)
        except Raised as e:
            del m.handlers[marked - 1 :]
            del m.frames[depth:]
            handler = next((h for h, some in zip(node.handlers, classes) if catches(m, some, e)), None)
            if handler is None:
                raise
            if e.event is not None:
                e.event.caught = not _raises_again(handler)
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


def _raises_again(handler: ir.Handler) -> bool:
    """A handler that ends by raising does not save the program: what goes wrong below it is not taken lightly."""
    return bool(handler.body) and isinstance(handler.body[-1], ir.Raise)


def _is_awaited(m: Machine, handler: ir.Handler) -> bool:
    """Whether what a handler raises instead is caught further out: an AttributeError of ``__getattr__`` by hasattr, say."""
    last = handler.body[-1]
    assert isinstance(last, ir.Raise)
    raised = last.exc.func if isinstance(last.exc, ir.Call) else last.exc
    return isinstance(raised, ir.Name) and raised.id in EXCEPTIONS and m.would_catch(Raised(make_exception(raised.id)))


def handler_classes(m: Machine, f: Frame, handler: ir.Handler) -> list[Value]:
    """The exception classes that an ``except`` clause names; None stands for all of them."""
    if handler.type is None:
        return [None]
    m.handlers.append([None])
    try:
        value = m.resolve(evaluate(m, f, handler.type))
    except Raised:
        return []
    finally:
        m.handlers.pop()
    return list(value) if isinstance(value, tuple) else [value]


def catches(m: Machine, classes: list[Value], e: Raised) -> bool:
    """Whether an ``except`` clause with these classes catches an exception."""
    return any(c is None or isinstance(c, Unknown) or c in e.value.cls.mro for c in classes)


def run_raise(m: Machine, f: Frame, node: ir.Raise) -> Signal:
    """Runs a ``raise`` statement; what a stub raises becomes an error of TensorFlow's."""
    if node.exc is None:
        raise m.handling if m.handling is not None else Raised(make_exception("RuntimeError", "No active exception to reraise"))
    value = m.resolve(_dropped_class(m, f, node.exc) or evaluate(m, f, node.exc))
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


def _dropped_class(m: Machine, f: Frame, exc: ir.Expr) -> Class | None:
    """The class of an exception that only ends one side of a branch: nobody will see what it says, which may take long to put together."""
    if not m.fork_depth or m.handlers or f.hidden or not isinstance(exc, ir.Call) or all(isinstance(a, ir.Const) for a in exc.args):
        return None
    cls = m.resolve(evaluate(m, f, exc.func)) if isinstance(exc.func, (ir.Name, ir.Attribute)) else None
    return cls if isinstance(cls, Class) and EXCEPTIONS["BaseException"] in cls.mro else None


def run_assert(m: Machine, f: Frame, node: ir.Assert) -> Signal:
    """Runs an ``assert``; one that fails is raised only where the program catches it."""
    test = condition(m, evaluate(m, f, node.test))
    if test is False:
        raised = Raised(make_exception("AssertionError", "assertion failed"))
        if m.would_catch(raised):
            raise raised
        m.unfollowed("an assertion that seems to fail")
    return None
