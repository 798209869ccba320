"""TFS001: the comments that suppressed nothing in a run."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from scope_lint.findings import Finding
from scope_lint.options import Options, OptionsByFolder
from scope_lint.rules import all_rules
from scope_lint.rules.tfs001_unused_noqa import UnusedNoqa
from scope_lint.source.noqa import Suppressions


def unused_comments(paths: Iterable[Path], comments_of: Callable[[str], Suppressions], options: Options) -> list[Finding]:
    """The findings about the comments of some files, whose own findings have been asked for before."""
    rule, near = UnusedNoqa(), OptionsByFolder(options)
    out: list[Finding] = []
    for path in paths:
        here = near.of(path)
        if here.enabled(rule.code, rule.severity):
            out += rule.unused(str(path), comments_of(str(path)), partial(_wanted, options=here))
    return out


def _wanted(code: str, options: Options) -> bool:
    """Whether a finding of this code, or of one that begins with it, would be reported; one that no rule has never is."""
    rules = [rule for rule in all_rules() if rule.code.startswith(code)]
    return not rules or any(options.enabled(rule.code, rule.severity) for rule in rules)
