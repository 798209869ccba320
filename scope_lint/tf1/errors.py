"""The errors that TensorFlow raises, as the twin raises them."""

from __future__ import annotations

from typing import Any

from scope_lint.symbolic.names import Name


class TFError(Exception):
    """TensorFlow would raise ``type`` with ``message`` here.

    ``kind`` and ``cause`` are those of events.ErrorEvent; ``first`` is the VariableEvent of the variable in the way.
    """

    def __init__(
        self, type: str, message: str, kind: str = "other", cause: str = "other", variable: Name | None = None, first: Any = None
    ) -> None:
        super().__init__(message)
        self.type = type
        self.message = message
        self.kind = kind
        self.cause = cause
        self.variable = variable
        self.first = first
