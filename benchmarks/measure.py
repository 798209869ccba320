"""What a command takes, with all processes that it starts."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass

CHECK = [sys.executable, "-m", "scope_lint", "check", "--quiet", "--exit-zero"]


@dataclass(frozen=True)
class Cost:
    """Of one run."""

    wall: float
    cpu: float
    """Processor seconds of all its processes."""
    memory: float
    """MB of the largest of them."""


def run(command: Sequence[str], **environment: str) -> Cost:
    """The cost of a command. What it writes is thrown away; a status above 2 is a failure of its own."""
    begin = time.perf_counter()
    started = subprocess.Popen(command, env={**os.environ, **environment}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(started.pid, 0)
    started.returncode = os.waitstatus_to_exitcode(status)
    if started.returncode not in (0, 1, 2):
        raise SystemExit(f"{' '.join(command)} ended with {started.returncode}")
    scale = 1e6 if sys.platform == "darwin" else 1e3
    return Cost(time.perf_counter() - begin, used.ru_utime + used.ru_stime, used.ru_maxrss / scale)


def best(command: Sequence[str], times: int, **environment: str) -> Cost:
    """The least of several runs."""
    costs = [run(command, **environment) for _ in range(times)]
    return Cost(min(c.wall for c in costs), min(c.cpu for c in costs), min(c.memory for c in costs))
