"""Tables of the model's own state."""

from __future__ import annotations

from typing import Any

from scope_lint.symbolic.conditions import Atom
from scope_lint.symbolic.missing import MISSING


class Table(dict[Any, Any]):
    """A dict of the model's own state that knows how to join two branches' values of a key."""

    __slots__ = ()

    def join(self, atom: Atom, yes: Any, no: Any) -> Any:
        """The value for a key after two branches (default: whichever is there)."""
        return no if yes is MISSING else yes
