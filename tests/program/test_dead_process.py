"""A process that dies takes one file with it, not the run."""

from __future__ import annotations

import multiprocessing
import os
import signal
from pathlib import Path

import pytest

from scope_lint import api, runs, workers
from scope_lint.jobs import Job
from scope_lint.options import Options

TWICE = 'import tensorflow as tf\n\ntf.get_variable("a", [1])\ntf.get_variable("a", [1])\n'


@pytest.mark.skipif(multiprocessing.get_start_method() != "fork", reason="processes are told of the test by being forked")
@pytest.mark.parametrize("dies", [["m03.py"], ["m00.py"], ["m29.py"], ["m04.py", "m05.py", "m20.py"]])
def test_the_other_files_are_analysed(dies: list[str], folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run = workers._outcome

    def outcome(job: Job) -> object:
        if job.path.name in dies and job.reached is None:
            os.kill(os.getpid(), signal.SIGKILL)
        return run(job)

    monkeypatch.setattr(workers, "_outcome", outcome)
    monkeypatch.setattr(workers, "processes", lambda: 2)
    names = [f"m{i:02}.py" for i in range(30)]
    assert len(names) >= runs.PARALLEL_FROM
    for name in names:
        Path(name).write_text(TWICE)
    found = api.check(["."], Options(no_cache=True)).findings
    assert [f.path for f in found if f.code == "TFS301"] == [name for name in names if name not in dies]
    assert [f.path for f in found if "died" in f.message] == dies
