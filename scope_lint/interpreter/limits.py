"""The bounds of the interpretation, with their defaults.

Each says what happens where it is hit. "Noted" means: listed by ``-v`` as a place that could not be followed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Limits:
    """All counts are per entry unless said otherwise."""

    steps: int = 3_000_000
    """Statements run, where one below four unknown conditions counts twice, below eight thrice …; then the entry ends there, and
    that is noted."""
    hidden_steps: int = 4
    """How many statements of the stubs count as one: they end by themselves, and a large layer has many."""
    call_depth: int = 220
    """Nested calls; a deeper one is not followed but gives an unknown value, and that is noted."""
    recursion: int = 60
    """How often one function may be on the call stack where no unknown condition is open; as ``call_depth``."""
    unknown_recursion: int = 10
    """The same below an unknown condition, where no end of the recursion is in sight."""
    loop_iterations: int = 20_000
    """Items of a range, an iterator or an array that are gone through; with more of them their number counts as unknown."""
    idle_iterations: int = 4_000
    """Rounds of one ``while`` with a known condition; then it is left, and that is noted."""
    training_iterations: int = 2
    """Rounds on end that run a session and add nothing to the graph, after which a loop is left: it trains. Not noted, as more
    rounds would do the same."""
    thread_rounds: int = 3
    """Rounds of a ``while True`` in a thread, which would run as long as the program does. Not noted, for the same reason."""
    idle_steps: int = 400_000
    """Statements that one loop may run on end without anything new in the graph; then it is left, and that is noted."""
    quiet_steps: int = 3_000_000
    """Statements that an entry may run on end without anything new in the graph; then it ends there, and that is noted."""
    second_rounds: int = 3
    """Loops of unknown length, one in the other, that are in their second round at once; below them such a loop runs once."""
    events: int = 200_000
    """Scopes, variables, ops and calls that an entry has; then it ends there, and that is noted."""
    alternatives: int = 8
    """Values that one Python variable may have, by condition; with more of them it is unknown, with that as the reason."""
    branch_depth: int = 12
    """Unknown conditions open at once; of branches below them only the first side is run, and that is noted."""
    frozen_branches: int = 4_000
    """Branches on unknown conditions that are run both ways; of later ones only the first side, and that is noted."""


DEFAULT: Final = Limits()
CHECK: Final = Limits(
    steps=50_000, loop_iterations=5_000, idle_iterations=500, idle_steps=3_000, quiet_steps=10_000, branch_depth=6, frozen_branches=250,
    events=15_000,
)  # fmt: skip
"""For the scripts of a checked project."""

LIBRARY: Final = Limits(
    steps=3_000, hidden_steps=1, call_depth=60, recursion=8, unknown_recursion=3, loop_iterations=2_000, idle_iterations=200,
    idle_steps=1_500, quiet_steps=1_500, branch_depth=4, frozen_branches=20, second_rounds=1, events=2_000,
)  # fmt: skip
"""For a function that nothing calls, run with unknown arguments."""

DEEPEST: Final = 2_000
"""Lists, tuples, dicts and sets one in the other; with more of them the entry ends there, and that is noted."""
