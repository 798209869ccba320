"""``scope-lint check --write-baseline`` and ``--add-noqa``, and what is said about a baseline that has too much."""

from __future__ import annotations

import sys
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from scope_lint.cli.failure import ANALYSIS_FAILED, NOTHING_FOUND, Failure
from scope_lint.cli.left_out import print_left_out
from scope_lint.report.clean import clean
from scope_lint.report.words import plural

if TYPE_CHECKING:
    from scope_lint.findings import CheckReport, Stale
    from scope_lint.options import Options


def write_baseline(file: str, report: CheckReport, options: Options) -> int:
    """Makes all that was found known; the exit status."""
    from scope_lint.suppression.baseline import BaselineError
    from scope_lint.suppression.baseline import write_baseline as write_file

    print_left_out(report.left_out())
    try:
        count = write_file(file, report.findings, options)
    except BaselineError as error:
        raise Failure(str(error)) from None
    files = len({finding.path for finding in report.findings})
    _say(f"{plural(count, 'finding')} in {plural(files, 'file')} written to {clean(file)}; check --baseline {clean(file)} reports new ones only")
    return ANALYSIS_FAILED if report.left_out() else NOTHING_FOUND


def add_noqa(report: CheckReport, options: Options) -> int:
    """Writes a comment for all that was found; the exit status."""
    from scope_lint.source.write import WriteError, write
    from scope_lint.suppression.add_noqa import add_noqa as added_noqa

    print_left_out(report.left_out())
    added, failed = added_noqa(report.findings, options), False
    for path, (old, new) in added.files.items():
        try:
            write(Path(path), old, new)
        except WriteError as error:
            failed = True
            _say(f"{clean(path)}: not written: {error}")
    for left in added.left_alone:
        _say(f"{clean(left.path)}: left alone: {left.reason}")
    _say(f"added {plural(added.comments, 'noqa comment')} in {plural(len(added.files), 'file')}")
    return ANALYSIS_FAILED if failed or report.left_out() else NOTHING_FOUND


def print_stale(stale: list[Stale]) -> None:
    """Says what each baseline has and is found no longer, so that it can be taken out."""
    from scope_lint.source.shown import shown

    for file, entries in groupby(stale, lambda entry: entry.baseline):
        listed = list(entries)
        gone = sum(entry.known - entry.found for entry in listed)
        _say(f"{clean(shown(file))} has {plural(gone, 'finding')} too many; --write-baseline takes what is gone out:")
        for entry in listed:
            print(f"  {clean(entry.path)}: {entry.known} {entry.code}, {entry.found or 'none'} found", file=sys.stderr)


def _say(text: str) -> None:
    sys.stdout.flush()
    print(f"scope-lint: {text}", file=sys.stderr)
