"""``scope-lint rule``."""

from __future__ import annotations

import pytest

from scope_lint.rules import all_rules


def test_the_list_has_every_rule(run):
    outcome = run("rule")
    assert outcome.status == 0
    for rule in all_rules():
        assert f"{rule.code}  {rule.severity:<7}  {rule.name}" in outcome.out


@pytest.mark.parametrize("spelling", ["TFS301", "tfs301", "variable-already-exists"])
def test_a_page(run, spelling):
    outcome = run("rule", spelling)
    assert outcome.status == 0
    assert outcome.out.startswith("# TFS301 variable-already-exists\n")
    assert "```python\nimport tensorflow as tf\n" in outcome.out
