"""What the README shows is what happens; tools/refresh_readme.py brings it up to date."""

from __future__ import annotations

import re
import shlex

import pytest

from tests.environments import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
CONSOLES = re.findall(r"```console\n\$ scope-lint (.+)\n((?:.*\n)*?)```", README)


@pytest.mark.parametrize("command, output", CONSOLES, ids=[command for command, _ in CONSOLES])
def test_output(run, monkeypatch, command, output):
    monkeypatch.chdir(ROOT)
    assert run(*shlex.split(command)).out == output


def test_ci_runs_the_command_of_the_readme():
    first, second, *_ = re.findall(r"```sh\n(.+)\n```", README)
    assert "fixtures/" in first
    assert f"{second} || exit" in (ROOT / ".ci" / "run").read_text().splitlines()


def test_the_configuration_shown_is_right(tmp_path):
    from scope_lint import config

    (toml,) = re.findall(r"```toml\n((?:.*\n)*?)```", README)
    for folder in ("lib", "stubs"):
        (tmp_path / folder).mkdir()
    (tmp_path / "pyproject.toml").write_text(toml)
    assert config.load(tmp_path).tf_version == "1.4"
