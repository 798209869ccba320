"""Bad input: one clear line each, status 2 where a file was left out, and the rest analysed."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

GOOD = 'import tensorflow as tf\n\nw = tf.get_variable("w", [1])\nv = tf.get_variable("w", [1])\n'

BAD = {
    "not_utf8.py": (b"import tensorflow as tf\nname = '\xe9'\ntf.get_variable('w', [1])\n", 2),
    "wrong_coding.py": (b"# coding: nosuch\nimport tensorflow as tf\ntf.get_variable('w', [1])\n", 1),
    "null.py": (b"import tensorflow as tf\n\0tf.get_variable('w', [1])\n", 2),
    "nested.py": (b"import tensorflow as tf\nx = tf.get_variable" + b"(" * 20000 + b")" * 20000 + b"\n", 2),
    "unclosed.py": (b"import tensorflow as tf\nx = tf.get_variable(('w'\n", None),
    "indent.py": (b"import tensorflow as tf\ntf.get_variable('w', [1])\n  x = 1\n", 3),
    "huge.py": (b"import tensorflow as tf\n" + b"x = tf.get_variable('w', [1])\n" * 180_000, 1),
}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "good.py").write_text(GOOD)
    return tmp_path


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_cannot_be_read(run, project, name):
    data, line = BAD[name]
    (project / name).write_bytes(data)
    outcome = run("check", "--no-cache")
    assert outcome.status == 2
    assert outcome.err.startswith(f"{name}:{'' if line is None else f'{line}:'}")
    assert outcome.err.count("\n") == 1
    assert "good.py:4:5: error TFS301" in outcome.out
    outcome = run("check", "--no-cache", "--format=json")
    assert [(f["path"], f["code"]) for f in json.loads(outcome.out)["findings"]] == [("good.py", "TFS301"), (name, "TFS000")]
    assert outcome.err == ""
    outcome = run("names", "--no-cache", name, "good.py")
    assert outcome.status == 2
    assert outcome.err.count("\n") == 1
    assert "  w     [1]" in outcome.out


def test_all_at_once(run, project):
    for name, (data, _) in BAD.items():
        (project / name).write_bytes(data)
    outcome = run("check", "--no-cache")
    assert sorted(line.split(":")[0] for line in outcome.err.splitlines()) == sorted(BAD)
    assert f"{len(BAD)} files could not be analysed." in outcome.out


def test_paths_that_are_not_there(run, project):
    outcome = run("check", "--no-cache", "nosuch.py", "good.py", "nor_this")
    assert outcome.status == 2
    assert [line.split(":")[0] for line in outcome.err.splitlines()] == ["nor_this", "nosuch.py"]
    assert "good.py:4:5: error TFS301" in outcome.out
    assert run("names", "--no-cache", "nosuch.py").status == 2
    outcome = run("names", "--no-cache", "good.py::nosuch")
    assert outcome.status == 2
    assert "nosuch" in outcome.err
    assert outcome.err.count("\n") == 1


def test_a_link_in_a_circle_that_is_asked_for(run, project):
    (project / "self.py").symlink_to("self.py")
    outcome = run("check", "--no-cache", "self.py", "good.py")
    assert (outcome.status, outcome.err.count("\n")) == (2, 1)
    assert outcome.err.startswith("self.py:")
    assert "good.py:4:5: error TFS301" in outcome.out


def test_harmless_oddities(run, project):
    """An empty file, a folder named like a module, links in a circle and links to nothing."""
    (project / "empty.py").write_bytes(b"")
    (project / "folder.py").mkdir()
    (project / "folder.py" / "inside.py").write_text(GOOD.replace('"w"', '"inside"'))
    (project / "loop").symlink_to(project, target_is_directory=True)
    (project / "self.py").symlink_to("self.py")
    (project / "nowhere.py").symlink_to("gone.py")
    outcome = run("check", "--no-cache")
    assert outcome.out.count(": error TFS301") == 2
    assert "folder.py/inside.py:4:5" in outcome.out
    assert run("check", "--no-cache", "empty.py").status == 0


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file(run, project):
    (project / "secret.py").write_text(GOOD)
    (project / "secret.py").chmod(0)
    outcome = run("check", "--no-cache")
    assert (outcome.status, outcome.err.count("\n")) == (2, 1)
    assert outcome.err.startswith("secret.py:1: ")
    assert "good.py:4:5: error TFS301" in outcome.out


def test_a_broken_pyproject(run, project):
    (project / "pyproject.toml").write_text("[tool.scope-lint\n")
    outcome = run("check", "--no-cache")
    assert (outcome.status, outcome.err.count("\n")) == (2, 1)
    assert outcome.err.startswith("scope-lint: pyproject.toml:1: broken TOML: ")
    assert "good.py:4:5: error TFS301" in outcome.out


def test_a_file_name_that_is_not_utf8(run, project):
    path = os.fsencode(project) + b"/caf\xe9.py"
    try:
        with open(path, "w") as file:
            file.write(GOOD)
    except OSError:
        pytest.skip("the file system takes no such name")
    assert r"caf\udce9.py:4:5: error TFS301" in run("check", "--no-cache").out
    assert json.loads(run("check", "--no-cache", "--format=json").out)["findings"][0]["path"] == r"caf\udce9.py"
