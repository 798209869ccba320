"""TFS001: comments that suppress nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from scope_lint import api
from scope_lint.options import Options, PerFileIgnore
from scope_lint.rules import rule_of
from scope_lint.rules.base import Example

CLASH = 'import tensorflow as tf\n\nw = tf.get_variable("w", [2])\nw = tf.get_variable("w", [2])'
ON = Options(extend_select=("TFS001",), no_cache=True)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def found(text: str, options: Options = ON) -> list[tuple[int, int, str]]:
    Path("m.py").write_text(text)
    return [(f.line, f.column, f.message.split(" is ")[0]) for f in api.check(["m.py"], options).findings if f.code == "TFS001"]


def fixed(text: str) -> str:
    Path("m.py").write_text(text)
    files = api.fix(["m.py"], ON).files
    return files["m.py"][1].decode() if files else text


@pytest.mark.parametrize("example", rule_of("TFS001").examples, ids=lambda example: example.kind)  # type: ignore[union-attr]
def test_examples(example: Example) -> None:
    assert [(line, "TFS001") for line, _, _ in found(example.source)] == example.expected


def test_off_by_default() -> None:
    assert found(f"{CLASH}\nx = 1  # noqa: TFS301\n", Options(no_cache=True)) == []


@pytest.mark.parametrize("comment", ["# noqa", "# noqa: E501", "# noqa: TFS301", "# noqa: TFS3", "# noqa: tfs301", "# noqa: E501, TFS"])
def test_used_or_not_ours(comment: str) -> None:
    assert found(f"{CLASH}  {comment}\n") == []


def test_whole_file() -> None:
    assert found(f"# scope-lint: noqa: TFS301\n{CLASH}\n") == []
    assert found(f"# flake8: noqa: TFS302\n{CLASH}\n") == [(1, 1, "TFS302")]
    assert found(f"# flake8: noqa\n{CLASH}\n") == []


def test_line_and_file_are_both_used() -> None:
    assert found(f"# scope-lint: noqa: TFS301\n{CLASH}  # noqa: TFS301\n") == []


def test_a_rule_that_is_off_is_not_missed() -> None:
    text = f"{CLASH}  # noqa: TFS401\n"
    assert found(text) == [(4, 32, "TFS401")]
    assert found(text, Options(select=("TFS3", "TFS001"), no_cache=True)) == []
    assert found(text, Options(extend_select=("TFS001",), ignore=("TFS401",), no_cache=True)) == []
    assert found(text, Options(extend_select=("TFS001",), noqa=False, no_cache=True)) == []
    ignored = (PerFileIgnore(".", "m.py", ("TFS001",)),)
    assert found(text, Options(extend_select=("TFS001",), per_file_ignores=ignored, no_cache=True)) == []


def test_a_code_that_no_rule_has() -> None:
    assert found("import tensorflow as tf\nx = 1  # noqa: TFS999\n") == [(2, 8, "TFS999")]


@pytest.mark.parametrize(
    "before, after",
    [
        ("x = 1  # noqa: TFS301", "x = 1"),
        ("x = 1  # why  # noqa: TFS301", "x = 1  # why"),
        ("x = 1  # noqa: TFS301 because", "x = 1  # because"),
        ("x = 1  # noqa: E501,TFS301 W1", "x = 1  # noqa: E501, W1"),
        ("x = 1  #noqa:TFS301,TFS302", "x = 1"),
        ("# scope-lint: noqa: TFS4\nx = 1", "x = 1"),
    ],
)
def test_fix(before: str, after: str) -> None:
    head = "import tensorflow as tf\n"
    assert fixed(f"{head}{before}\ny = 2\n") == f"{head}{after}\ny = 2\n"


def test_a_string_that_looks_like_a_comment_is_not_edited() -> None:
    text = 'import tensorflow as tf\nx = """\n# noqa: TFS301\n"""\n'
    assert found(text) == [(3, 1, "TFS301")]
    assert fixed(text) == text
