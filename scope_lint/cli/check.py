"""``scope-lint check``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import replace
from typing import IO, TYPE_CHECKING

from scope_lint.cli.failure import ANALYSIS_FAILED, FOUND, NOTHING_FOUND, Failure
from scope_lint.cli.left_out import print_left_out
from scope_lint.cli.output import check_destination, destination
from scope_lint.cli.progress import Bar
from scope_lint.cli.settings import Resolved
from scope_lint.cli.stdin import standard_input
from scope_lint.findings import CheckReport
from scope_lint.options import UNREADABLE
from scope_lint.timings import CLOCK

if TYPE_CHECKING:
    from scope_lint.shards import Part


def run(arguments: argparse.Namespace, parts: Sequence[Part] = ()) -> int:
    """Analyse (or merge ``parts``), write the report, and say by the status what came of it."""
    if not arguments.timings:
        return _run(arguments, parts)
    from scope_lint.cli.timings import timed

    with timed():
        return _run(arguments, parts)


def _run(arguments: argparse.Namespace, parts: Sequence[Part]) -> int:
    _one_at_a_time(arguments)
    paths, overlay = standard_input(arguments)
    settings = Resolved(arguments, paths)
    options = replace(settings.options, overlay=overlay, noqa=not arguments.ignore_noqa)
    for codes in (*(arguments.select or ()), *(arguments.extend_select or ())):
        _known(codes)
    check_destination(arguments.output)
    if arguments.shard:
        from scope_lint.cli.sharding import write_part

        write_part(arguments, paths, options)
        return NOTHING_FOUND if settings.complete else ANALYSIS_FAILED
    from scope_lint import api
    from scope_lint.suppression.baseline import BaselineError

    written = True
    try:
        with Bar() as progress:
            fixing = arguments.fix or arguments.diff
            outcome = api.fix(paths, options, arguments.unsafe_fixes, progress) if fixing else None
            if outcome:
                report = outcome.report
            else:
                report = api.merge(paths, options, parts, progress) if parts else api.check(paths, options, progress)
    except BaselineError as error:
        raise Failure(str(error)) from None
    if arguments.write_baseline or arguments.add_noqa:
        from scope_lint.cli import suppressing

        if arguments.add_noqa:
            return suppressing.add_noqa(report, options)
        return suppressing.write_baseline(arguments.write_baseline, report, options)
    if outcome:
        from scope_lint.cli.fixing import show, write

        if arguments.diff:
            status = show(outcome, arguments.unsafe_fixes)
            return NOTHING_FOUND if status == FOUND and arguments.exit_zero else status
        written = write(outcome, arguments.unsafe_fixes, overlay)
    with destination(arguments.output) if not (arguments.fix and overlay) else nullcontext(sys.stderr) as stream, CLOCK.phase("report"):
        _write(report, arguments, stream)
    if report.stale:
        from scope_lint.cli.suppressing import print_stale

        print_stale(report.stale)
    if report.left_out() or not settings.complete or not written:
        return ANALYSIS_FAILED
    found = any(finding.code != UNREADABLE for finding in report.findings)
    return FOUND if found and not arguments.exit_zero else NOTHING_FOUND


def _one_at_a_time(arguments: argparse.Namespace) -> None:
    """Failure where two things are asked for of which one makes the other void."""
    given = [name for name in ("fix", "diff", "add_noqa", "write_baseline") if getattr(arguments, name)]
    if len(given) > 1 and given != ["fix", "diff"]:
        first, second = (f"--{name.replace('_', '-')}" for name in given[:2])
        raise Failure(f"{first} and {second} do not go together")
    if arguments.shard:
        _alone(arguments)
    if arguments.statistics and arguments.format not in ("text", "json"):
        raise Failure(f"--statistics are written as text or json, not as {arguments.format}")
    if arguments.add_noqa and "-" in arguments.paths:
        raise Failure("--add-noqa writes to files: standard input (-) is none")


def _alone(arguments: argparse.Namespace) -> None:
    """A part is no report: what is written of it, and done about it, is for scope-lint merge."""
    for name in ("fix", "diff", "add_noqa", "write_baseline", "statistics"):
        if getattr(arguments, name):
            raise Failure(f"--shard and --{name.replace('_', '-')} do not go together")
    if arguments.format not in ("text", "json"):
        raise Failure(f"--shard writes a part, in a format of its own: give --format {arguments.format} to scope-lint merge")
    if "-" in arguments.paths:
        raise Failure("--shard is about many files: standard input (-) is one")


def _write(report: CheckReport, arguments: argparse.Namespace, stream: IO[str]) -> None:
    if arguments.statistics:
        _write_statistics(report, arguments, stream)
    elif arguments.format == "json":
        from scope_lint.report.json import check_json

        print(check_json(report), file=stream)
    elif arguments.format == "sarif":
        from scope_lint.report.sarif import check_sarif
        from scope_lint.rules import all_rules

        print(check_sarif(report, all_rules()), file=stream)
    elif arguments.format == "github":
        from scope_lint.report.github import check_github

        if text := check_github(report):
            print(text, file=stream)
    elif arguments.format == "html":
        from scope_lint.report.html import check_html

        print_left_out(report.left_out())
        print(check_html(report), file=stream)
    else:
        from scope_lint.report.console import Output
        from scope_lint.report.text_check import CheckText

        print_left_out(report.left_out())
        CheckText(Output(stream, arguments.color)).report(report, arguments.verbose, arguments.quiet)


def _write_statistics(report: CheckReport, arguments: argparse.Namespace, stream: IO[str]) -> None:
    from scope_lint.report.statistics import StatisticsText, statistics_json

    if arguments.format == "json":
        print(statistics_json(report), file=stream)
        return
    from scope_lint.report.console import Output

    print_left_out(report.left_out())
    StatisticsText(Output(stream, arguments.color)).report(report, arguments.quiet)


def _known(codes: tuple[str, ...]) -> None:
    """Failure where a selected prefix is that of no rule: the answer would be empty for the wrong reason."""
    from scope_lint.rules import all_rules

    for code in codes:
        if code != "ALL" and not any(rule.code.startswith(code) for rule in all_rules()):
            raise Failure(f"--select: no rule's code begins with {code!r} (scope-lint rule lists them)")
