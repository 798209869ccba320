"""Import roots found from where the files lie."""

from __future__ import annotations

from pathlib import Path

import pytest

from scope_lint.program.roots import roots_for


def make(root: Path, *names: str) -> None:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("")


def roots(tmp_path: Path, *names: str) -> list[str]:
    inside = [path for path in roots_for([tmp_path / name for name in names]) if path.is_relative_to(tmp_path)]
    return [path.relative_to(tmp_path).as_posix() for path in inside]


def test_a_script(tmp_path: Path) -> None:
    make(tmp_path, "scripts/a.py")
    assert roots(tmp_path, "scripts/a.py") == ["scripts"]


def test_a_package(tmp_path: Path) -> None:
    make(tmp_path, "top/p/__init__.py", "top/p/q/__init__.py", "top/p/q/a.py")
    assert roots(tmp_path, "top/p/q/a.py") == ["top/p/q", "top"]
    assert roots(tmp_path, "top/p") == ["top/p", "top"]


@pytest.mark.parametrize("mark", ["setup.py", "pyproject.toml", "setup.cfg", ".git"])
def test_a_project(tmp_path: Path, mark: str) -> None:
    make(tmp_path, f"repo/{mark}", "repo/x/y/a.py")
    assert roots(tmp_path, "repo/x/y/a.py") == ["repo/x/y", "repo"]


def test_a_project_with_src(tmp_path: Path) -> None:
    make(tmp_path, "repo/setup.py", "repo/src/p/__init__.py", "repo/src/p/a.py", "repo/tests/t.py")
    assert roots(tmp_path, "repo/src/p/a.py") == ["repo/src/p", "repo/src", "repo"]
    assert roots(tmp_path, "repo/tests/t.py") == ["repo/tests", "repo/src", "repo"]


def test_a_directory_with_src(tmp_path: Path) -> None:
    make(tmp_path, "d/src/a.py")
    assert roots(tmp_path, "d") == ["d", "d/src"]


def test_each_once(tmp_path: Path) -> None:
    make(tmp_path, "a/x.py", "a/y.py", "b/z.py")
    assert roots(tmp_path, "a/x.py", "a/y.py", "b/z.py", "a") == ["a", "b"]


def test_relative_paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path, "a/x.py")
    monkeypatch.chdir(tmp_path / "a")
    assert roots_for([Path("x.py")])[0] == tmp_path / "a"
