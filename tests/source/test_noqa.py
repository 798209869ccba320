"""``# noqa`` by flake8's rules."""

from __future__ import annotations

import pytest

from scope_lint.source.noqa import Suppressions


def suppressed(text: str, code: str = "TFS301") -> list[int]:
    suppressions = Suppressions(text)
    return [line for line in range(1, text.count("\n") + 2) if suppressions.suppresses(line, code)]


@pytest.mark.parametrize(
    "comment",
    ["# noqa", "#noqa", "# NOQA", "# noqa: TFS301", "# noqa:TFS301", "# noqa: tfs301", "# noqa: TFS3", "# noqa: E1, TFS301",
     "# noqa: E501,TFS301,W1", "# noqa: E501 TFS301", "# why not  # noqa: TFS301", "# noqa: TFS301 because it is meant"],
)  # fmt: skip
def test_inline(comment: str) -> None:
    assert suppressed(f"a = 1\nb = 2  {comment}\nc = 3\n") == [2]


@pytest.mark.parametrize("comment", ["# noqa: TFS401", "# noqa: E501", "# noqua", "# no qa"])
def test_inline_for_others(comment: str) -> None:
    assert suppressed(f"b = 2  {comment}\n") == []


def test_a_line_that_a_string_or_a_backslash_carries_on_is_one() -> None:
    text = 'a = 1\nf("""x\ny""")  # noqa\nb = 1 + \\\n    2  # noqa\nc = (1,\n     2)  # noqa\n'
    assert suppressed(text) == [2, 3, 4, 5, 7]


@pytest.mark.parametrize("comment", ["# flake8: noqa", "# scope-lint: noqa", "#scope-lint:noqa", "   # flake8: NOQA"])
def test_whole_file(comment: str) -> None:
    assert suppressed(f"a = 1\n{comment}\nb = 2\n") == [1, 2, 3, 4]


def test_whole_file_with_codes() -> None:
    text = "# flake8: noqa: TFS301\n# scope-lint: noqa: TFS4\na = 1\n"
    assert suppressed(text, "TFS301") == [1, 2, 3, 4]
    assert suppressed(text, "TFS402") == [1, 2, 3, 4]
    assert suppressed(text, "TFS302") == []


def test_whole_file_only_on_a_line_of_its_own() -> None:
    assert suppressed("a = 1  # flake8: noqa\nb = 2\n") == []


def test_a_text_that_is_not_this_python() -> None:
    assert suppressed('print "a"  # noqa\nb = (\nc  # noqa\n') == [1, 3]
