"""The fixes that findings were offered are kept on disk, by the file's bytes and the findings."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from scope_lint import api
from scope_lint.fixes import offer
from scope_lint.options import Options

MISPLACED = 'import tensorflow as tf\n\nx = tf.zeros([2])\nwith tf.variable_scope("a", [x]):\n    pass\n'


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files whose fixes were made."""
    monkeypatch.setenv("SCOPE_LINT_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    Path("a.py").write_text(MISPLACED)
    files: list[str] = []
    real = offer._offered

    def noted(path: str, *rest: Any) -> Any:
        files.append(path)
        return real(path, *rest)

    monkeypatch.setattr(offer, "_offered", noted)
    return files


def fixes(**options: Any) -> list[Any]:
    (finding,) = api.check(["a.py"], Options(**options)).findings
    assert finding.fixable is (finding.fix is not None)
    return [finding.fix]


def test_they_are_made_once(made: list[str]) -> None:
    first = fixes()
    assert first != [None] and made == ["a.py"]
    assert fixes() == first and made == ["a.py"]


def test_another_text_is_another_matter(made: list[str]) -> None:
    first = fixes()
    Path("a.py").write_text("# A comment.\n" + MISPLACED)
    assert [edit.line for edit in fixes()[0].edits] == [edit.line + 1 for edit in first[0].edits]
    assert made == ["a.py", "a.py"]


def test_a_file_that_cannot_be_edited(made: list[str]) -> None:
    Path("a.py").write_text(MISPLACED + 'print "Python 2"\n')
    assert fixes() == [None] and fixes() == [None]
    assert made == ["a.py"]


def test_without_a_cache(made: list[str]) -> None:
    assert fixes(no_cache=True) == fixes(no_cache=True)
    assert made == ["a.py", "a.py"]


@pytest.mark.parametrize("damage", [b"", b"\xc1", b"x" * 40])
def test_a_damaged_entry_is_none(made: list[str], tmp_path: Path, damage: bytes) -> None:
    first = fixes()
    (entry,) = (tmp_path / "cache").rglob("*.fix")
    entry.write_bytes(damage)
    assert fixes() == first
    assert made == ["a.py", "a.py"]
