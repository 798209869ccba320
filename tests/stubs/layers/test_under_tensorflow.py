"""The stubs of layers, run by a real TensorFlow in the place of its own: they must do what was recorded of the real ones.

Needs an interpreter with that TensorFlow: ``SCOPE_LINT_TF_1_15=PYTHON`` (likewise 1_4, 1_0); skipped without.
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
MODULES = ["layers", "contrib.framework", "contrib.layers", "contrib.slim"]
MODULES += ["contrib.slim.learning", "contrib.slim.nets"]
BEYOND = {"slim_training", "slim_arg_scope_paths"}
"""Scripts that placeholders cannot stand in for (no gradients), or that import by paths where the real functions stay."""


@pytest.mark.slow
@pytest.mark.parametrize("version", ["1.15", "1.4", "1.0"])
def test_stubs_do_what_tensorflow_does(version: str, tmp_path: Path) -> None:
    python = os.environ.get("SCOPE_LINT_TF_" + version.replace(".", "_"))
    if not python:
        pytest.skip("no interpreter with TensorFlow " + version)
    scripts = [
        script
        for script in scripts_of(ROOT / "fixtures" / "layers")
        if version in versions_of(script) and script.stem not in BEYOND
    ]
    jobs = [
        {"script": str(s), "root": str(s.parent), "out": str(tmp_path / (s.stem + ".json")), "args": header_of(s).get("args", [])}
        for s in scripts
    ]
    command = [python, str(Path(__file__).with_name("overlay.py")), str(STUBS), str(ROOT / "tools"), *MODULES]
    subprocess.run(command, input=json.dumps(jobs).encode(), check=True, capture_output=True)
    differing = [s.name for s in scripts if _trace(recording_of(s, version)) != _trace(tmp_path / (s.stem + ".json"))]
    assert not differing


def _trace(file: Path) -> dict[str, Any] | None:
    if not file.exists():
        return None
    trace: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return trace
