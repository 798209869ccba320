"""``check --fix``, ``--diff`` and ``--unsafe-fixes`` on real files."""

from __future__ import annotations

import io
import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scope_lint.cli import main
from scope_lint.source import write as write_module
from scope_lint.source.write import WriteError, write

HEAD = "import tensorflow as tf\n\nx = tf.constant(1.0)\n"
OLD = 'with tf.op_scope([x], None, "double"):\n    y = x + x\n'
NEW = 'with tf.name_scope(None, "double", [x]):\n    y = x + x\n'
SLASH = 'with tf.variable_scope("s/"):\n    w = tf.get_variable("w", [1])\n'
PLAIN = SLASH.replace("s/", "s")
OLD_AT_ONCE = "import tensorflow as tf\nwith tf.op_scope([], 'a'):\n    w = tf.Variable(0.0)\n"
"""With the first line near what is fixed."""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SCOPE_LINT_CACHE_DIR", "")


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, list[str]]:
    capsys.readouterr()
    status = main(["check", *arguments])
    captured = capsys.readouterr()
    return status, captured.out, captured.err.splitlines()


def test_fix(capsys: pytest.CaptureFixture[str]) -> None:
    Path("m.py").write_text(HEAD + OLD + SLASH)
    status, out, err = run(capsys, "m.py", "--fix", "-q")
    assert Path("m.py").read_text() == HEAD + NEW + SLASH
    assert status == 1 and "TFS105" in out and "TFS201" not in out
    assert err == [
        "scope-lint: fixed 1 finding (1 TFS201) in 1 file",
        "scope-lint: 1 more can be fixed with --unsafe-fixes, which changes names of variables (--diff shows which)",
    ]


def test_fix_unsafely(capsys: pytest.CaptureFixture[str]) -> None:
    Path("m.py").write_text(HEAD + OLD + SLASH)
    status, out, err = run(capsys, "m.py", "--fix", "--unsafe-fixes")
    assert (status, Path("m.py").read_text()) == (0, HEAD + NEW + PLAIN)
    assert err == [
        "scope-lint: fixed 2 findings (1 TFS105, 1 TFS201) in 1 file",
        "scope-lint: variables get other names, which checkpoints made before do not have:",
        "  m.py: s//w → s/w",
    ]
    assert run(capsys, "m.py", "--fix", "--unsafe-fixes")[2] == []


def test_diff_writes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    Path("m.py").write_text(HEAD + OLD + SLASH)
    before = os.stat("m.py")
    status, out, err = run(capsys, "m.py", "--diff")
    assert status == 1
    assert out == (
        "--- m.py\n+++ m.py\n@@ -1,7 +1,7 @@\n import tensorflow as tf\n \n x = tf.constant(1.0)\n"
        '-with tf.op_scope([x], None, "double"):\n+with tf.name_scope(None, "double", [x]):\n     y = x + x\n'
        ' with tf.variable_scope("s/"):\n     w = tf.get_variable("w", [1])\n'
    )
    assert err[0] == "scope-lint: would fix 1 finding (1 TFS201) in 1 file"
    after = os.stat("m.py")
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns) and os.listdir() == ["m.py"]
    Path("m.py").write_text(HEAD + NEW)
    assert run(capsys, "m.py", "--diff") == (0, "", ["scope-lint: nothing to fix"])


