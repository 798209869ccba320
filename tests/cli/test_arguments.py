"""Wrong calls: one clear line, status 2, and a guess at what was meant."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from scope_lint import __version__


def test_version(run):
    assert run("--version").out == f"scope-lint {__version__}\n"


@pytest.mark.parametrize(
    "arguments, words",
    [
        ((), "a command is needed: check, merge, names, config or rule"),
        (("chek",), "no such command 'chek'; did you mean 'check'?"),
        (("xyzzy",), "the commands are check, merge, names, config and rule"),
        (("check", "--fromat", "json"), "unknown option '--fromat'; did you mean '--format'?"),
        (("check", "--fromat=json"), "unknown option '--fromat'; did you mean '--format'?"),
        (("check", "--form", "json"), "unknown option '--form'"),
        (("check", "--format", "jsn"), "--format: there is no 'jsn'; did you mean 'json'?"),
        (("check", "--format", "yaml"), "--format: there is no 'yaml', only text, json, sarif, github"),
        (("names", "a.py", "--format", "sarif"), "--format: there is no 'sarif', only text, json"),
        (("check", "--tf-version", "2.3"), "unknown TensorFlow version '2.3': expected 0.12 or 1.0 to 1.15"),
        (("check", "--tf-version", "1.16"), "unknown TensorFlow version '1.16'"),
        (("check", "--select", "E501"), "'E501' is no rule code or prefix of one"),
        (("check", "--select", "TFS9"), "--select: no rule's code begins with 'TFS9'"),
        (("check", "--src", "nosuch"), "--src: no folder 'nosuch'"),
        (("check", "--stub-path", "nosuch"), "--stub-path: no folder 'nosuch'"),
        (("check", "--color", "red"), "--color: there is no 'red', only auto, always, never"),
        (("names",), "the following arguments are required: TARGET"),
        (("rule", "TFS399"), "no rule 'TFS399'; did you mean 'TFS3"),
        (("rule", "variable-alredy-exists"), "no rule 'variable-alredy-exists'; did you mean 'variable-already-exists'?"),
        (("rule", "W605"), "no rule 'W605' (scope-lint rule lists them)"),
    ],
)
def test_wrong_call(run, fake_api, tmp_path, monkeypatch, arguments, words):
    monkeypatch.chdir(tmp_path)
    outcome = run(*arguments)
    assert outcome.status == 2
    assert outcome.out == ""
    assert words in outcome.err
    assert outcome.err.count("\n") == 1


def test_a_path_in_place_of_a_command(run):
    assert "did you mean 'check tests'?" in run("tests").err


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["check", "--help"], ["check", "--fromat"]])
def test_nothing_heavy_is_imported_before_the_arguments_are_right(arguments):
    program = (
        "import sys\nfrom scope_lint.cli import main\n"
        f"try:\n    main({arguments!r})\nexcept SystemExit:\n    pass\n"
        "print(sorted({'libcst', 'msgspec', 'rich', 'pathspec', 'fissix', 'tomllib'} & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stderr.splitlines()[-1] == "[]"


def test_python_dash_m_knows_its_name():
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-m", "scope_lint", "rule"], capture_output=True, text=True, cwd=root)
    assert done.returncode == 0
    assert "TFS301  error" in done.stdout
