"""The built wheel holds everything, and works in new environments of every supported Python, without flake8 and with it."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tools.try_wheel import VERSIONS, build, copy_package, interpreter, try_it

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    return build(tmp_path_factory.mktemp("wheel"))


def test_without_a_compiler_the_wheel_is_pure_python(tmp_path):
    copy_package(tmp_path / "package")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(tmp_path), str(tmp_path / "package")]
    environment = {name: value for name, value in os.environ.items() if name not in ("CC", "SCOPE_LINT_COMPILE")}
    subprocess.run(command, check=True, env={**environment, "PATH": str(tmp_path)})
    assert [path.name.endswith("-py3-none-any.whl") for path in tmp_path.glob("*.whl")] == [True]


def test_the_wheel_holds_the_whole_package(wheel, tmp_path):
    held = {name for name in zipfile.ZipFile(wheel).namelist() if name.startswith("scope_lint/")}
    copied = tmp_path / "package"
    copy_package(copied)
    package = {path.relative_to(copied).as_posix() for path in (copied / "scope_lint").rglob("*") if path.is_file()}
    assert held == package
    assert any(name.startswith("scope_lint/stubs/tensorflow/") for name in held)
    assert {"scope_lint/py.typed", "scope_lint/report/html/style.css", "scope_lint/report/html/script.js"} <= held


@pytest.mark.parametrize("version", VERSIONS)
def test_it_works_in_an_environment_of_its_own(wheel, tmp_path, version):
    python = interpreter(version)
    if python is None:
        pytest.skip(f"no Python {version} here")
    try_it(python, wheel, tmp_path)
