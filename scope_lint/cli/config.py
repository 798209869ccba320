"""``scope-lint config``."""

from __future__ import annotations

import argparse
import json
import os

from scope_lint.cli.failure import ANALYSIS_FAILED, NOTHING_FOUND, Failure
from scope_lint.cli.output import check_destination, destination
from scope_lint.cli.settings import settings_of


def run(arguments: argparse.Namespace) -> int:
    """Show what holds, and where it comes from."""
    check_destination(arguments.output)
    if arguments.schema:
        from scope_lint.config.keys import json_schema

        with destination(arguments.output) as stream:
            print(json.dumps(json_schema(), indent=2), file=stream)
        return NOTHING_FOUND
    for path in arguments.paths:
        if not os.path.exists(path):
            raise Failure(f"no file or folder {path!r}")
    settings, complete = settings_of(arguments, arguments.paths or ["."])
    from scope_lint.report.console import Output
    from scope_lint.report.settings import settings_json, settings_text

    with destination(arguments.output) as stream:
        if arguments.format == "json":
            print(settings_json(settings), file=stream)
        else:
            settings_text(Output(stream, arguments.color), settings, arguments.verbose)
    return NOTHING_FOUND if complete else ANALYSIS_FAILED
