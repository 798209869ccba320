"""Notebooks as modules."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from scope_lint.source.file import read
from scope_lint.source.problem import SourceError


def notebook(tmp_path: Path, *cells: Any, **extra: Any) -> Path:
    path = tmp_path / "n.ipynb"
    path.write_text(json.dumps({"cells": list(cells), "nbformat": 4, **extra}))
    return path


def code(*lines: str) -> dict[str, Any]:
    return {"cell_type": "code", "source": [line + "\n" for line in lines[:-1]] + [lines[-1]]}


def text_of(tmp_path: Path, *lines: str) -> list[str]:
    return read(notebook(tmp_path, code(*lines))).text.split("\n")[:-1]


def test_cells_and_places(tmp_path: Path) -> None:
    path = notebook(
        tmp_path,
        {"cell_type": "markdown", "source": "# Title"},
        code("import tensorflow as tf", "x = 1"),
        {"cell_type": "code", "source": "y = 2\r\nz = 3\n"},
    )
    source = read(path)
    assert source.text == "import tensorflow as tf\nx = 1\ny = 2\nz = 3\n\n"
    assert source.places == ((2, 1), (2, 2), (3, 1), (3, 2), (3, 3))
    assert source.place(3) == (3, 1)
    assert source.place(0) is source.place(6) is None


def test_format_3(tmp_path: Path) -> None:
    path = tmp_path / "n.ipynb"
    path.write_text(json.dumps({"worksheets": [{"cells": [{"cell_type": "code", "input": ["a = 1\n", "b = 2"]}]}]}))
    assert read(path).text == "a = 1\nb = 2\n"


def test_line_magics(tmp_path: Path) -> None:
    lines = ["%matplotlib inline", "!pip install x", "if a:", "    %time f()", "tf.Variable?", "?tf.Variable", "help??"]
    assert text_of(tmp_path, *lines) == ["pass", "pass", "if a:", "    pass", "pass", "pass", "pass"]


def test_assigned_magics(tmp_path: Path) -> None:
    assert text_of(tmp_path, "files = !ls", "a, b = %sql x") == ["files = None", "a, b = None"]


def test_shell_command_over_several_lines(tmp_path: Path) -> None:
    assert text_of(tmp_path, "!pip install \\", "   x", "y = 1") == ["pass", "", "y = 1"]


def test_what_only_looks_like_magic(tmp_path: Path) -> None:
    lines = ["x = ('%d'", "% 3)", 's = """', "!not a command", "%nor this", '"""', "y = 'a?'", "z = 5 \\", "% 3", "#?"]
    assert text_of(tmp_path, *lines) == lines


def test_strings_do_not_confuse(tmp_path: Path) -> None:
    lines = ["a = '('", "%magic", "b = \"it's\"  # it's (", "%magic", "c = r'\\''", "%magic"]
    assert text_of(tmp_path, *lines)[1::2] == ["pass", "pass", "pass"]


def test_cell_magics(tmp_path: Path) -> None:
    assert text_of(tmp_path, "%%bash", "ls", "cat x") == ["", "", ""]
    assert text_of(tmp_path, "", "%%time", "x = 1", "%matplotlib") == ["", "", "x = 1", "pass"]


def test_another_language(tmp_path: Path) -> None:
    assert read(notebook(tmp_path, code("x <- 1"), metadata={"kernelspec": {"language": "R"}})).text == ""
    assert read(notebook(tmp_path, code("x = 1"), metadata={"language_info": {"name": "python"}})).text == "x = 1\n"


@pytest.mark.parametrize(
    ("data", "line", "words"),
    [
        (b"", 1, "not a notebook"),
        (b"{\n", 2, "not a notebook"),
        (b"[]", 1, "no cells"),
        (b'{"cells": 3}', 1, "no cells"),
        (b'{\n"cells": "\xff"}', 2, "not UTF-8"),
        (b"[" * 100_000, 1, "nested too deeply"),
    ],
)
def test_refused(tmp_path: Path, data: bytes, line: int, words: str) -> None:
    path = tmp_path / "n.ipynb"
    path.write_bytes(data)
    with pytest.raises(SourceError) as caught:
        read(path)
    assert caught.value.line == line
    assert words in caught.value.reason


def test_odd_cells_are_passed_over(tmp_path: Path) -> None:
    path = notebook(tmp_path, 3, {"cell_type": "code", "source": 5}, {"cell_type": "raw", "source": "x"}, code("y = 1"))
    source = read(path)
    assert source.text == "y = 1\n"
    assert source.places == ((4, 1),)
