"""``for`` and ``while``; a loop of a length that is not known runs its body twice."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from mypy_extensions import mypyc_attr

from scope_lint.interpreter.blocks import choose_block
from scope_lint.interpreter.code import (
    BREAK,
    CONTINUE,
    RETURN,
    STATEMENTS,
    Expr,
    Signal,
    Stmt,
    block,
    linked,
    run_block,
)
from scope_lint.interpreter.conditions import Condition, condition, each, presence
from scope_lint.interpreter.frames import Frame
from scope_lint.interpreter.iteration import element_of, length_key, to_iterate
from scope_lint.interpreter.values import Choice, ListV, Value
from scope_lint.symbolic.conditions import Atom
from scope_lint.syntax import ir

if TYPE_CHECKING:
    from scope_lint.interpreter.machine import Machine


def _release(m: Machine, f: Frame, mark: int, keep_returns: bool = True) -> None:
    """Forgets what was assumed for the rest of a loop, but what holds because the function would have returned."""
    kept = []
    for atom, holds in f.assumed[mark:]:
        early = bool(atom.excludes) or any((atom, not holds) in path for path, _ in f.pending)
        if early and keep_returns:
            kept.append((atom, holds))
        else:
            m.forget(atom, holds)
    f.assumed[mark:] = kept


@mypyc_attr(acyclic=True)
class For(Stmt):
    """``for``: once for each alternative of what it goes over."""

    __slots__ = ("target", "iter", "body", "orelse")

    def __init__(self, node: ir.For) -> None:
        super().__init__(node.at)
        self.target: Expr = linked(node.target)
        self.iter: Expr = linked(node.iter)
        self.body: list[Stmt] = block(node.body)
        self.orelse: list[Stmt] = block(node.orelse)

    def run(self, m: Machine, f: Frame) -> Signal:
        source = m.resolve(self.iter.value(m, f))
        if type(source) is not Choice:
            return _for_over(m, f, self, source)
        result: list[Signal] = []
        each(m, source, partial(_one_of, m, f, self, result))
        return result[0] if len(result) == 1 else None


def _one_of(m: Machine, f: Frame, node: For, result: list[Signal], source: Value) -> None:
    result.append(_for_over(m, f, node, source))


def _for_over(m: Machine, f: Frame, node: For, source: Value) -> Signal:
    items = to_iterate(m, source)
    mark = len(f.assumed)
    f.rounds.append(0)
    try:
        signal = _for_unknown(m, f, node, source) if items is None else _for_items(m, f, node, items)
    finally:
        f.rounds.pop()
    _release(m, f, mark)
    if signal is None:
        return run_block(m, f, node.orelse)
    return None if signal == BREAK else signal


def _for_items(m: Machine, f: Frame, node: For, items: list[Value]) -> Signal:
    quiet = 0
    idle = (m.graph_changes, m.steps)
    for count, item in enumerate(items):
        f.rounds[-1] = count
        if m.graph_changes != idle[0]:
            idle = (m.graph_changes, m.steps)
        elif m.steps - idle[1] > m.limits.idle_steps:
            m.bounded("a long loop that adds nothing to the graph is left early (limit: idle_steps)")
            return None
        there, item = presence(m.resolve(item))
        if there is not True:
            signal = choose_block(m, f, there, partial(_iteration, m, f, node, item), _goes_on)
        else:
            before = (m.session_runs, m.graph_changes)
            signal = _iteration(m, f, node, item)
            runs, changes = m.session_runs - before[0], m.graph_changes - before[1]
            quiet = quiet + 1 if runs and not changes else 0
        if signal is not None and signal != CONTINUE:
            return signal
        if quiet >= m.limits.training_iterations and count + 1 < len(items):
            return None
    return None


def _leaves() -> Signal:
    return BREAK


def _goes_on() -> Signal:
    return None


def _iteration(m: Machine, f: Frame, node: For, item: Value) -> Signal:
    node.target.assign(m, f, item)
    return run_block(m, f, node.body)


def _for_unknown(m: Machine, f: Frame, node: For, source: Value) -> Signal:
    """The body twice, for a number of items that is not known: the second time shows what would collide.

    Inside the second rounds of some other such loops once: else the number of rounds would double with each nested loop.
    """
    known = list(source.items) if isinstance(source, ListV) else []
    if known:
        signal = _for_items(m, f, node, known)
        if signal is not None:
            return signal
    for count in (1, 2) if m.again < m.limits.second_rounds else (1,):
        f.rounds[-1] = len(known) + count - 1
        item = element_of(m, source, count)
        test = _has_more(m, node, source, len(known) + count - 1)
        signal = _round(m, count, partial(choose_block, m, f, test, partial(_iteration, m, f, node, item), _leaves))
        if signal == BREAK or signal == RETURN:
            return signal if signal == RETURN else None
    return None


def _has_more(m: Machine, node: For, source: Value, count: int) -> Condition:
    """Whether there are more items than that many: the same question in all loops over one thing."""
    atom = Atom(("longer", length_key(source), count), f"the loop at line {node.at[0]} runs {'' if count == 0 else 'more than once'}".strip())
    held = m.known(atom)
    return Choice(atom, True, False) if held is None else held


def _round(m: Machine, count: int, run: Callable[[], Signal]) -> Signal:
    """Runs the first or the second round of a loop whose number of rounds is not known."""
    if count == 1:
        return run()
    m.again += 1
    try:
        return run()
    finally:
        m.again -= 1


@mypyc_attr(acyclic=True)
class While(Stmt):
    """``while``; on a condition that is not known, two rounds at most."""

    __slots__ = ("test", "forever", "body", "orelse")

    def __init__(self, node: ir.While) -> None:
        super().__init__(node.at)
        self.test = linked(node.test)
        self.forever = isinstance(node.test, ir.Const) and bool(node.test.value)
        self.body = block(node.body)
        self.orelse = block(node.orelse)

    def run(self, m: Machine, f: Frame) -> Signal:
        f.rounds.append(0)
        try:
            return _while_rounds(m, f, self)
        finally:
            f.rounds.pop()


def _while_rounds(m: Machine, f: Frame, node: While) -> Signal:
    mark = len(f.assumed)
    signal: Signal = None
    unknown = quiet = 0
    idle = (m.graph_changes, m.steps)
    endless = m.threads > 0 and node.forever
    for count in range(m.limits.thread_rounds if endless else m.limits.idle_iterations):
        f.rounds[-1] = count
        if m.graph_changes != idle[0]:
            idle = (m.graph_changes, m.steps)
        elif m.steps - idle[1] > m.limits.idle_steps:
            m.bounded("a long loop that adds nothing to the graph is left early (limit: idle_steps)")
            break
        test = condition(m, node.test.value(m, f))
        if test is False:
            break
        before = (m.session_runs, m.graph_changes, len(f.assumed))
        if test is True:
            signal = run_block(m, f, node.body)
        else:
            unknown += 1
            fresh = test if count == 0 else m.fresh_condition(f"the loop at line {node.at[0]} goes on", (id(node), count))
            body = partial(choose_block, m, f, fresh, partial(run_block, m, f, node.body), _leaves)
            signal = _round(m, unknown, body)
        if signal == BREAK:
            _release(m, f, mark)
            return None
        if signal == RETURN:
            _release(m, f, mark)
            return RETURN
        signal = None
        runs, changes = m.session_runs - before[0], m.graph_changes - before[1]
        quiet = quiet + 1 if runs and not changes else 0
        unknown += len(f.assumed) > before[2]
        if unknown >= (2 if m.again < m.limits.second_rounds else 1) or quiet >= m.limits.training_iterations:
            break
    else:
        if endless:
            return RETURN
        m.bounded(f"a loop runs more than {m.limits.idle_iterations} times (limit: idle_iterations)")
    _release(m, f, mark)
    return run_block(m, f, node.orelse)


STATEMENTS.update({ir.For: For, ir.While: While})
