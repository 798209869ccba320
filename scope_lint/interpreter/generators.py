"""Generator functions: their bodies run as host generators, so that they can wait at each ``yield``.

Statements without a ``yield`` run as everywhere. A branch on an unknown condition that holds a ``yield`` cannot be run both ways
(a suspended body cannot be taken back): its first side is followed, and that is noted.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING, Any, Final

from scope_lint.interpreter.binding import assign
from scope_lint.interpreter.blocks import BREAK, RETURN, RUN, Signal
from scope_lint.interpreter.conditions import condition
from scope_lint.interpreter.evaluation import evaluate
from scope_lint.interpreter.frames import Frame
from scope_lint.interpreter.iteration import element_of, items_of, iterator_of, next_item
from scope_lint.interpreter.try_blocks import catches, handler_classes
from scope_lint.interpreter.values import Choice, Iterator, ListV, Raised, Value
from scope_lint.interpreter.with_blocks import context, enter
from scope_lint.symbolic.missing import MISSING
from scope_lint.syntax import ir

if TYPE_CHECKING:
    from scope_lint.interpreter.machine import Machine

Run = Generator[Value, Value, Signal]


class Thrown:
    """Sent into a suspended generator to raise an exception at its ``yield``."""

    __slots__ = ("raised",)

    def __init__(self, raised: Raised) -> None:
        self.raised = raised


def run_generator(m: Machine, frame: Frame, body: list[ir.Stmt]) -> Generator[Value, Value, Value]:
    """The host generator that runs a generator function's body."""
    frame.path_mark = len(m.assumptions)
    inner = _block(m, frame, body)
    sent: Value = None
    while True:
        m.frames.append(frame)
        depth = len(m.frames)
        try:
            item = inner.send(sent)
        except StopIteration:
            return frame.returned
        finally:
            del m.frames[depth - 1 :]
        sent = yield item


def _has_yield(node: Any) -> bool:
    """Whether a statement or expression holds a ``yield`` of this function."""
    found = _CACHE.get(id(node))
    if found is None:
        found = _CACHE[id(node)] = (node, any(True for _ in _yields(node)))
    return found[1]


_CACHE: Final[dict[int, tuple[Any, bool]]] = {}


def _yields(node: Any) -> Any:
    """The ``yield`` expressions of a node, in order of evaluation."""
    if isinstance(node, list):
        for one in node:
            yield from _yields(one)
    elif isinstance(node, ir.Node) and not isinstance(node, ir.Code):
        if isinstance(node, (ir.FunctionDef, ir.ClassDef)):
            return
        for name in node.__struct_fields__:
            yield from _yields(getattr(node, name))
        if isinstance(node, (ir.Yield, ir.YieldFrom)):
            yield node


def _block(m: Machine, f: Frame, body: list[ir.Stmt]) -> Run:
    for statement in body:
        m.step()
        f.at = statement.at
        if _has_yield(statement):
            special = _SPECIAL.get(type(statement))
            if special is not None:
                signal = yield from special(m, f, statement)
            else:
                yield from _ready(m, f, statement)
                signal = RUN[type(statement)](m, f, statement)
        else:
            signal = RUN[type(statement)](m, f, statement)
        if signal is not None:
            return signal
    return None


def _ready(m: Machine, f: Frame, node: Any) -> Generator[Value, Value, None]:
    """Runs the ``yield`` expressions of a simple statement and keeps their results for its evaluation."""
    for y in _yields(node):
        if isinstance(y, ir.YieldFrom):
            f.sent[id(y)] = yield from _from(m, f, evaluate(m, f, y.value))
        else:
            value = None if y.value is None else evaluate(m, f, y.value)
            m.escapes(value)
            sent = yield value
            if type(sent) is Thrown:
                raise sent.raised
            f.sent[id(y)] = sent


