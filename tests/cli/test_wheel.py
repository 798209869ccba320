"""The built wheel holds everything, and works in an environment of its own, without flake8."""

from __future__ import annotations

import json
import sys
import zipfile
from pathlib import Path

import pytest

from tests.environments import ROOT, Environment, call, copy_package

pytestmark = pytest.mark.slow


def test_the_wheel_holds_the_whole_package(tmp_path):
    copy_package(tmp_path / "package")
    call(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", tmp_path, tmp_path / "package", cwd=tmp_path)
    (wheel,) = tmp_path.glob("scope_lint-*.whl")
    held = {name for name in zipfile.ZipFile(wheel).namelist() if name.startswith("scope_lint/")}
    copied = tmp_path / "package"
    package = {path.relative_to(copied).as_posix() for path in (copied / "scope_lint").rglob("*") if path.is_file()}
    assert held == package
    assert any(name.startswith("scope_lint/stubs/tensorflow/") for name in held)
    assert "scope_lint/py.typed" in held


def test_it_works_without_flake8(tmp_path):
    environment = Environment(tmp_path / "environment")
    example = Path(ROOT / "fixtures" / "example" / "gan.py")
    installed = environment("python", "-m", "pip", "list", "--format=json", cwd=tmp_path).stdout
    assert "flake8" not in {package["name"] for package in json.loads(installed)}
    environment("scope-lint", "rule", "TFS301", cwd=tmp_path, status=(0,))
    done = environment("scope-lint", "check", "--format=json", example, cwd=tmp_path, status=(1,))
    assert "TFS301" in {finding["code"] for finding in json.loads(done.stdout)["findings"]}