@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf", b"# coding: latin-1 \xe9\n", "# é\n".encode()])
def test_a_diff_is_a_patch(start: bytes, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    def data(text: str) -> bytes:
        return (start + text.encode()).replace(b"\n", b"\r\n").removesuffix(b"\r\n")

    Path("m.py").write_bytes(data(OLD_AT_ONCE))
    main(["check", "m.py", "--diff"])
    Path("fix.patch").write_bytes(capfdbinary.readouterr().out)
    subprocess.run(["patch", "--binary", "-p0", "-i", "fix.patch"], check=True, stdout=subprocess.DEVNULL)
    assert Path("m.py").read_bytes() == data(OLD_AT_ONCE.replace("op_scope([], 'a')", "name_scope('a', values=[])"))


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("last", [True, False], ids=["final line break", "none"])
def test_line_breaks(ending: str, last: bool) -> None:
    def data(text: str) -> bytes:
        return (text if last else text.removesuffix("\n")).replace("\n", ending).encode()

    Path("m.py").write_bytes(data(HEAD + OLD))
    assert main(["check", "m.py", "--fix"]) == 0
    assert Path("m.py").read_bytes() == data(HEAD + NEW)


@pytest.mark.parametrize(
    "start",
    [b"\xef\xbb\xbf", "# -*- coding: latin-1 -*-\n# \xe9\r\n".encode("latin-1"), "# coding: cp1251\n# привет\n".encode("cp1251"),
     b"# mixed\r\n# line\n# breaks\r\n", b"#\x0c\n", "s = 'ä\u2028b'\n".encode()],
    ids=["BOM", "latin-1", "cp1251", "mixed", "form feed", "line separator"],
)  # fmt: skip
def test_the_rest_of_the_file_stays(start: bytes) -> None:
    Path("m.py").write_bytes(start + (HEAD + OLD).encode())
    assert main(["check", "m.py", "--fix"]) == 0
    assert Path("m.py").read_bytes() == start + (HEAD + NEW).encode()


BYTES = st.lists(st.sampled_from([b"# \xe9", b"s = 'b\xfc/'", b"", b"\t", b"# \x0c", b"x = 1;", b"if x: pass"]), max_size=5)
ENDINGS = st.sampled_from([b"\n", b"\r\n", b"\r"])


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(before=BYTES, after=BYTES, ending=ENDINGS, other=ENDINGS, data=st.data())
def test_any_file_stays_but_for_the_fix(before: list[bytes], after: list[bytes], ending: bytes, other: bytes, data: st.DataObject) -> None:
    """In an encoding of one byte a character, with line breaks of two kinds."""

    def lines(pieces: list[bytes]) -> bytes:
        return b"".join(piece + data.draw(st.sampled_from([ending, other])) for piece in pieces)

    head = b"# coding: latin-1\n" + lines([b"import tensorflow as tf", b"x = tf.constant(1.0)", *before])
    tail = b"".join([lines(after[:-1]), *after[-1:]])  # without a break at the end
    old, new = (text.encode().replace(b"\n", ending) for text in (OLD, NEW))
    Path("m.py").write_bytes(head + old + tail)
    assert main(["check", "m.py", "--fix", "--exit-zero"]) == 0
    assert Path("m.py").read_bytes() == head + new + tail


def test_mode_and_links_stay() -> None:
    Path("real").mkdir()
    Path("real/m.py").write_text(HEAD + OLD)
    os.chmod("real/m.py", 0o754)
    os.symlink("real/m.py", "link.py")
    assert main(["check", "link.py", "--fix"]) == 0
    assert Path("link.py").is_symlink() and os.readlink("link.py") == "real/m.py"
    assert Path("real/m.py").read_text() == HEAD + NEW
    assert stat.S_IMODE(os.stat("real/m.py").st_mode) == 0o754
    assert sorted(os.listdir("real")) == ["m.py"]


def test_python_2_and_notebooks_are_left_alone(capsys: pytest.CaptureFixture[str]) -> None:
    Path("old.py").write_text(HEAD + OLD + 'print "done"\n')
    cell = {"cell_type": "code", "metadata": {}, "outputs": [], "source": [HEAD + OLD]}
    notebook = json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5})
    Path("n.ipynb").write_text(notebook)
    status, out, err = run(capsys, "old.py", "n.ipynb", "--fix", "--format=json")
    assert Path("old.py").read_text() == HEAD + OLD + 'print "done"\n' and Path("n.ipynb").read_text() == notebook
    assert [(f["code"], f["fixable"], f["fix"]) for f in json.loads(out)["findings"]] == [("TFS201", False, None)] * 2
    assert status == 1
    assert sorted(err) == [
        "scope-lint: n.ipynb: left alone: notebooks are not edited",
        "scope-lint: old.py: left alone: it is not Python 3, and only what parses as it stands is edited",
    ]


