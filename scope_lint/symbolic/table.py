"""Tables of the model's own state, and what stands for a key that they do not have."""

from __future__ import annotations

from typing import Any

from scope_lint.symbolic.conditions import Atom


class _Missing:
    """Stands for "no such key" in the log."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "MISSING"


MISSING: Any = _Missing()


class Table(dict[Any, Any]):
    """A dict of the model's own state that knows how to join two branches' values of a key."""

    __slots__ = ()

    def join(self, atom: Atom, yes: Any, no: Any) -> Any:
        """The value for a key after two branches (default: whichever is there)."""
        return no if yes is MISSING else yes
