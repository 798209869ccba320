"""Mutants that the analysis does not judge as TensorFlow does, by the mechanism that is missing: ``SCRIPT:LINE WHAT``, as tools/mutate.py shows them."""

from __future__ import annotations

MISJUDGED: dict[str, tuple[str, ...]] = {}
"""Mechanism -> mutants of the tested sample."""

EXCEPTIONS = frozenset(mutant for mutants in MISJUDGED.values() for mutant in mutants)
