"""``scope-lint rule``."""

from __future__ import annotations

import argparse
import sys

from scope_lint.cli.arguments import nearest
from scope_lint.cli.failure import NOTHING_FOUND, Failure
from scope_lint.report.console import Output
from scope_lint.report.rule_page import rule_page
from scope_lint.report.text_rule import rule_list
from scope_lint.rules import all_rules, rule_of


def run(arguments: argparse.Namespace) -> int:
    """List the rules, or explain one."""
    output = Output(sys.stdout, arguments.color)
    if arguments.rule is None:
        rule_list(output, all_rules())
        return NOTHING_FOUND
    rule = rule_of(arguments.rule)
    if rule is None:
        known = [name for rule in all_rules() for name in (rule.code, rule.name)]
        text = arguments.rule.upper() if arguments.rule[:3].upper() == "TFS" else arguments.rule
        raise Failure(f"no rule {arguments.rule!r}{nearest(text, known) or ' (scope-lint rule lists them)'}")
    output.markdown(rule_page(rule))
    return NOTHING_FOUND
