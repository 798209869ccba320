"""Virtual environments with scope-lint installed as a user would, for the slow tests."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tools.try_wheel import copy_package

ROOT = Path(__file__).parents[1]


def call(*arguments: str | Path, cwd: Path, status: tuple[int, ...] = (0,), **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a program to its end and hold its exit status against those that are expected."""
    env = {key: value for key, value in os.environ.items() if key not in {"PYTHONPATH", "NO_COLOR", "FORCE_COLOR"}}
    env["SCOPE_LINT_COMPILE"] = "0"  # tools/try_compiled.py tries that
    done = subprocess.run(
        [str(argument) for argument in arguments],
        cwd=cwd, env=env | environment, capture_output=True, text=True, encoding="utf-8", stdin=subprocess.DEVNULL,
    )  # fmt: skip
    assert done.returncode in status, f"{arguments} → {done.returncode}\n{done.stdout}\n{done.stderr}"
    return done


class Environment:
    """A fresh virtual environment with scope-lint and some requirements."""

    def __init__(self, folder: Path, *requirements: str) -> None:
        self.bin = folder / "venv" / ("Scripts" if os.name == "nt" else "bin")
        folder.mkdir(parents=True, exist_ok=True)
        copy_package(folder / "package")
        call(sys.executable, "-m", "venv", folder / "venv", cwd=folder)
        call(self.bin / "python", "-m", "pip", "install", "--quiet", folder / "package", *requirements, cwd=folder)

    def __call__(
        self, program: str, *arguments: str | Path, cwd: Path, status: tuple[int, ...] = (0, 1)
    ) -> subprocess.CompletedProcess[str]:
        """Run one of its programs."""
        return call(self.bin / program, *arguments, cwd=cwd, status=status)
