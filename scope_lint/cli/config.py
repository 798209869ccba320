"""``scope-lint config``."""

from __future__ import annotations

import argparse
import json
import os
from pathlib import Path

from scope_lint.cli.failure import ANALYSIS_FAILED, NOTHING_FOUND, Failure
from scope_lint.cli.output import check_destination, destination
from scope_lint.cli.settings import Resolved
from scope_lint.config import Settings, shown


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
    paths = arguments.paths or ["."]
    resolved = Resolved(arguments, paths)
    others = _others(resolved, paths)
    from scope_lint.report.console import Output
    from scope_lint.report.settings import settings_json, settings_text

    with destination(arguments.output) as stream:
        if arguments.format == "json":
            print(settings_json(resolved.settings, others), file=stream)
        else:
            settings_text(Output(stream, arguments.color), resolved.settings, others, arguments.verbose)
    return NOTHING_FOUND if resolved.complete else ANALYSIS_FAILED


def _others(resolved: Resolved, paths: list[str]) -> dict[str, Settings]:
    """The folders below the paths, as they are shown, where other settings hold than in the folder around them."""
    from scope_lint.analysis import files_below
    from scope_lint.options import OptionsByFolder

    holds = {resolved.start: resolved.settings}
    for file in files_below(paths, OptionsByFolder(resolved.options), {}):
        folder = Path(os.path.abspath(file)).parent
        for inner in reversed((folder, *folder.parents)):
            if inner not in holds and resolved.start in inner.parents:
                holds[inner] = resolved.at(inner)
    return {shown(folder): found for folder, found in holds.items() if folder != resolved.start and found != holds[folder.parent]}
