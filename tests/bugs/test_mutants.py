"""Scripts broken one small way at a time: what TensorFlow said to each mutant (recorded), and what we say. tools/mutate.py shows the full table."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from tests.bugs.known_mutants import EXCEPTIONS

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tools"))
mutate = pytest.importorskip("mutate")

SAMPLE = 360
"""About how many of the recorded mutants are tested, evenly chosen."""


def chosen() -> list[tuple[str, dict[str, Any]]]:
    mutants = [(path.name.removesuffix(".json.xz"), m) for path in sorted(mutate.STORE.glob("*.json.xz")) for m in mutate.stored(path.name.removesuffix(".json.xz"))]
    mutants = [(version, m) for version, m in mutants if m["exit"] is None or m["exit"]["kind"] != "python"]
    return mutants[:: max(1, len(mutants) // SAMPLE)]


@pytest.fixture(scope="module")
def verdicts() -> list[tuple[str, str]]:
    """Every mutant of the sample, as the tool names it, with its verdict."""
    return [(f"{m['script']}:{m['line']} {m['what']}", mutate.verdict(m, version)[0]) for version, m in chosen()]


def test_sample_is_large_enough(verdicts: list[tuple[str, str]]) -> None:
    assert len(verdicts) >= 300


def test_mutants_that_raise_are_reported_with_their_variable(verdicts: list[tuple[str, str]]) -> None:
    raising = [(name, verdict) for name, verdict in verdicts if verdict in ("caught", "missed", "named another")]
    missed = [(name, verdict) for name, verdict in raising if verdict != "caught"]
    assert not [pair for pair in missed if pair[0] not in EXCEPTIONS]
    assert len(missed) <= 0.05 * len(raising)


def test_no_mutant_that_runs_is_reported(verdicts: list[tuple[str, str]]) -> None:
    assert not [name for name, verdict in verdicts if verdict == "false alarm" and name not in EXCEPTIONS]
