"""The bug cases that the analysis does not yet catch, by the mechanism that is missing. Each is expected to fail: a case that passes must leave here."""

from __future__ import annotations

MISSING: dict[str, tuple[str, ...]] = {
    "the names in an imported graph": ("286-retrained-graph-has-no-mul",),
    "ops whose operands have different types": ("300-double-precision-pictures",),
}
"""Mechanism -> names of cases."""


def reason_of(case: str) -> str | None:
    """Why a case is not caught, or None where it is."""
    return next((mechanism for mechanism, cases in MISSING.items() if case in cases), None)
