"""What the README and the guide show is what happens; tools/refresh_docs.py brings it up to date."""

from __future__ import annotations

import re
import shlex
from importlib.metadata import entry_points
from pathlib import Path

import pytest
import yaml

from scope_lint.cli.arguments import parse
from scope_lint.config.keys import KEYS
from tests.environments import ROOT
from tools.refresh_docs import Block, blocks, pages, refreshed

PAGES = pages()
TEXTS = {page: page.read_text(encoding="utf-8") for page in PAGES}
each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())


def of_kind(*kinds: str) -> list[Block]:
    return [block for text in TEXTS.values() for block in blocks(text) if block.kind in kinds]


@each_page
def test_the_output_shown_is_what_is_printed(page):
    text = TEXTS[page]
    uses_flake8 = any(command.startswith("flake8 ") for block in blocks(text) for command in block.commands())
    if uses_flake8 and not any(point.name == "TFS" for point in entry_points(group="flake8.extension")):
        pytest.skip("scope-lint is not installed as a flake8 plugin here (pip install --editable .)")
    assert refreshed(text) == text, "run tools/refresh_docs.py, and read what changed"


def commands() -> list[str]:
    """The commands of ours that are shown but not run: in shell scripts and in the files of CI services."""
    found = []
    for block in of_kind("sh", "yaml"):
        for line in block.text.splitlines():
            found += re.findall(r"scope-lint (?:check|merge|names|rule|config) [^#&|<]*", _filled_in(line))
    return found


def _filled_in(line: str) -> str:
    """A line as it is run: with a value for what GitHub puts in."""
    return re.sub(r"\$\{\{.*?\}\}", "1", line.removeprefix(".venv/bin/"))


@pytest.mark.parametrize("command", commands())
def test_the_commands_shown_are_right(command):
    assert parse(shlex.split(command)[1:]).command in ("check", "merge", "names", "config", "rule")


def test_there_are_commands():
    assert len(commands()) >= 6


@pytest.mark.parametrize("block", of_kind("yaml"), ids=lambda block: block.text.split("\n")[0])
def test_the_files_of_services_are_right(block):
    content = yaml.safe_load(block.text)
    for repo in content.get("repos", ()):
        for hook in repo["hooks"]:
            if hook["id"] == "scope-lint":
                (ours,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
                assert hook["id"] == ours["id"]
                parse([*ours["entry"].split()[1:], *hook.get("args", ()), "a.py"])


@pytest.mark.parametrize("path", [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))], ids=str)
def test_links_lead_somewhere(path):
    text = re.sub(r"```.*?```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match(r"https?:", target):
            continue
        file, _, anchor = target.partition("#")
        goal = (path.parent / file).resolve() if file else path
        assert goal.exists(), target
        if anchor:
            headings = re.findall(r"^#+ (.+)$", Path(goal).read_text(encoding="utf-8"), re.MULTILINE)
            assert anchor in {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}, target


def test_the_guide_names_every_page_and_every_key():
    index = TEXTS[ROOT / "docs" / "guide" / "README.md"]
    for page in (ROOT / "docs" / "guide").glob("*.md"):
        assert page.name == "README.md" or f"({page.name})" in index
    configuration = TEXTS[ROOT / "docs" / "guide" / "configuration.md"]
    assert all(key in configuration for key in KEYS)


def test_ci_runs_the_command_of_the_readme():
    first, second, *_ = re.findall(r"```sh\n(.+)\n```", TEXTS[ROOT / "README.md"])
    assert "fixtures/" in first
    assert f"{second} || exit" in (ROOT / ".ci" / "run").read_text().splitlines()
