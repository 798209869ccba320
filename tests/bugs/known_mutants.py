"""Mutants that the analysis does not judge as TensorFlow does, by the mechanism that is missing: ``SCRIPT:LINE WHAT``, as tools/mutate.py shows them."""

from __future__ import annotations

MISJUDGED: dict[str, tuple[str, ...]] = {
    "a shape that is not known any more": ("fixtures/train/flow_functions.py:14 drop-call",),
}
"""Mechanism -> mutants of the tested sample."""

EXCEPTIONS = frozenset(mutant for mutants in MISJUDGED.values() for mutant in mutants)