def test_a_file_that_changed_meanwhile(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    Path("m.py").write_text(HEAD + OLD)

    def sync(handle: int) -> None:
        Path("m.py").write_text("# somebody was faster\n")

    monkeypatch.setattr(os, "fsync", sync)
    status, _, err = run(capsys, "m.py", "--fix")
    assert status == 2
    assert err == ["scope-lint: m.py: not written: it was changed by another program in the meantime"]
    assert Path("m.py").read_text() == "# somebody was faster\n" and os.listdir() == ["m.py"]


def test_a_file_that_is_read_only(capsys: pytest.CaptureFixture[str]) -> None:
    Path("m.py").write_text(HEAD + OLD)
    os.chmod("m.py", 0o444)
    assert run(capsys, "m.py", "--fix")[::2] == (2, ["scope-lint: m.py: not written: it is read-only"])


def test_a_failing_disk_leaves_what_was_there(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("m.py").write_text("old\n")

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(WriteError, match="No space left on device"):
        write(Path("m.py"), b"old\n", b"new\n")
    assert Path("m.py").read_text() == "old\n" and os.listdir() == ["m.py"]


def test_only_files_that_were_named_are_fixed(capsys: pytest.CaptureFixture[str]) -> None:
    Path("ops.py").write_text("import tensorflow as tf\n\n\ndef double(x):\n    with tf.op_scope([x], None, 'double'):\n        return x + x\n")
    Path("train.py").write_text(f"{HEAD}import ops\nops.double(x)\n{OLD}")
    before = Path("ops.py").read_text()
    assert run(capsys, "train.py", "--fix", "-q")[0] == 1
    assert Path("ops.py").read_text() == before and "name_scope" in Path("train.py").read_text()
    assert run(capsys, "train.py", "ops.py", "--fix")[0] == 0
    assert "name_scope" in Path("ops.py").read_text()


def test_only_what_is_selected_is_fixed() -> None:
    Path("m.py").write_text(HEAD + OLD + 'tf.Variable(0.0, "a")\n')
    main(["check", "m.py", "--fix", "--unsafe-fixes", "--ignore", "TFS201"])
    assert Path("m.py").read_text() == HEAD + OLD + 'tf.Variable(0.0, name="a")\n'


def test_what_a_comment_suppresses_is_not_fixed() -> None:
    text = HEAD + OLD.replace(":\n", ":  # noqa: TFS201\n", 1)
    Path("m.py").write_text(text)
    assert main(["check", "m.py", "--fix"]) == 0
    assert Path("m.py").read_text() == text


def test_a_fix_inside_a_fix_takes_another_pass() -> None:
    Path("m.py").write_text(HEAD + 'with tf.op_scope([x], None, "a" if tf.op_scope([x], "b") else "c"):\n    pass\n')
    main(["check", "m.py", "--fix"])
    assert "op_scope" not in Path("m.py").read_text()


def test_a_fix_that_would_make_the_program_fail_is_none(capsys: pytest.CaptureFixture[str]) -> None:
    Path("m.py").write_text(HEAD + SLASH + PLAIN)
    assert run(capsys, "m.py", "--fix", "--unsafe-fixes", "-q")[::2] == (1, [])
    Path("m.py").write_text(HEAD + 'with tf.variable_scope("s", True):\n    w = tf.get_variable("w", [1])\n')
    assert run(capsys, "m.py", "--fix", "--unsafe-fixes", "-q")[::2] == (1, [])


def test_a_fix_that_turns_out_to_make_it_fail_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    text = HEAD + f'with tf.variable_scope("s", reuse=True):\n    pass\n{SLASH}s = tf.get_default_graph().get_tensor_by_name("s//w:0")\n'
    Path("m.py").write_text(text)
    status, out, err = run(capsys, "m.py", "--fix", "--unsafe-fixes", "-q")
    assert status == 1 and Path("m.py").read_text() == text
    assert err[0].startswith("scope-lint: m.py:6: TFS105 is not fixed: KeyError: ")


def test_standard_input(monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    class Stdin:
        buffer = io.BytesIO((HEAD + OLD + SLASH).replace("\n", "\r\n").encode())

    monkeypatch.setattr(sys, "stdin", Stdin)
    with open(1, "w", closefd=False) as stdout:
        monkeypatch.setattr(sys, "stdout", stdout)
        assert main(["check", "-", "--stdin-filename", "m.py", "--fix"]) == 1
    out, err = capfdbinary.readouterr()
    assert out == (HEAD + NEW + SLASH).replace("\n", "\r\n").encode()
    assert os.listdir() == []


def test_findings_say_what_can_be_fixed(capsys: pytest.CaptureFixture[str]) -> None:
    Path("m.py").write_text(HEAD + OLD + SLASH)
    status, out, _ = run(capsys, "m.py", "--format=json")
    old, slash = json.loads(out)["findings"]
    assert (old["fixable"], old["fix"]["safe"], slash["fixable"], slash["fix"]["safe"]) == (True, True, True, False)
    assert old["fix"]["edits"] == [{"line": 4, "column": 9, "end_line": 4, "end_column": 37, "text": 'name_scope(None, "double", [x]'}]
    _, text, _ = run(capsys, "m.py")
    assert "m.py:4:6: warning TFS201: [*] tf.op_scope is deprecated" in text
    assert "m.py:6:6: warning TFS105: variable_scope(" in text
    assert "[*] 1 can be fixed with --fix (1 more with --unsafe-fixes); --diff shows how." in text


def test_one_thing_at_a_time(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "--fix", "--add-noqa")[::2] == (2, ["scope-lint: --fix and --add-noqa do not go together"])


@pytest.mark.parametrize("text, loaded", [(HEAD + SLASH.replace("s/", "s"), False), (HEAD + OLD, True)], ids=["nothing to fix", "a fix"])
def test_libcst_is_loaded_only_for_a_fix(text: str, loaded: bool) -> None:
    Path("m.py").write_text(text)
    code = "import sys\nfrom scope_lint.cli import main\nmain(['check', 'm.py', '-q'])\nprint('libcst' in sys.modules)"
    root = str(Path(write_module.__file__).parents[2])
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env={**os.environ, "PYTHONPATH": root})
    assert done.stdout.splitlines()[-1] == str(loaded)


def test_other_formats_show_the_files_as_they_are_then(capsys: pytest.CaptureFixture[str]) -> None:
    Path("m.py").write_text(HEAD + OLD + SLASH)
    main(["check", "m.py", "--fix", "--format=html", "--output=out.html"])
    page = Path("out.html").read_text()
    assert "s//w" in page and "op_scope" not in page
