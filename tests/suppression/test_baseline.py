"""``check --write-baseline`` and ``--baseline``."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from scope_lint.api import check_source
from scope_lint.cli import main
from scope_lint.options import Options
from scope_lint.suppression.baseline import BaselineError

HEAD = "import tensorflow as tf\n\n"
A, B, C = (f'{name} = tf.Variable(0.0, "{name}")\n' for name in "abc")
SLASH = 'with tf.variable_scope("s/"):\n    w = tf.get_variable("w", [1])\n'


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SCOPE_LINT_CACHE_DIR", "")


def write(text: str, path: str = "m.py") -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(HEAD + text)


def new(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[tuple[str, int, str]]:
    """What is reported beside the baseline."""
    capsys.readouterr()
    status = main(["check", "--format=json", "--baseline=known.json", *(arguments or ["."])])
    findings = json.loads(capsys.readouterr().out)["findings"]
    assert status == (1 if findings else 0)
    return [(f["path"], f["line"], f["code"]) for f in findings]


def test_what_is_known_is_not_reported(capsys: pytest.CaptureFixture[str]) -> None:
    write(A + SLASH)
    assert main(["check", "--write-baseline", "known.json"]) == 0
    assert "2 findings in 1 file written to known.json" in capsys.readouterr().err
    assert new(capsys) == []
    assert main(["check"]) == 1


def test_the_file_counts_by_path_and_rule() -> None:
    write(A + B + SLASH, "pkg/m.py")
    Path("ci").mkdir()
    assert main(["check", ".", "--write-baseline", "ci/known.json"]) == 0
    data = json.loads(Path("ci/known.json").read_text())
    assert data["schema"] == 1
    assert {path: {code: known["count"] for code, known in codes.items()} for path, codes in data["findings"].items()} == {
        "../pkg/m.py": {"TFS105": 1, "TFS107": 2}
    }


def test_it_survives_moved_and_changed_lines(capsys: pytest.CaptureFixture[str]) -> None:
    write(A + B)
    main(["check", "--write-baseline", "known.json"])
    write("# moved\n\n\n" + B + "x = 1\n" + A.replace("0.0", "1.0"))
    assert new(capsys) == []


def test_one_more_is_the_one_that_is_new(capsys: pytest.CaptureFixture[str]) -> None:
    write(A + C)
    main(["check", "--write-baseline", "known.json"])
    write("# moved\n" + A + B + C)
    assert new(capsys) == [("m.py", 5, "TFS107")]


def test_one_more_of_the_same_line(capsys: pytest.CaptureFixture[str]) -> None:
    write(A)
    main(["check", "--write-baseline", "known.json"])
    write("for i in range(2):\n    pass\n" + A + A)
    assert len(new(capsys)) == 1


def test_counts_are_of_a_file_and_a_rule(capsys: pytest.CaptureFixture[str]) -> None:
    write(A + B)
    main(["check", "--write-baseline", "known.json"])
    write(A)
    write(B, "n.py")
    assert new(capsys) == [("n.py", 3, "TFS107")]
    write(A + SLASH)
    assert new(capsys, "m.py") == [("m.py", 4, "TFS105")]


def test_it_says_what_it_has_too_many_of(capsys: pytest.CaptureFixture[str]) -> None:
    write(A + B + SLASH)
    write(A, "gone.py")
    write(A, "other.py")
    main(["check", "--write-baseline", "known.json"])
    write(A)
    os.remove("gone.py")
    capsys.readouterr()
    assert main(["check", "m.py", "--baseline", "known.json"]) == 0
    assert capsys.readouterr().err.splitlines() == [
        "scope-lint: known.json has 3 findings too many; --write-baseline takes what is gone out:",
        "  gone.py: 1 TFS107, none found",
        "  m.py: 1 TFS105, none found",
        "  m.py: 2 TFS107, 1 found",
    ]
    main(["check", "m.py", "--baseline", "known.json", "--ignore", "TFS1"])  # rules that are off are not missed
    assert "m.py" not in capsys.readouterr().err


def test_in_the_configuration(capsys: pytest.CaptureFixture[str]) -> None:
    write(A, "pkg/m.py")
    Path("pyproject.toml").write_text('[tool.scope-lint]\nbaseline = "known.json"\n')
    assert main(["check"]) == 2
    assert "the baseline 'known.json' cannot be read: No such file or directory" in capsys.readouterr().err
    assert main(["check", "--write-baseline", "known.json"]) == 0
    assert main(["check"]) == 0
    os.chdir("pkg")
    assert main(["check", "m.py"]) == 0


def test_it_is_written_anew_whole(capsys: pytest.CaptureFixture[str]) -> None:
    write(A + B)
    main(["check", "--write-baseline", "known.json"])
    write(A)
    main(["check", "--write-baseline", "known.json", "--baseline", "known.json"])
    assert json.loads(Path("known.json").read_text())["findings"]["m.py"]["TFS107"]["count"] == 1


@pytest.mark.parametrize("text", ["", "[]", '{"schema": 2, "findings": {}}', '{"schema": 1, "findings": {"m.py": {"TFS107": -}}}'])
def test_no_baseline(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    write(A)
    Path("known.json").write_text(text)
    assert main(["check", "--baseline", "known.json"]) == 2
    err = capsys.readouterr().err
    assert err.startswith("scope-lint: 'known.json' is ") and err.count("\n") == 1


def test_a_file_that_cannot_be_analysed_is_not_known(capsys: pytest.CaptureFixture[str]) -> None:
    Path("bad.py").write_text("import tensorflow as tf\ntf.variable_scope((\n")
    assert main(["check", "--write-baseline", "known.json"]) == 2
    assert main(["check", "--baseline", "known.json"]) == 2


def test_only_what_is_new_is_fixed() -> None:
    old, added = 'with tf.op_scope([], "a"):\n    pass\n', 'with tf.op_scope([], "b"):\n    pass\n'
    write(old)
    main(["check", "--write-baseline", "known.json"])
    write(old + added)
    assert main(["check", "--baseline", "known.json", "--fix"]) == 0
    assert Path("m.py").read_text() == HEAD + old + 'with tf.name_scope("b", values=[]):\n    pass\n'


def test_in_flake8() -> None:
    """What flake8 asks for: a text that need not be that on disk."""
    write(A + SLASH)
    main(["check", "--write-baseline", "known.json"])
    options = Options(baseline="known.json", no_cache=True)
    assert check_source(HEAD + "# moved\n" + A + SLASH, "m.py", options) == []
    assert [f.line for f in check_source(HEAD + "# moved\n" + B + A + SLASH, "m.py", options)] == [4]
    with pytest.raises(BaselineError):
        check_source(HEAD + A, "m.py", Options(baseline="none.json", no_cache=True))
