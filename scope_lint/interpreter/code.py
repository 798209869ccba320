"""A program's code, ready to run: for each node of the IR an object that knows how to evaluate, bind or run itself.

The IR is data, the same for all who read it, made to be kept on disk; it is turned into this form where it runs for the first time, each
function by itself. Spans are kept as the objects that they are in the IR (``Any``, else compiled code would take them apart).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from mypy_extensions import mypyc_attr

from scope_lint.syntax import ir
from scope_lint.syntax.bindings import bound

if TYPE_CHECKING:
    from scope_lint.interpreter.frames import Frame
    from scope_lint.interpreter.machine import Machine
    from scope_lint.interpreter.values import Value

Signal = Any
"""What a statement ends with. None: the next one is run; else one of BREAK, CONTINUE, RETURN."""

BREAK: Final = "break"
CONTINUE: Final = "continue"
RETURN: Final = "return"

DEEPEST: Final = 4_000
"""Expressions one in the other; below that a RecursionError ends the entry, before the host's stack does."""


@mypyc_attr(acyclic=True)
class Expr:
    """An expression."""

    __slots__ = ("at",)

    def __init__(self, at: Any) -> None:
        self.at = at

    def value(self, m: Machine, f: Frame) -> Value:
        """Its value in a frame."""
        raise NotImplementedError

    def assign(self, m: Machine, f: Frame, value: Value) -> None:
        """Binds it as a target; what is none is left alone."""

    def delete(self, m: Machine, f: Frame) -> None:
        """``del`` of it."""

    def change(self, m: Machine, f: Frame, new: Callable[[Value], Value]) -> None:
        """An augmented assignment: binds what ``new`` makes of its value; what holds it is looked up once."""
        self.assign(m, f, new(self.value(m, f)))

    def text(self) -> str | None:
        """How rules show it as an argument; None where they do not."""
        return None


@mypyc_attr(acyclic=True)
class Starred(Expr):
    """``*value``."""

    __slots__ = ("inner",)

    def __init__(self, node: ir.Starred) -> None:
        super().__init__(node.at)
        self.inner = linked(node.value)

    def value(self, m: Machine, f: Frame) -> Value:
        """What stands behind the star."""
        return self.inner.value(m, f)

    def assign(self, m: Machine, f: Frame, value: Value) -> None:
        """Binds what stands behind the star."""
        self.inner.assign(m, f, value)


@mypyc_attr(acyclic=True)
class Stmt:
    """A statement; ``free``: it does not count as a step."""

    __slots__ = ("at", "free")

    def __init__(self, at: Any, free: bool = False) -> None:
        self.at = at
        self.free = free

    def run(self, m: Machine, f: Frame) -> Signal:
        """Runs it in a frame."""
        raise NotImplementedError


@mypyc_attr(acyclic=True)
class Suspending(Stmt):
    """A statement of a generator function that holds a ``yield``."""

    __slots__ = ("inner", "yields")

    def __init__(self, inner: Stmt, yields: list[Yield]) -> None:
        super().__init__(inner.at)
        self.inner = inner
        self.yields = yields
        """Those that are evaluated before a block of it is run, in their order."""

    def run(self, m: Machine, f: Frame) -> Signal:
        """Runs it; generators.py runs it otherwise, so that it can wait."""
        return self.inner.run(m, f)


@mypyc_attr(acyclic=True)
class Yield(Expr):
    """``yield`` and ``yield from``."""

    __slots__ = ("given", "delegates")

    def __init__(self, node: Any) -> None:
        super().__init__(node.at)
        self.given = optional(node.value)
        self.delegates = type(node) is ir.YieldFrom
        _yields.found.append(self)
        _yields.count += 1

    def value(self, m: Machine, f: Frame) -> Value:
        """What was sent."""
        return f.sent.get(id(self))


@mypyc_attr(acyclic=True)
class Keyword:
    """``name=value`` of a call; ``**value`` where name is None."""

    __slots__ = ("name", "value")

    def __init__(self, node: ir.Keyword) -> None:
        self.name = node.name
        self.value = linked(node.value)


