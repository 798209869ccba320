"""``scope-lint config``: what holds, and where it comes from."""

from __future__ import annotations

import json

import pytest

from scope_lint.config.keys import KEYS, json_schema

PYPROJECT = """\
[tool.scope-lint]
src = ["lib"]
exclude = ["old/"]

[tool.scope-lint.per-file-ignores]
"tests/*" = ["TFS301"]
"""


@pytest.fixture
def project(tmp_path, monkeypatch):
    (tmp_path / ".git").mkdir()
    (tmp_path / "lib").mkdir()
    (tmp_path / "pyproject.toml").write_text(PYPROJECT)
    (tmp_path / "requirements.txt").write_text("tensorflow-gpu>=1.8,<1.11\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_text(run, project):
    outcome = run("config", "lib", "--exclude", "new/", "--select", "TFS3")
    assert (outcome.status, outcome.err) == (0, "")
    lines = [" ".join(line.split()) for line in outcome.out.splitlines()]
    assert lines == [
        "Configuration file: pyproject.toml",
        'tf-version = "1.10" # detected in requirements.txt:1: tensorflow-gpu>=1.8,<1.11',
        'src = ["lib"] # pyproject.toml:2',
        'select = ["TFS3"] # command line',
        "extend-select = [] # default",
        "ignore = [] # default",
        'exclude = ["old/", "new/"] # pyproject.toml:3 and command line',
        "force-exclude = false # default",
        'baseline = "" # default: none',
        "stub-path = [] # default",
        'per-file-ignores = {"tests/*" = ["TFS301"]} # pyproject.toml:5',
    ]


def test_defaults(run, tmp_path, monkeypatch):
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    lines = run("config").out.splitlines()
    assert lines[0] == "Configuration file: none found; the defaults hold"
    assert lines[3].endswith("# default: all but those of severity info")


def test_verbose_says_what_each_key_is_for(run, project):
    out = run("config", "-v").out
    assert all(f"# {key.text}" in out for key in KEYS.values())


def test_json(run, project):
    data = json.loads(run("config", "--format", "json", "--tf-version", "1.2").out)
    assert (data["schema"], data["file"]) == (1, "pyproject.toml")
    assert list(data["settings"]) == list(KEYS)
    origin = {"kind": "command line", "path": None, "line": None, "text": None, "note": None}
    assert data["settings"]["tf-version"] == {"value": "1.2", "origins": [origin]}
    assert data["settings"]["ignore"] == {"value": [], "origins": []}
    assert data["settings"]["per-file-ignores"]["value"] == {"tests/*": ["TFS301"]}
    (detected,) = json.loads(run("config", "--format", "json").out)["settings"]["tf-version"]["origins"]
    assert (detected["kind"], detected["path"], detected["line"]) == ("detected", "requirements.txt", 1)


def test_a_mistake_ends_it(run, project):
    (project / "pyproject.toml").write_text("[tool.scope-lint]\nslect = []\n")
    outcome = run("config")
    assert (outcome.status, outcome.out) == (2, "")
    assert outcome.err == "scope-lint: pyproject.toml:2: unknown key 'slect' in [tool.scope-lint]; did you mean 'select'?\n"


def test_the_schema_for_editors(run, project):
    assert json.loads(run("config", "--schema").out) == json_schema()


def test_a_path_that_is_not_there(run, project):
    outcome = run("config", "nosuch")
    assert (outcome.status, outcome.out, outcome.err) == (2, "", "scope-lint: no file or folder 'nosuch'\n")
