"""Which files lead to code that makes variables, by their bytes."""

from __future__ import annotations

from pathlib import Path

import pytest

from scope_lint.program.reach import Reach

TF = "import tensorflow as tf\n\ntf.get_variable('w', [1])\n"


def write(folder: Path, **texts: str) -> None:
    for name, text in texts.items():
        (folder / f"{name}.py").write_text(text)


def mattering(folder: Path, order: list[str]) -> list[str]:
    reach = Reach([folder])
    return sorted(name for name in order if reach.matters(folder / f"{name}.py"))


@pytest.mark.parametrize("first", ["a", "b", "c", "d", "e", "f"])
def test_circles_whatever_is_asked_first(tmp_path: Path, first: str) -> None:
    """a → b → a, c; c leads to the code that matters, d → e → d to none, f to a file that is not there and to d."""
    write(
        tmp_path, a="import b", b="import a\nimport c", c="import nets", nets=TF, d="import e", e="from d import x", f="import gone, d",
        g="import f\nfrom nets import *",
    )  # fmt: skip
    order = [first, *(name for name in "abcdefg" if name != first)]
    assert mattering(tmp_path, order) == ["a", "b", "c", "g"]


def test_long_chains(tmp_path: Path) -> None:
    write(tmp_path, **{f"m{n}": f"import m{n + 1}\nimport m{n // 2}" for n in range(3000)}, m3000="x = 1")
    assert mattering(tmp_path, ["m0", "m1500", "m2999"]) == []
    write(tmp_path, m3000=TF)
    assert mattering(tmp_path, ["m0", "m1500", "m2999"]) == ["m0", "m1500", "m2999"]


@pytest.mark.parametrize("text", ["(" * 100, "x = 1\n" * 40 + "([{" * 34, "x = '\0'"])
def test_what_may_not_parse_is_looked_at(tmp_path: Path, text: str) -> None:
    write(tmp_path, a=text, b="import a", c="(" * 99)
    assert mattering(tmp_path, ["a", "b", "c"]) == ["a", "b"]


@pytest.mark.parametrize(
    "line", ["from .inner import nets", "from . import inner", "  import pkg.inner.nets", "import os, pkg.inner", "from pkg.inner import (nets,"]
)
def test_forms_of_imports(tmp_path: Path, line: str) -> None:
    inner = tmp_path / "pkg" / "inner"
    inner.mkdir(parents=True)
    (tmp_path / "pkg" / "__init__.py").write_text("")
    (inner / "__init__.py").write_text("from .nets import *")
    write(inner, nets=TF)
    (tmp_path / "pkg" / "use.py").write_text(f"if True:\n    pass\n{line}\n")
    assert Reach([tmp_path]).matters(tmp_path / "pkg" / "use.py")