def _from(m: Machine, f: Frame, source: Value) -> Generator[Value, Value, Value]:
    if isinstance(source, Iterator) and not source.open and hasattr(source.source, "send"):
        sent: Value = None
        while True:
            try:
                item = source.source.send(sent)
            except StopIteration as end:
                return end.value
            sent = yield item
    items = items_of(m, source)
    for item in items if items is not None else [element_of(m, source, 0), element_of(m, source, 1)]:
        yield item
    return None


def _if(m: Machine, f: Frame, node: ir.If) -> Run:
    yield from _ready(m, f, node.test)
    test = condition(m, evaluate(m, f, node.test))
    if isinstance(test, Choice):
        m.unfollowed("a branch of a generator on an unknown condition: only its first side was followed")
    side = node.body if test is not False else node.orelse
    return (yield from _block(m, f, side))


def _for(m: Machine, f: Frame, node: ir.For) -> Run:
    yield from _ready(m, f, node.iter)
    source = m.resolve(evaluate(m, f, node.iter))
    it = iterator_of(m, source)
    count = 0
    while True:
        if it.open and count >= 2:
            break
        item = next_or_element(m, it, source, count)
        if item is MISSING:
            break
        count += 1
        assign(m, f, node.target, item)
        signal = yield from _block(m, f, node.body)
        if signal == BREAK:
            return None
        if signal == RETURN:
            return signal
    return (yield from _block(m, f, node.orelse))


def next_or_element(m: Machine, it: Iterator, source: Value, count: int) -> Value:
    """The next item; some item where it is not known what comes."""
    if it.open:
        known = source.items if isinstance(source, ListV) else []
        return known[count] if count < len(known) else element_of(m, source, count)
    return next_item(m, it)


def _while(m: Machine, f: Frame, node: ir.While) -> Run:
    for _ in range(m.limits.idle_iterations):
        yield from _ready(m, f, node.test)
        test = condition(m, evaluate(m, f, node.test))
        if test is False:
            return (yield from _block(m, f, node.orelse))
        signal = yield from _block(m, f, node.body)
        if signal == BREAK:
            return None
        if signal == RETURN:
            return signal
        if test is not True:
            return None
    m.bounded(f"a loop runs more than {m.limits.idle_iterations} times (limit: idle_iterations)")
    return None


def _with(m: Machine, f: Frame, node: ir.With) -> Run:
    return (yield from _with_from(m, f, node, 0))


def _with_from(m: Machine, f: Frame, node: ir.With, i: int) -> Run:
    if i == len(node.items):
        return (yield from _block(m, f, node.body))
    item = node.items[i]
    value = context(m, f, item)
    if isinstance(value, Choice):
        value = value.no if value.yes is MISSING else value.yes
        m.unfollowed("a context manager of a generator that depends on a condition: only its first side was followed")
    entered, leave = enter(m, value)
    if item.target is not None:
        assign(m, f, item.target, entered)
    try:
        signal = yield from _with_from(m, f, node, i + 1)
    except Raised as e:
        if condition(m, leave(e)) is True:
            return None
        raise
    f.at = item.context.at
    leave(None)
    return signal


def _try(m: Machine, f: Frame, node: ir.Try) -> Run:
    abandoned = False
    try:
        classes = [handler_classes(m, f, h) for h in node.handlers]
        try:
            signal = yield from _block(m, f, node.body)
        except Raised as e:
            handler = next((h for h, some in zip(node.handlers, classes) if catches(m, some, e)), None)
            if handler is None:
                raise
            if handler.name is not None:
                m.journal.write(f.env, handler.name, e.value)
            return (yield from _block(m, f, handler.body))
        if signal is None:
            signal = yield from _block(m, f, node.orelse)
        return signal
    except GeneratorExit:  # the host drops a generator that the program left, at a time of its own
        abandoned = True
        raise
    finally:
        if node.final and not abandoned:
            yield from _block(m, f, node.final)


_SPECIAL: Final[dict[type, Any]] = {ir.If: _if, ir.For: _for, ir.While: _while, ir.With: _with, ir.Try: _try}
