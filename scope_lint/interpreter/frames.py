"""The call stack of the analysed program."""

from __future__ import annotations

from typing import Any, Final

from scope_lint.events import Frame as Place
from scope_lint.interpreter.values import Class, Env, Function, Module, Value
from scope_lint.symbolic.conditions import Atom, Path

NOWHERE: Final[Any] = (1, 1, 1, 1)

NEVER: Final = object()
_NOTHING: Final[dict[int, Value]] = {}


class Frame:
    """One activation of a module, class body, function or comprehension."""

    __slots__ = (
        "env", "closure", "module", "function", "name", "at", "hidden", "returned", "pending", "assumed",
        "globals", "nonlocals", "sent", "receiver", "owner", "path_mark", "rounds", "until", "obtained_mark",
        "placed", "placed_at", "placed_rounds", "log",
    )  # fmt: skip

    def __init__(self, env: Env, closure: tuple[Env, ...], module: Module, name: str, function: Function | None = None) -> None:
        self.env = env
        self.closure = closure
        self.module = module
        self.function = function
        self.name = name
        self.at: Any = NOWHERE
        """The span of what is run now, as the object that it is in the IR (see code.py)."""
        self.hidden = module.stub
        """The frame is TensorFlow's own (a stub), not the user's."""
        self.returned: Value = None
        self.pending: list[tuple[Path, Value]] = []
        """Values returned under conditions that are assumed not to hold from there on."""
        self.assumed: list[tuple[Atom, bool]] = []
        self.globals: Any = ()
        self.nonlocals: Any = ()
        self.sent: dict[int, Value] = _NOTHING
        """Of a generator: results of the ``yield`` expressions of the statement that is being run."""
        self.receiver: Value = None
        self.owner: Class | None = None
        self.obtained_mark = 0
        """How many variables had been asked for when it began."""
        self.until: tuple[int, int] | None = None
        """Of a comprehension: where it ends (CPython up to 3.7 reports a later line of it for what its first line calls)."""
        self.rounds: list[int] = []
        """The rounds, from 0, of the loops that run in it, outermost first."""
        self.placed: Place | None = None
        """Its last place as events show it, with ``at`` and ``rounds`` at that time."""
        self.placed_at: Any = None
        self.placed_rounds = self.rounds
        self.path_mark = 0
        """Length of the path condition where the frame began."""
        self.log: Any = NEVER
        """The journal's log where the frame began: while that is the innermost one, nothing has to take back what the frame binds."""
