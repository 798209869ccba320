"""The stubs of training, control flow and Keras, run by a real TensorFlow in the place of its own: they must do what was recorded.

Needs an interpreter with that TensorFlow: ``SCOPE_LINT_TF_1_15=PYTHON`` (likewise 1_4, 1_0, 1_8, 1_12); skipped without.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.stubs.overlaid import differing

OVERLAY = Path(__file__).with_name("overlay.py")
TRAIN = [
    "train", "train.experimental", "python.training.moving_averages", "client", "control_flow", "template", "functional", "user_functions",
    "metrics", "summary", "contrib.metrics", "contrib.training", "contrib.opt", "contrib.mixed_precision", "data", "estimator",
    "estimator.export", "estimator.inputs", "contrib.learn", "gfile", "test", "distribute",
]  # fmt: skip
KERAS = ["train", "template", "keras.backend", "keras", "keras.layers", "keras.models", "keras.optimizers"]
BEYOND = {"input_reader"}
"""Scripts that ask the real TensorFlow for what a stub does not hold: the handle of a queue."""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("folder", "version"),
    [*(("train", v) for v in ("1.15", "1.4", "1.0")), *(("keras", v) for v in ("1.15", "1.12", "1.8", "1.4"))],
)
def test_stubs_do_what_tensorflow_does(folder: str, version: str, tmp_path: Path) -> None:
    assert differing(folder, version, OVERLAY, TRAIN if folder == "train" else KERAS, tmp_path, BEYOND, message=70) == []
