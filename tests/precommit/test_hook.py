"""The pre-commit hook, by a real ``pre-commit run`` in a repository made here: the findings of the command line."""

from __future__ import annotations

import json
import re
import shutil
import sys
from pathlib import Path

import pytest

from tests.environments import ROOT, call
from tools.try_wheel import copy_package

pytestmark = pytest.mark.slow

GIT = {
    "GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.com", "GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@example.com",
    "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1",
}  # fmt: skip


def commit(repository: Path) -> str:
    """Make it a repository with everything in it committed; the commit."""
    call("git", "init", "--quiet", cwd=repository, **GIT)
    call("git", "add", "--all", cwd=repository, **GIT)
    call("git", "commit", "--quiet", "--message=All", cwd=repository, **GIT)
    return call("git", "rev-parse", "HEAD", cwd=repository, **GIT).stdout.strip()


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with the hook in its configuration, an offending script and a good one."""
    folder = tmp_path_factory.mktemp("precommit")
    copy_package(folder / "hook")
    revision = commit(folder / "hook")
    project = folder / "project"
    project.mkdir()
    shutil.copy(ROOT / "fixtures" / "example" / "gan.py", project)
    (project / "good.py").write_text('import tensorflow as tf\n\nw = tf.get_variable("w", [1])\n')
    (project / "notes.txt").write_text("no Python\n")
    (project / ".pre-commit-config.yaml").write_text(
        f"repos:\n- repo: {folder / 'hook'}\n  rev: {revision}\n  hooks:\n  - id: scope-lint\n"
    )
    commit(project)
    return project


def pre_commit(project: Path, *arguments: str, status: tuple[int, ...]) -> str:
    home = {"PRE_COMMIT_HOME": str(project.parent / "cache")}
    return call(
        sys.executable, "-m", "pre_commit", "run", "--color=never", *arguments, cwd=project, status=status, **GIT, **home
    ).stdout  # fmt: skip


def test_findings_are_those_of_the_command_line(project):
    output = pre_commit(project, "--all-files", status=(1,))
    assert re.search(r"^scope-lint\.+Failed$", output, re.MULTILINE)
    found = re.findall(r"^(\S+):(\d+):(\d+): (?:error|warning) (TFS\d+): ", output, re.MULTILINE)
    done = call(sys.executable, "-m", "scope_lint", "check", "--format=json", cwd=project, status=(1,), PYTHONPATH=str(ROOT))
    expected = [(f["path"], f["line"], f["column"], f["code"]) for f in json.loads(done.stdout)["findings"]]
    assert [(path, int(line), int(column), code) for path, line, column, code in found] == expected
    assert ("gan.py", 45, 12, "TFS301") in expected


def test_a_good_file_passes(project):
    output = pre_commit(project, "--files", "good.py", status=(0,))
    assert re.search(r"^scope-lint\.+Passed$", output, re.MULTILINE)


def test_nothing_to_do_without_python(project):
    output = pre_commit(project, "--files", "notes.txt", status=(0,))
    assert re.search(r"^scope-lint\.+\(no files to check\)Skipped$", output, re.MULTILINE)
