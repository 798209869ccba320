"""Loading modules once, and finding them by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from scope_lint.program.program import Program
from scope_lint.source.problem import SourceError
from scope_lint.syntax.problem import SyntaxProblem


def make(root: Path, **texts: str) -> None:
    """Files by name, with ``__`` for a slash and ``.py`` understood."""
    for name, text in texts.items():
        path = root / (name.replace("__", "/") + ".py")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def make_empty(root: Path, *names: str) -> None:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("")


def found(program: Program, dotted: str, *search: Path) -> str | None:
    path = program.find(dotted, program.path(list(map(str, search))))
    return None if path is None else path.relative_to(program.roots[0]).as_posix()


def test_a_module_is_read_once(tmp_path: Path) -> None:
    make(tmp_path, a="x = 1\n")
    program = Program([tmp_path])
    first = program.load(tmp_path / "a.py")
    (tmp_path / "a.py").write_text("y = (")
    assert program.load(tmp_path / "a.py") is first
    assert first.path == tmp_path / "a.py"
    assert first.source.text == "x = 1\n"
    assert len(first.ir.body) == 1


def test_a_relative_path_is_the_same_module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path, a="x = 1\n")
    monkeypatch.chdir(tmp_path)
    program = Program([Path()])
    assert program.load(Path("a.py")) is program.load(tmp_path / "a.py")
    assert program.find("a") == Path("a.py")


def test_problems_are_remembered(tmp_path: Path) -> None:
    make(tmp_path, a="x = = 1\n", b="x = 1\0\n")
    program = Program([tmp_path])
    for path, error in ((tmp_path / "a.py", SyntaxProblem), (tmp_path / "b.py", SourceError)):
        with pytest.raises(error) as first:
            program.load(path)
        path.write_text("x = 1\n")
        with pytest.raises(error) as second:
            program.load(path)
        assert first.value is second.value


def test_find_packages_and_modules(tmp_path: Path) -> None:
    make_empty(tmp_path, "a/__init__.py", "a/b.py", "a/c/__init__.py", "d.py", "e/f.py", "e/g/h.py")
    program = Program([tmp_path])
    assert found(program, "a") == "a/__init__.py"
    assert found(program, "a.b") == "a/b.py"
    assert found(program, "a.c") == "a/c/__init__.py"
    assert found(program, "d") == "d.py"
    assert found(program, "e") == "e"
    assert found(program, "e.f") == "e/f.py"
    assert found(program, "e.g") == "e/g"
    assert found(program, "e.g.h") == "e/g/h.py"
    for missing in ("x", "a.x", "d.x", "e.x", "a.b.c", "", "a.", "a..b", "a/b", "../a"):
        assert found(program, missing) is None


def test_a_package_comes_before_a_module_of_its_name(tmp_path: Path) -> None:
    make_empty(tmp_path, "a/__init__.py", "a.py", "b/c.py", "b.py")
    program = Program([tmp_path])
    assert found(program, "a") == "a/__init__.py"
    assert found(program, "b") == "b.py"  # and a module before a namespace package


def test_search_comes_before_the_roots(tmp_path: Path) -> None:
    make_empty(tmp_path, "a.py", "x/a.py", "x/b.py")
    program = Program([tmp_path])
    assert found(program, "a") == "a.py"
    assert found(program, "a", tmp_path / "x") == "x/a.py"
    assert found(program, "b") is None
    assert found(program, "b", tmp_path / "x") == "x/b.py"


def test_a_namespace_package_over_several_roots(tmp_path: Path) -> None:
    make_empty(tmp_path, "r1/n/a.py", "r2/n/b.py", "r3/n/__init__.py")
    program = Program([tmp_path / "r1", tmp_path / "r2"])
    assert program.find("n") == tmp_path / "r1" / "n"
    assert program.find("n.a") == tmp_path / "r1" / "n" / "a.py"
    assert program.find("n.b") == tmp_path / "r2" / "n" / "b.py"
    assert Program([tmp_path / "r1", tmp_path / "r3"]).find("n") == tmp_path / "r3" / "n" / "__init__.py"


def test_a_directory_named_like_a_module(tmp_path: Path) -> None:
    make_empty(tmp_path, "a.py/b.py")
    assert Program([tmp_path]).find("a") is None


def test_a_root_that_is_not_there(tmp_path: Path) -> None:
    assert Program([tmp_path / "none"]).find("a") is None
