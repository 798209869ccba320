"""What there is to run, and what comes of it. Nothing heavy is imported: where all results are kept, nothing is run."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple, Union

from scope_lint.options import Options
from scope_lint.outcome import Lines, Outcome
from scope_lint.program.program import Program
from scope_lint.source.problem import SourceError
from scope_lint.syntax.problem import SyntaxProblem

Problem = Union[SourceError, SyntaxProblem]


class Ground(NamedTuple):
    """What entries run on: a program, which has the import roots and stubs, and the options, which have the TensorFlow version."""

    program: Program
    options: Options


class Job(NamedTuple):
    """A file, and the number of the ground to run it on."""

    ground: int
    path: Path
    reached: Lines | None
    """None: to be run as a script; else the functions of it that scripts reached, whose others are to be run."""
    kept: bytes = b""
    """What is known already of some of these others (see ``kept.Kept``)."""


Done = Union[Outcome, Problem]
