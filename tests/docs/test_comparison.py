"""The README's comparison is the table that tools/compare_tools.py prints, of the work as it is now; its parts read what tools print."""

from __future__ import annotations

import re

import pytest

from tests.environments import ROOT
from tools import compare_tools

SAMPLES = {
    "TorchFix": ("./t.py:3:5: TOR001 Use of removed function torch.solve", ("./t.py", "3", "TOR001")),
    "flake8-async": ("a.py:4:10: ASYNC100 trio.move_on_after context contains no checkpoints", ("a.py", "4", "ASYNC100")),
    "Fixit": ("f.py@2:3 CompareSingletonPrimitivesByIs: Comparisons to singleton", ("f.py", "2", "CompareSingletonPrimitivesByIs")),
    "ruff": ("n.ipynb:cell 1:2:8: F401 [*] `os` imported but unused", ("n.ipynb", "2", "F401")),
    "tf_upgrade_v2": ("u.py:4:4: WARNING: tf.get_variable requires manual check.", ("u.py", "4", "tf.get_variable")),
}


@pytest.mark.parametrize("tool", [tool for tool in compare_tools.TOOLS if tool.pattern], ids=lambda tool: tool.name)
def test_messages_are_read(tool):
    line, expected = SAMPLES[tool.name]
    match = re.match(tool.pattern, line)
    assert match is not None
    assert (match["path"], match["line"], match["code"]) == expected


def test_the_table_in_the_readme_has_every_tool_and_every_row():
    rows = [line.split(" | ") for line in (ROOT / "README.md").read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    (start,) = [at for at, row in enumerate(rows) if "TorchFix" in "".join(row[:3])]
    head, _, found, noise, *tried = rows[start : start + 5 + len(compare_tools.ROWS)]
    for tool in compare_tools.TOOLS:
        assert any(tool.name in cell for cell in head)
    assert [row[0].removeprefix("| ") for row in tried[:-1]] == [title for title, _ in compare_tools.ROWS]
    cases = len(list(compare_tools.BUGS.glob("*/case.json")))
    ours = re.match(r"(\d+) of (\d+)", found[1])
    assert ours is not None and int(ours[1]) > 0.9 * int(ours[2]) and int(ours[2]) <= cases
    assert noise[0].startswith(f"| messages on the {ours[2]} corrected")
