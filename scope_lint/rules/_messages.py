"""Errors that functions of TensorFlow raise themselves: which rule each belongs to, and which variable or scope it names."""

from __future__ import annotations

import re

from scope_lint.events import ErrorEvent

_TABLE = (
    (r"Attempt to have a second RNNCell use the weights of a variable scope .*?: '([^']*)'", "TFS308"),
    (r"Attempt to reuse RNNCell .*this attempt is with scope '([^']*)'", "TFS308"),
    (r"At least two variables have the same name: (.*)", "TFS310"),
    (r"The same saveable will be restored with two names: (.*)", "TFS310"),
    (r"Moving average already computed for: (.*)", "TFS309"),
    (r"No variables to (?:optimize|save)", "TFS406"),
    (r"No variables provided", "TFS406"),
    (r"Trainable variable created when calling a template", "TFS401"),
)


def own_error(error: ErrorEvent) -> bool:
    """Raised by the Python code of a TensorFlow function, not by the graph or the variable store."""
    return error.cause == "python" and bool(error.via)


def code_by_message(error: ErrorEvent) -> str | None:
    """The rule that a message belongs to."""
    return next((code for pattern, code in _TABLE if re.match(pattern, error.message)), None)


def named_variable(error: ErrorEvent) -> str | None:
    """The variable or scope that an error is about."""
    if error.variable is not None:
        return str(error.variable)
    found = next((match for pattern, _ in _TABLE if (match := re.match(pattern, error.message))), None)
    return found[1].strip() if found is not None and found.re.groups else None
