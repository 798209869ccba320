"""Which files and rules a run is about, from the command line down to the analysis; and text from standard input."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from scope_lint.cli import main

NAMED = 'import tensorflow as tf\n\nstep = tf.Variable(0, "step")\n'
SLASH = 'import tensorflow as tf\n\nwith tf.variable_scope("s/"):\n    w = tf.get_variable("w", [1])\n'
MIXED = 'import tensorflow as tf\n\nwith tf.name_scope("a"):\n    with tf.variable_scope("b"):\n        w = tf.get_variable("w", [1])\n'


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SCOPE_LINT_CACHE_DIR", "")
    (tmp_path / ".git").mkdir()
    for name, text in (("named.py", NAMED), ("lib/slash.py", SLASH), ("lib/old/named.py", NAMED), ("mixed.py", MIXED)):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)


def found(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[tuple[str, str]]:
    capsys.readouterr()
    status = main(["check", "--format=json", *arguments])
    captured = capsys.readouterr()
    assert captured.err == ""
    findings = [(f["path"], f["code"]) for f in json.loads(captured.out)["findings"]]
    assert status == (1 if findings else 0)
    return findings


ALL = [("lib/old/named.py", "TFS107"), ("lib/slash.py", "TFS105"), ("named.py", "TFS107")]


def test_all(capsys: pytest.CaptureFixture[str]) -> None:
    assert found(capsys) == ALL


def test_rules(capsys: pytest.CaptureFixture[str]) -> None:
    assert found(capsys, "--select=TFS105") == ALL[1:2]
    assert found(capsys, "--ignore", "TFS107,TFS2") == ALL[1:2]
    assert found(capsys, "--extend-select=TFS102") == [ALL[0], ALL[1], ("mixed.py", "TFS102"), ALL[2]]
    assert found(capsys, "--select=TFS105", "--extend-select=TFS102") == [ALL[1], ("mixed.py", "TFS102")]


def test_rules_of_the_configuration(capsys: pytest.CaptureFixture[str]) -> None:
    Path("pyproject.toml").write_text('[tool.scope-lint]\nextend-select = ["TFS102"]\n[tool.scope-lint.per-file-ignores]\n"lib/**" = ["TFS107"]\n')
    assert found(capsys) == [ALL[1], ("mixed.py", "TFS102"), ALL[2]]
    Path("other.toml").write_text('ignore = ["TFS1"]\n')
    assert found(capsys, "--config", "other.toml") == []


def test_files(capsys: pytest.CaptureFixture[str]) -> None:
    assert found(capsys, "--exclude", "lib/old/") == ALL[1:]
    assert found(capsys, "lib", "--exclude", "lib/old/*.py") == ALL[1:2]
    Path(".gitignore").write_text("slash.py\n")
    assert found(capsys) == [ALL[0], ALL[2]]
    assert found(capsys, "lib/slash.py") == ALL[1:2]  # named


def test_by_force(capsys: pytest.CaptureFixture[str]) -> None:
    Path("scope-lint.toml").write_text('exclude = ["lib/old/"]\n')
    assert found(capsys, "lib/old/named.py") == ALL[:1]
    assert found(capsys, "lib/old/named.py", "--force-exclude") == []
    assert found(capsys, "lib/old", "named.py", "--force-exclude") == ALL[2:]
    Path("scope-lint.toml").write_text('exclude = ["lib/old/"]\nforce-exclude = true\n')
    assert found(capsys, "lib/old/named.py") == []


def test_quiet_and_exit_zero(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "named.py", "--quiet", "--exit-zero"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("named.py:3:8: warning TFS107: ") and "Found" not in out
    assert main(["check", "mixed.py", "-q"]) == 0
    assert capsys.readouterr().out == ""
    assert main(["check", "named.py", "--diff", "--unsafe-fixes", "--exit-zero"]) == 0


class Stdin:
    def __init__(self, data: bytes) -> None:
        self.buffer = io.BytesIO(data)


def test_standard_input(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """What an editor has open takes the place of the file, for what it imports and what is shown."""
    text = "from lib import slash\n" + NAMED
    monkeypatch.setattr(sys, "stdin", Stdin(b"\xef\xbb\xbf" + text.encode()))
    assert found(capsys, "-", "--stdin-filename", "named.py") == ALL[1:]
    monkeypatch.setattr(sys, "stdin", Stdin(text.encode()))
    main(["check", "-", "--stdin-filename", "new.py"])
    assert '  4 | step = tf.Variable(0, "step")\n' in capsys.readouterr().out
    assert Path("named.py").read_text() == NAMED and not Path("new.py").exists()


def test_standard_input_without_a_name(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", Stdin(NAMED.encode()))
    assert found(capsys, "-") == [("-", "TFS107")]


def test_standard_input_that_is_excluded(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    for arguments, expected in (([], [("lib/old/x.py", "TFS107")]), (["--force-exclude"], [])):
        monkeypatch.setattr(sys, "stdin", Stdin(NAMED.encode()))
        assert found(capsys, "-", "--stdin-filename", "lib/old/x.py", "--exclude", "lib/old/", *arguments) == expected


@pytest.mark.parametrize(
    "arguments, said",
    [
        (["--stdin-filename", "a.py", "named.py"], "--stdin-filename names what comes from standard input: give - as PATH"),
        (["-", "named.py"], "standard input (-) is checked by itself: give no other PATH"),
        (["-", "--add-noqa"], "--add-noqa writes to files: standard input (-) is none"),
        (["--write-baseline", "b.json", "--diff"], "--diff and --write-baseline do not go together"),
    ],
)
def test_calls_that_make_no_sense(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", *arguments]) == 2
    assert capsys.readouterr().err == f"scope-lint: {said}\n"
