"""select, ignore and per-file-ignores."""

from __future__ import annotations

import pytest

from scope_lint.options import Options, PerFileIgnore, parse_version
from scope_lint.selection import Selector
from tests.report.samples import clash, unreadable


@pytest.mark.parametrize(
    "options, code, severity, on",
    [
        (Options(), "TFS301", "error", True),
        (Options(), "TFS101", "warning", True),
        (Options(), "TFS102", "info", False),
        (Options(select=("TFS",)), "TFS102", "info", True),
        (Options(select=("ALL",)), "TFS102", "info", True),
        (Options(extend_select=("TFS102",)), "TFS102", "info", True),
        (Options(extend_select=("TFS102",)), "TFS104", "info", False),
        (Options(extend_select=("TFS102",)), "TFS301", "error", True),
        (Options(select=("TFS1",)), "TFS301", "error", False),
        (Options(select=("TFS1",), extend_select=("TFS301",)), "TFS301", "error", True),
        (Options(ignore=("TFS3",)), "TFS301", "error", False),
        (Options(ignore=("TFS",)), "TFS301", "error", False),
        (Options(ignore=("ALL",)), "TFS301", "error", False),
        (Options(select=("TFS301",), ignore=("TFS3",)), "TFS301", "error", True),
        (Options(select=("TFS3",), ignore=("TFS301",)), "TFS301", "error", False),
        (Options(select=("TFS301",), ignore=("TFS301",)), "TFS301", "error", False),
        (Options(select=("TFS301",), ignore=("TFS",)), "TFS000", "error", True),
    ],
)
def test_the_longer_prefix_decides(options, code, severity, on):
    assert options.enabled(code, severity) is on


def test_per_file_ignores(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    ignores = (PerFileIgnore(str(tmp_path), "tests/*", ("TFS3",)), PerFileIgnore(str(tmp_path), "old.py", ("ALL",)))
    selector = Selector(Options(per_file_ignores=ignores))
    kept = [
        clash(path="model.py"),
        clash(path="tests/test_a.py", code="TFS101"),
        unreadable("old.py"),
        clash(path="../tests/test_a.py"),
    ]
    dropped = [clash(path="tests/test_a.py"), clash(path=str(tmp_path / "tests" / "b.py")), clash(path="old.py")]
    assert selector.keep([*kept, *dropped]) == kept


@pytest.mark.parametrize("text, version", [("1.15", "1.15"), ("1.15.5", "1.15"), ("0.12.1", "0.12"), ("compat.v1", "1.15"), ("1.4.0rc1", "1.4")])
def test_versions(text, version):
    assert parse_version(text) == version


@pytest.mark.parametrize("text", ["", "1", "2.0", "1.16", "0.11", "1.x", "1.150", "v1.15", " 1.15"])
def test_no_version(text):
    with pytest.raises(ValueError, match="unknown TensorFlow version"):
        parse_version(text)
