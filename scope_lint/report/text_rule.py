"""The list of rules, and a rule's page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from scope_lint.report.console import Output
from scope_lint.report.text_check import STYLES

if TYPE_CHECKING:
    from scope_lint.rules.base import Rule


def rule_list(output: Output, rules: Sequence[Rule]) -> None:
    """One line a rule."""
    wide = max((len(rule.name) for rule in rules), default=0)
    for rule in rules:
        style = STYLES[rule.severity]
        output.line((rule.code, "bold"), "  ", (f"{rule.severity:<7}", style), f"  {rule.name:<{wide}}  ", rule.summary)
    output.line("")
    output.line("scope-lint rule CODE explains one. Rules of severity info are off until selected (--select).")
