"""The bounds of the interpretation, with their defaults. Hitting one is reported as incomplete and weakens certainty."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """All counts are per entry unless said otherwise."""

    steps: int = 3_000_000
    """Statements run."""
    call_depth: int = 220
    """Nested calls."""
    recursion: int = 60
    """One function on the call stack, where all that it decides on is known."""
    unknown_recursion: int = 10
    """The same, below a condition that is not known."""
    loop_iterations: int = 20_000
    """Iterations of one run of a loop over known items."""
    idle_iterations: int = 4_000
    """Iterations of a ``while`` with a known condition."""
    training_iterations: int = 2
    """Iterations of a loop that runs a session and adds nothing to the graph."""
    idle_steps: int = 400_000
    """Statements that one loop may run on end without anything new in the graph."""
    alternatives: int = 8
    """Values that one variable may have, by condition; with more of them it is unknown."""
    branch_depth: int = 12
    """Open branches on unknown conditions, nested; below that only the first side is run."""
    frozen_branches: int = 4_000
    """Branches on unknown conditions that are run both ways."""


DEFAULT = Limits()
CHECK = Limits(steps=50_000, loop_iterations=5_000, idle_iterations=500, idle_steps=3_000, branch_depth=6, frozen_branches=250)
"""For the scripts of a checked project."""

LIBRARY = Limits(
    steps=4_000, call_depth=60, recursion=8, unknown_recursion=3, loop_iterations=2_000, idle_iterations=200, idle_steps=1_500,
    branch_depth=4, frozen_branches=20,
)  # fmt: skip
"""For a function that nothing calls, run with unknown arguments."""
