"""``[tool.scope-lint]`` and scope-lint.toml: what holds, and what a mistake in it looks like."""

from __future__ import annotations

from pathlib import Path

import pytest

from scope_lint import config
from scope_lint.options import Exclude, PerFileIgnore

GOOD = """\
[project]
name = "models"

[tool.scope-lint]
tf-version = "1.4"
src = ["lib"]
select = ["TFS3", "TFS4"]
extend-select = ["TFS102"]
ignore = ["TFS311"]
exclude = ["old/", "*_pb2.py"]
stub-path = ["lib"]

[tool.scope-lint.per-file-ignores]
"tests/*" = ["TFS301"]
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "lib" / "models").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(project: Path, text: str) -> None:
    (project / "pyproject.toml").write_text(text, encoding="utf-8")


def test_every_key(project):
    write(project, GOOD)
    options = config.load(project)
    assert options.tf_version == "1.4"
    assert options.src == options.stub_path == (str(project / "lib"),)
    assert (options.select, options.extend_select, options.ignore) == (("TFS3", "TFS4"), ("TFS102",), ("TFS311",))
    assert options.exclude == (Exclude(str(project), "old/"), Exclude(str(project), "*_pb2.py"))
    assert options.per_file_ignores == (PerFileIgnore(str(project), "tests/*", ("TFS301",)),)


def test_found_upward_past_files_without_the_table(run, fake_api, project):
    write(project, GOOD)
    (project / "lib" / "pyproject.toml").write_text("[tool.black]\nline-length = 88\n")
    run("check", "lib/models")
    assert fake_api.options.tf_version == "1.4"
    assert fake_api.options.exclude[0].root == str(project)


def test_found_from_the_files_not_from_the_working_directory(run, fake_api, project, monkeypatch, tmp_path_factory):
    write(project, GOOD)
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    run("names", f"{project}/lib/train.py::main")
    assert fake_api.options.tf_version == "1.4"


def test_the_command_line_wins(run, fake_api, project):
    write(project, GOOD)
    run("check", "--tf-version", "1.8", "--select", "TFS1,TFS301", "--ignore", "TFS101", "--src", "lib/models", "--exclude", "x")
    options = fake_api.options
    assert (options.tf_version, options.select, options.ignore) == ("1.8", ("TFS1", "TFS301"), ("TFS101",))
    assert options.src == (str(project / "lib"), "lib/models")
    assert [exclude.pattern for exclude in options.exclude] == ["old/", "*_pb2.py", "x"]


@pytest.mark.parametrize(
    "text, message",
    [
        ('[tool.scope-lint]\n\ntfversion = "1.4"\n', "3: unknown key 'tfversion' in [tool.scope-lint]; did you mean 'tf-version'?"),
        ('[tool.scope-lint]\ntf_version = "1.4"\n', "2: unknown key 'tf_version' in [tool.scope-lint]; did you mean 'tf-version'?"),
        ("[tool.scope-lint]\nzzz = 1\n", "2: unknown key 'zzz' in [tool.scope-lint]; the keys are tf-version, src, select"),
        ('[tool.scope_lint]\nsrc = ["."]\n', "1: unknown table [tool.scope_lint]; did you mean [tool.scope-lint]?"),
        ("[tool]\nscope-lint = 3\n", "2: tool.scope-lint must be a table"),
        ("[tool.scope-lint]\ntf-version = 1.15\n", '2: tf-version must be a string, as in tf-version = "1.15", not a number'),
        ('[tool.scope-lint]\ntf-version = "2.1"\n', "2: tf-version: unknown TensorFlow version '2.1': expected"),
        ('[tool.scope-lint]\nselect = "TFS3"\n', "2: select must be a list of strings, not a string"),
        ('[tool.scope-lint]\nselect = [\n  "TFS3",\n  "E501",\n]\n', "4: select: 'E501' is no rule code or prefix of one"),
        ('[tool.scope-lint]\nselect = ["TFS399"]\n', "2: select: no rule's code begins with 'TFS399'; did you mean 'TFS309'?"),
        ("[tool.scope-lint]\nignore = [301]\n", "2: ignore must be a list of strings, but holds a number"),
        ("[tool.scope-lint]\nexclude = true\n", "2: exclude must be a list of strings, not a boolean"),
        ('[tool.scope-lint]\nexclude = ["a", "!"]\n', "2: exclude: '!' is no gitignore pattern"),
        ('[tool.scope-lint]\nsrc = ["lib", "nosuch"]\n', "2: src: no folder 'nosuch'"),
        ('tool.scope-lint.src = ["nosuch"]\n', "1: src: no folder 'nosuch'"),
        ('[tool."scope-lint"]\n\nsrc = ["nosuch"]\n', "3: src: no folder 'nosuch'"),
        ("[tool.scope-lint]\nper-file-ignores = []\n", "2: per-file-ignores must be a table of patterns and codes, not a list"),
        (
            '[tool.scope-lint.per-file-ignores]\n"a.py" = ["TFS1"]\n"b.py" = ["X"]\n',
            "3: b.py: 'X' is no rule code or prefix of one",
        ),
    ],
)
def test_a_mistake_ends_the_run_in_one_line(run, fake_api, project, text, message):
    write(project, text)
    outcome = run("check")
    assert outcome.status == 2
    assert outcome.err.startswith(f"scope-lint: pyproject.toml:{message}")
    assert outcome.err.count("\n") == 1
    assert fake_api.paths == ()


@pytest.mark.parametrize(
    "data, line",
    [
        (b"[tool.scope-lint]\ntf-version = \n", 2),
        (b"[tool.scope-lint\n", 1),
        (b"# scope-lint\na = 1\na = 2\n", 3),
        (b"# scope-lint\na = [1,\n2\n", 3),
        (b'# scope-lint\na = 1\nb = "\xff"\n', 3),
        (b"# scope-lint\na = " + b"[" * 20000, 1),
    ],
)
def test_broken_toml_is_told_and_the_run_goes_on(run, fake_api, project, data, line):
    (project / "pyproject.toml").write_bytes(data)
    outcome = run("check")
    assert outcome.status == 2
    assert outcome.err.startswith(f"scope-lint: pyproject.toml:{line}: broken TOML: ")
    assert outcome.err.endswith("; going on without it\n")
    assert outcome.err.count("\n") == 1
    assert fake_api.paths == ["."]


def test_a_broken_file_that_does_not_speak_of_us_is_none_of_our_business(run, fake_api, project):
    write(project, "[project\n")
    outcome = run("check")
    assert (outcome.status, outcome.err) == (0, "")


def test_without_a_configuration_file_the_defaults_hold(run, fake_api, project):
    run("check")
    assert (fake_api.options.tf_version, fake_api.options.select) == ("1.15", ())


def test_a_file_of_its_own_goes_before_pyproject(run, fake_api, project):
    write(project, GOOD)
    (project / "scope-lint.toml").write_text('tf-version = "1.8"\n[per-file-ignores]\n"a.py" = ["TFS301"]\n')
    run("check", "lib")
    assert (fake_api.options.tf_version, fake_api.options.tf_version_from) == ("1.8", "scope-lint.toml:1")
    assert fake_api.options.per_file_ignores == (PerFileIgnore(str(project), "a.py", ("TFS301",)),)
    assert fake_api.options.exclude == ()


@pytest.mark.parametrize(
    "text, message",
    [
        ('tf-versions = "1.4"\n', "1: unknown key 'tf-versions' in scope-lint.toml; did you mean 'tf-version'?"),
        ('[tool.scope-lint]\nsrc = ["."]\n', "1: unknown key 'tool' in scope-lint.toml: in scope-lint.toml the keys stand at the top"),
        ("src = [\n", "1: broken TOML: "),
        ('\n[per-file-ignores]\n"a" = "TFS1"\n', "3: a must be a list of strings, not a string"),
    ],
)
def test_a_mistake_in_the_file_of_its_own(run, fake_api, project, text, message):
    (project / "scope-lint.toml").write_text(text)
    outcome = run("check")
    assert outcome.status == 2
    assert outcome.err.startswith(f"scope-lint: scope-lint.toml:{message}")
    assert outcome.err.count("\n") == 1


def test_a_named_file_is_taken_and_nothing_is_looked_for(run, fake_api, project):
    write(project, "[tool.scope-lint]\nbroken = 1\n")
    (project / "lib" / "other.toml").write_text('tf-version = "1.2"\nexclude = ["x/"]\n')
    run("check", "--config", "lib/other.toml")
    assert (fake_api.options.tf_version, fake_api.options.exclude) == ("1.2", (Exclude("lib", "x/"),))
    assert run("check", "--config", "nosuch.toml").err == "scope-lint: nosuch.toml:1: cannot be read: No such file or directory\n"


def test_the_version_is_detected_and_shown(run, project):
    (project / "requirements.txt").write_text("numpy\n\ntensorflow-gpu==1.4.0\n")
    (project / "lib" / "m.py").write_text("import tensorflow as tf\nv = tf.get_variable('v', [2])\n")
    assert run("check", "lib").out == "Nothing found in 1 file for TensorFlow 1.4 (from requirements.txt:3).\n"
    assert "For TensorFlow 1.4 (from requirements.txt:3)." in run("names", "lib/m.py").out
    assert "TensorFlow 1.8)." in run("check", "lib", "--tf-version", "1.8").out
    write(project, '[tool.scope-lint]\ntf-version = "1.12"\n')
    assert "TensorFlow 1.12 (from pyproject.toml:2)." in run("check", "lib").out


def test_tensorflow_2_is_noted(run, fake_api, project):
    (project / "requirements.txt").write_text("tensorflow==2.3.0\n")
    run("check")
    assert fake_api.options.tf_version == "1.15"
    assert fake_api.options.tf_version_from == (
        "requirements.txt:1: tensorflow==2.3.0 is TensorFlow 2: its tensorflow.compat.v1 behaves as 1.15"
    )
