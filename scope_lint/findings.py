"""What an analysis answers: plain data, which encodes to schema 1 of the JSON that other programs read.

Lines and columns count from 1, columns in characters; an end column is the one after the last character. Paths are
relative to the working directory, or absolute outside it. In a notebook, ``cell`` is the cell (from 1, of all cells), and lines
count within it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import msgspec

from scope_lint.options import UNREADABLE

SCHEMA = 1

Severity = Literal["error", "warning", "info"]
"""``error``: TensorFlow raises; ``warning``: it runs, but not as meant; ``info``: style, off by default."""

Span = tuple[int, int, int, int]
"""Line and column of the start, line and column of the end."""

Certainty = Literal["definite", "possible"]
"""``definite``: on a path that surely runs, with all that matters known."""


class StackFrame(msgspec.Struct, frozen=True):
    """A frame of the user's own code; outermost first in a stack."""

    path: str
    line: int
    end_line: int
    function: str
    cell: int | None = None


class Related(msgspec.Struct, frozen=True):
    """Another place that a finding speaks of, and what happens there."""

    path: str
    line: int
    end_line: int
    message: str
    cell: int | None = None


class Incomplete(msgspec.Struct, frozen=True):
    """Something that could not be followed; nothing that depends on it is claimed as certain."""

    path: str
    line: int
    reason: str


class Edit(msgspec.Struct, frozen=True):
    """A piece of the finding's file, and the text that takes its place; an empty piece is where text comes in.

    Line breaks in ``text`` are ``\\n``, whatever the file's own are.
    """

    line: int
    column: int
    end_line: int
    end_column: int
    text: str


class Fix(msgspec.Struct, frozen=True, kw_only=True):
    """How a finding can be put right by a machine."""

    message: str
    """What it does, as an order: ``Write tf.name_scope``."""
    safe: bool
    """It keeps the name of every variable that the program makes as it is; else it is only applied on demand."""
    edits: tuple[Edit, ...]
    """In the order of their places, and apart from each other."""


class Remedy(msgspec.Struct, frozen=True, kw_only=True):
    """What a rule knows, from the events, that the fix of its finding needs: where the code to change stands, and how."""

    spans: tuple[Span, ...]
    """The calls to be changed, in the finding's file."""
    safe: bool
    landing: tuple[str, ...] = ()
    """Of arguments that are misplaced: the parameters that the positional ones land in …"""
    meant: tuple[str, ...] = ()
    """… and those that they are meant for."""


class Finding(msgspec.Struct, kw_only=True):
    """One finding of one rule. ``help``, ``count`` and ``remedy`` are not for other programs: JSON schema 1 leaves them out."""

    code: str
    name: str
    severity: Severity
    certainty: Certainty
    message: str
    variable: str | None = None
    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    cell: int | None = None
    stack: tuple[StackFrame, ...] = ()
    related: tuple[Related, ...] = ()
    fixable: bool = False
    """True where there is a ``fix``."""
    fix: Fix | None = None
    remedy: Remedy | None = None
    help: str = ""
    """What to do about it, in a sentence or two."""
    count: int = 1
    """How many variables, calls or targets this one finding stands for."""


class TFVersion(msgspec.Struct, frozen=True):
    """A TensorFlow version that files are for, and the place that says so; empty for the default and the command line."""

    version: str
    origin: str = ""


class Stale(msgspec.Struct, frozen=True):
    """A baseline has more findings of a rule in a file than there are."""

    baseline: str
    path: str
    code: str
    known: int
    found: int


class CheckReport(msgspec.Struct, kw_only=True):
    """The answer of ``check``. A file that could not be analysed is a finding with the code TFS000."""

    schema: int = SCHEMA
    tf_version: str
    tf_version_from: str = ""
    """The place in a file that says so, as in ``requirements.txt:3``; empty for the default and the command line."""
    other_versions: list[TFVersion] = []
    """Where not all files are for the same version, or not for the same reason: those beside that of most of them."""
    files: int
    """How many files were looked at."""
    findings: list[Finding]
    incomplete: list[Incomplete]
    variables: list[VariablePrediction] = []
    """What the entries create, where the options ask for it; no part of JSON schema 1."""
    overlay: Mapping[str, bytes] = {}
    """Contents of files that are not those on disk, by real path; no part of it either."""

    known: int = 0
    """How many findings are not shown, since the baseline has them; no part of it either."""
    stale: list[Stale] = []
    """What the baseline has too many of; no part of it either."""

    def left_out(self) -> list[Incomplete]:
        """The files that could not be analysed, and why."""
        return [Incomplete(f.path, f.line, f.message) for f in self.findings if f.code == UNREADABLE]


class VariablePrediction(msgspec.Struct, kw_only=True):
    """A variable that a target creates, or finds again by ``get_variable``."""

    name: str
    exact: bool
    """False where the name has an unknown part, shown as ``{…}``."""
    api: Literal["get_variable", "Variable"]
    status: Literal["created", "reused", "unknown"]
    certainty: Certainty
    shape: tuple[int | None, ...] | None
    """None: not even the rank is known; a dimension of None is not known."""
    dtype: str | None
    trainable: bool | None
    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    target: str
    cell: int | None = None
    stack: tuple[StackFrame, ...] = ()


class OpPrediction(msgspec.Struct, kw_only=True):
    """An operation that the user's own code makes."""

    name: str
    exact: bool
    type: str
    certainty: Certainty
    path: str
    line: int
    end_line: int


class ErrorPrediction(msgspec.Struct, kw_only=True):
    """An exception that TensorFlow raises while the graph is built."""

    kind: Literal["exists", "missing", "shape", "dtype", "invalid-name", "other"]
    type: str
    message: str
    variable: str | None
    certainty: Certainty
    path: str
    line: int
    end_line: int
    target: str
    cell: int | None = None
    stack: tuple[StackFrame, ...] = ()


class NamesReport(msgspec.Struct, kw_only=True):
    """The answer of ``names``."""

    schema: int = SCHEMA
    tf_version: str
    tf_version_from: str = ""
    other_versions: list[TFVersion] = []
    """As in CheckReport."""
    variables: list[VariablePrediction]
    ops: list[OpPrediction]
    errors: list[ErrorPrediction]
    incomplete: list[Incomplete]
    left_out: list[Incomplete] = []
    """Targets that could not be analysed at all; in JSON they stand among ``incomplete``."""
