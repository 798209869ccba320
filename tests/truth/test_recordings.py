"""Every script in fixtures/ that was recorded under a real TensorFlow: names, statuses, shapes, places and the first error."""

from __future__ import annotations

import pytest

from tests.truth.compare import Recording, compare, recordings

RECORDINGS = list(recordings())
FULL_SHAPES = 0.8
"""The least share of the recorded shapes that has to be predicted in full."""


@pytest.mark.parametrize("recording", RECORDINGS, ids=[r.id for r in RECORDINGS])
def test_predictions_are_what_tensorflow_did(recording: Recording) -> None:
    assert not compare(recording).differences


def test_most_shapes_are_predicted_in_full() -> None:
    compared = [compare(recording) for recording in RECORDINGS]
    shapes = sum(c.shapes for c in compared)
    assert sum(c.full_shapes for c in compared) >= FULL_SHAPES * shapes
