"""``check --add-noqa``."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scope_lint.cli import main
from scope_lint.options import Options
from scope_lint.source.noqa import Suppressions
from scope_lint.suppression.add_noqa import add_noqa
from tests.report.samples import clash

HEAD = "import tensorflow as tf\n\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SCOPE_LINT_CACHE_DIR", "")


def added(text: str) -> str:
    """What becomes of a file; afterwards nothing is found in it."""
    Path("m.py").write_text(HEAD + text)
    assert main(["check", "m.py"]) == 1
    assert main(["check", "m.py", "--add-noqa"]) == 0
    assert main(["check", "m.py"]) == 0
    return Path("m.py").read_text().removeprefix(HEAD)


def test_a_comment_for_each_line(capsys: pytest.CaptureFixture[str]) -> None:
    text = 'a = tf.Variable(0.0, "a")\nb = tf.Variable(0.0, "b"); c = tf.Variable(0.0, "c")\n'
    assert added(text) == (
        'a = tf.Variable(0.0, "a")  # noqa: TFS107\nb = tf.Variable(0.0, "b"); c = tf.Variable(0.0, "c")  # noqa: TFS107\n'
    )
    assert "added 2 noqa comments in 1 file" in capsys.readouterr().err


@pytest.mark.parametrize(
    "line, comment",
    [
        ('x = tf.Variable(0.0, "a")', "  # noqa: TFS107"),
        ('x = tf.Variable(0.0, "a")  ', "  # noqa: TFS107"),
        ('x = tf.Variable(0.0, "a")  # why', "  # why  # noqa: TFS107"),
        ('x = tf.Variable(0.0, "a")  # noqa: E501', "  # noqa: E501, TFS107"),
        ('x = tf.Variable(0.0, "a")  # noqa:E501,W1 and so on', "  # noqa:E501,W1, TFS107 and so on"),
    ],
)
def test_beside_other_comments(line: str, comment: str) -> None:
    assert added(f"{line}\ny = 1\n") == f"{line.split('  ')[0]}{comment}\ny = 1\n"


def test_a_line_that_a_backslash_or_a_string_carries_on() -> None:
    assert added('x = \\\n    tf.Variable(0.0, "a")\n') == 'x = \\\n    tf.Variable(0.0, "a")  # noqa: TFS107\n'
    assert added('x = tf.Variable(0.0, """a\n""")\n') == 'x = tf.Variable(0.0, """a\n""")  # noqa: TFS107\n'
    assert added('x = tf.Variable(0.0,\n                "a")\n') == 'x = tf.Variable(0.0,  # noqa: TFS107\n                "a")\n'


def test_the_file_stays_what_it_is() -> None:
    data = "\ufeff# -*- coding: utf-8 -*-\r\nimport tensorflow as tf\r\nx = tf.Variable(0.0, 'ä')\ny = 2\r\nz = 3".encode()
    Path("real.py").write_bytes(data)
    os.chmod("real.py", 0o751)
    os.symlink("real.py", "m.py")
    assert main(["check", "m.py", "--add-noqa"]) == 0
    assert Path("m.py").is_symlink()
    assert Path("real.py").read_bytes() == data.replace("'ä')\n".encode(), "'ä')  # noqa: TFS107\n".encode())
    assert stat.S_IMODE(os.stat("real.py").st_mode) == 0o751


def test_python_2() -> None:
    assert added('print "a"\nx = tf.Variable(0.0, "a")\n') == 'print "a"\nx = tf.Variable(0.0, "a")  # noqa: TFS107\n'


def test_notebooks_are_left_alone(capsys: pytest.CaptureFixture[str]) -> None:
    cell = {"cell_type": "code", "metadata": {}, "outputs": [], "source": ["import tensorflow as tf\n", 'x = tf.Variable(0.0, "a")']}
    text = json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5})
    Path("n.ipynb").write_text(text)
    assert main(["check", "n.ipynb", "--add-noqa"]) == 0
    assert Path("n.ipynb").read_text() == text
    assert "n.ipynb: left alone: notebooks are not edited" in capsys.readouterr().err


def test_only_what_is_selected() -> None:
    text = HEAD + 'x = tf.Variable(0.0, "a")\nwith tf.variable_scope("b/"):\n    w = tf.get_variable("w", [1])\n'
    Path("m.py").write_text(text)
    assert main(["check", "m.py", "--add-noqa", "--select", "TFS105"]) == 0
    assert Path("m.py").read_text() == text.replace('"b/"):', '"b/"):  # noqa: TFS105')


def test_a_file_that_is_read_only(capsys: pytest.CaptureFixture[str]) -> None:
    Path("m.py").write_text(HEAD + 'x = tf.Variable(0.0, "a")\n')
    os.chmod("m.py", 0o444)
    assert main(["check", "m.py", "--add-noqa"]) == 2
    assert "m.py: not written: it is read-only" in capsys.readouterr().err


PIECES = st.sampled_from(
    ["x = 1", "y = '#'", "# noqa", "# noqa: E1", "if x:\n    y = 2", '"""a\nb"""', "z = \\\n  2", "f(1,\n  2)", "", "# why", "s = 'ä'"]
)


@given(st.lists(PIECES, min_size=1, max_size=8), st.data())
def test_every_line_can_have_one(pieces: list[str], data: st.DataObject) -> None:
    text = "\n".join(pieces) + "\n"
    starts = [i for i in range(1, text.count("\n") + 1) if data.draw(st.booleans())]
    findings = [clash(path="m.py", line=line) for line in starts]
    known = Suppressions(text)
    findings = [f for f in findings if not known.suppresses(f.line, f.code)]
    Path("m.py").write_text(text, encoding="utf-8")
    out = add_noqa(findings, Options())
    assert out.left_alone == []
    new = out.files["m.py"][1].decode() if findings else text
    comments = Suppressions(new)
    assert all(comments.suppresses(f.line, f.code) for f in findings)
    assert len(new.split("\n")) == len(text.split("\n"))
    for before, after in zip(text.split("\n"), new.split("\n")):
        assert after == before or after.startswith(before.rstrip())
