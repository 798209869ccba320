"""Every script in fixtures/ that was recorded under a real TensorFlow: names, statuses, shapes, places and the first error."""

from __future__ import annotations

import functools

import pytest

from tests.truth.compare import Comparison, Recording, compare, recordings
from tests.truth.known_misses import KNOWN_MISSES

RECORDINGS = list(recordings())
CASES = [
    pytest.param(r, id=r.id, marks=[pytest.mark.xfail(reason=KNOWN_MISSES[r.id], strict=True)] if r.id in KNOWN_MISSES else [])
    for r in RECORDINGS
]
FULL_SHAPES = 0.8
"""The least share of the recorded shapes that has to be predicted in full."""


@functools.cache
def compared_once(recording: Recording) -> Comparison:
    return compare(recording)


@pytest.mark.parametrize("recording", CASES)
def test_predictions_are_what_tensorflow_did(recording: Recording) -> None:
    differences = compared_once(recording).differences
    assert not differences, "\n".join(differences)


def test_every_known_miss_is_a_recording() -> None:
    assert set(KNOWN_MISSES) <= {r.id for r in RECORDINGS}


def test_most_shapes_are_predicted_in_full() -> None:
    compared = [compared_once(recording) for recording in RECORDINGS]
    shapes = sum(c.shapes for c in compared)
    assert sum(c.full_shapes for c in compared) >= FULL_SHAPES * shapes
