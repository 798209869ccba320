"""The progress bar: on a terminal, and nowhere else."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pty = pytest.importorskip("pty")

SCRIPT = "import tensorflow as tf\n\ntf.get_variable('v', [1])\ntf.get_variable('v', [1])\n"
COMMAND = [
    sys.executable, "-c", "import sys; from scope_lint.cli import main, progress; progress.PATIENCE = progress.OFTEN = 0; sys.exit(main())",
    "check", "--no-cache",
]  # fmt: skip


def test_on_a_terminal(tmp_path: Path) -> None:
    for number in range(6):
        (tmp_path / f"script{number}.py").write_text(SCRIPT)
    ours, theirs = pty.openpty()
    # A dumb terminal, as some editors and CI systems have, cannot show a bar.
    env = {**os.environ, "TERM": "xterm", "COLUMNS": "100", "PYTHONPATH": str(Path(__file__).parents[2])}
    with subprocess.Popen([*COMMAND, str(tmp_path)], stdout=subprocess.PIPE, stderr=theirs, env=env) as process:
        os.close(theirs)
        shown = b""
        while True:
            try:
                data = os.read(ours, 4096)
            except OSError:  # the other end is closed
                break
            if not data:
                break
            shown += data
        assert process.stdout is not None
        report = process.stdout.read().decode()
    os.close(ours)
    text = shown.decode()
    assert "6 files" in text and "findings" in text
    assert report.count("TFS301: ") == 6 and "\x1b" not in report
    assert "\x1b[?25h" in text  # the cursor is there again


def test_in_a_pipe(tmp_path: Path) -> None:
    (tmp_path / "script.py").write_text(SCRIPT)
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run([*COMMAND, str(tmp_path)], capture_output=True, env=env, check=False)
    assert done.stderr == b"" and b"\x1b" not in done.stdout
