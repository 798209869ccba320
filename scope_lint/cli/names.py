"""``scope-lint names``."""

from __future__ import annotations

import argparse
from typing import IO

from scope_lint.cli.failure import ANALYSIS_FAILED, FOUND, NOTHING_FOUND
from scope_lint.cli.left_out import print_left_out
from scope_lint.cli.output import check_destination, destination
from scope_lint.cli.settings import Resolved
from scope_lint.findings import NamesReport


def run(arguments: argparse.Namespace) -> int:
    """Predict, write the report, and say by the status what came of it."""
    settings = Resolved(arguments, [target.partition("::")[0] for target in arguments.targets])
    check_destination(arguments.output)
    from scope_lint import api

    report = api.names(arguments.targets, settings.options)
    with destination(arguments.output) as stream:
        _write(report, arguments, stream)
    if report.left_out or not settings.complete:
        return ANALYSIS_FAILED
    return FOUND if report.errors else NOTHING_FOUND


def _write(report: NamesReport, arguments: argparse.Namespace, stream: IO[str]) -> None:
    if arguments.format == "json":
        from scope_lint.report.json import names_json

        print(names_json(report), file=stream)
        return
    if arguments.format == "html":
        from scope_lint.report.html import names_html

        print_left_out(report.left_out)
        print(names_html(report), file=stream)
        return
    from scope_lint.report.console import Output
    from scope_lint.report.text_names import NamesText

    print_left_out(report.left_out)
    unicode = (getattr(stream, "encoding", None) or "").lower().replace("-", "").startswith("utf")
    NamesText(Output(stream, arguments.color), arguments.tree, unicode).report(report, arguments.verbose)
