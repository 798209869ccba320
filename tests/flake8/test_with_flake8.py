"""The plugin inside real flake8, 6 and 7: the same findings as the command line, at the same line and column."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.environments import ROOT, Environment

pytestmark = pytest.mark.slow

Place = tuple[str, int, int, str]

FILES = {
    "suppressed.py": """\
import tensorflow as tf

a = tf.get_variable("a", [1])
b = tf.get_variable("a", [1])  # noqa: TFS301
""",
    "suppressed_in_vain.py": """\
import tensorflow as tf

a = tf.get_variable("a", [1])
b = tf.get_variable("a", [1])  # noqa: TFS4
""",
    "suppressed_without_codes.py": """\
import tensorflow as tf

a = tf.get_variable("a", [1])
b = tf.get_variable("a", [1])  # noqa
""",
    "suppressed_whole.py": """\
# flake8: noqa: TFS301
import tensorflow as tf

a = tf.get_variable("a", [1])
b = tf.get_variable("a", [1])
""",
    "columns.py": """\
import tensorflow as tf

a = tf.get_variable("a", [1])
if True:
\tprint("é名😀"); b = tf.get_variable("a", [1])
""",
    "mixed.py": """\
import tensorflow as tf

with tf.name_scope("outer"):
    with tf.variable_scope("inner"):
        w = tf.get_variable("w", [1])
        x = tf.identity(w)
""",
    "plain.py": "print('no scopes')\n",
}


@pytest.fixture(scope="module", params=["flake8>=6,<7", "flake8>=7,<8"])
def environment(request, tmp_path_factory):
    return Environment(tmp_path_factory.mktemp("flake8"), request.param)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    shutil.copy(ROOT / "fixtures" / "example" / "gan.py", tmp_path)
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def by_flake8(environment: Environment, project: Path, *arguments: str) -> list[Place]:
    done = environment("flake8", "--select=TFS", *arguments, ".", cwd=project)
    assert done.stderr == ""
    matches = [re.fullmatch(r"(?:\./)?(.+?):(\d+):(\d+): (TFS\d+) .+", line) for line in done.stdout.splitlines()]
    assert None not in matches, done.stdout
    return sorted((match[1], int(match[2]), int(match[3]), match[4]) for match in matches if match)


def by_command(environment: Environment, project: Path, *arguments: str) -> list[Place]:
    places = set()
    for path in sorted(project.glob("*.py")):  # flake8 sees one file at a time
        done = environment("scope-lint", "check", "--format=json", *arguments, path.name, cwd=project)
        places |= {(f["path"], f["line"], f["column"], f["code"]) for f in json.loads(done.stdout)["findings"]}
    places = {place for place in places if place[3] != "TFS001"}  # of a project, not of single files: not in flake8
    return sorted(places)


def test_same_findings(environment, project):
    found = by_flake8(environment, project)
    assert found == by_command(environment, project, "--select=TFS")
    assert ("gan.py", 45, 12, "TFS301") in found
    assert ("columns.py", 5, 20, "TFS301") in found
    assert [place[:2] for place in found if place[0].startswith("suppressed")] == [("suppressed_in_vain.py", 4)]


def test_informative_rules_only_when_asked_for(environment, project):
    default = environment("flake8", "mixed.py", cwd=project).stdout
    assert "TFS" not in default
    assert "TFS102" in environment("flake8", "--extend-select=TFS102", "mixed.py", cwd=project).stdout
    assert "TFS102" in environment("flake8", "--select=TFS", "mixed.py", cwd=project).stdout
    assert "TFS102" not in environment("scope-lint", "check", "mixed.py", cwd=project).stdout
    assert "TFS102" in environment("scope-lint", "check", "--select=TFS102", "mixed.py", cwd=project).stdout


def test_flake8s_own_switches(environment, project):
    assert by_flake8(environment, project, "--extend-ignore=TFS") == []
    everywhere = {place[:2] for place in by_flake8(environment, project, "--disable-noqa")}
    assert {("suppressed.py", 4), ("suppressed_without_codes.py", 4)} <= everywhere
    assert by_flake8(environment, project, "--per-file-ignores=gan.py:TFS301", "--exclude=columns.py,suppressed*,mixed.py") == []


def test_version(environment, project):
    (project / "columns.py").unlink()
    (project / "versions.py").write_text(
        'import tensorflow as tf\n\nwith tf.variable_scope("a", reuse=tf.AUTO_REUSE):\n    w = tf.get_variable("w", [1])\n'
    )
    assert by_flake8(environment, project, "--scope-lint-tf-version=1.0") == by_command(
        environment, project, "--select=TFS", "--tf-version=1.0"
    )
    done = environment("flake8", "--scope-lint-tf-version=2.0", "gan.py", cwd=project)
    assert done.returncode == 1
    assert "unknown TensorFlow version '2.0'" in done.stdout + done.stderr
    assert (done.stdout + done.stderr).count("\n") <= 2


def test_settings_of_the_project(environment, project):
    (project / "pyproject.toml").write_text('[tool.scope-lint]\nignore = ["TFS301"]\n')
    assert by_flake8(environment, project) == by_command(environment, project, "--ignore=TFS301", "--select=TFS")


def test_standard_input(environment, project):
    text = (project / "gan.py").read_text()
    done = subprocess.run(
        [environment.bin / "flake8", "--select=TFS", "--stdin-display-name=gan.py", "-"],
        input=text, capture_output=True, text=True, cwd=project,
    )  # fmt: skip
    assert done.stdout.startswith("gan.py:45:12: TFS301 ")
