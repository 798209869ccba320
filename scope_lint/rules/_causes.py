"""Which rule an error belongs to: each has one cause, and one rule reports it."""

from __future__ import annotations

import re

from scope_lint.events import CallEvent, ErrorEvent, OpenScope, OpEvent, ScopeEvent, VariableEvent
from scope_lint.rules._messages import code_by_message, own_error
from scope_lint.rules._places import Parting, parting
from scope_lint.rules._via import is_cell, is_layer, is_slot
from scope_lint.rules._view import RunView
from scope_lint.rules._words import is_reuse_flag, reuse_argument
from scope_lint.symbolic.conditions import compatible

_BY_CAUSE = {
    "argument-order": "TFS107",
    "invalid-name": "TFS108",
    "reuse-needs-name": "TFS305",
    "undefined-shape": "TFS306",
    "constant-initializer-shape": "TFS307",
    "cell-reuse": "TFS308",
    "duplicate-name": "TFS310",
    "no-variables": "TFS406",
    "no-such-tensor": "TFS502",
    "tensor-name": "TFS502",
    "other-graph": "TFS502",
    "checkpoint": "TFS501",
    "version": "TFS203",
    "partition": "TFS303",
}
_OTHER = "TFS312"
_WRONG_KIND = re.compile("must be a string|not a string type|is not iterable|expected string|to a TensorFlow DType")
"""How TensorFlow complains of an argument that was meant for another parameter."""


def code_of(run: RunView, error: ErrorEvent) -> str:
    """The code of the one rule that reports an error."""
    if own_error(error):
        return code_by_message(error) or _OTHER
    if error.cause == "argument-type":
        return "TFS107" if _WRONG_KIND.search(error.message) else _OTHER
    if error.variable is None and error.kind == "shape":
        return _OTHER
    if error.cause in _BY_CAUSE:
        return _BY_CAUSE[error.cause]
    if error.kind == "exists":
        return _exists(run, error)
    if error.kind == "missing":
        return _missing(run, error)
    if error.kind == "shape":
        return "TFS308" if is_cell(error.via) and _one_call(error) else "TFS303"
    if error.kind == "dtype":
        return "TFS304"
    return "TFS108" if error.kind == "invalid-name" else _OTHER


def _exists(run: RunView, error: ErrorEvent) -> str:
    if is_slot(error.via):
        return "TFS309"
    if error.first is not None:
        apart = parting(error.first.stack, error.stack)
        if built_again(run, error, apart):
            return "TFS310"
        if is_cell(error.via) and not any(is_reuse_flag(p) for f in apart.inside for p in run.parameters(f)):
            return "TFS308"
    return "TFS301" if error.definite else "TFS311"


def _missing(run: RunView, error: ErrorEvent) -> str:
    if is_slot(error.via):
        return "TFS309"
    split = split_scope(run, error)
    if split is not None:
        return "TFS110" if is_layer(error.via) and not split.by_user else "TFS109"
    return "TFS302"


def _one_call(error: ErrorEvent) -> bool:
    """Whether one call of the user's made the variable and then failed on it."""
    return error.first is not None and error.first.stack == error.stack


def built_again(run: RunView, error: ErrorEvent, apart: Parting) -> bool:
    """Whether a whole model is built again, rather than a part of it asked for twice.

    The first run of the function that repeats has created all that the graph holds, and it is a model of its own: an object
    under construction, a function that makes its own placeholders or optimizer, or the body of a loop.
    """
    first_run = apart.first_run
    if first_run is None or error.first is None:
        return False
    for v in run.created:
        if v.seq < error.seq and v.graph == error.graph and v.api == "get_variable" and not is_slot(v.via):
            other = not run.in_run(v, *first_run) and v.stack[: apart.index + 1] != error.stack[: apart.index + 1]
            if other and compatible(v.path, error.path):
                return False
    if chained(error) or (not apart.loop and any(reuse_argument(run.parameters(f)) for f in apart.inside)):
        return False
    return apart.loop or any(_constructor(f.function) for f in apart.inside) or _own_inputs(run, first_run)


def _constructor(function: str) -> bool:
    return function.endswith(".__init__")


def _own_inputs(run: RunView, first_run: tuple[tuple, str]) -> bool:  # type: ignore[type-arg]
    made = (e for e in [*run.events(OpEvent), *run.events(CallEvent)] if run.in_run(e, *first_run))
    return any(getattr(e, "type", "") == "Placeholder" or _is_optimizer(e) for e in made)


def _is_optimizer(event: object) -> bool:
    return isinstance(event, CallEvent) and event.api.endswith("Optimizer")


def chained(error: ErrorEvent | VariableEvent) -> bool:
    """Whether the result of the first use flows into the second: two layers in a row, where two names are wanted."""
    upstream = getattr(error, "upstream", None)
    name = error.variable if isinstance(error, ErrorEvent) else error.name
    return upstream is not None and name in upstream


def split_scope(run: RunView, event: ErrorEvent | VariableEvent) -> ScopeEvent | None:
    """The innermost scope around an event whose default name was made unique (``dense_1``) although ``dense`` exists.

    A layer takes its scope by default name first, and enters it again as an object later.
    """
    for scope in reversed(event.scopes):
        if scope.kind == "variable_scope":
            for entry in run.entries(scope.full_name, event, numbered=True):
                return entry
    return None


def own_scope(scopes: tuple[OpenScope, ...], apart: Parting | None) -> OpenScope | None:
    """The outermost variable_scope that the repeated function itself opens: where sharing can be asked for."""
    if apart is None:
        return None
    functions = {(f.path, f.function) for f in apart.inside}
    for scope in scopes:
        if scope.kind == "variable_scope" and scope.by_user and scope.frame is not None:
            if (scope.frame.path, scope.frame.function) in functions:
                return scope
    return None
