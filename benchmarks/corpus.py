"""The code that the benchmarks run on: three published packages of TensorFlow 1 code, 600 files, fetched but never installed or run."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

REQUIREMENTS = ("tensor2tensor==1.15.7", "stable-baselines==2.10.2", "dm-sonnet==1.36")


def fetch(folder: Path) -> Path:
    """The unpacked packages below ``folder``; they are fetched by pip where they are not there yet."""
    unpacked = folder / "corpus"
    if unpacked.is_dir():
        return unpacked
    wheels = folder / "wheels"
    wheels.mkdir(parents=True, exist_ok=True)
    for requirement in REQUIREMENTS:
        subprocess.run(
            [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:", "--dest", str(wheels), requirement],
            check=True,
        )
    for wheel in sorted(wheels.glob("*.whl")):
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(unpacked / wheel.name.partition("-")[0])
    return unpacked
