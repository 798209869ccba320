"""Where an entry ends before its end is a place, as all that was not followed is."""

from __future__ import annotations

from pathlib import Path

from scope_lint import api
from scope_lint.options import Options

IMPORT = "import tensorflow as tf\n\ntf.get_variable('v', [1])\n\n\n"


def noted(path: Path, text: str) -> list[tuple[str, int, str]]:
    path.write_text(IMPORT + text)
    return [(i.path, i.line, i.reason) for i in api.check([str(path)], Options(no_cache=True)).incomplete]


def test_an_exception_that_nothing_catches(tmp_path: Path) -> None:
    path = tmp_path / "a.py"
    found = noted(path, "def f():\n    raise ValueError('x')\n\n\nf()\n")
    assert found == [(str(path), 7, "the program ends with ValueError: x")]


def test_a_limit(tmp_path: Path) -> None:
    path = tmp_path / "a.py"
    found = noted(path, "def f(n):\n    return n + 1\n\n\n" + "for i in range(4000):\n    f(i)\n" * 6)
    (end,) = [one for one in found if "limit: quiet_steps" in one[2]]
    assert end[0] == str(path) and end[1] > 6
