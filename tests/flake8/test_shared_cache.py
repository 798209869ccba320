"""flake8's workers, and several runs of flake8, on one cache: the findings of one process that keeps nothing."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from importlib.metadata import entry_points
from itertools import cycle
from pathlib import Path

import pytest

from tests.environments import ROOT

pytestmark = pytest.mark.slow

LAYERS = """\
import tensorflow as tf


def dense(x, size, name):
    with tf.variable_scope(name):
        w = tf.get_variable("w", [x.shape[1], size])
        return tf.matmul(x, w)
"""
TWICE = """\
import tensorflow as tf

import layers


def unreached():
    tf.Variable(1.0, name="a b")


x = tf.placeholder(tf.float32, [None, {0}])
layers.dense(x, 3, "layer{0}")
layers.dense(x, 3, "layer{1}")
"""
DAMAGES = (lambda data: b"", lambda data: data[:-3], lambda data: data[:-2] + bytes([data[-2] ^ 1]) + data[-1:], lambda data: b"x" * 99)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Files that share a module; every second one has a clash, the others a name that TensorFlow refuses."""
    folder = tmp_path / "project"
    folder.mkdir()
    shutil.copy(ROOT / "fixtures" / "example" / "gan.py", folder)
    (folder / "layers.py").write_text(LAYERS)
    for number in range(6):
        (folder / f"twice{number}.py").write_text(TWICE.format(number, number // 2 * 2))
    installed = any(point.name == "TFS" for point in entry_points(group="flake8.extension"))
    plugin = "" if installed else f"[flake8:local-plugins]\nextension =\n  TFS = scope_lint.flake8_plugin:Plugin\npaths = {ROOT}\n"
    (tmp_path / "flake8.cfg").write_text(f"[flake8]\nselect = TFS\n{plugin}")
    return folder


def start(project: Path, jobs: int, cache: Path | str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "flake8", "--config", "../flake8.cfg", f"-j{jobs}", "."],
        cwd=project, env=os.environ | {"SCOPE_LINT_CACHE_DIR": str(cache)}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def found(running: subprocess.Popen[str]) -> set[str]:
    out, errors = running.communicate(timeout=300)
    assert (errors, running.returncode) == ("", 1)
    return set(out.splitlines())


@pytest.fixture
def expected(project: Path) -> set[str]:
    lines = found(start(project, 1, ""))
    assert sum(" TFS301 " in line for line in lines) == 4
    assert sum(" TFS108 " in line for line in lines) == 3
    return lines


def entries(cache: Path) -> list[Path]:
    return [path for path in cache.rglob("*") if path.suffix in {".ir", ".run"}]


@pytest.mark.parametrize("jobs", [2, 4])
def test_workers(project: Path, tmp_path: Path, expected: set[str], jobs: int) -> None:
    for _ in ("cold", "warm"):
        assert found(start(project, jobs, tmp_path / "cache")) == expected
    assert {path.suffix for path in entries(tmp_path / "cache")} == {".ir", ".run"}


def test_runs_at_the_same_time(project: Path, tmp_path: Path, expected: set[str]) -> None:
    for _ in ("cold", "warm"):
        running = [start(project, jobs, tmp_path / "cache") for jobs in (1, 2, 2)]
        assert [found(one) for one in running] == [expected] * 3
    left = [path for path in (tmp_path / "cache").rglob("*") if path.is_file()]
    assert sorted(left) == sorted(entries(tmp_path / "cache"))


def test_damaged_entries(project: Path, tmp_path: Path, expected: set[str]) -> None:
    cache = tmp_path / "cache"
    assert found(start(project, 2, cache)) == expected
    for path, damage in zip(entries(cache), cycle(DAMAGES)):
        path.write_bytes(damage(path.read_bytes()))
    assert found(start(project, 2, cache)) == expected


@pytest.fixture
def vandal(tmp_path: Path) -> Iterator[threading.Thread]:
    """Damages entries of the cache for as long as a test runs, as a full disk or another program might."""
    enough = threading.Event()

    def damage_them() -> None:
        for damage in cycle(DAMAGES):
            for path in entries(tmp_path / "cache"):
                try:
                    path.write_bytes(damage(path.read_bytes()[-1000:] + b"-" * 9))
                except OSError:  # just replaced
                    continue
            if enough.wait(0.02):
                return

    thread = threading.Thread(target=damage_them)
    thread.start()
    yield thread
    enough.set()
    thread.join()


def test_entries_that_are_damaged_in_between(project: Path, tmp_path: Path, expected: set[str], vandal: threading.Thread) -> None:
    running = [start(project, jobs, tmp_path / "cache") for jobs in (2, 2)]
    assert [found(one) for one in running] == [expected] * 2
    assert found(start(project, 2, tmp_path / "cache")) == expected
    assert vandal.is_alive()
