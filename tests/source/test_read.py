"""Reading files: encodings, newlines, and clear words for what cannot be read."""

from __future__ import annotations

import os
from hashlib import blake2b
from pathlib import Path

import pytest

from scope_lint.source.file import MAX_BYTES, read
from scope_lint.source.problem import SourceError


def write(tmp_path: Path, data: bytes, name: str = "a.py") -> Path:
    path = tmp_path / name
    path.write_bytes(data)
    return path


def refusal(path: Path) -> tuple[int, str]:
    with pytest.raises(SourceError) as caught:
        read(path)
    assert caught.value.path == path
    return caught.value.line, caught.value.reason


def test_plain_file(tmp_path: Path) -> None:
    data = "x = 'é'\n".encode()
    source = read(write(tmp_path, data))
    assert (source.text, source.encoding, source.newline) == ("x = 'é'\n", "utf-8", "\n")
    assert source.digest == blake2b(data, digest_size=32).digest()
    assert source.place(1) is None


def test_empty_file(tmp_path: Path) -> None:
    assert read(write(tmp_path, b"")).text == ""


@pytest.mark.parametrize(
    ("data", "text", "newline"),
    [
        (b"a\r\nb\r\n", "a\nb\n", "\r\n"),
        (b"a\rb\r", "a\nb\n", "\r"),
        (b"a\nb", "a\nb", "\n"),
        (b"a\nb\r\n", "a\nb\n", "\n"),
        (b"a\x0cb\n", "a\x0cb\n", "\n"),
    ],
)
def test_newlines(tmp_path: Path, data: bytes, text: str, newline: str) -> None:
    source = read(write(tmp_path, data))
    assert (source.text, source.newline) == (text, newline)


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"# -*- coding: latin-1 -*-\nx = '\xe9'\n", "# -*- coding: latin-1 -*-\nx = 'é'\n"),
        (b"# \xe9 coding: latin-1\nx = 1\n", "# é coding: latin-1\nx = 1\n"),
        (b"#! /bin/python \xe9\n# coding: latin-1 \xe9\n", "#! /bin/python é\n# coding: latin-1 é\n"),
        (b"#!/usr/bin/python\n# vim: set fileencoding=cp1252 :\nx = '\x80'\n", "x = '€'\n"),
        (b"# coding: gbk\n# \xc4\xe3\n", "# 你\n"),
        (b"\xef\xbb\xbfx = '\xc3\xa9'\n", "x = 'é'\n"),
        (b"\xef\xbb\xbf# coding: utf-8\nx\n", "x\n"),
    ],
)
def test_declared_encodings(tmp_path: Path, data: bytes, text: str) -> None:
    source = read(write(tmp_path, data))
    assert source.text.endswith(text)
    assert not source.text.startswith("\ufeff")


@pytest.mark.parametrize(
    ("data", "line", "words"),
    [
        (b"# a\n# b\nx = '\xe9'\n", 3, "not UTF-8: byte 0xe9"),
        (b"\xe9\n", 1, "not UTF-8: byte 0xe9"),
        (b"# coding: ascii\n\n\n# \xe9\n", 4, "ascii that it declares"),
        (b"#!python\n# coding: no-such\n", 2, "encoding that cannot be used"),
        (b"# coding: hex\n", 1, "encoding that cannot be used"),
        (b"\xef\xbb\xbf# coding: latin-1\n", 1, "encoding that cannot be used"),
        (b"x = 1\ny = \x00\n", 2, "null byte"),
        ("x = 1\n".encode("utf-16"), 1, "UTF-16"),
    ],
)
def test_refused_content(tmp_path: Path, data: bytes, line: int, words: str) -> None:
    found_line, reason = refusal(write(tmp_path, data))
    assert found_line == line
    assert words in reason


def test_directory_named_like_a_module(tmp_path: Path) -> None:
    (tmp_path / "x.py").mkdir()
    assert refusal(tmp_path / "x.py") == (1, "is a directory, not a file")


def test_too_large(tmp_path: Path) -> None:
    assert "too large" in refusal(write(tmp_path, b"#" * (MAX_BYTES + 1)))[1]
    assert read(write(tmp_path, b"#" * MAX_BYTES)).text.startswith("#")


def test_missing(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.py") == (1, "cannot be read: No such file or directory")


def test_null_byte_in_the_path() -> None:
    assert "cannot be read" in refusal(Path("a\0b.py"))[1]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="everything can be read")
def test_unreadable(tmp_path: Path) -> None:
    path = write(tmp_path, b"x\n")
    path.chmod(0)
    assert refusal(path) == (1, "cannot be read: Permission denied")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_named_pipe(tmp_path: Path) -> None:
    path = tmp_path / "pipe.py"
    os.mkfifo(path)
    assert refusal(path) == (1, "is not a regular file")


def test_symlink_to_itself(tmp_path: Path) -> None:
    path = tmp_path / "loop.py"
    path.symlink_to(path)
    assert "cannot be read" in refusal(path)[1]
