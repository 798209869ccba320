"""What a command takes, with all processes that it starts."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
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
    return _end(_start(command, environment))


def _start(command: Sequence[str], environment: Mapping[str, str]) -> tuple[float, subprocess.Popen[bytes]]:
    begin = time.perf_counter()
    return begin, subprocess.Popen(command, env={**os.environ, **environment}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _end(running: tuple[float, subprocess.Popen[bytes]]) -> Cost:
    begin, started = running
    _, status, used = os.wait4(started.pid, 0)
    started.returncode = os.waitstatus_to_exitcode(status)
    if started.returncode not in (0, 1, 2):
        raise SystemExit(f"{started.args!r} ended with {started.returncode}")
    scale = 1e6 if sys.platform == "darwin" else 1e3
    return Cost(time.perf_counter() - begin, used.ru_utime + used.ru_stime, used.ru_maxrss / scale)


def best(command: Sequence[str], times: int, **environment: str) -> Cost:
    """The least of several runs."""
    return least([run(command, **environment) for _ in range(times)])


def least(costs: Sequence[Cost]) -> Cost:
    """The least of several runs of one command."""
    return Cost(min(c.wall for c in costs), min(c.cpu for c in costs), min(c.memory for c in costs))


@dataclass(frozen=True)
class Compared:
    """Processor seconds of two commands in many pairs of runs."""

    first: float
    """The median."""
    ratios: tuple[float, float, float]
    """Of the second to the first: the lower quartile, the median and the upper quartile."""


def compare(first: Sequence[str], second: Sequence[str], times: int, **environment: str) -> Compared:
    """Pairs of runs, the two at the same time on one processor, in turns: whatever else the machine does slows both down alike."""
    allowed = os.sched_getaffinity(0) if sys.platform == "linux" else set()
    pairs = []
    try:
        if sys.platform == "linux":
            os.sched_setaffinity(0, {max(allowed)})
        for turn in range(times):
            running = [_start(command, environment) for command in ((first, second), (second, first))[turn % 2]]
            costs = [_end(one).cpu for one in running]
            pairs.append(costs if turn % 2 == 0 else costs[::-1])
    finally:
        if sys.platform == "linux":
            os.sched_setaffinity(0, allowed)
    low, middle, high = statistics.quantiles((b / a for a, b in pairs), n=4)
    return Compared(statistics.median(a for a, _ in pairs), (low, middle, high))
