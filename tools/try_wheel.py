#!/usr/bin/env python3
"""Build the wheel, install it into new environments of every supported Python that is here, and use it, without flake8 and with it.

    python tools/try_wheel.py [PYTHON …]

Without arguments: python3.10 to python3.13, from the PATH and from pyenv.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ("scope_lint", "pyproject.toml", "README.md", "CHANGELOG.md", "LICENSE", ".pre-commit-hooks.yaml", "tools/compile_hook.py")
VERSIONS = ("3.10", "3.11", "3.12", "3.13")
EXAMPLE = ROOT / "fixtures" / "example" / "gan.py"


def interpreter(version: str) -> str | None:
    """A Python of this version, where there is one that runs."""
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    candidates = [shutil.which(f"python{version}"), *sorted(map(str, pyenv.glob(f"{version}.*/bin/python")), reverse=True)]
    for candidate in candidates:
        if candidate:
            done = subprocess.run([candidate, "-c", "import sys, venv; print('%d.%d' % sys.version_info[:2])"], capture_output=True, text=True)
            if done.stdout.strip() == version:
                return candidate
    return None


def copy_package(to: Path) -> None:
    """What the package is made of, without what may lie about in the checkout."""
    to.mkdir()
    for name in PACKAGE:
        (to / name).parent.mkdir(exist_ok=True)
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, to / name, ignore=shutil.ignore_patterns("__pycache__", ".*_cache"))
        else:
            shutil.copy(ROOT / name, to / name)


def build(folder: Path) -> Path:
    """The wheel, as pure Python, built from a copy of what belongs to it."""
    source = folder / "source"
    copy_package(source)
    _call(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", folder, source, cwd=folder)
    (wheel,) = folder.glob("scope_lint-*.whl")
    return wheel


def try_it(python: str, wheel: Path, folder: Path) -> str:
    """Install and use it; answers with what was installed. An error where anything is not as it should be."""
    _call(python, "-m", "venv", folder / "venv", cwd=folder)
    bin = folder / "venv" / "bin"
    _call(bin / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", wheel, cwd=folder)
    _call(bin / "python", "-m", "pip", "check", cwd=folder)
    installed = _call(bin / "python", "-m", "pip", "list", "--format=json", "--disable-pip-version-check", cwd=folder)
    packages = {package["name"]: package["version"] for package in json.loads(installed)}
    assert "flake8" not in packages, packages
    found = json.loads(_call(bin / "scope-lint", "check", "--format=json", EXAMPLE, cwd=folder, status=1))["findings"]
    assert [finding["code"] for finding in found] == ["TFS301"], found
    assert "discriminator/conv1/kernel" in _call(bin / "scope-lint", "names", EXAMPLE, cwd=folder, status=1)
    for arguments in (["rule", "TFS301"], ["config"], ["config", "--schema"]):
        assert _call(bin / "scope-lint", *arguments, cwd=folder)
    assert "<!doctype html>" in _call(bin / "scope-lint", "check", "--format=html", EXAMPLE, cwd=folder, status=1)
    _call(bin / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "flake8", cwd=folder)
    said = _call(bin / "flake8", "--select=TFS", EXAMPLE, cwd=folder, status=1)
    assert f"{EXAMPLE}:45:12: TFS301 Variable" in said, said
    return ", ".join(f"{name} {packages[name]}" for name in ("libcst", "msgspec", "pathspec", "rich", "fissix"))


def _call(*arguments: str | Path, cwd: Path, status: int = 0) -> str:
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "VIRTUAL_ENV"))}
    environment["SCOPE_LINT_COMPILE"] = "0"
    done = subprocess.run(list(map(str, arguments)), cwd=cwd, env=environment, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == status, f"{arguments} → {done.returncode}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def main() -> int:
    pythons = sys.argv[1:] or [python for version in VERSIONS if (python := interpreter(version))]
    with tempfile.TemporaryDirectory() as name:
        wheel = build(Path(name))
        for number, python in enumerate(pythons):
            folder = Path(name) / str(number)
            folder.mkdir()
            print(f"{python}: works, without flake8 and with it ({try_it(python, wheel, folder)})", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
