"""Where the time of a run went, as text."""

from __future__ import annotations

from collections.abc import Mapping

from scope_lint.report.clean import clean
from scope_lint.timings import PHASES, Timings

SHOWN = 10
"""Rules and files that are listed: the slowest."""


def timings_text(timings: Timings, wall: float) -> str:
    """The phases in their order, then the slowest rules and files."""
    total = sum(timings.phases.values())
    lines = [f"Took {wall:.2f} s. Seconds by phase, of all processes together:"]
    lines += [_row(timings.phases.get(phase, 0.0), phase, total) for phase in PHASES]
    lines += _slowest("rule", timings.rules)
    lines += _slowest("file (its script and functions)", timings.files)
    return "\n".join(lines) + "\n"


def _slowest(what: str, seconds: Mapping[str, float]) -> list[str]:
    rows = sorted(seconds.items(), key=lambda item: (-item[1], item[0]))[:SHOWN]
    if not rows:
        return []
    more = f", the slowest {SHOWN} of {len(seconds):,}" if len(seconds) > SHOWN else ""
    return [f"Seconds by {what}{more}:", *(_row(took, clean(name), sum(seconds.values())) for name, took in rows)]


def _row(seconds: float, name: str, total: float) -> str:
    share = seconds / total if total else 0.0
    return f"  {seconds:9.3f}  {share:4.0%}  {name}"
