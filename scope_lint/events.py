"""What happened while a program was interpreted: the one thing that rules and reports read.

Everything is plain data: no syntax, no interpreter. ``path`` is the path condition (empty: happens on a path that surely
runs). ``stack`` holds the user's own frames only, outermost first; the last frame is the place of the event. ``via`` names the
TensorFlow functions between the user's frame and the event, outermost first (``("tf.layers.dense",)``).
"""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from scope_lint.symbolic.conditions import Path
from scope_lint.symbolic.names import Name

Reuse = Literal[True, False, "AUTO_REUSE", "unknown"]
Dims = tuple[int | None, ...] | None
"""Static shape: None is unknown rank, a None dimension is unknown."""


class Frame(msgspec.Struct, frozen=True):
    """A place in a user's file: the call (or statement) being run there. Lines and columns from 1; end column exclusive."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    function: str
    """``<module>``, ``f``, ``Class.method`` …"""
    iterations: tuple[int, ...] = ()
    """The rounds (from 0) of the loops and comprehensions that run in this activation, outermost first: tells two runs of one
    statement apart."""
    cell: int | None = None
    """In a notebook: the cell (from 1); lines then count within it."""


Stack = tuple[Frame, ...]


class OpenScope(msgspec.Struct, frozen=True):
    """A scope that was open when something happened, as the user (or a TF function) opened it."""

    kind: Literal["variable_scope", "name_scope"]
    requested: Name | None
    """The string that was given (or the default_name that was used); None for a captured scope object."""
    full_name: Name
    """variable_scope: its variable prefix; name_scope: its op prefix without the last slash."""
    by_user: bool
    """Opened by the user's own code, not inside a TF function."""
    frame: Frame | None


class Event(msgspec.Struct, kw_only=True):
    """What all events have. ``seq`` orders the events of an entry; ``graph`` numbers its graphs."""

    seq: int
    graph: int
    stack: Stack
    path: Path
    via: tuple[str, ...] = ()


class VariableEvent(Event):
    """A variable was created, or an existing one was asked for again."""

    name: Name
    api: Literal["get_variable", "Variable"]
    status: Literal["created", "reused", "unknown"]
    shape: Dims
    dtype: str | None
    trainable: bool | None
    reuse: Reuse
    """The reuse flag of the variable scope at that moment."""
    scopes: tuple[OpenScope, ...]
    """All open scopes, outermost first."""
    requested: Name | None
    """The name argument (None: not given)."""
    first: VariableEvent | None = None
    """For a reused one: its creation."""
    local: bool = False
    after_unknown: bool = False
    """Code that could not be followed ran in this graph before: numbered names may be other ones."""
    upstream: tuple[Name, ...] | None = None
    """The names of the variables and placeholders that flow into the tensors given to the layer or function that asks for this
    one (the innermost of them that is given a tensor); None: not known."""
    given: tuple[Name, ...] = ()
    """The names of those tensors, where ``upstream`` is known."""
    trained: bool = False
    """An optimizer of the program changes it."""
    assigned: bool = False
    """The program assigns to it."""


class OpEvent(Event):
    """An operation made by the user's own code."""

    name: Name
    type: str


class ScopeEvent(Event):
    """A variable_scope or name_scope was entered by user code or a TF function."""

    kind: Literal["variable_scope", "name_scope"]
    api: str
    """variable_scope, variable_op_scope, name_scope, op_scope, Graph.name_scope, make_template …"""
    requested: Name | None
    default_name: Name | None
    used_default: bool
    by_object: bool
    """Entered by a captured scope object (``variable_scope(s)``)."""
    object_name: Name | None
    """The captured object's own name."""
    full_name: Name
    """variable_scope: the variable prefix; name_scope: the op prefix, without the last slash."""
    op_name: Name
    """The op prefix, without the last slash."""
    outer_name: Name
    """The variable prefix outside."""
    reuse_argument: Reuse | None
    """None: not given (or given as None)."""
    outer_reuse: Reuse
    reuse: Reuse
    """The flag that holds inside."""
    object_reuse: Reuse | None
    """The flag of the captured object."""
    by_user: bool
    scopes: tuple[OpenScope, ...]
    """The scopes around it."""


class ScopeUnusedEvent(Event):
    """A scope's call whose result was never entered, seen when the program ended."""

    kind: Literal["variable_scope", "name_scope"]
    api: str
    requested: Name | None
    escaped: bool = False
    """Returned or stored, so that code outside what was analysed may enter it."""


