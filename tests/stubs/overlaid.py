"""Scripts of fixtures run by a real TensorFlow with stubs in the place of its own functions, held against their recordings."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

import pytest

from tools.record_fixtures import header_of, recording_of, scripts_of, versions_of

ROOT = Path(__file__).resolve().parents[2]
STUBS = ROOT / "scope_lint" / "stubs" / "tensorflow"


def differing(
    folder: str, version: str, overlay: Path, modules: Sequence[str], out: Path, beyond: Collection[str] = (), message: int | None = None
) -> list[str]:
    """The scripts of a folder of fixtures, but those ``beyond``, that do something else with the stubs of some modules.

    ``message``: how many characters of an error's message are compared, where what follows prints tensors, which no stub can know. Skips the test where ``SCOPE_LINT_TF_1_15`` (for 1.15) does not name an interpreter with that TensorFlow.
    """
    python = os.environ.get("SCOPE_LINT_TF_" + version.replace(".", "_"))
    if not python:
        pytest.skip("no interpreter with TensorFlow " + version)
    scripts = [s for s in scripts_of(ROOT / "fixtures" / folder) if version in versions_of(s) and s.stem not in beyond]
    jobs = [
        {
            "script": str(script), "root": str(script.parent), "out": str(out / (script.stem + ".json")),
            **{key: header_of(script).get(key, []) for key in ("args", "record", "python")},
        }
        for script in scripts
    ]  # fmt: skip
    command = [python, str(overlay), str(STUBS), str(ROOT / "tools"), ",".join(modules)]
    subprocess.run(command, input=json.dumps(jobs).encode(), check=True, capture_output=True)
    return [s.name for s in scripts if _trace(recording_of(s, version), message) != _trace(out / (s.stem + ".json"), message)]


def _trace(file: Path, message: int | None) -> dict[str, Any] | None:
    if not file.exists():
        return None
    trace: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    for error in [*trace["errors"], trace["exit"] or {}]:
        error["message"] = error.get("message", "")[:message]
    return trace
