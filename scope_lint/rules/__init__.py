"""The rules: each a file of its own, found by walking this package."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from scope_lint.rules.base import Rule


@cache
def all_rules() -> tuple[Rule, ...]:
    """Every rule, by code. A rule is the subclass of Rule in a module named after its code."""
    found = []
    for module in pkgutil.iter_modules(__path__):
        if module.name.startswith("tfs"):
            members = vars(importlib.import_module(f"{__name__}.{module.name}")).values()
            found += [m() for m in members if isinstance(m, type) and issubclass(m, Rule) and m is not Rule]
    return tuple(sorted(found, key=lambda rule: rule.code))


def rule_of(code: str) -> Rule | None:
    """The rule with a code or a name: ``TFS301``, ``variable-already-exists``."""
    wanted = code.strip()
    return next((rule for rule in all_rules() if wanted.upper() == rule.code or wanted.lower() == rule.name), None)
