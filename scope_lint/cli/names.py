"""``scope-lint names``."""

from __future__ import annotations

import argparse
import sys

from scope_lint.cli.failure import ANALYSIS_FAILED, FOUND, NOTHING_FOUND
from scope_lint.cli.left_out import print_left_out
from scope_lint.cli.settings import resolve
from scope_lint.findings import NamesReport


def run(arguments: argparse.Namespace) -> int:
    """Predict, write the report, and say by the status what came of it."""
    options, complete = resolve(arguments, [target.partition("::")[0] for target in arguments.targets])
    from scope_lint import api

    report = api.names(arguments.targets, options)
    _write(report, arguments)
    if report.left_out or not complete:
        return ANALYSIS_FAILED
    return FOUND if report.errors else NOTHING_FOUND


def _write(report: NamesReport, arguments: argparse.Namespace) -> None:
    if arguments.format == "json":
        from scope_lint.report.json import names_json

        print(names_json(report))
        return
    from scope_lint.report.console import Output
    from scope_lint.report.text_names import NamesText

    print_left_out(report.left_out)
    unicode = (sys.stdout.encoding or "").lower().replace("-", "").startswith("utf")
    NamesText(Output(sys.stdout, arguments.color), arguments.tree, unicode).report(report, arguments.verbose)
