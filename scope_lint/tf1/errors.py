"""The errors that TensorFlow raises, as the twin raises them."""

from __future__ import annotations

from typing import Any

from scope_lint.events import OpenScope, Reuse, VariableEvent
from scope_lint.symbolic.names import Name


class TFError(Exception):
    """TensorFlow would raise ``type`` with ``message`` here.

    ``kind`` and ``cause`` are those of events.ErrorEvent; ``first`` is the VariableEvent of the variable in the way;
    ``scopes``, ``reuse`` and ``requested`` are filled in by the twin where it knows them.
    """

    def __init__(
        self,
        type: str,
        message: str,
        kind: str = "other",
        cause: str = "other",
        variable: Name | None = None,
        first: VariableEvent | None = None,
    ) -> None:
        super().__init__(message)
        self.type = type
        self.message = message
        self.kind: Any = kind
        self.cause = cause
        self.variable = variable
        self.first = first
        self.scopes: tuple[OpenScope, ...] = ()
        self.reuse: Reuse = "unknown"
        self.requested: Name | None = None
        self.meant: Name | None = None


def invalid_scope_name(name: Name) -> TFError:
    """Graph.name_scope does not take the name."""
    return TFError("ValueError", f"'{name}' is not a valid scope name", "invalid-name", "invalid-name", name)


def invalid_node_name(name: Name) -> TFError:
    """No op can have the name."""
    return TFError("ValueError", f"'{name}' is not a valid node name", "invalid-name", "invalid-name", name)


def type_error(message: str) -> TFError:
    """An argument of the wrong kind."""
    return TFError("TypeError", message, cause="argument-type")
