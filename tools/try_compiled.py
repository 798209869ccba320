#!/usr/bin/env python3
"""Build the compiled wheel (compile_hook.py), and run tests on what is in it.

    python tools/try_compiled.py [PYTEST ARGUMENT …]

Without arguments: the tests of what the interpreter says, most of which compare with the real TensorFlow. The Python that runs this has
what ``.[dev]`` installs.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TESTS = tuple(f"tests/{name}" for name in ("truth", "rules", "bugs", "quiet", "stdlib", "tf1", "ops", "differential"))
SETTING = "SCOPE_LINT_COMPILE"


def build(folder: Path) -> Path:
    """The compiled wheel of this checkout."""
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, env={**os.environ, SETTING: "1"})
    (wheel,) = folder.glob("scope_lint-*.whl")
    return wheel


def main(arguments: list[str]) -> int:
    """The status of pytest."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        with zipfile.ZipFile(build(folder)) as wheel:
            wheel.extractall(folder)
        shutil.copytree(ROOT / "tests", folder / "tests")
        for name in ("fixtures", "docs", "tools", "pyproject.toml", "README.md", "CHANGELOG.md"):
            (folder / name).symlink_to(ROOT / name)
        say = "import scope_lint.interpreter.machine as m; print(m.__file__)"
        where = subprocess.run([sys.executable, "-c", say], cwd=folder, check=True, capture_output=True, text=True).stdout.strip()
        if Path(where).suffix == ".py" or not Path(where).is_relative_to(folder):
            print(f"not compiled: {where}", file=sys.stderr)
            return 1
        return subprocess.run([sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *(arguments or TESTS)], cwd=folder).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
