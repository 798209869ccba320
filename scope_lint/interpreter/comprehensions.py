"""Comprehensions and generator expressions."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from mypy_extensions import mypyc_attr

from scope_lint.interpreter import strings
from scope_lint.interpreter.code import EXPRESSIONS, Expr, linked, linked_all, optional
from scope_lint.interpreter.conditions import branch, condition, presence
from scope_lint.interpreter.frames import Frame
from scope_lint.interpreter.iteration import element_of, known_items
from scope_lint.interpreter.values import DictV, Iterator, ListV, SetV, Value
from scope_lint.symbolic.unknown import Unknown
from scope_lint.syntax import ir

if TYPE_CHECKING:
    from scope_lint.interpreter.machine import Machine


@mypyc_attr(acyclic=True)
class Clause:
    """``for target in iter if …``."""

    __slots__ = ("target", "iter", "ifs")

    def __init__(self, node: ir.Generator) -> None:
        self.target = linked(node.target)
        self.iter = linked(node.iter)
        self.ifs = linked_all(node.ifs)


@mypyc_attr(acyclic=True)
class Comprehension(Expr):
    """A comprehension or a generator expression; of the latter, the value is an iterator that has not begun."""

    __slots__ = ("kind", "elt", "second", "clauses")

    def __init__(self, node: ir.Comprehension) -> None:
        super().__init__(node.at)
        self.kind = node.kind
        self.elt = linked(node.elt)
        self.second = optional(node.value)
        """The value that goes with the key, of a dict."""
        self.clauses = [Clause(g) for g in node.generators]

    def value(self, m: Machine, f: Frame) -> Value:
        if self.kind == "generator":
            first = self.clauses[0].iter.value(m, f)
            return Iterator(_lazy(m, f, self, first), name="<genexpr>")
        return _collected(m, f, self)


def _collected(m: Machine, f: Frame, node: Comprehension) -> Value:
    made: Any = ListV([]) if node.kind == "list" else DictV({}) if node.kind == "dict" else SetV({})
    add = partial(_add, m, node, made, m.fork_depth)
    inner = _inner_frame(f, {"list": "<listcomp>", "set": "<setcomp>", "dict": "<dictcomp>"}[node.kind])
    inner.until = node.at[2:]
    depth = len(m.frames)
    m.frames.append(inner)
    inner.log = m.journal.log
    try:
        if not _generate(m, inner, f, node.clauses, 0, add):
            m.journal.set(made, "open", Unknown("items", "the length of a comprehension") if node.kind == "dict" else True)
    finally:
        del m.frames[depth:]
        for atom, holds in reversed(inner.assumed):
            m.forget(atom, holds)
    return made


def _add(m: Machine, node: Comprehension, made: Any, forks: int, inner: Frame) -> None:
    """One more item; ``forks``: how deep in branches the comprehension is."""
    if node.kind == "list":
        item = node.elt.value(m, inner)
        m.escapes(item)
        if m.fork_depth == forks:  # nobody else has the list yet
            made.items.append(item)
        else:
            m.journal.set(made, "items", [*made.items, item])
    elif node.kind == "set":
        m.journal.write(made.items, m.resolve(node.elt.value(m, inner)), None)
    else:
        key = m.resolve(node.elt.value(m, inner))
        assert node.second is not None
        value = node.second.value(m, inner)
        m.escapes(value)
        m.journal.write(made.items, strings.native(key), value)


def _inner_frame(f: Frame, name: str) -> Frame:
    inside_class = f.name.startswith("class ")
    inner = Frame({}, (f.env, *f.closure), f.module, name, f.function)
    inner.receiver, inner.owner = f.receiver, None if inside_class else f.owner
    inner.at = f.at
    return inner


def _generate(
    m: Machine, inner: Frame, outer: Frame, clauses: list[Clause], i: int, add: Callable[[Frame], None]
) -> bool:
    """Runs ``add`` for every item; False where their number is not known."""
    if i == len(clauses):
        add(inner)
        return True
    g = clauses[i]
    source = g.iter.value(m, outer if i == 0 else inner)
    items, complete = known_items(m, source)
    if not (items or complete):
        items = [element_of(m, m.resolve(source), 0)]
    below = partial(_generate, m, inner, outer, clauses, i + 1, add)
    for count, item in enumerate(items):
        m.step()
        inner.rounds[i:] = [count]
        there, item = presence(m.resolve(item))
        if there is True:
            complete = _with_item(m, inner, g, item, below) and complete
        else:
            branch(m, there, partial(_with_item, m, inner, g, item, below), _true)
    return complete


def _with_item(m: Machine, inner: Frame, g: Clause, item: Value, below: Callable[[], bool]) -> bool:
    g.target.assign(m, inner, item)
    test: Any = True
    for cond in g.ifs:
        test = branch(m, test, partial(_holds, m, inner, cond), _false)
    return bool(branch(m, test, below, _true) is not False)


def _holds(m: Machine, inner: Frame, test: Expr) -> Value:
    return condition(m, test.value(m, inner))


def _true() -> bool:
    return True


def _false() -> bool:
    return False


def _lazy(m: Machine, f: Frame, node: Comprehension, first: Value) -> Any:
    """A generator expression: its items as they are asked for."""
    inner = _inner_frame(f, "<genexpr>")
    inner.until = node.at[2:]

    def through(i: int, source: Value) -> Any:
        g = node.clauses[i]
        items, complete = known_items(m, source)
        if not (items or complete):
            items = [element_of(m, m.resolve(source), 0)]
        for item in items:
            m.step()
            g.target.assign(m, inner, item)
            keep = all(condition(m, run(cond)) is not False for cond in g.ifs)
            if not keep:
                continue
            if i + 1 == len(node.clauses):
                yield run(node.elt)
            else:
                yield from through(i + 1, run(node.clauses[i + 1].iter))

    def run(expr: Expr) -> Value:
        depth = len(m.frames)
        m.frames.append(inner)
        try:
            return expr.value(m, inner)
        finally:
            del m.frames[depth:]

    return through(0, first)


EXPRESSIONS[ir.Comprehension] = Comprehension
