"""TFS001: the comments that suppressed nothing in a run."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from scope_lint.findings import Finding
from scope_lint.options import Options
from scope_lint.rules import all_rules
from scope_lint.rules.tfs001_unused_noqa import UnusedNoqa
from scope_lint.source.noqa import Suppressions


def unused_comments(paths: Iterable[Path], comments_of: Callable[[str], Suppressions], options: Options) -> list[Finding]:
    """The findings about the comments of some files, whose own findings have been asked for before."""
    rule = UnusedNoqa()
    if not options.enabled(rule.code, rule.severity):
        return []
    return [finding for path in paths for finding in rule.unused(str(path), comments_of(str(path)), lambda code: _wanted(code, options))]


def _wanted(code: str, options: Options) -> bool:
    """Whether a finding of this code, or of one that begins with it, would be reported; one that no rule has never is."""
    rules = [rule for rule in all_rules() if rule.code.startswith(code)]
    return not rules or any(options.enabled(rule.code, rule.severity) for rule in rules)
