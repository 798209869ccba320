"""What several tests of kept results need."""

from __future__ import annotations

from pathlib import Path

import pytest

from scope_lint import runs
from scope_lint.jobs import Job


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The empty folder of a project, to work in; results are kept elsewhere."""
    folder = tmp_path / "project"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("SCOPE_LINT_CACHE_DIR", str(tmp_path / "cache"))
    return folder


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The jobs that were run, not taken from the cache."""
    jobs: list[str] = []
    real = runs.Runs._run

    def noted(self: runs.Runs, todo: list[Job], more: list[Job]) -> object:
        outcomes = real(self, todo, more)
        begun = [*todo, *more] if self._workers is not None else todo
        jobs.extend(("" if reached is None else "functions of ") + path.name for _, path, reached, _ in begun)
        return outcomes

    monkeypatch.setattr(runs.Runs, "_run", noted)
    return jobs
