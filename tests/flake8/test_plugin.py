"""The flake8 plugin by itself, on a stand-in for the analysis."""

from __future__ import annotations

import argparse
import ast
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import scope_lint
from scope_lint.flake8_plugin import Plugin
from scope_lint.options import Options
from tests.report.samples import clash

SOURCE = "import tensorflow as tf\n\ntf.get_variable('w', [1])\n"


@pytest.fixture
def asked(monkeypatch):
    """What check_source was called with; it answers with one finding."""
    calls: list[tuple[str, str, Options]] = []

    def check_source(text: str, filename: str, options: Options, singles: Any) -> list[Any]:
        calls.append((text, filename, options))
        return [clash(path=filename, line=3, column=5, message="Variable w already exists")]

    module: Any = ModuleType("scope_lint.api")
    module.check_source = check_source
    monkeypatch.setitem(sys.modules, "scope_lint.api", module)
    monkeypatch.setattr(scope_lint, "api", module, raising=False)
    for name in ("_tf_version", "_src", "_selected", "_noqa"):
        monkeypatch.setattr(Plugin, name, getattr(Plugin, name))
    return calls


def configure(**options):
    defaults = {
        "scope_lint_tf_version": None, "scope_lint_src": [], "select": None, "extend_select": None, "disable_noqa": False,
    }  # fmt: skip
    Plugin.parse_options(argparse.Namespace(**(defaults | options)))


def violations(filename, source=SOURCE):
    return list(Plugin(ast.parse(source), str(filename), source.splitlines(keepends=True)).run())


def test_columns_count_from_0_for_flake8(asked, tmp_path):
    assert violations(tmp_path / "m.py") == [(3, 4, "TFS301 Variable w already exists", Plugin)]
    assert asked[0][:2] == (SOURCE, str(tmp_path / "m.py"))


def test_a_file_that_only_uses_a_stubbed_library_is_analysed(asked, tmp_path):
    (tmp_path / "stubs").mkdir()
    (tmp_path / "stubs" / "kit.py").write_text(SOURCE)
    (tmp_path / "pyproject.toml").write_text('[tool.scope-lint]\nstub-path = ["stubs"]\n')
    assert len(violations(tmp_path / "m.py", "import kit\nkit.run()\n")) == 1
    assert asked[0][2].stub_path == (str(tmp_path / "stubs"),)
    assert violations(tmp_path / "n.py", "import kat\nkat.run()\n") == []


def test_a_file_that_only_uses_what_lies_in_a_root_of_the_options_is_analysed(asked, tmp_path):
    (tmp_path / "lib").mkdir()
    (tmp_path / "lib" / "kit.py").write_text(SOURCE)
    (tmp_path / "sub").mkdir()
    assert violations(tmp_path / "sub" / "m.py", "import kit\nkit.run()\n") == []
    configure(scope_lint_src=[str(tmp_path / "lib")])
    assert len(violations(tmp_path / "sub" / "m.py", "import kit\nkit.run()\n")) == 1
    assert asked[0][2].src == (str(tmp_path / "lib"),)


def test_the_nearest_configuration_file_wins(asked, tmp_path):
    """Also where it is a pyproject.toml of other tools that speaks of us in passing."""
    (tmp_path / "stubs").mkdir()
    (tmp_path / "stubs" / "kit.py").write_text(SOURCE)
    (tmp_path / "scope-lint.toml").write_text('stub-path = ["stubs"]\n')
    for name in ("sub", "other"):
        (tmp_path / name).mkdir()
    (tmp_path / "sub" / "pyproject.toml").write_text("[tool.black]\n# scope-lint\n")
    (tmp_path / "other" / "pyproject.toml").write_text("[tool.scope-lint]\n")
    assert len(violations(tmp_path / "sub" / "m.py", "import kit\nkit.run()\n")) == 1
    assert violations(tmp_path / "other" / "m.py", "import kit\nkit.run()\n") == []


def test_a_file_without_scopes_is_not_analysed(asked, tmp_path):
    assert violations(tmp_path / "m.py", "print('hello')\n") == []
    assert asked == []


def test_options(asked, tmp_path):
    configure(
        scope_lint_tf_version="1.4.0", scope_lint_src=["lib"], select=["TFS102", "E501"], extend_select=["TFS104"], disable_noqa=True
    )
    violations(tmp_path / "m.py")
    options = asked[0][2]
    assert (options.tf_version, options.src, options.extend_select, options.noqa) == ("1.4", ("lib",), ("TFS102", "TFS104"), False)


def test_defaults(asked, tmp_path):
    configure()
    violations(tmp_path / "m.py")
    assert asked[0][2] == Options()


def test_the_configuration_file_of_the_checked_file_holds(asked, tmp_path):
    configure()
    (tmp_path / "pyproject.toml").write_text('[tool.scope-lint]\ntf-version = "1.0"\nignore = ["TFS4"]\n')
    (tmp_path / "sub").mkdir()
    violations(tmp_path / "sub" / "m.py")
    assert (asked[0][2].tf_version, asked[0][2].ignore) == ("1.0", ("TFS4",))


def test_a_mistake_in_the_configuration_file_is_a_violation(asked, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    configure()
    Path("pyproject.toml").write_text("[tool.scope-lint]\nselct = []\n")
    ((line, column, text, _),) = violations("m.py")
    assert (line, column) == (1, 0)
    assert text == "TFS000 pyproject.toml:2: unknown key 'selct' in [tool.scope-lint]; did you mean 'select'?"
    assert asked == []


def test_an_unknown_version_ends_flake8_in_one_line():
    from flake8.exceptions import ExecutionError

    with pytest.raises(ExecutionError, match="--scope-lint-tf-version: unknown TensorFlow version '2.0'"):
        configure(scope_lint_tf_version="2.0")


def test_nothing_heavy_is_imported_for_a_file_without_scopes(tmp_path):
    program = (
        "import ast, sys\nfrom scope_lint.flake8_plugin import Plugin\n"
        "assert not list(Plugin(ast.parse('x = 1'), 'm.py', ['import os.path\\n']).run())\n"
        "print(sorted({'libcst', 'msgspec', 'rich', 'fissix', 'tomllib', 'hashlib', 'dataclasses'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
