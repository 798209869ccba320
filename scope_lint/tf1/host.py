"""What the twin needs of whoever runs the program."""

from __future__ import annotations

from typing import Any, Protocol

from scope_lint.events import Event, Frame
from scope_lint.symbolic.conditions import Path, Under
from scope_lint.symbolic.journal import Journal


class Host(Protocol):
    """The interpreter, as the twin sees it."""

    journal: Journal

    def path(self) -> Path:
        """The current path condition."""

    def place(self) -> dict[str, Any]:
        """``seq``, ``stack``, ``path`` and ``via`` for an event that happens now."""

    def by_user(self) -> bool:
        """Whether the innermost frame is the user's own code."""

    def lists_ops(self) -> bool:
        """Whether an op that is made now is to be recorded."""

    def frame(self) -> Frame | None:
        """The innermost user frame."""

    def record(self, event: Event) -> None:
        """Takes an event."""

    def obtained(self, variable: Any) -> None:
        """Takes note that the innermost function got a variable."""

    def module(self) -> str:
        """The module of the TensorFlow function that the program called; empty where its own code runs."""

    def complete(self) -> bool:
        """Whether all that ran so far could be followed."""

    def given(self) -> list[Any] | None:
        """The tensors that the innermost function which is given any is given; None where that is not known."""

    def parameters(self, function: Any) -> tuple[list[str], int] | None:
        """The names of a function's parameters, and how many have defaults, as ``inspect.getargspec`` tells; None where not known."""

    def floats_only(self, function: Any) -> bool:
        """Whether it is an initializer of a stub that says of itself that it makes floats only."""

    def live_list(self, values: list[Any]) -> Any:
        """A list of the analysed program, with these values (an Under: only there on its path)."""

    def append(self, live: Any, value: Under) -> None:
        """Appends to a list of the program."""

    def listed(self, live: Any) -> list[tuple[Any, Path]]:
        """The items of a list of the program, each with the path on which it is there."""

    def call(self, function: Any, args: list[Any], kwargs: dict[str, Any]) -> Any:
        """Calls a callable of the analysed program."""
