"""What several tests of kept results need."""

from __future__ import annotations

import pytest

from scope_lint import analysis


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The jobs that were run, not taken from the cache."""
    jobs: list[str] = []
    real = analysis.Runs._run

    def noted(self: analysis.Runs, todo: list[analysis.Job]) -> object:
        jobs.extend(("" if reached is None else "functions of ") + path.name for _, path, reached in todo)
        return real(self, todo)

    monkeypatch.setattr(analysis.Runs, "_run", noted)
    return jobs
