"""``scope-lint check --fix`` and ``--diff``: what is written, and what is said about it on standard error."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from scope_lint.cli.failure import ANALYSIS_FAILED, FOUND, NOTHING_FOUND
from scope_lint.report.clean import clean
from scope_lint.report.words import plural

if TYPE_CHECKING:
    from scope_lint.findings import Finding
    from scope_lint.fixes.run import FixReport
    from scope_lint.source.file import Overlay


def write(outcome: FixReport, unsafe: bool, overlay: Overlay) -> bool:
    """Puts the fixed files on disk and says what was done; whether all could be written.

    A file that came from standard input (it is in ``overlay``) goes to standard output instead, fixed or not.
    """
    from scope_lint.source.write import WriteError
    from scope_lint.source.write import write as write_file

    failed: dict[str, str] = {}
    given = {os.path.realpath(path): new for path, (_, new) in outcome.files.items()}
    for real, data in overlay.items():
        sys.stdout.buffer.write(given.get(real, data))
    for path, (old, new) in outcome.files.items():
        if os.path.realpath(path) in overlay:
            continue
        try:
            write_file(Path(path), old, new)
        except WriteError as error:
            failed[path] = str(error)
    done = [finding for finding in outcome.fixed if finding.path not in failed]
    if done:
        _say(f"fixed {_counted(done)} in {plural(len({f.path for f in done}), 'file')}")
    for path, reason in failed.items():
        _say(f"{clean(path)}: not written: {reason}")
    _remarks(outcome, unsafe)
    return not failed


def show(outcome: FixReport, unsafe: bool) -> int:
    """Prints what would be written as a patch; the exit status."""
    from scope_lint.fixes.diff import unified

    sys.stdout.flush()
    sys.stdout.buffer.write(unified(outcome.files))
    sys.stdout.buffer.flush()
    if outcome.fixed:
        _say(f"would fix {_counted(outcome.fixed)} in {plural(len(outcome.files), 'file')}")
    else:
        _say("nothing to fix")
    _remarks(outcome, unsafe)
    if outcome.report.left_out():
        return ANALYSIS_FAILED
    return FOUND if outcome.files else NOTHING_FOUND


def _remarks(outcome: FixReport, unsafe: bool) -> None:
    if outcome.changes:
        _say("variables get other names, which checkpoints made before do not have:")
        for change in outcome.changes:
            print(f"  {clean(change.target)}: {clean(str(change))}", file=sys.stderr)
    for refused in outcome.refused:
        finding = refused.finding
        reason = "; ".join([*refused.errors, *(str(change) for change in refused.changes)])
        why = "" if refused.errors else ", since names would change (--unsafe-fixes does it all the same)"
        _say(f"{clean(finding.path)}:{finding.line}: {finding.code} is not fixed{why}: {clean(reason)}")
    for left in outcome.left_alone:
        _say(f"{clean(left.path)}: left alone: {left.reason}")
    rest = sum(finding.fix is not None and not finding.fix.safe for finding in outcome.report.findings)
    if rest and not unsafe:
        _say(f"{rest} more can be fixed with --unsafe-fixes, which changes names of variables (--diff shows which)")


def _counted(findings: Sequence[Finding]) -> str:
    """``3 findings (2 TFS201, 1 TFS107)``."""
    codes = Counter(finding.code for finding in findings)
    return f"{plural(len(findings), 'finding')} ({', '.join(f'{count} {code}' for code, count in sorted(codes.items()))})"


def _say(text: str) -> None:
    sys.stdout.flush()
    print(f"scope-lint: {text}", file=sys.stderr)
