"""``scope-lint config``."""

from __future__ import annotations

import argparse
import json
import sys

from scope_lint.cli.failure import ANALYSIS_FAILED, NOTHING_FOUND
from scope_lint.cli.settings import settings_of


def run(arguments: argparse.Namespace) -> int:
    """Show what holds, and where it comes from."""
    if arguments.schema:
        from scope_lint.config.keys import json_schema

        print(json.dumps(json_schema(), indent=2))
        return NOTHING_FOUND
    settings, complete = settings_of(arguments, arguments.paths or ["."])
    if arguments.format == "json":
        from scope_lint.report.settings import settings_json

        print(settings_json(settings))
    else:
        from scope_lint.report.console import Output
        from scope_lint.report.settings import settings_text

        settings_text(Output(sys.stdout, arguments.color), settings, arguments.verbose)
    return NOTHING_FOUND if complete else ANALYSIS_FAILED
