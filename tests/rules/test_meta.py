"""Codes, files, names, pages, changelog and examples hold together."""

import hashlib
import json
import pathlib
import re
import runpy

import pytest

from scope_lint.rules import all_rules, rule_of
from scope_lint.rules.base import FIX, SECTIONS, Rule

ROOT = pathlib.Path(__file__).resolve().parents[2]
RULES = all_rules()
each_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)


def test_every_rule_file_holds_one_rule() -> None:
    files = sorted(path.stem for path in (ROOT / "scope_lint" / "rules").glob("tfs*.py"))
    assert files == [f"{rule.code.lower()}_{rule.name.replace('-', '_')}" for rule in RULES]


def test_codes_and_names_are_unique() -> None:
    assert len({rule.code for rule in RULES}) == len({rule.name for rule in RULES}) == len(RULES)


@each_rule
def test_text(rule: Rule) -> None:
    assert re.fullmatch(r"TFS\d{3}", rule.code)
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name)
    assert rule.severity in ("error", "warning", "info")
    assert rule.default == (rule.severity != "info")
    assert rule.summary and "\n" not in rule.summary and not rule.summary.endswith(".")
    sections = rule.sections()
    assert tuple(sections) == ("", *SECTIONS, *([FIX] if rule.fixes() else []))
    assert all(sections.values())


@each_rule
def test_examples(rule: Rule) -> None:
    kinds = [example.kind for example in rule.examples]
    assert "bad" in kinds and "good" in kinds
    for example in rule.examples:
        expected = example.expected
        assert {code for _, code in expected} == ({rule.code} if example.kind == "bad" else set())


@each_rule
def test_examples_are_recorded_as_they_stand(rule: Rule) -> None:
    recorded = json.loads((ROOT / "fixtures" / "rules" / "examples.json").read_text())
    for key, example in rule.numbered():
        digest = hashlib.sha256(example.source.encode()).hexdigest()[:16]
        assert recorded[key]["source"] == digest, "run tools/record_rule_examples.py"
        if example.kind == "good":
            assert recorded[key]["exit"] is None
        elif rule.severity == "error" and rule.code != "TFS000":
            assert recorded[key]["exit"] is not None


def test_pages_are_those_of_the_rules() -> None:
    wanted = runpy.run_path(str(ROOT / "tools" / "rule_pages.py"))["pages"]()
    there = {path.name: path.read_text() for path in (ROOT / "docs" / "rules").glob("*.md")}
    assert there == wanted, "run tools/rule_pages.py"


def test_changelog_names_every_rule() -> None:
    text = (ROOT / "CHANGELOG.md").read_text()
    assert [rule.code for rule in RULES if rule.code not in text] == []


def test_rule_of() -> None:
    assert rule_of("tfs301") is rule_of("variable-already-exists")
    assert rule_of("TFS999") is None
