"""The stubs of recurrent networks, run by a real TensorFlow in the place of its own: they must do what was recorded.

Needs an interpreter with that TensorFlow: ``SCOPE_LINT_TF_1_15=PYTHON`` (likewise 1_4, 1_2, 1_1, 1_0 …); skipped without.
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
OVERLAY = ROOT / "tests" / "stubs" / "train" / "overlay.py"
CELLS = ["contrib.rnn", "contrib.seq2seq", "contrib.legacy_seq2seq", "contrib.cudnn_rnn"]
MODULES = {"1.0": CELLS, "1.1": CELLS}
"""Before 1.2 tf.nn has no cells; only its dynamic networks are replaced there, with ``nn``."""


@pytest.mark.slow
@pytest.mark.parametrize("version", ["1.15", "1.12", "1.8", "1.5", "1.4", "1.2", "1.1", "1.0"])
def test_stubs_do_what_tensorflow_does(version: str, tmp_path: Path) -> None:
    python = os.environ.get("SCOPE_LINT_TF_" + version.replace(".", "_"))
    if not python:
        pytest.skip("no interpreter with TensorFlow " + version)
    scripts = [s for s in scripts_of(ROOT / "fixtures" / "rnn") if version in versions_of(s)]
    jobs = [
        {
            "script": str(s),
            "root": str(s.parent),
            "out": str(tmp_path / (s.stem + ".json")),
            "args": header_of(s).get("args", []),
        }
        for s in scripts
    ]
    modules = ["nn", *MODULES.get(version, ["nn.rnn_cell", *CELLS])]
    command = [python, str(OVERLAY), str(STUBS), str(ROOT / "tools"), ",".join(modules)]
    subprocess.run(command, input=json.dumps(jobs).encode(), check=True, capture_output=True)
    differing = [s.name for s in scripts if _trace(recording_of(s, version)) != _trace(tmp_path / (s.stem + ".json"))]
    assert not differing


def _trace(file: Path) -> dict[str, Any] | None:
    """A trace without what no stub can know: how messages print tensors and objects."""
    if not file.exists():
        return None
    trace: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    for error in [*trace["errors"], trace["exit"] or {}]:
        error["message"] = error.get("message", "")[:40]
    return trace