class ReuseVariablesEvent(Event):
    """``scope.reuse_variables()``; ``frame_of_scope`` is where that scope was entered (None at the root)."""

    scope: Name
    is_root: bool
    already: bool
    """It was reusing before."""


ArgumentKind = Literal["str", "bool", "none", "number", "list", "tensor", "variable", "scope", "callable", "reuse", "dtype",
                       "initializer", "object", "unknown"]  # fmt: skip


class Argument(msgspec.Struct, frozen=True):
    """An argument of a call to TensorFlow as the user wrote it."""

    parameter: str
    """The parameter that it lands in."""
    kind: ArgumentKind
    value: Any
    """The value of a str, bool, none or number; else None."""
    position: int | None
    """From 0; None for a keyword."""
    items: tuple[ArgumentKind, ...] = ()
    """Kinds of a list's items."""
    text: str | None = None
    """As written, where it is a literal, a name or a dotted name: ``False``, ``reuse``, ``scope.name``."""
    repeats: bool = False
    """A list that holds one object more than once (``[cell] * 2``), or the object that another argument of the call is too."""


class CallEvent(Event):
    """User code called one of the functions that rules look at (scopes, variables, layers); before it took effect."""

    api: str
    """Canonical: ``variable_scope``, ``op_scope``, ``get_variable``, ``Variable``, ``layers.dense``."""
    arguments: tuple[Argument, ...]


class CollectionEvent(Event):
    """``get_collection(key, scope=…)`` or a helper built on it, with a scope."""

    key: str
    scope: Name
    matched: tuple[Name, ...]
    """Names of the variables in the collection that the scope matches (re.match)."""
    available: tuple[Name, ...]
    complete: bool
    """False where the collection's content is not fully known."""


class SaverEvent(Event):
    """A Saver was made, saved or restored."""

    action: Literal["create", "save", "restore"]
    saver: int
    names: tuple[Name, ...]
    """The checkpoint keys it holds."""
    complete: bool
    target: str | None
    """The checkpoint path or directory, where known (two events with the same target speak of the same checkpoint)."""


class GraphEvent(Event):
    """A graph became the default one, or the default graph was reset."""

    action: Literal["enter", "exit", "reset"]


ErrorKind = Literal["exists", "missing", "shape", "dtype", "invalid-name", "other"]


class ErrorEvent(Event):
    """TensorFlow raises here. ``definite`` only on a path that surely runs and with all that matters known."""

    kind: ErrorKind
    cause: str
    """A finer, stable word for the rules: ``exists``, ``missing``, ``shape``, ``dtype``, ``invalid-name``, ``reuse-needs-name``,
    ``undefined-shape``, ``constant-initializer-shape``, ``partition``, ``argument-type``, ``argument-order``, ``template``, ``cell-reuse``,
    ``no-such-tensor``, ``tensor-name``, ``other-graph``, ``duplicate-name``, ``no-variables``, ``python``, ``version`` (the TF version in use has no such function
    or argument) …"""
    type: str
    """The exception's class: ValueError, TypeError, KeyError …"""
    message: str
    """As TensorFlow words it (first line)."""
    variable: Name | None
    first: VariableEvent | None = None
    """For exists, shape and dtype: where the variable was created."""
    definite: bool = True
    caught: bool = False
    """The program catches it."""
    scopes: tuple[OpenScope, ...] = ()
    reuse: Reuse = "unknown"
    requested: Name | None = None
    upstream: tuple[Name, ...] | None = None
    """As for VariableEvent."""
    meant: Name | None = None
    """For a name that is not there: the one that was probably meant."""


class IncompleteEvent(msgspec.Struct, frozen=True):
    """Something could not be followed; nothing that depends on it is claimed as certain."""

    path: str
    line: int
    reason: str


class EntryResult(msgspec.Struct):
    """All that is known of one entry (a script, a function), run in a fresh graph."""

    target: str
    """The file, ``file.py::function`` or ``file.py::Class.method``."""
    kind: Literal["script", "function"]
    events: list[Event]
    """In order."""
    incomplete: list[IncompleteEvent]
    ended: ErrorEvent | None = None
    """The uncaught error that surely ends it."""
    arguments_known: bool = True
    """False for a function that no one calls, run with unknown arguments and an unknown outer scope."""
    steps: int = 0
    tf_version: str = "1.15"
    parameters: dict[str, tuple[str, ...]] = {}
    """The parameters of the user's functions that occur in the stacks, by ``path::function``."""
