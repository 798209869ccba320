"""IR on disk: found again, and never trusted."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from scope_lint.program import cache as cache_module
from scope_lint.program import program as program_module
from scope_lint.program import store as store_module
from scope_lint.program.cache import IRCache
from scope_lint.program.program import Program
from scope_lint.syntax import ir
from scope_lint.syntax.lower import lower
from scope_lint.syntax.problem import SyntaxProblem


class Lowerings:
    """Counts the texts that are really parsed."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, text: str, path: str) -> ir.Module:
        self.count += 1
        return lower(text, path)


@pytest.fixture
def lowerings(monkeypatch: pytest.MonkeyPatch) -> Lowerings:
    counted = Lowerings()
    monkeypatch.setattr(program_module, "lower", counted)
    return counted


@pytest.fixture
def module(tmp_path: Path) -> Path:
    path = tmp_path / "a.py"
    path.write_text("def f(x=1): return 'é', b'\\xff', 2.5\n")
    return path


def load(path: Path, cache: IRCache | None) -> ir.Module:
    return Program([path.parent], cache).load(path).ir


def entries(directory: Path) -> list[Path]:
    return sorted(path for path in directory.rglob("*") if path.is_file())


def test_found_again(tmp_path: Path, module: Path, lowerings: Lowerings) -> None:
    first = load(module, IRCache(tmp_path / "cache"))
    second = load(module, IRCache(tmp_path / "cache"))
    assert lowerings.count == 1
    assert repr(second) == repr(first)


def test_by_content_not_by_path(tmp_path: Path, module: Path, lowerings: Lowerings) -> None:
    cache = IRCache(tmp_path / "cache")
    load(module, cache)
    (tmp_path / "b.py").write_bytes(module.read_bytes())
    load(tmp_path / "b.py", cache)
    assert lowerings.count == 1
    module.write_text("x = 1\n")
    assert len(load(module, cache).body) == 1
    assert lowerings.count == 2


def test_a_notebook_is_not_a_module(tmp_path: Path, lowerings: Lowerings) -> None:
    cache = IRCache(tmp_path / "cache")
    for name, statements in (("a.py", 1), ("a.ipynb", 2)):
        (tmp_path / name).write_text('{"cells": [{"cell_type": "code", "source": "a\\nb"}]}')
        assert len(load(tmp_path / name, cache).body) == statements


def test_by_version(tmp_path: Path, module: Path, lowerings: Lowerings, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = IRCache(tmp_path / "cache")
    load(module, cache)
    monkeypatch.setattr(ir, "VERSION", ir.VERSION + 1)
    load(module, cache)
    monkeypatch.setattr(cache_module, "__version__", "999")
    load(module, cache)
    monkeypatch.setattr(sys, "version_info", (3, 99, 0))
    load(module, cache)
    assert lowerings.count == 4


def test_a_text_that_does_not_parse(tmp_path: Path, lowerings: Lowerings) -> None:
    path = tmp_path / "a.py"
    path.write_text("x = (\n\ny = = 2\n")
    problems = []
    for _ in range(2):
        with pytest.raises(SyntaxProblem) as caught:
            load(path, IRCache(tmp_path / "cache"))
        problems.append((caught.value.line, caught.value.column, caught.value.reason))
    assert problems[0] == problems[1]
    assert lowerings.count == 1


@pytest.mark.parametrize("damage", ["empty", "cut", "foreign", "flipped", "text", "directory"])
def test_unsound_entries_are_passed_over(tmp_path: Path, module: Path, lowerings: Lowerings, damage: str) -> None:
    good = load(module, IRCache(tmp_path / "cache"))
    (entry,) = entries(tmp_path / "cache")
    data = entry.read_bytes()
    if damage == "directory":
        entry.unlink()
        entry.mkdir()
    else:
        entry.write_bytes(
            {
                "empty": b"",
                "cut": data[:-3],
                "foreign": store_module._checksum(b"\x93\x01\x02\x03") + b"\x93\x01\x02\x03",
                "flipped": data[:-2] + bytes([data[-2] ^ 1]) + data[-1:],
                "text": b"print('hello')\n" * 9,
            }[damage]
        )
    assert repr(load(module, IRCache(tmp_path / "cache"))) == repr(good)
    assert lowerings.count == 2


def test_no_temporary_files_are_left(tmp_path: Path, module: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(source: str, target: str) -> None:
        raise OSError("no")

    monkeypatch.setattr(os, "replace", failing)
    load(module, IRCache(tmp_path / "cache"))
    assert entries(tmp_path / "cache") == []


def test_a_place_that_cannot_be_written(tmp_path: Path, module: Path) -> None:
    (tmp_path / "file").write_text("")
    assert load(module, IRCache(tmp_path / "file")).body


def test_bounded_and_the_oldest_go_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_module, "TRIM_EVERY", 1)
    cache = IRCache(tmp_path / "cache", max_bytes=20_000)
    paths = [tmp_path / f"m{number}.py" for number in range(40)]
    for number, path in enumerate(paths):
        path.write_text(f"x = {number}\n" + "y = 'a' * 3\n" * 30)
        load(path, cache)
        for age, entry in enumerate(sorted(entries(tmp_path / "cache"), key=lambda entry: entry.stat().st_mtime_ns)):
            os.utime(entry, ns=(age * 10**9, age * 10**9))
    total = sum(entry.stat().st_size for entry in entries(tmp_path / "cache"))
    assert 5_000 < total <= 20_000
    assert cache.get(Program([tmp_path]).load(paths[-1]).source) is not None
    assert cache.get(Program([tmp_path]).load(paths[0]).source) is None


def test_other_files_in_the_directory_are_left_alone(tmp_path: Path, module: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_module, "TRIM_EVERY", 1)
    directory = tmp_path / "cache"
    directory.mkdir()
    (directory / "mine.txt").write_text("x" * 1000)
    load(module, IRCache(directory, max_bytes=10))
    assert (directory / "mine.txt").exists()


def test_ir_too_deep_for_the_format_is_not_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.py"
    path.write_text("x = " + " + ".join(["a"] * 2_000) + "\n")
    for _ in range(2):
        assert load(path, IRCache(tmp_path / "cache")).body


def test_default_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SCOPE_LINT_CACHE_DIR", str(tmp_path))
    assert store_module.default_directory() == tmp_path
    assert IRCache.default() is not None
    monkeypatch.setenv("SCOPE_LINT_CACHE_DIR", "")
    assert IRCache.default() is None
    monkeypatch.delenv("SCOPE_LINT_CACHE_DIR")
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    assert store_module.default_directory() == tmp_path / "xdg" / "scope-lint"
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert store_module.default_directory() == tmp_path / ".cache" / "scope-lint"
    monkeypatch.setattr(sys, "platform", "darwin")
    assert store_module.default_directory() == tmp_path / "Library" / "Caches" / "scope-lint"
