"""Generator functions: their bodies run as host generators, so that they can wait at each ``yield``.

Statements without a ``yield`` run as everywhere. A branch on an unknown condition that holds a ``yield`` cannot be run both ways
(a suspended body cannot be taken back): its first side is followed, and that is noted.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING, Any, Final

from scope_lint.interpreter.code import BREAK, RETURN, Signal, Stmt, Suspending, Yield
from scope_lint.interpreter.conditions import condition
from scope_lint.interpreter.frames import Frame
from scope_lint.interpreter.iteration import element_of, items_of, iterator_of, next_item
from scope_lint.interpreter.loops import For, While
from scope_lint.interpreter.statements import If
from scope_lint.interpreter.try_blocks import Try, catches, handler_classes
from scope_lint.interpreter.values import Choice, Iterator, ListV, Raised, Value
from scope_lint.interpreter.with_blocks import With, context, enter
from scope_lint.symbolic.missing import MISSING

if TYPE_CHECKING:
    from scope_lint.interpreter.machine import Machine

Run = Generator[Value, Value, Signal]


class Thrown:
    """Sent into a suspended generator to raise an exception at its ``yield``."""

    __slots__ = ("raised",)

    def __init__(self, raised: Raised) -> None:
        self.raised = raised


def run_generator(m: Machine, frame: Frame, body: list[Stmt]) -> Generator[Value, Value, Value]:
    """The host generator that runs a generator function's body."""
    frame.path_mark = len(m.assumptions)
    frame.sent = {}
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


def _block(m: Machine, f: Frame, body: list[Stmt]) -> Run:
    for statement in body:
        m.step()
        f.at = statement.at
        if isinstance(statement, Suspending):
            special = _SPECIAL.get(type(statement.inner))
            if special is not None:
                signal = yield from special(m, f, statement.inner, statement.yields)
            else:
                yield from _ready(m, f, statement.yields)
                signal = statement.inner.run(m, f)
        else:
            signal = statement.run(m, f)
        if signal is not None:
            return signal
    return None


def _ready(m: Machine, f: Frame, yields: list[Yield]) -> Generator[Value, Value, None]:
    """Runs the ``yield`` expressions of a statement and keeps their results for its evaluation."""
    for y in yields:
        given = None if y.given is None else y.given.value(m, f)
        if y.delegates:
            f.sent[id(y)] = yield from _from(m, f, given)
        else:
            m.escapes(given)
            sent = yield given
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


def _if(m: Machine, f: Frame, node: If, yields: list[Yield]) -> Run:
    yield from _ready(m, f, yields)
    test = condition(m, node.test.value(m, f))
    if isinstance(test, Choice):
        m.unfollowed("a branch of a generator on an unknown condition: only its first side was followed")
    side = node.body if test is not False else node.orelse
    return (yield from _block(m, f, side))


def _for(m: Machine, f: Frame, node: For, yields: list[Yield]) -> Run:
    yield from _ready(m, f, yields)
    source = m.resolve(node.iter.value(m, f))
    it = iterator_of(m, source)
    count = 0
    while True:
        if it.open and count >= 2:
            break
        item = next_or_element(m, it, source, count)
        if item is MISSING:
            break
        count += 1
        node.target.assign(m, f, item)
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


def _while(m: Machine, f: Frame, node: While, yields: list[Yield]) -> Run:
    for _ in range(m.limits.idle_iterations):
        yield from _ready(m, f, yields)
        test = condition(m, node.test.value(m, f))
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


def _with(m: Machine, f: Frame, node: With, yields: list[Yield]) -> Run:
    yield from _ready(m, f, yields)
    return (yield from _with_from(m, f, node, 0))


def _with_from(m: Machine, f: Frame, node: With, i: int) -> Run:
    if i == len(node.items):
        return (yield from _block(m, f, node.body))
    item = node.items[i]
    value = context(m, f, item)
    if isinstance(value, Choice):
        value = value.no if value.yes is MISSING else value.yes
        m.unfollowed("a context manager of a generator that depends on a condition: only its first side was followed")
    entered, leave = enter(m, value)
    if item.target is not None:
        item.target.assign(m, f, entered)
    try:
        signal = yield from _with_from(m, f, node, i + 1)
    except Raised as e:
        if condition(m, leave(e)) is True:
            return None
        raise
    f.at = item.context.at
    leave(None)
    return signal


def _try(m: Machine, f: Frame, node: Try, yields: list[Yield]) -> Run:
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


_SPECIAL: Final[dict[type, Any]] = {If: _if, For: _for, While: _while, With: _with, Try: _try}
