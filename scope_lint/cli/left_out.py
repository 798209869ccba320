"""Files that could not be analysed, on standard error."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from scope_lint.findings import Incomplete


def print_left_out(entries: Sequence[Incomplete]) -> None:
    """One line each: ``path:line: reason``."""
    from scope_lint.report.clean import clean

    sys.stdout.flush()
    for entry in entries:
        print(f"{clean(entry.path)}:{entry.line}: {clean(entry.reason)}", file=sys.stderr)
