"""``except A, e:`` → ``except A as e:``, and for ``except A, (b, c):`` an assignment on the line of the first statement.

fissix's fixer gives that assignment a line of its own, and copies the whole of every ``try``.
"""

from __future__ import annotations

from typing import Any

from fissix import fixer_base
from fissix.fixer_util import Name
from fissix.pgen2 import token

from scope_lint.syntax.fixes.same_line import begin_with


class FixExcept(fixer_base.BaseFix):  # type: ignore[misc]
    """Takes the place of fissix's fixer."""

    BM_compatible = True
    PATTERN = "except_clause< 'except' any comma=',' target=any >"

    def transform(self, node: Any, results: dict[str, Any]) -> Any:
        target = results["target"]
        results["comma"].replace(Name("as", prefix=" "))
        if target.type == token.NAME:
            target.prefix = target.prefix or " "
            return None
        name = self.new_name()
        suite = node.next_sibling.next_sibling
        begin_with(suite, f"{' '.join(str(target).split())} = {name}.args")
        target.replace(Name(name, prefix=" "))
        return None
