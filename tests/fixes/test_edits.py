"""Edits change what they name, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scope_lint.findings import Edit
from scope_lint.fixes.code import Code
from scope_lint.fixes.edits import applied, overlap

LINES = st.lists(st.text(st.characters(exclude_characters="\r\n", exclude_categories=["Cs"]), max_size=8), min_size=1, max_size=6)
BREAKS = st.sampled_from(["\n", "\r\n", "\r"])


@st.composite
def texts(draw: st.DrawFn) -> tuple[list[str], list[str]]:
    """Lines, and the break that ends each; the last may have none."""
    lines = draw(LINES)
    breaks = [draw(BREAKS) for _ in lines]
    breaks[-1] = draw(st.sampled_from(["", *breaks]))
    for i in reversed(range(len(lines) - 1)):
        if breaks[i] == "\r" and (lines[i + 1] + breaks[i + 1]).startswith("\n"):
            breaks[i] = "\n"  # the two would be one
    return lines, breaks


@st.composite
def places(draw: st.DrawFn, lines: list[str]) -> tuple[int, int]:
    line = draw(st.integers(1, len(lines)))
    return line, draw(st.integers(1, len(lines[line - 1]) + 1))


@given(st.data())
def test_one_edit(data: st.DataObject) -> None:
    lines, breaks = data.draw(texts())
    start, end = sorted([data.draw(places(lines)), data.draw(places(lines))])
    text = "".join(map("".join, zip(lines, breaks)))
    new = data.draw(st.text("ab\n", max_size=5))
    made = applied(text, [Edit(*start, *end, new)])
    before = "".join(map("".join, zip(lines[: start[0] - 1], breaks))) + lines[start[0] - 1][: start[1] - 1]
    after = lines[end[0] - 1][end[1] - 1 :] + "".join(map("".join, zip(["", *lines[end[0] :]], breaks[end[0] - 1 :])))
    assert made.startswith(before) and made.endswith(after)
    middle = made[len(before) : len(made) - len(after)]
    assert middle.replace("\r\n", "\n").replace("\r", "\n") == new


@given(texts())
def test_no_edit(text: tuple[list[str], list[str]]) -> None:
    whole = "".join(map("".join, zip(*text)))
    assert applied(whole, []) == whole


def test_several_edits_in_any_order() -> None:
    edits = [Edit(2, 1, 2, 2, "B"), Edit(1, 1, 1, 1, "0"), Edit(1, 2, 1, 3, "")]
    assert applied("abc\nbcd\n", edits) == "0ac\nBcd\n"


def test_new_lines_end_as_the_line_does() -> None:
    assert applied("a\r\nb\nc", [Edit(1, 1, 1, 2, "x\ny"), Edit(2, 1, 2, 2, "z\nw"), Edit(3, 2, 3, 2, "\n")]) == "x\r\ny\r\nz\nw\nc\r\n"


@pytest.mark.parametrize("edits", [[Edit(1, 1, 1, 3, ""), Edit(1, 2, 1, 4, "")], [Edit(1, 3, 1, 1, "")]])
def test_wrong_edits(edits: list[Edit]) -> None:
    with pytest.raises(ValueError, match="overlapping or misplaced"):
        applied("abcd\n", edits)


def test_overlap() -> None:
    one = [Edit(1, 1, 1, 5, "")]
    assert overlap(one, [Edit(1, 4, 2, 1, "")])
    assert overlap(one, [Edit(1, 5, 1, 5, "")])
    assert not overlap(one, [Edit(1, 6, 1, 7, "")])


@given(st.text("ab(\n", max_size=12), st.text("ab(\n", max_size=12), st.text("ab\n", max_size=5), st.text("ab\n", max_size=5))
def test_an_edit_is_no_larger_than_the_change(old: str, new: str, before: str, after: str) -> None:
    code = Code(before + old + after)
    first = (before.count("\n") + 1, len(before) - before.rfind("\n"))
    last = ((before + old).count("\n") + 1, len(before + old) - (before + old).rfind("\n"))
    edit = code.edit((*first, *last), new)
    if edit is None:
        assert old == new
    else:
        assert applied(code.text, [edit]) == before + new + after
        assert len(edit.text) <= len(new)
