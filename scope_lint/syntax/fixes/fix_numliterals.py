"""``0777L`` → ``0o777``: an octal number and a long one at once, of which fissix's fixer sees the second only."""

from __future__ import annotations

from typing import Any

from fissix.fixer_util import Number
from fissix.fixes import fix_numliterals


class FixNumliterals(fix_numliterals.FixNumliterals):  # type: ignore[misc]
    """Takes the place of fissix's fixer."""

    def transform(self, node: Any, results: dict[str, Any]) -> Any:
        digits = node.value.rstrip("lL")
        if digits.isdigit() and digits.startswith("0") and digits.strip("0"):
            digits = "0o" + digits[1:]
        return Number(digits, prefix=node.prefix)
