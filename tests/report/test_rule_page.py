"""Every rule's page, made from its file."""

from __future__ import annotations

import pytest

from scope_lint.report.rule_page import rule_page
from scope_lint.rules import all_rules


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_page(rule):
    page = rule_page(rule)
    assert page.startswith(f"# {rule.code} {rule.name}\n\n")
    assert f"Severity: **{rule.severity}**." in page
    assert "{code}" not in page
    for heading in rule.sections():
        assert not heading or f"## {heading}\n" in page
    assert page.count("```") == 2 * len(rule.examples)
    assert "# error:" not in page