@mypyc_attr(acyclic=True)
class Param:
    """A parameter; ``kind`` as in the IR."""

    __slots__ = ("name", "kind", "by_position", "default")

    def __init__(self, node: ir.Param) -> None:
        self.name = node.name
        self.kind = node.kind
        self.by_position = self.kind in ("normal", "positional")
        self.default = optional(node.default)


@mypyc_attr(acyclic=True)
class Code:
    """A function's code, one for each ``def`` or ``lambda`` that a session has met."""

    __slots__ = ("name", "params", "keywords", "is_generator", "globals", "nonlocals", "locals", "docstring", "at", "_ir", "_body")

    def __init__(self, code: ir.Code) -> None:
        self.name = code.name
        self.params = [Param(p) for p in code.params]
        self.keywords = frozenset([p.name for p in code.params if p.kind in ("normal", "keyword")])
        """The parameters that a keyword may name."""
        self.is_generator = code.is_generator
        self.globals = code.globals
        self.nonlocals = code.nonlocals
        self.locals = code.locals
        self.docstring = code.docstring
        self.at: Any = code.at
        self._ir: ir.Code | None = code
        self._body: list[Stmt] = []

    @property
    def body(self) -> list[Stmt]:
        """Its statements."""
        if self._ir is not None:
            self._body, self._ir = block(self._ir.body), None
        return self._body


EXPRESSIONS: Final[dict[Any, Callable[[Any], Expr]]] = {ir.Starred: Starred, ir.Yield: Yield, ir.YieldFrom: Yield}
"""What each kind of expression of the IR becomes; the modules that define them fill it."""
STATEMENTS: Final[dict[Any, Callable[[Any], Stmt]]] = {}
"""The same of statements."""


_NO_EXPRESSIONS: Final[list[Expr]] = []
_NO_STATEMENTS: Final[list[Stmt]] = []
NO_KEYWORDS: Final[list[Keyword]] = []


class _Yields:
    """The ``yield`` expressions of the statement that is being turned into code."""

    def __init__(self) -> None:
        self.found: list[Yield] = []
        self.count = 0
        self.depth = 0


_yields: Final = _Yields()


def linked(node: Any) -> Expr:
    """The code of an expression. RecursionError where it is nested too deeply."""
    _yields.depth += 1
    try:
        if _yields.depth > DEEPEST:
            raise RecursionError
        return EXPRESSIONS[type(node)](node)
    finally:
        _yields.depth -= 1


def optional(node: Any) -> Expr | None:
    """The code of an expression that may be left out."""
    return None if node is None else linked(node)


def linked_all(nodes: list[Any]) -> list[Expr]:
    """The code of some expressions; nobody changes the list."""
    return [linked(node) for node in nodes] if nodes else _NO_EXPRESSIONS


def block(nodes: list[Any]) -> list[Stmt]:
    """The code of a block of statements; nobody changes the list."""
    if not nodes:
        return _NO_STATEMENTS
    made: list[Stmt] = []
    outer = _yields.found
    for node in nodes:
        before = _yields.count
        own: list[Yield] = []
        _yields.found = own
        statement = STATEMENTS[type(node)](node)
        made.append(statement if _yields.count == before else Suspending(statement, own))
    _yields.found = outer
    return made


def uncounted(nodes: list[Any]) -> list[Stmt]:
    """The code of a module, or of a class, where statements that do nothing but bind names do not count as steps."""
    made = block(nodes)
    for statement, node in zip(made, nodes):
        statement.free = statement.free or bound(node) is not None
    return made


def run_block(m: Machine, f: Frame, body: list[Stmt]) -> Signal:
    """Runs statements in order; the first signal ends the block."""
    hidden = f.hidden
    for statement in body:
        if not statement.free:
            if hidden:
                m.hidden_step()
            else:
                m.step()
        f.at = statement.at
        signal = statement.run(m, f)
        if signal is not None:
            return signal
    return None


