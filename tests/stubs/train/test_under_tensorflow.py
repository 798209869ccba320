"""The stubs of training, control flow and Keras, run by a real TensorFlow in the place of its own: they must do what was recorded.

Needs an interpreter with that TensorFlow: ``SCOPE_LINT_TF_1_15=PYTHON`` (likewise 1_4, 1_0, 1_8, 1_12); skipped without.
"""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tools.record_fixtures import header_of, recording_of, scripts_of, versions_of

ROOT = Path(__file__).resolve().parents[3]
STUBS = ROOT / "scope_lint" / "stubs" / "tensorflow"
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
    python = os.environ.get("SCOPE_LINT_TF_" + version.replace(".", "_"))
    if not python:
        pytest.skip("no interpreter with TensorFlow " + version)
    scripts = [
        script
        for script in scripts_of(ROOT / "fixtures" / folder)
        if version in versions_of(script) and script.stem not in BEYOND
    ]
    jobs = [
        {
            "script": str(s),
            "root": str(s.parent),
            "out": str(tmp_path / (s.stem + ".json")),
            **{key: header_of(s).get(key, []) for key in ("args", "record", "python")},
        }
        for s in scripts
    ]
    modules = TRAIN if folder == "train" else KERAS
    overlay = Path(__file__).with_name("overlay.py")
    command = [python, str(overlay), str(STUBS), str(ROOT / "tools"), ",".join(modules)]
    subprocess.run(command, input=json.dumps(jobs).encode(), check=True, capture_output=True)
    differing = [s.name for s in scripts if _trace(recording_of(s, version)) != _trace(tmp_path / (s.stem + ".json"))]
    assert not differing


def _trace(file: Path) -> dict[str, Any] | None:
    """A trace without what no stub can know: how messages print tensors."""
    if not file.exists():
        return None
    trace: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    for error in [*trace["errors"], trace["exit"] or {}]:
        error["message"] = error.get("message", "")[:70]
    return trace
