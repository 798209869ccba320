"""What a process holds in memory does not grow with the repository, and files that need the same modules are run together."""

from __future__ import annotations

from pathlib import Path

import pytest

from scope_lint import analysis, workers
from scope_lint.jobs import Ground, Job
from scope_lint.options import Options
from scope_lint.outcome import Outcome
from scope_lint.program.program import Program

SCRIPT = "import tensorflow as tf\n{}\ntf.get_variable('v', [1])\n"


def make(root: Path, folders: int, modules: int) -> list[Path]:
    """So many folders, each a script that imports so many modules of its own."""
    scripts = []
    for folder in (root / f"f{number}" for number in range(folders)):
        folder.mkdir()
        names = [f"{folder.name}_{number}" for number in range(modules)]
        for name in names:
            (folder / f"{name}.py").write_text("X = 1\n")
        scripts.append(folder / "script.py")
        scripts[-1].write_text(SCRIPT.format("\n".join(f"import {name}" for name in names)))
    return scripts


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many files the process held, each time that it began anew."""
    sizes: list[int] = []
    afresh = Program.afresh

    def noted(self: Program) -> Program:
        sizes.append(self.size)
        return afresh(self)

    monkeypatch.setattr(Program, "afresh", noted)
    return sizes


def run(scripts: list[Path], root: Path) -> None:
    runner = workers.Runner([Ground(Program([root]), Options(no_cache=True))])
    for script in scripts:
        assert isinstance(runner.run(Job(0, script, None)), Outcome)


def test_a_process_lets_go_of_modules(tmp_path: Path, begun: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    scripts = make(tmp_path, 15, 4)
    run(scripts, tmp_path)
    assert begun == []
    monkeypatch.setattr(workers, "MODULES", 20)
    run(scripts, tmp_path)
    assert begun
    assert all(20 < size <= 25 + 20 for size in begun)  # those of one script more, and our stubs


def test_one_that_needs_more_than_that_is_not_read_anew_for_each_file(
    tmp_path: Path, begun: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "MODULES", 3)
    run(make(tmp_path, 1, 8) * 5, tmp_path)
    assert begun == []


def test_neighbours_are_run_together_the_heavy_ones_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(analysis, "NEIGHBOURS", 2)
    for name, size in {"a": 1, "b": 9, "c": 5, "d": 7}.items():
        (tmp_path / f"{name}.py").write_text(SCRIPT.format("#" * size))
    files = analysis.Files([str(tmp_path)], Options(no_cache=True), None)
    order = sorted((path for path, _ in files.wanted), key=lambda path: files.weight(path).as_script)
    assert [path.stem for path in order] == ["b", "a", "d", "c"]
